"""The walk through a review: the steps at the left, one of them in view, Back and Next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.i18n import _
from core.insight.review_pages import STEPS, ReviewPages
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.answers_step import AnswersStep
from desktop.review.backlog_step import BacklogStep
from desktop.review.figures_step import FiguresStep
from desktop.review.heard_step import HeardStep
from desktop.review.kept_step import KeptStep
from desktop.review.lost_step import LostStep
from desktop.review.notes import Notes
from desktop.review.promises_step import PromisesStep
from desktop.review.step import Step
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.stepper import Stepper

RAIL = 264
PROMISES = 5


class Walk(QWidget):
    """Shows the pages of one review, step by step; `moved` tells of every step taken."""

    moved = Signal(int)

    def __init__(self, desk: Desk, close: Callable[[], object]) -> None:
        super().__init__()
        self._close = close
        self._is_open = True
        self.furthest = 0
        self._names = [_(step) for step in STEPS]
        self.stepper = Stepper(self._names, _("Steps of the review"))
        self.stepper.chosen.connect(self.go)
        self.notes = Notes(desk)
        self.backlog = BacklogStep(desk)
        self.promises = PromisesStep(desk)
        self.steps: list[Step] = [
            KeptStep(desk),
            HeardStep(desk),
            FiguresStep(desk),
            LostStep(desk),
            self.backlog,
            self.promises,
            AnswersStep(desk),
        ]
        self.backlog.promised.connect(self._promise)
        self._heading = Label("", "title", wrap=True)
        self._lead = Label("", "body", "soft", wrap=True)
        self._where = Label("", "caption", "soft")
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
        self.back = Button(_("Back"), lambda: self.go(self.step - 1), icon="back")
        self.next = Button(_("Next"), self._go_on, kind="primary", icon="forward")
        self.next.setShortcut("Ctrl+Return")
        self.next.setToolTip(formats.shortcut("Ctrl+Return"))
        self._lay_out()
        self.show_step(0)

    @property
    def step(self) -> int:
        """The step in view, from 0."""
        return self._stack.currentIndex()

    def show_pages(self, pages: ReviewPages) -> None:
        """Show the pages of a review without leaving the step."""
        self._is_open = pages.closed_at is None
        for step in self.steps:
            step.show_pages(pages)
        self.notes.show_pages(pages)
        self.show_step(self.step)

    def show_step(self, number: int) -> None:
        """Bring a step into view without telling anybody."""
        last = number == len(self.steps) - 1
        self._stack.setCurrentIndex(number)
        self.furthest = max(self.furthest, number)
        self.stepper.show_step(number, self.furthest if self._is_open else len(self.steps))
        self._heading.setText(self._names[number])
        self._lead.setText(self.steps[number].lead)
        where = _("Step {number} of {count}")
        self._where.setText(
            where.format(number=formats.number(number + 1), count=formats.number(len(self.steps)))
        )
        self.back.setEnabled(number > 0)
        self.next.say(_("Close the review") if last else _("Next"))
        self.next.setVisible(self._is_open or not last)

    def go(self, number: int) -> None:
        """Go to a step and tell of it."""
        if 0 <= number < len(self.steps) and number != self.step:
            self.notes.keep()
            self.steps[number].go_up()
            self.show_step(number)
            self.moved.emit(number)

    def _go_on(self) -> None:
        if self.step == len(self.steps) - 1:
            self.notes.keep()
            self._close()
        else:
            self.go(self.step + 1)

    def _promise(self, ranked: object) -> None:
        self.go(PROMISES)
        self.promises.add(ranked)  # type: ignore[arg-type]

    def _lay_out(self) -> None:
        rail = Card(padding=theme.GRID)
        rail.setFixedWidth(RAIL)
        rail.body.addWidget(self.stepper)
        notes = QVBoxLayout()
        notes.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        notes.addWidget(self.notes)
        rail.body.addLayout(notes, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._lead)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self._where)
        foot.addSpacing(theme.GRID)
        foot.addWidget(self.next)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID * 2)
        right.addLayout(words)
        right.addWidget(self._stack, 1)
        right.addLayout(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 3)
        whole.addWidget(rail)
        whole.addLayout(right, 1)
