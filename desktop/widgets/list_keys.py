"""Single keys that act on the chosen row while a list has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.i18n import _


def add_key(table: QWidget, key: str, slot: Callable[[], object]) -> None:
    """Let a key act while `table` or something in it has the focus; typing elsewhere is free."""
    shortcut = QShortcut(QKeySequence(key), table)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)


def key_tip(key: str) -> str:
    """The tip that teaches a key."""
    return _("Press {key} while the list is in focus").format(key=key)
