"""The bar of a long task: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from core.i18n import _
from desktop import theme
from desktop.tasks import LongTask, Tasks
from desktop.widgets.button import Button
from desktop.widgets.label import Label

STEPS = 1000


class ProgressBar(QFrame):
    """Shows the newest long task; hidden while there is none."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: LongTask | None = None
        self._title = Label("", "strong")
        self._text = Label("", "body", "soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximum(STEPS)
        self._stop = Button(_("Stop"), self._cancel, kind="quiet")
        self.setProperty("shape", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 2, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._title)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()
        tasks.long_started.connect(self._show_task)

    def _show_task(self, task: LongTask) -> None:
        self._task = task
        self._title.setText(task.title)
        self._bar.setAccessibleName(task.title)
        self._text.clear()
        self._bar.setMaximum(0)
        self._stop.setEnabled(True)
        task.moved.connect(self._move)
        task.ended.connect(self._end)
        self.show()

    def _move(self, fraction: float, text: str) -> None:
        if self.sender() is not self._task:
            return
        self._bar.setMaximum(0 if fraction < 0 else STEPS)
        self._bar.setValue(round(fraction * STEPS))
        self._text.setText(text)

    def _end(self) -> None:
        if self._task is None or not self._task.running:
            self._task = None
            self.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self._stop.setEnabled(False)
            self._text.setText(_("Stopping…"))
            self._task.cancel()
