"""The dialog for a new survey: a title, and questions of five kinds in any order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import Problem, RefusedInput, refuse
from core.i18n import N_, _
from core.voice import surveys
from core.voice.surveys import NewSurvey, Survey
from desktop import theme
from desktop.desk import Desk
from desktop.surveys.question_kinds import QUESTION_KINDS, begun
from desktop.surveys.question_list import QuestionList
from desktop.widgets.button import Button
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane

PANE_HEIGHT = 340


class SurveyDialog(FormDialog):
    """Begins with the questions it is given, such as those of an older survey."""

    def __init__(self, desk: Desk, new: NewSurvey, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("New survey"), yes=_("Save the survey"), width=680, parent=parent)
        self.title = self.form.add_text(
            "title", _("Title"), required=True, placeholder=_("Such as: How was your visit?")
        )
        self.title.setText(new.title)
        self.questions = QuestionList(new.questions)
        self.adders = [self._adder(key) for key in QUESTION_KINDS]
        self._pane = ScrollPane()
        self._pane.body.addWidget(self.questions)
        self._pane.setMinimumHeight(PANE_HEIGHT)
        at = self.column.indexOf(self.form)
        self.column.setStretchFactor(self.form, 0)
        self.column.insertWidget(at + 1, Label(_("Questions"), "strong"))
        self.column.insertWidget(at + 2, self._pane, 1)
        self.column.insertLayout(at + 3, self._adders())

    def work(self) -> Callable[[], Survey]:
        new = NewSurvey(self.title.text(), self.questions.questions())
        wrong = self.questions.show_problems()
        refuse([each for each in new.problems() if each.field in ("title", "questions")])
        if wrong:
            sentence = N_("Please look at the questions that are marked.")
            raise RefusedInput([Problem("question", sentence)])
        return partial(surveys.add, self.desk.workspace, new)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chain = [self.title, *self.adders, self.no, self.yes]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self._chain_questions()
        self.questions.changed.connect(self._chain_questions)
        self.title.setFocus()

    def _chain_questions(self) -> None:
        """Tab walks from the title through the questions to what may be added."""
        before: QWidget = self.title
        for row in self.questions.rows:
            fields = [row.wording, row.choices, row.up, row.down, row.out]
            for field in fields:
                if field is not None:
                    QWidget.setTabOrder(before, field)
                    before = field
        QWidget.setTabOrder(before, self.adders[0])

    def _adder(self, key: str) -> Button:
        kind = QUESTION_KINDS[key]
        return Button(_(kind.name), partial(self._add, key), icon="add")

    def _adders(self) -> QVBoxLayout:
        row = FlowRow()
        for button in self.adders:
            row.add(button)
        column = QVBoxLayout()
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Label(_("Add a question"), "caption", "soft"))
        column.addWidget(row)
        return column

    def _add(self, key: str) -> None:
        row = self.questions.add(begun(self.desk.workspace, key))
        row.go_to()
        # The pane learns of its new height only after this.
        self.questions.adjustSize()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._pane.ensureWidgetVisible(row)
