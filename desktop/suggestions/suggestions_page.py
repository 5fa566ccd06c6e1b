"""The page of suggestions: a ranking and a board, and beside them the one that is picked."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.voice import offers, suggestions
from core.voice.offers import Offer
from core.voice.suggestions import Suggestion
from desktop.desk import Desk
from desktop.suggestions.board import Board
from desktop.suggestions.board_reading import Cards, read_board
from desktop.suggestions.offer_banner import QUOTED, OfferBanner
from desktop.suggestions.offer_reading import Begin, read_offer
from desktop.suggestions.rating_columns import RatingColumns
from desktop.suggestions.suggestion_detail import SuggestionDetail
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.edit_table import Column, EditTable
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.page import Page
from desktop.widgets.split import Split

TALL = 640
RANKED = N_("What could be better, ranked by how many people it helps for how much work.")
CARRIED = N_("To decide, drag a card to another column, or press Shift and an arrow.")
LOOK = "suggestions/look"


class SuggestionsPage(Page):
    """The table is edited in place, the board carries cards on; both show one list."""

    nouns = frozenset(
        {"suggestion", "support", "rating", "decision", "reply", "feedback", "topic"}
        | {"outcome", "turned_down", "customer"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Suggestions"), _(RANKED))
        self._rank: dict[int, int] = {}
        self._any = True
        self._everything = False
        self._sought: int | None = None
        self.set_primary(_("New suggestion"), "add", self.add_suggestion, "Ctrl+Shift+N")
        self.add_action(_("How sure you were"), "goal", self.show_past_confidence)
        self._add_filters()
        self._empty = EmptyState("suggestions", "", _("New suggestion"), self.add_suggestion)
        self.table = self._make_table()
        self._board: Board | None = None
        self.detail = SuggestionDetail(desk)
        self.detail.closed.connect(self._close_detail)
        self.detail.merged.connect(self._show_one)
        self.table.picked.connect(self.detail.show_suggestion)
        self.table.loaded.connect(self.table.select_one)
        self._left = QStackedWidget()
        self._left.addWidget(self.table)
        self.banner = OfferBanner(desk)
        self.banner.taken.connect(self._take_offer)
        self.body.addWidget(self.banner)
        halves = self._left, self.detail
        self.body.addWidget(Split(desk, "suggestions", *halves, share=0.66, parent=self), 1)
        self._show_look()

    @property
    def board(self) -> Board:
        """The board, made when it is first looked at: most days it is the table alone."""
        if self._board is None:
            self._board = self._make_board()
            self._left.addWidget(self._board)
        return self._board

    @property
    def as_board(self) -> bool:
        """Whether the board is in view, not the table."""
        return self.look.value == "board"

    def reload(self) -> None:
        shop, text = self.desk.workspace, self.search.wanted()
        self.read(partial(offers.open, shop), self.banner.show_offers, "offers")
        if self.as_board:
            self.read(partial(read_board, shop, text, self._everything), self._show_board, "list")
            return
        statuses = self._statuses()

        def work() -> tuple[list[Suggestion], bool]:
            found = suggestions.backlog(shop, statuses=statuses, text=text)
            return found, bool(found) or suggestions.are_there(shop)

        self.read(work, self._show_table, "list")

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.read(partial(self._read_one, target), self._show_one, "target")
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "offer":
            self.read(partial(read_offer, self.desk.workspace, target[1]), self._begin, "offer")

    def add_suggestion(self) -> None:
        """Ask for a new suggestion and show it."""
        self._begin(Begin(()))

    def show_past_confidence(self) -> None:
        """Show how often the confidence of the past was kept."""
        from desktop.suggestions.past_confidence import PastConfidenceDialog

        PastConfidenceDialog(self.desk, self.window()).open()

    def show_as(self, look: str) -> None:
        """Show the "table" or the "board"; the next start begins with it."""
        self.look.choose(look)
        self.desk.preferences.put(LOOK, look)
        self._show_look()
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.show_quotes(QUOTED if event.size().height() >= TALL else 1)

    def _add_filters(self) -> None:
        self.search = self.add_search(_("Search in suggestions"), lambda _text: self.reload())
        choices = [
            Choice("table", _("Ranking"), shortcut="Alt+1"),
            Choice("board", _("Board"), shortcut="Alt+2"),
        ]
        self.look = Chips(choices, _("Show as"))
        if self.desk.preferences.text(LOOK) == "board":
            self.look.choose("board")
        self.look.chosen.connect(self.show_as)
        self.add_filter(self.look)
        self.status = ChoiceField(_filters())
        self.status.setAccessibleName(_("Show"))
        self.status.chosen.connect(lambda _value: self.reload())
        self.add_filter(self.status)

    def _make_table(self) -> EditTable:
        cells = RatingColumns(self.desk, self._show_rated, self._ask_source)
        table = EditTable(
            self.desk,
            "suggestions",
            cells.columns(lambda suggestion: self._rank.get(suggestion.id, 0)),
            empty=self._empty,
            sort="rank",
            descending=True,
            also=[Column(_("What it means"), lambda s: s.body)],
        )
        self.offer_list(lambda: _("Suggestions"), lambda: self.table)
        table.setAccessibleName(_("Suggestions by rank"))
        return table

    def _make_board(self) -> Board:
        self._board_empty = EmptyState("suggestions", "", _("New suggestion"), self.add_suggestion)
        board = Board(self._board_empty)
        board.picked.connect(self._follow)
        board.opened.connect(self._open_detail)
        board.wanted.connect(self._decide)
        board.all_asked.connect(self._show_all)
        return board

    def _show_look(self) -> None:
        board = self.as_board
        self.set_lead(_(CARRIED if board else RANKED))
        self._left.setCurrentWidget(self.board if board else self.table)
        self.status.setVisible(not board)
        self.detail.show_close(board)
        self.detail.setVisible(not board)
        self.lead_focus_to(self.board if board else self.table)

    def _statuses(self) -> tuple[str, ...]:
        chosen = str(self.status.value())
        if chosen == "current":
            return suggestions.CURRENT
        return suggestions.STATUSES if chosen == "all" else (chosen,)

    def _show_table(self, answer: tuple[list[Suggestion], bool]) -> None:
        found, self._any = answer
        self._rank = {suggestion.id: place for place, suggestion in enumerate(found)}
        self._empty.say(self._nothing())
        if self._sought is not None:
            self.table.select(self._sought)
            self._sought = None
        self.table.load_list(found)

    def _show_board(self, cards: Cards) -> None:
        self._any = cards.any
        self._board_empty.say(self._nothing())
        nothing = not any(cards.columns.values())
        self.board.show_board(cards.columns, everything=self._everything, none_at_all=nothing)
        if self._sought is not None:
            self.board.select(self._sought)
            self._sought = None
        self._follow(self.board.current())

    def _nothing(self) -> str:
        if not self._any:
            return _(
                "A suggestion is something the shop could do better. Write one down, link what "
                "customers said to it, and the ranking shows what to do first."
            )
        if self.search.wanted():
            return _("No suggestion has these words.")
        return _("No suggestion stands here now.")

    def _follow(self, card: Suggestion | None) -> None:
        """An open detail shows the card that is walked to; a closed one stays closed."""
        if card is not None and self.as_board and self.detail.isVisibleTo(self):
            self.detail.show_suggestion(card)

    def _open_detail(self, card: Suggestion) -> None:
        self.board.select(card.id)
        self.detail.show_suggestion(card)
        self.detail.show()

    def _close_detail(self) -> None:
        self.detail.setVisible(not self.as_board)
        self.setFocus()

    def _decide(self, card: Suggestion, status: str) -> None:
        from desktop.widgets.decide_dialog import DecideDialog

        DecideDialog(self.desk, card, self.window(), status=status).open()

    def _show_all(self, everything: bool) -> None:
        self._everything = everything
        self.reload()

    def _ask_source(self, suggestion: Suggestion, reach: int) -> None:
        from desktop.suggestions.rate_dialog import RateDialog

        RateDialog(self.desk, suggestion, self.window(), reach=reach).open()

    def _show_rated(self, suggestion: Suggestion) -> None:
        self.table.replace(suggestion)
        if self.detail.suggestion is not None and self.detail.suggestion.id == suggestion.id:
            self.detail.show_suggestion(suggestion)

    def _take_offer(self, offer: Offer) -> None:
        self._begin(Begin(offer.feedback, offer.title, offer.topic_id))

    def _begin(self, begin: Begin) -> None:
        from desktop.widgets.suggestion_dialog import SuggestionDialog

        dialog = SuggestionDialog(
            self.desk,
            parent=self.window(),
            evidence=begin.feedback,
            title=begin.title,
            topic_id=begin.topic_id,
        )
        dialog.accepted.connect(lambda: self._show_one(dialog.saved_record))
        dialog.open()

    def _read_one(self, suggestion_id: int) -> Suggestion | None:
        try:
            return suggestions.get(self.desk.workspace, suggestion_id)
        except KnownError:
            return None

    def _show_one(self, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            return
        self.search.show_text("")
        self._everything = self._everything or suggestion.status in suggestions.CLOSED
        if suggestion.status not in self._statuses():
            self.status.set_value("all")
        # Selected with the list that comes now: one that is still on its way may not have it.
        self._sought = suggestion.id
        self.detail.show_suggestion(suggestion)
        self.detail.show()
        self.reload()


def _filters() -> list[tuple[object, str]]:
    return [
        ("current", _("Still to do")),
        ("open", _("Open")),
        ("planned", _("Planned")),
        ("in_progress", _("In progress")),
        ("done", _("Done")),
        ("declined", _("Declined")),
        ("merged", _("Merged")),
        ("all", _("All")),
    ]
