"""The bar at the left: where one can go, and the one thing one can always do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import number
from core.i18n import _
from desktop import icons, theme
from desktop.formats import shortcut as native
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, Press, Slot
from desktop.widgets.label import Label

WIDTH = 208


class _Place(Press):
    def __init__(self, text: str, icon: str, shortcut: str) -> None:
        super().__init__(text)
        self.setProperty("kind", "place")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setIcon(icons.icon(icon))
        self.setIconSize(QSize(26, 20))
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
            self.setToolTip(native(shortcut))
        self._count: Badge | None = None

    def set_count(self, count: int, tone: str) -> None:
        if self._count is None:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, theme.GRID, 0)
            row.addStretch(1)
            self._count = Badge(None, self)
            row.addWidget(self._count)
        self._count.show_look(Look(number(count), tone) if count else None)
        self.setAccessibleDescription(number(count) if count else "")


class SideBar(QFrame):
    """Places from the top, places at the foot, and the button that is always in reach."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "sidebar")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(WIDTH)
        self._places: dict[str, _Place] = {}
        self._group = QButtonGroup(self)
        self._name = Label(name, "heading")
        self._top = QVBoxLayout()
        self._top.setSpacing(theme.GRID // 2)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(theme.GRID // 2)
        self._button = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.GAP, theme.GRID * 3, theme.GAP, theme.GRID * 2)
        whole.setSpacing(theme.GRID * 2)
        title = QHBoxLayout()
        title.setContentsMargins(theme.GRID, 0, 0, 0)
        title.addWidget(self._name)
        whole.addLayout(title)
        whole.addLayout(self._button)
        whole.addLayout(self._top)
        whole.addStretch(1)
        whole.addLayout(self._foot)

    def set_name(self, name: str) -> None:
        """Change the name of the shop at the top."""
        self._name.setText(name)

    def add(self, page: str, text: str, icon: str, shortcut: str = "") -> None:
        """A place in the list."""
        self._top.addWidget(self._make(page, text, icon, shortcut))

    def add_foot(self, page: str, text: str, icon: str, shortcut: str = "") -> None:
        """A place at the foot."""
        self._foot.addWidget(self._make(page, text, icon, shortcut))

    def set_primary(self, text: str, icon: str, slot: Slot, shortcut: str = "") -> Button:
        """The button that is always in reach."""
        button = Button(text, slot, kind="primary", icon=icon, shortcut=shortcut)
        button.setSizePolicy(
            button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy()
        )
        button.setMinimumHeight(38)
        self._button.addWidget(button)
        return button

    def mark(self, page: str) -> None:
        """Show which page is in view; one without a place of its own leaves none marked."""
        place = self._places.get(page)
        if place is not None:
            place.setChecked(True)
        elif (marked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            marked.setChecked(False)
            self._group.setExclusive(True)

    def set_count(self, page: str, count: int, tone: str = "neutral") -> None:
        """Show how many wait on a page; none for 0."""
        self._places[page].set_count(count, tone)

    def _make(self, page: str, text: str, icon: str, shortcut: str) -> _Place:
        place = _Place(text, icon, shortcut)
        place.clicked.connect(lambda _checked=False: self.picked.emit(page))
        self._places[page] = place
        self._group.addButton(place)
        return place
