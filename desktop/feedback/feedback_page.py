"""The page of feedback: everything customers said, worked through with j, k and a few keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent

from core.i18n import N_, _
from core.people.touchpoints import CHANNEL_LABELS
from core.store.workspace import Workspace
from core.voice import feedback, replies, topics
from core.voice.feedback import KINDS, Feedback, FeedbackFilter
from core.voice.topics import Topic
from desktop import formats
from desktop.desk import Desk
from desktop.feedback.days_shown import days_shown
from desktop.feedback.feedback_detail import FeedbackDetail
from desktop.feedback.quick_log import QuickLog
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.button import IconButton
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.mood_words import how_read
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.split import Split
from desktop.widgets.waiting_age import Patience

MOODS = ("negative", "mixed", "neutral", "positive", "unread")
EVERYTHING = FeedbackFilter()
PARTS = {
    "topic": "topic_id",
    "kind": "kind",
    "mood": "polarity",
    "state": "state",
    "customer": "customer_id",
    "suggestion": "suggestion_id",
}
NOTHING = N_("Nothing here yet. Write down what the next customer tells you.")


@dataclass(frozen=True, slots=True)
class _Around:
    """What the page shows beside the list."""

    topics: list[Topic]
    waiting: int
    patience: Patience


class FeedbackPage(Page):
    """A list that filters and searches, the whole of one voice beside it.

    A target is the id of a feedback, or a FeedbackFilter to show the voices behind a figure;
    ("topic", id), ("kind", word) and so on are short for a filter with one part (see PARTS).
    """

    nouns = frozenset(
        {"feedback", "reply", "support", "suggestion", "topic", "customer", "setting"}
    )

    def __init__(self, desk: Desk) -> None:
        lead = _("What customers told you, and what you did about it.")
        super().__init__(desk, _("Feedback"), lead)
        self._patience = Patience(desk.workspace.clock.now())
        self._beyond = EVERYTHING
        self._pinned: int | None = None
        self.set_primary(_("Log feedback"), "log", self._log)
        self.search = self.add_search(_("Search in feedback"), lambda _text: self._look())
        self.state = Chips(_states(), _("Which feedback"))
        self.kind = ChoiceField(
            [(None, _("Every kind")), *((key, badge.kind(key).text) for key in KINDS)]
        )
        self.mood = ChoiceField(
            [(None, _("Every mood")), *((key, badge.polarity(key).text) for key in MOODS)]
        )
        self.topic = ChoiceField([(None, _("Every topic"))])
        self.days = Label("", "strong")
        self.everything = IconButton("close", _("Show everything"), self._widen)
        self.empty = EmptyState("feedback", _(NOTHING), _("Log feedback"), self._log)
        self.table = RecordTable(
            desk,
            "feedback",
            self._columns(),
            sort="said_at",
            descending=True,
            empty=self.empty,
            also=_more_columns(),
        )
        self.offer_list(lambda: _("Feedback"), lambda: self.table)
        self.detail = FeedbackDetail(desk)
        self._add_filters()
        self.detail.add_keys(self.table)
        self.lead_focus_to(self.table)
        self.table.setAccessibleName(_("Feedback"))
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _said: self.detail.answers.start())
        self.table.loaded.connect(self._settle)
        self.body.addWidget(Split(desk, "feedback", self.table, self.detail, share=0.61))

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.read(partial(_look_around, workspace), self._show_around, "around")
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
            self._pinned = target
            # What was typed a moment ago must not take it away again.
            self.search.show_text(self.search.text())
            self.detail.load(target)
            # What is not among the rows read so far leaves nothing else marked.
            self.table.select(None)
            self.table.select(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    @property
    def wanted(self) -> FeedbackFilter:
        """What the list shows now."""
        return replace(
            self._beyond,
            text=self.search.wanted(),
            state=self.state.value,
            kind=_word(self.kind.value()),
            polarity=_word(self.mood.value()),
            topic_id=_number(self.topic.value()),
        )

    def _load(self) -> None:
        workspace, wanted = self.desk.workspace, self.wanted
        self.everything.setVisible(wanted != EVERYTHING)
        self.days.setText(days_shown(wanted, workspace.clock))
        self.days.setVisible(bool(self.days.text()))
        self.empty.say(_(NOTHING) if wanted == EVERYTHING else _("Nothing fits this choice."))
        self.table.load(
            partial(feedback.find, workspace, wanted), partial(feedback.count, workspace, wanted)
        )

    def _look(self) -> None:
        """Another search or filter: what was pinned from elsewhere goes."""
        self._pinned = None
        self._load()

    def _narrow(self, wanted: FeedbackFilter) -> None:
        self.search.show_text(wanted.text)
        self.state.choose(wanted.state)
        self.kind.set_value(wanted.kind)
        self.mood.set_value(wanted.polarity)
        if wanted.topic_id is not None and self.topic.findData(wanted.topic_id) < 0:
            # The topics may not have been read yet; their names come with them.
            self.topic.addItem("…", wanted.topic_id)
        self.topic.set_value(wanted.topic_id)
        self._beyond = replace(
            EVERYTHING,
            customer_id=wanted.customer_id,
            suggestion_id=wanted.suggestion_id,
            since=wanted.since,
            until=wanted.until,
            ids=wanted.ids,
        )
        self._look()

    def _widen(self) -> None:
        self._narrow(EVERYTHING)

    def _show_around(self, around: _Around) -> None:
        self._patience = around.patience
        self.topic.set_choices(
            [(None, _("Every topic")), *((each.id, each.name) for each in around.topics)]
        )
        waiting = _("Waiting")
        if around.waiting:
            waiting = f"{waiting} {formats.number(around.waiting)}"
        self.state.set_text("waiting", waiting)

    def _picked(self, said: Feedback | None) -> None:
        if said is not None:
            if said.id != self._pinned:
                self._pinned = None
            self.detail.show_feedback(said)
        elif self._pinned is None:
            self.detail.show_feedback(None)

    def _settle(self, rows: int) -> None:
        if self.table.current() is not None:
            return
        if self._pinned is not None:
            self.table.select(self._pinned)
            if self.table.current() is None:
                self.table.select(None)  # it is not in this list, so it is not waited for
        elif rows:
            self.table.select_first()

    def _log(self) -> None:
        QuickLog(self.desk, self).open()

    def _add_filters(self) -> None:
        for widget in (self.state, self.kind, self.mood, self.topic, self.days, self.everything):
            self.add_filter(widget)
        self.state.chosen.connect(lambda _key: self._look())
        for field, name in (
            (self.kind, _("Kind")),
            (self.mood, _("Mood")),
            (self.topic, _("Topic")),
        ):
            field.setAccessibleName(name)
            field.chosen.connect(lambda _value: self._look())

    def _columns(self) -> Sequence[Column]:
        return [
            Column(
                _("Mood"),
                lambda said: badge.polarity(said.polarity).text,
                sort="polarity",
                width=84,
                look=_mood,
                tip=how_read,
            ),
            Column(_("What was said"), lambda said: said.body, sort="body", stretch=True),
            Column(
                _("Customer"),
                lambda said: said.customer or _("Walk-in"),
                sort="customer",
                width=128,
                tone=lambda said: None if said.customer else "soft",
            ),
            Column(_("Topic"), lambda said: said.topic, sort="topic", width=100, tone=_soft),
            Column(
                _("When"),
                self._when,
                sort="said_at",
                width=120,
                tone=_soft,
                look=lambda said: self._patience.look(said.said_at) if said.waiting else None,
                tip=self._tip,
                value=lambda said: self.desk.workspace.clock.day_of(said.said_at),
            ),
        ]

    def _when(self, said: Feedback) -> str:
        clock = self.desk.workspace.clock
        on = clock.day_of(said.said_at)
        return formats.day_short(on) if on.year == clock.today().year else formats.day(on)

    def _tip(self, said: Feedback) -> str:
        on = formats.day(self.desk.workspace.clock.day_of(said.said_at))
        if not said.waiting:
            return on
        return f"{on}\n{self._patience.sentence(said.said_at)}"


def _look_around(workspace: Workspace) -> _Around:
    return _Around(topics.find(workspace), replies.count_waiting(workspace), Patience.of(workspace))


def _more_columns() -> list[Column]:
    return [
        Column(_("Kind"), lambda said: badge.kind(said.kind).text),
        Column(_("Channel"), lambda said: _(CHANNEL_LABELS.get(said.channel, said.channel))),
        Column(_("Staff member"), lambda said: said.staff_member),
    ]


def _states() -> list[Choice]:
    return [
        Choice("all", _("All")),
        Choice("waiting", _("Waiting")),
        Choice("answered", _("Answered")),
    ]


def _mood(said: Feedback) -> Look:
    """The face alone: its word is in the tool tip and in the detail."""
    look = badge.polarity(said.polarity)
    return Look("", look.tone, look.icon)


def _soft(_said: Any) -> str:
    return "soft"


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
