"""The frame of every page: title, lead, one primary action, search and the body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from core.store.changes import Changes
from desktop import theme
from desktop.desk import Desk
from desktop.dressing import DressedWhenSeen
from desktop.widgets.button import Button, IconButton, Slot
from desktop.widgets.filter_row import FilterRow
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import Inside, aim_while_laid_out, give_viewport

if TYPE_CHECKING:
    from desktop.widgets.record_table import RecordTable
    from desktop.widgets.saved_list import SaveList
    from desktop.widgets.search_field import SearchField

SIDE = theme.GRID * 4
SCROLL_BAR = 10
SHEET_KEYS = ("F1", "?")


class Page(DressedWhenSeen):
    """A page reloads itself when a noun it shows has changed: at once if it is in view."""

    nouns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, title: str, lead: str = "", *, scroll: bool = False) -> None:
        super().__init__(desk.frame)
        self.desk = desk
        self._stale = True
        self._lead_part: QWidget | None = None
        self._title = Label(title, "title")
        self._lead = Label(lead, "body", "soft", wrap=True)
        # Rather than a long name in it, the buttons beside it keep their width.
        self._lead.setMinimumWidth(1)
        if not lead:  # shown before it is in the page, it would open as a window for a moment
            self._lead.hide()
        self._actions = QHBoxLayout()
        self._secondary = 0
        self._actions.setSpacing(theme.GRID)
        self._filters = FilterRow()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GRID * 2)
        self.setAccessibleName(title)
        self._lay_out(scroll)
        for keys in SHEET_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.show_keys)
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self.ask)
        desk.changes.happened.connect(self._notice)

    @property
    def is_fresh(self) -> bool:
        """Whether the page has asked for what it shows since anything changed."""
        return not self._stale

    def reload(self) -> None:
        """Read and show everything anew; each page has its own way."""

    def ask(self) -> None:
        """Read now what a page would read when it is first shown, to have it sooner."""
        self._stale = False
        self.reload()

    def show_target(self, target: object) -> None:
        """Bring into view what `navigation.open(page, target)` asked for."""

    def read(self, work: Callable[[], Any], done: Callable[[Any], None], key: str = "") -> None:
        """Read in the background; of several readings under one key the newest is shown."""
        self.desk.tasks.read(work, done, key=(id(self), key), owner=self)

    def show_keys(self) -> None:
        """Show what the keys do on this page and everywhere."""
        from desktop.widgets.keys_sheet import KeysSheet

        KeysSheet(self, self.window()).open()

    def show_part(self, part: QWidget) -> None:
        """Scroll until a part of a page that scrolls stands at the top, as far as it can."""
        around = part.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is None:
            return
        aim_while_laid_out(around, part, partial(_aim, around, part))

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_lead(self, text: str) -> None:
        """Change the sentence under the title; an empty one hides it."""
        self._lead.setText(text)
        self._lead.setVisible(bool(text))

    def set_primary(self, text: str, icon: str, slot: Slot, shortcut: str = "") -> Button:
        """The one thing to do here, at the top right."""
        button = Button(text, slot, kind="primary", icon=icon, shortcut=shortcut)
        self._actions.addWidget(button)
        return button

    def add_action(self, text: str, icon: str, slot: Slot, shortcut: str = "") -> Button:
        """Something else to do here, left of the primary action."""
        button = Button(text, slot, icon=icon, shortcut=shortcut)
        self._actions.insertWidget(self._secondary, button)
        self._secondary += 1
        return button

    def add_sign(self, icon: str, name: str, slot: Slot) -> IconButton:
        """A small sign left of the other things to do here."""
        sign = IconButton(icon, name, slot)
        self._actions.insertWidget(0, sign)
        self._secondary += 1
        return sign

    def offer_list(self, name: Callable[[], str], table: Callable[[], RecordTable]) -> SaveList:
        """A way to save what a table of the page lists; `name` begins the name of the file."""
        from desktop.widgets.saved_list import SaveList

        save = SaveList(self.desk, name, table)
        self._actions.insertWidget(0, save)
        self._secondary += 1
        return save

    def add_search(
        self, placeholder: str, slot: Callable[[str], object], *, narrowest: int = 0
    ) -> SearchField:
        """A search field at the left of the row under the title; asked for before the filters.

        Where many filters stand beside it, it may be as narrow as `narrowest` pixels.
        """
        # The first page has nothing to search in, and need not wait for the field.
        from desktop.widgets.search_field import SearchField

        field = SearchField(placeholder)
        if narrowest:
            field.setMinimumWidth(narrowest)
        field.searched.connect(slot)
        field.left_down.connect(self._go_to_list)
        self._filters.add_search(field)
        return field

    def _go_to_list(self) -> None:
        """From the search down to what it found, where the page leads the focus."""
        if self._lead_part is not None:
            self.setFocus()

    def lead_focus_to(self, part: QWidget) -> None:
        """The part that has the focus when the page comes into view.

        A focus proxy of Qt would let Tab jump over all that stands before that part.
        """
        self._lead_part = part

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Focus the leading part, else the page itself."""
        if self._lead_part is not None:
            self._lead_part.setFocus(reason)
        else:
            super().setFocus(reason)

    def add_filter(self, widget: QWidget) -> QWidget:
        """A filter in the row under the title; returns it."""
        return self._filters.add(widget)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            # Not from in here: an error inside a Qt override may kill the interpreter under 3.11.
            self._wait.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Qt asks this as well when the part with the focus goes away, and would then take
        # the first button of the side bar, which Enter presses.
        here = self.window().focusWidget()
        if here is not None and not here.isVisible() and self.isVisible():
            self.setFocus()
            return True
        return super().focusNextPrevChild(forward)

    def _notice(self, changes: Changes) -> None:
        if changes.nouns & self.nouns:
            self._stale = True
            if self.isVisible():
                self._wait.start()

    def _lay_out(self, scroll: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID * 2)
        head.addLayout(words, 1)
        head.addLayout(self._actions)
        head.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        filters = QHBoxLayout()
        filters.addWidget(self._filters)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.GRID * 3, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        for row in (head, filters):
            row.setContentsMargins(SIDE, 0, SIDE, 0)
            whole.addLayout(row)
        if scroll:
            whole.addWidget(_scrolled(self.body), 1)
        else:
            self.body.setContentsMargins(SIDE, 0, SIDE, theme.GRID * 3)
            whole.addLayout(self.body, 1)


def _aim(around: QScrollArea, part: QWidget) -> None:
    inside = around.widget()
    if inside is not None:
        top = part.mapTo(inside, QPoint(0, 0)).y()
        around.verticalScrollBar().setValue(top - theme.GRID * 2)


def _show_handle(bar: QScrollBar, low: int, high: int) -> None:
    """Where nothing is to scroll, a handle as long as the page would only puzzle."""
    bar.setEnabled(low < high)


def _scrolled(body: QVBoxLayout) -> QScrollArea:
    inside = Inside()
    inside.setProperty("shape", "plain")
    inside.setLayout(body)
    area = QScrollArea()
    give_viewport(area)
    # The bar always has its room, so the body lines up with the head and nothing jumps.
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.setEnabled(False)
    bar.rangeChanged.connect(partial(_show_handle, bar))
    body.setContentsMargins(SIDE, 0, SIDE - SCROLL_BAR, SIDE)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
