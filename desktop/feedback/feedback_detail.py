"""One feedback in full: the words, how they were read, what stands behind them, the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import corrections, feedback, suggestions, topics
from core.voice.feedback import KINDS, Feedback
from core.voice.suggestions import Suggestion
from core.voice.topics import Topic
from desktop import theme
from desktop.desk import Desk
from desktop.feedback.linked_suggestions import LinkedSuggestions
from desktop.widgets import badge
from desktop.widgets.answer_panel import AnswerPanel
from desktop.widgets.button import IconButton
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.deciding_words import MarkedQuote
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.mood_faces import MoodFaces
from desktop.widgets.mood_words import how_read
from desktop.widgets.section import Section
from desktop.widgets.voice_head import VoiceHead
from desktop.widgets.waiting_age import Patience

ALIKE = 3


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is read for a feedback beside itself."""

    feedback: Feedback
    topics: list[Topic]
    linked: list[Suggestion]
    alike: list[Suggestion]
    patience: Patience


def _gather(workspace: Workspace, feedback_id: int) -> _Surroundings:
    said = feedback.get(workspace, feedback_id)
    return _Surroundings(
        said,
        topics.find(workspace),
        suggestions.supporting(workspace, feedback_id),
        suggestions.matches(workspace, said.body, ALIKE),
        Patience.of(workspace),
    )


class FeedbackDetail(DetailPane):
    """Shows one feedback; every press is saved at once and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            EmptyState("feedback", _("What you choose on the left is shown here in full."))
        )
        self._desk = desk
        self.feedback: Feedback | None = None
        self._wanted: int | None = None
        self.head = VoiceHead(desk)
        self.removed = self.head.add_button(IconButton("erase", _("Remove this feedback")))
        self.quote = MarkedQuote()
        self.mood = MoodFaces()
        self.kind = ChoiceField([(key, badge.kind(key).text) for key in KINDS])
        self.topic = ChoiceField([(None, _("No topic"))])
        self.picker = CustomerPicker(desk, walk_in=False, allow_new=True)
        self.naming = _Naming(self.picker)
        self.evidence = LinkedSuggestions(desk)
        self.answers = AnswerPanel(desk)
        self._lay_out()
        self._connect()

    def add_keys(self, table: QWidget) -> None:
        """While the list has the focus: r answers, n needs none, l links, s suggests.

        The digits 1 to 4 say the mood, 0 takes that back.
        """
        self.mood.add_keys(table)
        self.answers.add_keys(table)
        self.evidence.add_keys(table)

    def show_feedback(self, said: Feedback | None) -> None:
        """Show a feedback that is at hand; what surrounds it follows from the background."""
        if said is None:
            self.feedback = self._wanted = None
            self.show_empty()
            return
        self._show(said)
        self.load(said.id)

    def load(self, feedback_id: int) -> None:
        """Show the feedback with this id, read in the background."""
        self._wanted = feedback_id
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: _gather(workspace, feedback_id),
            self._surround,
            self._lost,
            key=("feedback", id(self)),
            owner=self,
        )
        self.answers.load(feedback_id)

    def _show(self, said: Feedback) -> None:
        another = self.feedback is None or self.feedback.id != said.id
        self.feedback = said
        self.quote.show_words(said.body, said.reading.words, how_read(said))
        self.mood.show_mood(said.polarity, said.overruled)
        self.kind.set_value(said.kind)
        self.naming.setVisible(said.customer_id is None)
        if another:
            self.picker.set_customer(None)
        self.show_body(from_top=another)

    def _surround(self, found: _Surroundings) -> None:
        if found.feedback.id != self._wanted:
            return
        said = found.feedback
        self._show(said)
        self.head.show_head(said, found.patience)
        known = [(each.id, each.name) for each in found.topics]
        if said.topic_id is not None and said.topic_id not in dict(known):
            known.append((said.topic_id, said.topic))
        self.topic.set_choices([(None, _("No topic")), *known])
        self.topic.set_value(said.topic_id)
        self.evidence.show_suggestions(said, found.linked, found.alike)

    def _lost(self, _error: KnownError) -> None:
        """The feedback was taken away in the meantime."""
        self.show_feedback(None)

    def _write(self, verb: Callable[..., object], *given: Any, **named: Any) -> None:
        if self.feedback is not None:
            work = partial(verb, self._desk.workspace, self.feedback.id, *given, **named)
            self._desk.tasks.write(work, None, self._refused, owner=self)

    def _refused(self, error: KnownError) -> None:
        """Say so, and show again what holds."""
        self._desk.messages.problem(error)
        if self.feedback is not None:
            self.load(self.feedback.id)

    def _name_customer(self, customer_id: int | None) -> None:
        if customer_id is not None:
            self._write(corrections.name_customer, customer_id)

    def _add_customer(self, name: str) -> None:
        self._write(partial(_name_new_customer, name=name))

    def _lay_out(self) -> None:
        self.column.addWidget(self.head)
        self.column.addWidget(self.naming)
        self.column.addWidget(self.quote)
        self.column.addWidget(self.mood)
        self.column.addLayout(_pair(_("Kind"), self.kind, _("Topic"), self.topic))
        reply = Section(_("Answer"))
        reply.add(self.answers)
        self.column.addWidget(reply)
        self.column.addWidget(self.evidence)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.answers.began.connect(lambda: self.show_part(self.answers))
        self.mood.chosen.connect(lambda face: self._write(feedback.override, face))
        self.mood.reset_asked.connect(lambda: self._write(feedback.override, None))
        self.kind.chosen.connect(lambda kind: self._write(feedback.change, kind=kind))
        self.topic.chosen.connect(lambda topic: self._write(corrections.file_under, topic))
        self.removed.clicked.connect(lambda: self._write(feedback.remove))
        self.picker.new_asked.connect(self._add_customer)
        self.picker.chosen.connect(self._name_customer)


class _Naming(QWidget):
    """Asks who a walk-in was."""

    def __init__(self, picker: CustomerPicker) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label(_("If you know who it was, you can answer:"), "caption", "soft"), 0, 0)
        grid.addWidget(picker, 1, 0)


def _pair(left: str, one: QWidget, right: str, other: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID * 2)
    grid.setVerticalSpacing(4)
    for column, (text, field) in enumerate(((left, one), (right, other))):
        words = Label(text, "caption", "soft")
        words.setBuddy(field)
        field.setAccessibleName(text)
        grid.addWidget(words, 0, column)
        grid.addWidget(field, 1, column)
        grid.setColumnStretch(column, 1)
    return grid


def _name_new_customer(workspace: Workspace, feedback_id: int, *, name: str) -> Feedback:
    with workspace.write(N_("Customer noted")):
        added = customers.add(workspace, NewCustomer(name))
        return corrections.name_customer(workspace, feedback_id, added.id)
