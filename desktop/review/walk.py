"""The walk through a review: the steps at the left, one of them in view, Back and Next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.i18n import _
from core.insight.quarterly_review.pages import STEPS, ReviewPages
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
MAKERS: tuple[Callable[[Desk], Step], ...] = (
    KeptStep,
    HeardStep,
    FiguresStep,
    LostStep,
    BacklogStep,
    PromisesStep,
    AnswersStep,
)
PROMISES, LAST = MAKERS.index(PromisesStep), len(MAKERS) - 1


class Walk(QWidget):
    """Shows the pages of one review, step by step; `moved` tells of every step taken."""

    moved = Signal(int)

    def __init__(self, desk: Desk, close: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._close = desk, close
        self._is_open = True
        self._pages: ReviewPages | None = None
        self._made: dict[int, Step] = {}
        # The steps that show the pages as they are now; the others do when they come into view.
        self._filled: set[int] = set()
        self.furthest = 0
        self._names = [_(step) for step in STEPS]
        self.stepper = Stepper(self._names, _("Steps of the review"))
        self.stepper.chosen.connect(self.go)
        self.notes = Notes(desk)
        self._heading = Label("", "title", wrap=True)
        self._lead = Label("", "body", "soft", wrap=True)
        self._where = Label("", "caption", "soft")
        self._stack = QStackedWidget()
        self._at = 0
        self.back = Button(_("Back"), lambda: self.go(self.step - 1), icon="back")
        self.next = Button(_("Next"), self._go_on, kind="primary", icon="forward")
        self.next.setShortcut("Ctrl+Return")
        self.next.setToolTip(formats.shortcut("Ctrl+Return"))
        self._lay_out()
        self.show_step(0)

    @property
    def step(self) -> int:
        """The step in view, from 0."""
        return self._at

    def step_at(self, number: int) -> Step:
        """A step, made when it is first wanted, with the pages as they are now."""
        if number not in self._made:
            self._made[number] = step = MAKERS[number](self._desk)
            if isinstance(step, BacklogStep):
                step.promised.connect(self._promise)
            self._stack.addWidget(step)
        step = self._made[number]
        if self._pages is not None and number not in self._filled:
            self._filled.add(number)
            step.show_pages(self._pages)
        return step

    def show_pages(self, pages: ReviewPages, at: int | None = None) -> None:
        """Show the pages of a review without leaving the step, or at another one."""
        self._is_open = pages.closed_at is None
        self._pages = pages
        self._filled.clear()
        self.notes.show_pages(pages)
        self.show_step(self._at if at is None else at)

    def show_step(self, number: int) -> None:
        """Bring a step into view without telling anybody."""
        last = number == LAST
        step = self.step_at(number)
        self._at = number
        self._stack.setCurrentWidget(step)
        self.furthest = max(self.furthest, number)
        self.stepper.show_step(number, self.furthest if self._is_open else len(MAKERS))
        self._heading.setText(self._names[number])
        self._lead.setText(step.lead)
        where = _("Step {number} of {count}")
        self._where.setText(
            where.format(number=formats.number(number + 1), count=formats.number(len(MAKERS)))
        )
        self.back.setEnabled(number > 0)
        self.next.say(_("Close the review") if last else _("Next"))
        self.next.setVisible(self._is_open or not last)

    def go(self, number: int) -> None:
        """Go to a step and tell of it."""
        if 0 <= number < len(MAKERS) and number != self.step:
            self.notes.keep()
            self.show_step(number)
            self.step_at(number).go_up()
            self.moved.emit(number)

    def _go_on(self) -> None:
        if self.step == LAST:
            self.notes.keep()
            self._close()
        else:
            self.go(self.step + 1)

    def _promise(self, ranked: object) -> None:
        self.go(PROMISES)
        promises = self.step_at(PROMISES)
        assert isinstance(promises, PromisesStep)
        promises.add(ranked)  # type: ignore[arg-type]

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
