"""Typing in paper forms: digits choose, Tab goes on, Ctrl+Enter saves and brings the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import Problem, refuse
from core.i18n import N_, _, ngettext
from core.insight import periods
from core.measures.satisfaction import SCALES
from core.people import customers
from core.store.workspace import Workspace
from core.text import clean
from core.voice import surveys
from core.voice.surveys import NewSubmission, Question, Submission, Survey
from desktop import theme
from desktop.desk import Desk
from desktop.formats import number
from desktop.surveys.question_kinds import QUESTION_KINDS
from desktop.widgets.answer_scale import AnswerScale
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.text_field import TextBox

MOST_HEIGHT = 420
NOON = timedelta(hours=12)


NOBODY = N_("Nobody here is called “{name}”. Empty the field for a walk-in.")


class PaperDialog(FormDialog):
    """One paper form after the other; the day stays, everything else is emptied for the next."""

    def __init__(self, desk: Desk, survey: Survey, parent: QWidget | None = None) -> None:
        title = _("Answers to “{title}”").format(title=survey.title)
        super().__init__(desk, title, yes=_("Save, next form"), width=680, parent=parent)
        self.survey = survey
        self.saved = 0
        self.no.say(_("Finish"))
        self._note = Label("", "body", "soft", wrap=True)
        self.answers = {question.id: _field(question) for question in survey.questions}
        self.picker = CustomerPicker(desk)
        self.form.add("customer", _("Who filled it in?"), self.picker)
        self.day = self.form.add_day("day", _("When?"))
        self.day.set_day(desk.workspace.clock.today())
        self.column.setStretchFactor(self.form, 0)
        at = self.column.indexOf(self.form)
        self.column.insertWidget(at, self._note)
        self.column.insertWidget(at + 1, self._questions(), 1)
        self._say()

    def work(self) -> Callable[[], Submission]:
        day = self.day.day() or self.desk.workspace.clock.today()
        clock = self.desk.workspace.clock
        if day > clock.today():
            refuse([Problem("day", N_("This day is still to come."))])
        submitted_at = None if day == clock.today() else periods.begins_at(clock, day) + NOON
        new = NewSubmission(
            self.survey.id,
            self._given(),
            customer_id=self.picker.customer_id,
            submitted_at=submitted_at,
        )
        typed = self.picker.typed() if self.picker.customer_id is None else ""
        return partial(_submit, self.desk.workspace, new, typed)

    def accept(self) -> None:
        """This form is saved: offer an empty one for the next."""
        self.saved += 1
        for field in self.answers.values():
            _empty(field)
        self.picker.set_customer(None)
        self.yes.setEnabled(True)
        self._say()
        self._first().setFocus(Qt.FocusReason.TabFocusReason)

    def reject(self) -> None:
        """Close; a form that was begun is not thrown away without a word."""
        if not self.yes.isEnabled():
            return  # being saved right now
        if not self._given() or self.desk.messages.ask(
            _("This form is not saved yet."), yes=_("Throw it away"), no=_("Go on")
        ):
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chain = [*self.answers.values(), self.picker, self.day, self.yes, self.no]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self._first().setFocus(Qt.FocusReason.TabFocusReason)

    def _first(self) -> QWidget:
        return next(iter(self.answers.values()))

    def _given(self) -> dict[int, int | str]:
        values = {number: _value(field) for number, field in self.answers.items()}
        return {number: value for number, value in values.items() if value not in (None, "")}

    def _say(self) -> None:
        if self.saved:
            self._note.set_tone("accent")
            self._note.setText(
                ngettext(
                    "{n} form saved. Here is an empty one.",
                    "{n} forms saved. Here is an empty one.",
                    self.saved,
                ).format(n=number(self.saved))
            )
        else:
            self._note.setText(
                _("Digits choose, Tab goes on. Whatever was left blank on the paper stays blank.")
            )

    def _questions(self) -> ScrollPane:
        pane = ScrollPane(spacing=theme.GRID * 2)
        for place, question in enumerate(self.survey.questions, start=1):
            words = Label(f"{number(place)}.  {question.wording}", "strong", wrap=True)
            words.setBuddy(self.answers[question.id])
            column = QVBoxLayout()
            column.setSpacing(theme.GRID // 2)
            column.addWidget(words)
            column.addWidget(self.answers[question.id])
            pane.body.addLayout(column)
        pane.body.addStretch(1)
        pane.setMinimumHeight(min(MOST_HEIGHT, pane.body.sizeHint().height() + theme.GRID))
        return pane


def _field(question: Question) -> AnswerScale | QPlainTextEdit:
    kind = QUESTION_KINDS[question.kind]
    if question.kind in SCALES:
        steps = [(step, number(step)) for step in SCALES[question.kind]]
        return AnswerScale(steps, question.wording, (_(kind.ends[0]), _(kind.ends[1])))
    if question.kind == "choice":
        return AnswerScale([(choice, choice) for choice in question.choices], question.wording)
    box = TextBox()
    box.setTabChangesFocus(True)
    box.setAccessibleName(question.wording)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * 2 + 20)
    return box


def _value(field: AnswerScale | QPlainTextEdit) -> int | str | None:
    return field.value if isinstance(field, AnswerScale) else clean(field.toPlainText())


def _empty(field: AnswerScale | QPlainTextEdit) -> None:
    if isinstance(field, AnswerScale):
        field.set_value(None)
    else:
        field.clear()


def _submit(workspace: Workspace, new: NewSubmission, typed: str) -> Submission:
    customer_id = new.customer_id
    if typed:
        customer_id = customers.meant(workspace, typed, NOBODY).id
    return surveys.submit(
        workspace,
        NewSubmission(new.survey_id, new.answers, customer_id, submitted_at=new.submitted_at),
    )
