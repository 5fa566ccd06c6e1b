"""The bar of a long task: what it does, how far it is, how long still, and a way to stop it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from core.i18n import _
from desktop import theme
from desktop.tasks import LongTask, Tasks
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.time_left import TimeLeft, in_words

STEPS = 1000


class Watched(QObject):
    """A task as it is shown: a bar, what it says of itself with the time left, a button."""

    def __init__(self, *, kind: str = "quiet", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: LongTask | None = None
        self._time = TimeLeft()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.text = Label("", "body", "soft")
        self.stop = Button(_("Stop"), self.cancel, kind=kind)

    def follow(self, task: LongTask) -> None:
        """Show this task from now on."""
        self._task, self._time = task, TimeLeft()
        self.bar.setAccessibleName(task.title)
        self.bar.setMaximum(0)
        self.text.clear()
        self.stop.setEnabled(True)
        task.moved.connect(self._move)

    def cancel(self) -> None:
        """Ask the task to stop, and say so until it has."""
        if self._task is not None:
            self.stop.setEnabled(False)
            self.text.setText(_("Stopping…"))
            self._task.cancel()

    def _move(self, fraction: float, text: str) -> None:
        if self._task is None or self.sender() is not self._task:
            return
        self.bar.setMaximum(0 if fraction < 0 else STEPS)
        self.bar.setValue(round(max(0.0, fraction) * STEPS))
        left = in_words(self._time.see(fraction, time.monotonic()))
        if not self._task.progress.cancelled:
            # What a task says of itself goes before a guess.
            self.text.setText(text or left)


class ProgressBar(QFrame):
    """Shows the newest long task; hidden while there is none, or a page in view shows it."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: LongTask | None = None
        self._title = Label("", "strong")
        self._watched = Watched(parent=self)
        self.setProperty("shape", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 2, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._title)
        row.addWidget(self._watched.bar, 1)
        row.addWidget(self._watched.text)
        row.addWidget(self._watched.stop)
        self.hide()
        tasks.long_started.connect(self._show_task)

    def _show_task(self, task: LongTask) -> None:
        self._task = task
        self._title.setText(task.title)
        self._watched.follow(task)
        task.moved.connect(self._look)
        task.ended.connect(self._look)
        self._look()

    def _look(self) -> None:
        task = self._task
        shown_by = task.shown_by if task is not None else None
        elsewhere = shown_by is not None and shown_by.isVisible()
        self.setVisible(task is not None and task.running and not elsewhere)
