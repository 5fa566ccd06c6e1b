"""One feedback in full: the words, how they were read, what stands behind them, the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import feedback, triage
from core.voice.feedback import KINDS, Feedback
from desktop import theme
from desktop.desk import Desk
from desktop.feedback.alike_section import AlikeSection
from desktop.feedback.linked_suggestions import LinkedSuggestions
from desktop.feedback.offer_note import OfferNote
from desktop.feedback.surroundings import Likes, Surroundings, gather, likes_of
from desktop.feedback.topic_field import TITLE, TopicField
from desktop.widgets import badge
from desktop.widgets.answer_panel import AnswerPanel
from desktop.widgets.button import IconButton
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.deciding_words import MarkedQuote
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key
from desktop.widgets.mood_faces import MoodFaces
from desktop.widgets.mood_words import how_read
from desktop.widgets.section import Section
from desktop.widgets.voice_head import VoiceHead

# Walking on quickly asks for nothing that one does not stay to read.
LIKES_AFTER_MS = 120


class FeedbackDetail(DetailPane):
    """Shows one feedback; every press is saved at once and can be undone.

    It tells before it changes something (`changing`), and when an answer has gone out.
    """

    changing = Signal()
    answered = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            EmptyState("feedback", _("What you choose on the left is shown here in full."))
        )
        self._desk = desk
        self.feedback: Feedback | None = None
        self._wanted: int | None = None
        self._replying: int | None = None
        self.head = VoiceHead(desk)
        self.removed = self.head.add_button(IconButton("erase", _("Remove this feedback")))
        self.apart = Label(
            _("Not chosen yet: X chooses this one too."), "caption", "accent", wrap=True
        )
        self.apart.hide()
        self.quote = MarkedQuote()
        self.mood = MoodFaces()
        self.kind = ChoiceField([(key, badge.kind(key).text) for key in KINDS])
        self.kind.setMinimumWidth(theme.GRID * 12)
        self.topic = TopicField()
        self.picker = CustomerPicker(desk, walk_in=False, allow_new=True)
        self.naming = _naming(self.picker)
        self.offer = OfferNote(desk)
        self.evidence = LinkedSuggestions(desk)
        self.alike = AlikeSection(desk)
        self.answers = AnswerPanel(desk)
        self._likes_wait = QTimer(self, singleShot=True, interval=LIKES_AFTER_MS)
        self._likes_wait.timeout.connect(self._read_likes)
        self._lay_out()
        self._connect()

    def add_keys(self, table: QWidget) -> None:
        """While the list has the focus: r answers, a notes what the customer said to that.

        The digits 1 to 4 say the mood, 0 takes that back.
        """
        self.mood.add_keys(table)
        add_key(table, "R", self.answers.start, _("write the answer"))
        add_key(table, "A", self.answers.note_answer, _("what the customer said to the answer"))

    def mark_words(self, text: str) -> None:
        """Mark what is searched for."""
        self.quote.mark_words(text)

    def show_feedback(self, said: Feedback | None) -> None:
        """Show a feedback that is at hand; what surrounds it follows from the background."""
        if said is None:
            self.feedback = self._wanted = None
            self.answers.clear()
            self.show_empty()
            return
        self._show(said)
        self.load(said.id)

    def load(self, feedback_id: int) -> None:
        """Show the feedback with this id, read in the background."""
        self._wanted = feedback_id
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: gather(workspace, feedback_id),
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
            for part in (self.offer, self.alike):
                part.hide()
        self.show_body(from_top=another)

    def _surround(self, found: Surroundings) -> None:
        if found.feedback.id != self._wanted:
            return
        said = found.feedback
        self._show(said)
        self.head.show_head(said, found.patience)
        self.topic.show_topic(said, found.topics)
        self.evidence.show_suggestions(said, found.linked)
        self._likes_wait.start()
        if self._replying == said.id and said.answered:
            self._replying = None
            self.answered.emit(said.id)

    def _read_likes(self) -> None:
        workspace, said = self._desk.workspace, self.feedback
        if said is not None:
            self._desk.tasks.read(
                lambda: likes_of(workspace, said),
                self._show_likes,
                key=("likes", id(self)),
                owner=self,
            )

    def _show_likes(self, found: Likes) -> None:
        said = self.feedback
        if said is None or said.id != found.feedback_id:
            return
        self.evidence.show_alike(found.alike.suggestions)
        self.alike.show_alike(said, found.alike.feedback, found.alike.questions, found.language)
        self.offer.show_offer(found.offer)

    def _lost(self, _error: KnownError) -> None:
        """The feedback was taken away in the meantime."""
        self.show_feedback(None)

    def _write(self, verb: Callable[..., object], *given: Any) -> None:
        if self.feedback is not None:
            self.changing.emit()
            work = partial(verb, self._desk.workspace, self.feedback.id, *given)
            self._desk.tasks.write(work, None, self._refused, owner=self)

    def _write_many(self, verb: Callable[..., object], *given: Any) -> None:
        """As above, by a verb that takes several at once."""
        self._write(lambda workspace, said_id, *more: verb(workspace, [said_id], *more), *given)

    def _refused(self, error: KnownError) -> None:
        """Say so, and show again what holds."""
        self._desk.messages.problem(error)
        if self.feedback is not None:
            self.load(self.feedback.id)

    def _name_customer(self, customer_id: int | None) -> None:
        if customer_id is not None:
            self._write(feedback.give_name, customer_id)

    def _add_customer(self, name: str) -> None:
        self._write(_name_new_customer, name)

    def _reply(self) -> None:
        """The answer is being written: it comes into view, and sending it leads back."""
        self.show_part(self.answers)
        if self.feedback is not None and not self.feedback.answered:
            self.changing.emit()
            self._replying = self.feedback.id

    def _drafted(self) -> None:
        if self.feedback is not None:
            self.answers.load(self.feedback.id)
        self._reply()

    def _lay_out(self) -> None:
        for part in (self.apart, self.head, self.naming, self.quote, self.mood):
            self.column.addWidget(part)
        self.column.addLayout(_side_by_side(_titled(_("Kind"), self.kind), self.topic))
        self.column.addWidget(self.offer)
        reply = Section(_("Answer"))
        reply.add(self.answers)
        for part in (reply, self.evidence, self.alike):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.answers.began.connect(self._reply)
        self.mood.chosen.connect(lambda face: self._write(feedback.override, face))
        self.mood.reset_asked.connect(lambda: self._write(feedback.override, None))
        self.kind.chosen.connect(lambda kind: self._write_many(triage.set_kind, kind))
        self.topic.chosen.connect(lambda topic: self._write_many(triage.set_topic, topic))
        self.removed.clicked.connect(lambda: self._write(feedback.remove))
        self.picker.new_asked.connect(self._add_customer)
        self.picker.chosen.connect(self._name_customer)
        self.alike.drafted.connect(self._drafted)
        for part in (self.evidence, self.alike):
            part.changing.connect(self.changing.emit)


def _naming(picker: CustomerPicker) -> QWidget:
    """Asks who a walk-in was."""
    asked = QWidget()
    column = QVBoxLayout(asked)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Label(_("If you know who it was, you can answer:"), "caption", "soft"))
    column.addWidget(picker)
    return asked


def _titled(text: str, field: QWidget) -> QWidget:
    titled = QWidget()
    column = QVBoxLayout(titled)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    words = Label(text, "caption", "soft")
    words.setMinimumHeight(TITLE)
    words.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(words)
    column.addWidget(field)
    return titled


def _side_by_side(left: QWidget, right: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID)
    grid.addWidget(left, 0, 0)
    grid.addWidget(right, 0, 1)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    return grid


def _name_new_customer(workspace: Workspace, feedback_id: int, name: str) -> Feedback:
    with workspace.write(N_("Customer noted")):
        added = customers.add(workspace, NewCustomer(name))
        return feedback.give_name(workspace, feedback_id, added.id)
