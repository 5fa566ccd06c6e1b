"""A sign that opens a short menu: what is done seldom, out of the way but in reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop import icons
from desktop.widgets.button import IconButton


class MenuButton(IconButton):
    """Enter, space or a click opens the menu below; arrows and Enter choose in it."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icon, name, self.open_menu, parent=parent)
        self.menu_below = QMenu(self)
        self.menu_below.setAccessibleName(name)

    def add(self, text: str, icon: str, slot: Callable[[], object]) -> QAction:
        """Something to choose, under what is there already."""
        action = QAction(icons.icon(icon), text.replace("&", "&&"), self.menu_below)
        action.triggered.connect(lambda _checked=False: slot())
        self.menu_below.addAction(action)
        return action

    def add_rule(self) -> None:
        """A line between what is chosen often and what is not."""
        self.menu_below.addSeparator()

    def open_menu(self) -> None:
        """Open the menu, its first entry ready to be chosen."""
        right = self.mapToGlobal(QPoint(self.width(), self.height()))
        self.menu_below.popup(right - QPoint(self.menu_below.sizeHint().width(), 0))
        first = next((each for each in self.menu_below.actions() if not each.isSeparator()), None)
        if first is not None:
            self.menu_below.setActiveAction(first)
