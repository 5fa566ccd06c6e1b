"""The board: suggestions by status, each carried on by hand, by keys or from its menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from core.i18n import N_, _
from core.voice.suggestions import CLOSED, DECISIONS, Suggestion
from desktop import icons, theme
from desktop.suggestions.board_column import BoardColumn, CardList
from desktop.widgets import badge
from desktop.widgets.empty_state import EmptyState

STATUSES = DECISIONS
_NARROWEST = 200
_NOTHING = {
    "open": N_("Nothing waits for a decision."),
    "planned": N_("Nothing is planned."),
    "in_progress": N_("Nothing is being worked on."),
    "done": N_("Nothing was done lately."),
    "declined": N_("Nothing was declined lately."),
}


class Board(QWidget):
    """Five columns. A card put into another one asks for the decision; nothing moves before it."""

    picked = Signal(object)
    opened = Signal(object)
    wanted = Signal(object, str)
    all_asked = Signal(bool)

    def __init__(self, empty: EmptyState) -> None:
        super().__init__()
        self._columns = {status: BoardColumn(status, _(_NOTHING[status])) for status in STATUSES}
        self._known: dict[int, Suggestion] = {}
        self._current: int | None = None
        self._all = False
        self._empty = empty
        self.setAccessibleName(_("Suggestions by status"))
        self._lay_out()
        for number, status in enumerate(STATUSES):
            self._connect(number, self._columns[status])

    def show_board(
        self, columns: Mapping[str, Sequence[Suggestion]], *, everything: bool, none_at_all: bool
    ) -> None:
        """Show the cards by status; with `none_at_all` what to do instead of empty columns."""
        self._all = everything
        self._known = {each.id: each for cards in columns.values() for each in cards}
        focused = self._focused()
        for status, column in self._columns.items():
            lately = status in CLOSED and not everything
            column.show_cards(list(columns.get(status, ())), lately=lately)
            if status in CLOSED:
                column.more.say(_("Show the last quarter") if everything else _("Show all"))
                column.more.show()
        self._empty.setVisible(none_at_all)
        self._area.setVisible(not none_at_all)
        self.select(self._current)
        if focused is not None and not focused.currentIndex().isValid():
            focused.go_to(0)

    def select(self, suggestion_id: int | None) -> None:
        """Choose a card and bring it into view; None for none."""
        self._current = suggestion_id
        for column in self._columns.values():
            cards = column.cards
            row = -1 if suggestion_id is None else cards.cards.row_of(suggestion_id)
            if row < 0:
                cards.selectionModel().clear()
                continue
            with_focus = self._focused()
            cards.go_to(row)
            if with_focus is not None and with_focus is not cards:
                cards.setFocus()
            self._area.ensureWidgetVisible(column, 0, 0)

    def current(self) -> Suggestion | None:
        """The card that is chosen."""
        return None if self._current is None else self._known.get(self._current)

    def column(self, status: str) -> BoardColumn:
        """The column of a status; a KeyError for an unknown one."""
        return self._columns[status]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Focus the chosen card, else the first column that has one."""
        chosen = self.current()
        if chosen is not None and chosen.status in self._columns:
            self._columns[chosen.status].cards.setFocus(reason)
            return
        filled = (column.cards for column in self._columns.values())
        first = next((cards for cards in filled if cards.cards.rowCount()), None)
        (first or self._columns[STATUSES[0]].cards).setFocus(reason)

    def _connect(self, number: int, column: BoardColumn) -> None:
        cards = column.cards
        cards.picked.connect(lambda card: self._pick(column, card))
        cards.opened.connect(self.opened)
        cards.stepped.connect(lambda step: self._step(number, step))
        cards.carried.connect(lambda step: self._carry(number, step))
        cards.dropped.connect(lambda known: self._ask(self._known.get(known), column.status))
        cards.menu_asked.connect(lambda at: self._menu(cards, at))
        column.more.clicked.connect(lambda: self.all_asked.emit(not self._all))

    def _pick(self, column: BoardColumn, card: Suggestion | None) -> None:
        if card is None:
            return
        self._current = card.id
        for other in self._columns.values():
            if other is not column:
                other.cards.selectionModel().clear()
        self._area.ensureWidgetVisible(column, 0, 0)
        self.picked.emit(card)

    def _step(self, number: int, step: int) -> None:
        """Go to the next column that has cards, near the row one comes from."""
        row = self._cards(number).currentIndex().row()
        at = number + step
        while 0 <= at < len(STATUSES):
            cards = self._cards(at)
            if cards.go_to(row):
                cards.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            at += step

    def _carry(self, number: int, step: int) -> None:
        if 0 <= number + step < len(STATUSES):
            self._ask(self._cards(number).current(), STATUSES[number + step])

    def _ask(self, card: Suggestion | None, status: str) -> None:
        if card is not None and card.status != status:
            self.wanted.emit(card, status)

    def _menu(self, cards: CardList, at: QPoint) -> None:
        card = cards.current()
        if card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(card.title)
        menu.addAction(icons.icon("forward"), _("Open")).triggered.connect(
            lambda: self.opened.emit(card)
        )
        menu.addSeparator()
        for status in STATUSES:
            if status != card.status:
                self._offer(menu, card, status)
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, menu: QMenu, card: Suggestion, status: str) -> QAction:
        look = badge.status(status)
        text = _("Move to “{status}”…").format(status=look.text)
        action = menu.addAction(icons.icon(look.icon), text)
        action.triggered.connect(lambda: self._ask(card, status))
        return action

    def _cards(self, number: int) -> CardList:
        return self._columns[STATUSES[number]].cards

    def _focused(self) -> CardList | None:
        lists = (column.cards for column in self._columns.values())
        return next((cards for cards in lists if cards.hasFocus()), None)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("shape", "plain")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for column in self._columns.values():
            column.setMinimumWidth(_NARROWEST)
            row.addWidget(column, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._empty, 1)
        self._empty.hide()
