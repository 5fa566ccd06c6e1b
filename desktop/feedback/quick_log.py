"""The quick log: what a customer just said, written down between two clients."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import refuse
from core.i18n import _
from core.people.touchpoints import CHANNEL_LABELS
from core.text import clean, one_line
from core.voice import staff, topic_guess, topics
from core.voice.feedback import CHANNELS, Feedback, NewFeedback
from core.voice.staff import StaffMember
from core.voice.topics import Topic
from desktop import theme
from desktop.desk import Desk
from desktop.feedback import unsaved_words
from desktop.feedback.logged_with import log
from desktop.feedback.quick_alike import QuickAlike
from desktop.feedback.unsaved_words import UnsavedWords
from desktop.widgets.button import Button
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.fields import ChoiceField
from desktop.widgets.form import FormDialog
from desktop.widgets.kind_choice import KindChoice
from desktop.widgets.label import Label

STAFF_KEY = "quick_log/staff_member"
PAUSE_MS = 250
WIDTH = 640


class QuickLog(FormDialog):
    """Starts in the words; Ctrl+Enter saves. What is typed outlives every refusal and Escape."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer_id: int | None = None,
        customer: str = "",
        begun: NewFeedback | None = None,
    ) -> None:
        super().__init__(desk, _("Log feedback"), yes=_("Save"), width=WIDTH, parent=parent)
        self.body = self.form.add_text(
            "body",
            _("What did the customer say?"),
            placeholder=_("In the customer’s own words, as short or long as you like"),
            lines=4,
        )
        self.who = _Who(desk)
        self.form.add("customer", _("Who said it?"), self.who)
        who = self.who.picker
        self.kind = KindChoice(desk, self.body)
        may_write = self._may_write
        self.alike = QuickAlike(desk, self.body, self.kind, may_write, lambda: who.customer_id)
        who.chosen.connect(lambda _id: self.alike.show_who())
        self.form.add("kind", _("What kind is it?"), self.kind)
        self.channel = ChoiceField([(key, _(CHANNEL_LABELS[key])) for key in CHANNELS])
        self.staff_member = ChoiceField([(None, _("Not noted"))])
        self.topic = ChoiceField([(None, _("Found in the words"))])
        self._left = self._beside_form()
        self._add_small_fields()
        self._topics: list[Topic] = []
        self._wanted_topic: int | None = None
        self._earlier = _Earlier(self.start_anew)
        self._earlier.hide()
        self._left.insertWidget(0, self._earlier)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._guess_topic)
        self.body.textChanged.connect(self._pause.start)
        self.staff_member.chosen.connect(
            lambda chosen: desk.preferences.put(STAFF_KEY, chosen or 0)
        )
        self._begun = begun
        if begun is not None:
            self._begin_with(begun, customer)
        else:
            if customer_id is not None:
                self.who.picker.set_customer(customer_id, customer)
            self._take_up_again()
        desk.tasks.read(self._read_choices, self._show_choices, owner=self)

    def work(self) -> Callable[[], Feedback]:
        new = NewFeedback(
            kind=self.kind.value,
            body=self.body.toPlainText(),
            customer_id=self.who.picker.customer_id,
            channel=str(self.channel.value()),
            staff_member_id=_number(self.staff_member.value()),
            topic_id=_number(self.topic.value()),
        )
        refuse(new.problems())
        typed, as_new, workspace = self.who.picker.typed(), self.who.as_new, self.desk.workspace
        wishes = self.alike.wishes
        return lambda: log(workspace, new, typed, as_new=as_new, wishes=wishes)

    def _may_write(self) -> bool:
        """Whether it is known who is to be written to."""
        return self.who.picker.customer_id is not None or self.who.as_new

    def accept(self) -> None:
        if self._begun is None:
            unsaved_words.forget(self.desk.workspace)
        super().accept()

    def reject(self) -> None:
        """Put the dialog away; what was typed comes back the next time."""
        if not self.yes.isEnabled():
            return  # being saved right now
        if self._begun is not None and unsaved_words.kept(self.desk.workspace):
            pass  # words begun by hand are not given up for those that came from elsewhere
        elif clean(self.body.toPlainText()):
            unsaved_words.keep(self.desk.workspace, self._words())
            self.desk.messages.say(_("Your words are kept until you log feedback again."))
        else:
            unsaved_words.forget(self.desk.workspace)
        super().reject()

    def start_anew(self) -> None:
        """Empty the dialog."""
        unsaved_words.forget(self.desk.workspace)
        self.body.clear()
        self.who.picker.set_customer(None)
        self.who.forget_new()
        self.alike.forget()
        self._earlier.hide()
        self.body.setFocus()

    def _begin_with(self, begun: NewFeedback, customer: str) -> None:
        """Show what is known already, such as what came of a check-in."""
        self.body.setPlainText(begun.body)
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self.kind.take_up(begun.kind, True)
        self.channel.set_value(begun.channel)
        self.who.picker.set_customer(begun.customer_id, customer)

    def _words(self) -> UnsavedWords:
        picker = self.who.picker
        return UnsavedWords(
            body=self.body.toPlainText(),
            kind=self.kind.value,
            kind_chosen=self.kind.chosen,
            channel=str(self.channel.value()),
            customer_id=picker.customer_id,
            customer=picker.typed(),
            new_customer=picker.typed() if self.who.as_new else "",
            topic_id=_number(self.topic.value()),
        )

    def _take_up_again(self) -> None:
        words = unsaved_words.kept(self.desk.workspace)
        if words is None:
            return
        self.body.setPlainText(words.body)
        self.body.selectAll()  # typing begins anew, an arrow goes on with them
        self.kind.take_up(words.kind, words.kind_chosen)
        self.channel.set_value(words.channel)
        if self.who.picker.customer_id is None:
            self.who.picker.set_customer(words.customer_id, words.customer)
            if words.new_customer:
                self.who.take_new(words.new_customer)
        self._wanted_topic = words.topic_id
        self._earlier.show()

    def _read_choices(self) -> tuple[list[StaffMember], list[Topic]]:
        return staff.find(self.desk.workspace), topics.find(self.desk.workspace)

    def _show_choices(self, found: tuple[list[StaffMember], list[Topic]]) -> None:
        people, self._topics = found
        self.staff_member.set_choices(
            [(None, _("Not noted")), *((each.id, each.name) for each in people)]
        )
        remembered = self.desk.preferences.number(STAFF_KEY)
        self.staff_member.set_value(remembered or None)
        self._offer_topics(None)
        self.topic.set_value(self._wanted_topic)
        self._guess_topic()
        self.kind.guess()

    def _guess_topic(self) -> None:
        workspace, text = self.desk.workspace, self.body.toPlainText()
        self.desk.tasks.read(
            lambda: topic_guess.guesser(workspace).guess(text) if clean(text) else None,
            self._offer_topics,
            key=("topic", id(self)),
            owner=self,
        )

    def _offer_topics(self, topic_id: int | None) -> None:
        guessed = next((each for each in self._topics if each.id == topic_id), None)
        first = _("Guess: {topic}") if guessed else _("Found in the words")
        self.topic.set_choices(
            [
                (None, first.format(topic=guessed.name if guessed else "")),
                *((each.id, each.name) for each in self._topics),
            ]
        )

    def _beside_form(self) -> QVBoxLayout:
        """What sounds alike grows beside the fields, so that nothing moves under the hands."""
        place = self.column.indexOf(self.form)
        self.column.removeWidget(self.form)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID * 2)
        left.addWidget(self.form, 1)
        self.form.setMinimumWidth(WIDTH - theme.GRID * 6)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 3)
        row.addLayout(left, 1)
        row.addWidget(self.alike)
        self.column.insertLayout(place, row, 1)
        return left

    def _add_small_fields(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        for label, box, share in (
            (_("How did you hear it?"), self.channel, 1),
            (_("Who writes this?"), self.staff_member, 1),
            (_("Topic"), self.topic, 2),
        ):
            words = Label(label, "strong")
            words.setBuddy(box)
            box.setAccessibleName(label)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(words)
            column.addWidget(box)
            row.addLayout(column, share)
        self._left.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        panel = [self.alike.told, self.alike.draft]
        chain = [self.kind, self.channel, self.staff_member, self.topic, *panel, self.no, self.yes]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


class _Earlier(QWidget):
    """Says that the words were begun earlier, and offers to begin anew."""

    def __init__(self, slot: Callable[[], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(_("You began this earlier; it is not saved yet."), "body", "accent"), 1)
        row.addWidget(Button(_("Start anew"), slot, kind="quiet", icon="erase"))


class _Who(QWidget):
    """The customer, a walk-in, or somebody new whom saving adds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._new = ""
        self.picker = CustomerPicker(desk, allow_new=True)
        self._note = Label("", "caption", "accent", wrap=True)
        self._note.hide()
        self.setFocusProxy(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picker)
        column.addWidget(self._note)
        self.picker.new_asked.connect(self.take_new)
        self.picker.chosen.connect(lambda _id: self.forget_new())

    @property
    def as_new(self) -> bool:
        """Whether the name that stands here is to become a new customer."""
        return bool(self._new) and self._new == self.picker.typed()

    def take_new(self, name: str) -> None:
        """Add the customer along with the feedback."""
        self._new = one_line(name)
        self._note.setText(_("{name} will be added as a new customer.").format(name=self._new))
        self._note.show()

    def forget_new(self) -> None:
        """Nobody is to be added."""
        self._new = ""
        self._note.hide()


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
