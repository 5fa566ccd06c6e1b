"""The inbox: everything customers said, worked through with j, k and a few keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import N_, _
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import Feedback, FeedbackFilter, InboxCounts
from core.voice.saved_views import SavedView
from desktop import theme
from desktop.desk import Desk
from desktop.feedback import filter_words, inbox_shelf
from desktop.feedback.bulk_bar import BulkBar
from desktop.feedback.feedback_detail import FeedbackDetail
from desktop.feedback.filter_words import EVERYTHING, Names
from desktop.feedback.inbox_columns import columns, more_columns
from desktop.feedback.inbox_filters import InboxFilters
from desktop.feedback.inbox_shelf import InboxShelf
from desktop.feedback.quick_log import QuickLog
from desktop.feedback.triage_keys import Triage
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.record_model import Find
from desktop.widgets.record_table import RecordTable
from desktop.widgets.split import Split
from desktop.widgets.waiting_age import Patience

PARTS = {
    "topic": "topic_id",
    "kind": "kind",
    "mood": "polarity",
    "state": "state",
    "customer": "customer_id",
    "suggestion": "suggestion_id",
}
NOTHING = N_("Nothing here yet. Write down what the next customer tells you.")
NARROW_SEARCH = 150
# What is said where a state of the inbox is empty and nothing else narrows it.
ALL_DONE = {
    "new": N_("Everything is looked through. Well done."),
    "waiting": N_("Nobody waits for an answer."),
    "answered": N_("No answer has gone out yet."),
    "snoozed": N_("Nothing is put off."),
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What the page shows beside the list."""

    names: Names
    counts: InboxCounts
    patience: Patience
    views: list[SavedView]


class FeedbackPage(Page):
    """A list that filters and searches, the whole of one voice beside it.

    A target is the id of a feedback, or a FeedbackFilter to show the voices behind a figure;
    ("topic", id), ("kind", word) and so on are short for a filter with one part (see PARTS).
    """

    nouns = frozenset(
        {"feedback", "reply", "support", "suggestion", "topic", "customer", "setting",
         "saved_view", "staff_member", "closure", "faq", "faq_voice", "turned_down"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        lead = _("What customers told you, and what you did about it.")
        super().__init__(desk, _("Feedback"), lead)
        self._patience = Patience(desk.workspace.clock.now())
        self._pinned: int | None = None
        self._worked_on: int | None = None
        self._listed: FeedbackFilter | None = None
        self._names = Names()
        self.set_primary(_("Log feedback"), "log", self._log)
        words = _("Search words and names")
        self.search = self.add_search(words, lambda _text: self._look(), narrowest=NARROW_SEARCH)
        self.filters = InboxFilters(desk, self)
        self.shelf = InboxShelf(desk)
        self.empty = EmptyState("feedback", _(NOTHING), _("Log feedback"), self._log)
        self.table = self._make_table()
        self.offer_list(lambda: _("Feedback"), lambda: self.table)
        faq = partial(desk.navigation.open, "faq")
        self.add_action(_("Frequent questions"), "question", faq)
        self.add_sign("about", _("Keys of the inbox (F1)"), self.show_keys)
        self.detail = FeedbackDetail(desk)
        self.triage = Triage(desk, self.table, self._in_hand)
        rows = self.table.rows
        self.bulk = BulkBar(self.triage.actions(), rows.everything, rows.only_here)
        self.lead_focus_to(self.table)
        self._connect()
        self.body.addWidget(self.shelf)
        halves = self._list(), self.detail
        self.body.addWidget(Split(desk, "inbox", *halves, share=0.64, parent=self), 1)

    def reload(self) -> None:
        self._look_around()
        if self._listed == self.wanted:
            self.table.reload()
        else:
            self._load()
        if self._pinned is not None:
            self.detail.load(self._pinned)

    def show_target(self, target: object) -> None:
        if isinstance(target, FeedbackFilter):
            self._narrow(target)
        elif isinstance(target, tuple) and len(target) == 2 and target[0] in PARTS:
            part, value = target
            self._narrow(FeedbackFilter(**{PARTS[part]: value}))
        elif isinstance(target, int):
            self._go_to(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    @property
    def wanted(self) -> FeedbackFilter:
        """What the list shows now."""
        return replace(self.filters.wanted, text=self.search.wanted())

    def _go_to(self, feedback_id: int) -> None:
        """Show one voice, and the list in which it stands: no search or filter hides it."""
        self._pinned, self._worked_on = feedback_id, None
        # What was typed a moment ago must not take it away again.
        self.search.show_text("")
        self.detail.load(feedback_id)
        # Until its list has come nothing is marked, and no key acts on another voice.
        self.table.select(None)
        workspace, here = self.desk.workspace, FeedbackFilter(state=self.filters.wanted.state)
        just_it = replace(here, ids=(feedback_id,))
        self.read(
            lambda: here if feedback.count(workspace, just_it) else EVERYTHING,
            partial(self._stand_at, feedback_id),
            "target",
        )

    def _stand_at(self, feedback_id: int, wanted: FeedbackFilter) -> None:
        if feedback_id != self._pinned:
            return  # somebody chose another one meanwhile
        self.filters.show_filter(wanted)
        self.table.select(feedback_id)
        self._load()
        self._look_around()

    def _in_hand(self) -> Feedback | None:
        """The voice that keys act on: the one marked in the list, or just worked on beside it."""
        said, here = self.detail.feedback, self.table.current()
        known = {self._worked_on, here.id if here is not None else None}
        return said if said is not None and said.id in known else None

    def _load(self) -> None:
        workspace, wanted = self.desk.workspace, self.wanted
        self._listed = wanted
        self.shelf.show_filter(wanted, self._names)
        self.empty.say(_nothing(wanted))
        self.table.mark_words(wanted.text)
        self.detail.mark_words(wanted.text)
        self.table.load(
            partial(feedback.find, workspace, wanted),
            partial(feedback.count, workspace, wanted),
            self._place(wanted),
        )

    def _place(self, wanted: FeedbackFilter) -> Find | None:
        """Where to look for what was come to from elsewhere, however far down the list."""
        if self._pinned is None:
            return None
        return lambda sought, **order: feedback.place(self.desk.workspace, sought, wanted, **order)

    def _look(self) -> None:
        """Another search or filter: what was pinned from elsewhere goes."""
        self._pinned = self._worked_on = None
        self._load()

    def _narrow(self, wanted: FeedbackFilter) -> None:
        self.search.show_text(wanted.text)
        self.filters.show_filter(replace(wanted, text=""))
        self._look()
        self._look_around()

    def _look_around(self) -> None:
        workspace, wanted = self.desk.workspace, self.wanted
        self.read(lambda: _around(workspace, wanted), self._show_around, "around")

    def _show_around(self, around: _Around) -> None:
        self._patience, self._names = around.patience, around.names
        self.filters.show_names(around.names)
        self.filters.show_counts(around.counts)
        self.shelf.show_counts(around.counts)
        self.shelf.show_filter(self.wanted, around.names, around.views)

    def _picked(self, said: Feedback | None) -> None:
        if said is not None:
            if said.id != self._pinned:
                self._pinned = self._worked_on = None
            self.detail.show_feedback(said)
        elif self._pinned is None:
            self.detail.show_feedback(None)

    def _pin(self) -> None:
        """What is changed in the detail stays there, even where the list lets it go."""
        if self.detail.feedback is not None:
            self._pinned = self._worked_on = self.detail.feedback.id

    def _settle(self, rows: int) -> None:
        self.shelf.show_rows(rows)
        self._show_chosen(self.table.rows.count())
        if self.table.current() is not None:
            return
        if self._pinned is not None:
            self.table.select(self._pinned)
            if self.table.current() is None:
                self.table.select(None)  # it is not in this list, so it is not waited for
        elif rows:
            self.table.rows.choose_near()

    def _show_chosen(self, count: int) -> None:
        self.bulk.show_chosen(count, self.table.count(), self.table.rows.picking)
        self.detail.apart.setVisible(self.table.rows.stands_apart)

    def _answered(self, feedback_id: int) -> None:
        """An answer has gone out: back to the list, and on to the next voice."""
        self.table.setFocus()
        here = self.table.current()
        if here is None:
            self._pinned = None
            self.table.rows.choose_near()
        elif here.id == feedback_id:
            self.table.go_on()

    def _log(self) -> None:
        QuickLog(self.desk, self).open()

    def _make_table(self) -> RecordTable:
        table: RecordTable
        made = columns(self.desk.workspace.clock, lambda: self._patience, lambda: table.is_narrow)
        table = RecordTable(
            self.desk,
            "inbox",
            made,
            sort="said_at",
            descending=True,
            empty=self.empty,
            many=True,
            also=more_columns(),
        )
        table.setAccessibleName(_("Feedback"))
        return table

    def _list(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.table, 1)
        column.addWidget(self.bulk)
        return left

    def _connect(self) -> None:
        self.filters.changed.connect(self._look)
        self.filters.cleared.connect(lambda: self._narrow(EVERYTHING))
        self.shelf.chosen.connect(self._narrow)
        self.filters.state.clicked.connect(self.table.setFocus)
        self.shelf.looked.connect(self.table.setFocus)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _said: self.detail.answers.start())
        self.table.loaded.connect(self._settle)
        self.table.chosen.connect(self._show_chosen)
        self.triage.add_keys()
        self.detail.add_keys(self.table)
        self.detail.changing.connect(self._pin)
        self.detail.answered.connect(self._answered)


def _around(workspace: Workspace, wanted: FeedbackFilter) -> _Around:
    return _Around(
        filter_words.names(workspace, wanted),
        feedback.counts(workspace),
        Patience.of(workspace),
        inbox_shelf.views(workspace),
    )


def _nothing(wanted: FeedbackFilter) -> str:
    """What is said where the list is empty."""
    if wanted == EVERYTHING:
        return _(NOTHING)
    if wanted == FeedbackFilter(state=wanted.state):
        return _(ALL_DONE[wanted.state])
    return _("Nothing fits this choice.")
