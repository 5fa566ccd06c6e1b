"""The questions of a survey in the making: worded, put in order, taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import Problem
from core.i18n import _
from core.voice.surveys import NewQuestion
from desktop import theme
from desktop.formats import number
from desktop.surveys.question_kinds import QUESTION_KINDS
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import IconButton
from desktop.widgets.card import Card
from desktop.widgets.label import Label, repolish
from desktop.widgets.text_field import TextBox, TextLine

CHOICE_LINES = 4


class QuestionRow(Card):
    """One question: its kind, its words, its choices; Alt+Up and Alt+Down move it."""

    def __init__(self, question: NewQuestion) -> None:
        super().__init__(padding=theme.GAP)
        self.kind = question.kind
        kind = QUESTION_KINDS[question.kind]
        self.number = Label("", "strong", "soft")
        self.up = IconButton("up", _("Move up"))
        self.down = IconButton("down", _("Move down"))
        self.out = IconButton("erase", _("Remove this question"))
        self.wording = TextLine(question.wording)
        self.wording.setAccessibleName(_("The words of the question"))
        self.wording.setPlaceholderText(_("What do you want to ask?"))
        self.choices: QPlainTextEdit | None = None
        self._problem = Label("", "caption", "negative", wrap=True)
        self._problem.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.GRID // 2)
        head.addWidget(self.number)
        head.addWidget(Badge(Look(_(kind.name), "accent", kind.icon)))
        head.addStretch(1)
        for button in (self.up, self.down, self.out):
            head.addWidget(button)
        self.body.addLayout(head)
        self.body.addWidget(self.wording)
        if question.kind == "choice":
            self._add_choices(question.choices)
        self.body.addWidget(self._problem)
        for keys, button in (("Alt+Up", self.up), ("Alt+Down", self.down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def question(self) -> NewQuestion:
        """The question as it stands."""
        lines = self.choices.toPlainText().splitlines() if self.choices else []
        choices = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
        return NewQuestion(self.kind, self.wording.text(), choices)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under the question what is wrong with it."""
        self._problem.setText(" ".join(problem.text() for problem in problems))
        self._problem.setVisible(bool(problems))
        wrong = {problem.field for problem in problems}
        for name, field in (("wording", self.wording), ("choices", self.choices)):
            if field is not None:
                field.setProperty("wrong", "true" if name in wrong else "false")
                repolish(field)

    def go_to(self) -> None:
        """Put the cursor into the words."""
        self.wording.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wording.selectAll()

    def _add_choices(self, choices: Sequence[str]) -> None:
        self.choices = TextBox("\n".join(choices))
        self.choices.setAccessibleName(_("Choices, one on each line"))
        self.choices.setTabChangesFocus(True)
        self.choices.setFixedHeight(self.choices.fontMetrics().lineSpacing() * CHOICE_LINES + 28)
        self.body.addWidget(Label(_("Choices, one on each line"), "caption", "soft"))
        self.body.addWidget(self.choices)


class QuestionList(QWidget):
    """The questions from top to bottom."""

    changed = Signal()

    def __init__(self, questions: Sequence[NewQuestion] = ()) -> None:
        super().__init__()
        self.rows: list[QuestionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        self._column.addStretch(1)
        for question in questions:
            self.add(question)

    def add(self, question: NewQuestion) -> QuestionRow:
        """Put a question at the end; returns its row."""
        row = QuestionRow(question)
        row.up.clicked.connect(lambda: self.move_row(row, -1))
        row.down.clicked.connect(lambda: self.move_row(row, 1))
        row.out.clicked.connect(lambda: self.take_out(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        self._renumber()
        return row

    def move_row(self, row: QuestionRow, step: int) -> None:
        """Ask a question earlier or later."""
        at = self.rows.index(row)
        to = at + step
        if not 0 <= to < len(self.rows):
            return
        self.rows.insert(to, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)
        self._renumber()
        row.go_to()

    def take_out(self, row: QuestionRow) -> None:
        """Do not ask this question."""
        at = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._renumber()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].go_to()

    def questions(self) -> tuple[NewQuestion, ...]:
        """The questions as they stand."""
        return tuple(row.question() for row in self.rows)

    def show_problems(self) -> bool:
        """Say under each question what is wrong, go to the first; gives whether there is any."""
        wrong = []
        for row in self.rows:
            problems = row.question().problems()
            row.show_problems(problems)
            if problems:
                wrong.append(row)
        if wrong:
            wrong[0].go_to()
        return bool(wrong)

    def _renumber(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            row.number.setText(f"{number(place)}.")
            row.up.setEnabled(place > 1)
            row.down.setEnabled(place < len(self.rows))
            row.setAccessibleName(_("Question {n}").format(n=place))
        self.changed.emit()
