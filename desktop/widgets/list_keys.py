"""Single keys that act on the chosen row while a list has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.i18n import _

# On a Czech keyboard the keys of the digits give these, and the digits only with Shift.
DIGIT_OF = dict(zip("+ěščřžýáíé", "1234567890", strict=True))
_LETTER_OF = {digit: letter for letter, digit in DIGIT_OF.items()}


def add_key(table: QWidget, key: str, slot: Callable[[], object], does: str) -> None:
    """Let a key act while `table` or something in it has the focus; typing elsewhere is free.

    The sheet of keys says what it `does`.
    """
    for each in (key, _LETTER_OF.get(key, "")):
        if each:
            shortcut = QShortcut(QKeySequence(each), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
            shortcut.setWhatsThis(does if each == key else "")


def key_tip(key: str) -> str:
    """The tip that teaches a key."""
    return _("Press {key} while the list is in focus").format(key=key)
