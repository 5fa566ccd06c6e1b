"""Charts are drawn one after the other, those in view first, and no reading waits for them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QRegion

from desktop.tasks import Tasks
from desktop.widgets.drawing import Drawing

Order = tuple[Callable[[], Drawing], Callable[[Drawing], None]]


class Drawn(Protocol):
    """What waits in the line: it says what is to be drawn when its turn has come."""

    def order(self) -> Order | None:
        """The work for a thread and what is done with its result; None: no longer wanted."""

    def visibleRegion(self) -> QRegion:
        """What of it can be seen."""


class DrawingLine(QObject):
    """One line for each window; of its two readers one is always left for the shop."""

    _ended = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._waiting: list[Drawn] = []
        self._busy = False
        self._ended.connect(self._go_on)

    @classmethod
    def of(cls, tasks: Tasks) -> DrawingLine:
        """The line of a window, made when its first chart is drawn."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return tasks.findChild(cls, options=direct) or cls(tasks)

    def ask(self, chart: Drawn) -> None:
        """Draw a chart when its turn comes; asking twice while it waits is asking once."""
        if chart not in self._waiting:
            self._waiting.append(chart)
        self._next()

    def _go_on(self) -> None:
        self._busy = False
        self._next()

    def _next(self) -> None:
        self._waiting = [chart for chart in self._waiting if shiboken6.isValid(chart)]
        while self._waiting and not self._busy:
            in_view = (each for each in self._waiting if not each.visibleRegion().isEmpty())
            chart = next(in_view, self._waiting[0])
            self._waiting.remove(chart)
            order = chart.order()
            if order is not None:
                self._draw(chart, *order)

    def _draw(self, chart: Drawn, work: Callable[[], Drawing], show: Callable[..., None]) -> None:
        self._busy = True

        def run() -> Drawing:
            try:
                return work()
            finally:
                if shiboken6.isValid(self):
                    self._ended.emit()

        self._tasks.read(run, show, key=("chart", id(chart)), owner=chart)  # type: ignore[arg-type]
