"""Buttons: one primary per page, plain ones, quiet ones and signs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import icons, theme
from desktop.formats import shortcut as native

_ICON_ROLES = {"primary": "on_accent", "danger": "negative", "quiet": "accent"}

Slot = Callable[[], object]


class Press(QPushButton):
    """Enter presses it as the space bar does; Qt alone would do so in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Button(Press):
    """A button with words; the kind is "plain", "primary", "quiet" or "danger"."""

    def __init__(
        self,
        text: str,
        slot: Slot | None = None,
        *,
        kind: str = "plain",
        icon: str = "",
        tip: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            self.setIcon(icons.icon(icon, _ICON_ROLES.get(kind, "ink_soft")))
            # Wider than the sign, which keeps the words at a distance.
            self.setIconSize(QSize(icons.SIZE + 5, icons.SIZE))
        _answer(self, slot, shortcut, tip)

    def say(self, text: str) -> None:
        """Change the words."""
        keys = self.shortcut()
        self.setText(text.replace("&", "&&"))
        self.setShortcut(keys)
        self.setAccessibleName(text)


class IconButton(Press):
    """A button that is only a sign; its name is spoken and shown as a tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        slot: Slot | None = None,
        *,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "icon")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setIcon(icons.icon(icon))
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setFixedSize(theme.GRID * 4, theme.GRID * 4)
        _answer(self, slot, shortcut, name)


def _answer(button: QPushButton, slot: Slot | None, shortcut: str, tip: str) -> None:
    if slot is not None:
        button.clicked.connect(lambda _checked=False: slot())
    if shortcut:
        button.setShortcut(QKeySequence(shortcut))
        tip = f"{tip} ({native(shortcut)})" if tip else native(shortcut)
    if tip:
        button.setToolTip(tip)
