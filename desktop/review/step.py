"""What the steps of the review have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.insight.quarterly_review.pages import ReviewPages
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.chart import Chart, Draw
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane

NARROWEST_STAT, NARROWEST_CHART = 136, 280


class Step(ScrollPane):
    """One step: shows its part of the pages, and what can be changed while they are open."""

    def __init__(self, desk: Desk, lead: str) -> None:
        super().__init__(spacing=theme.GRID * 2)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.desk = desk
        self.lead = lead

    def show_pages(self, pages: ReviewPages) -> None:
        """Show the pages; a closed review cannot be changed."""
        raise NotImplementedError

    def write(self, work: Callable[[], Any]) -> None:
        """Change something in the background; the page reloads by itself."""
        self.desk.tasks.write(work)

    def _make_room(self, _least: int, most: int) -> None:
        # Beside a scroll bar there is a gap; without one the step lines up with the page.
        self.body.setContentsMargins(0, 0, theme.GRID * 3 // 2 if most else 0, 0)

    def show_finding(self, chart: Chart, finding: str, draw: Draw, *, known: bool) -> None:
        """Show what a chart has found, or its sentence alone where nothing is `known` yet."""
        if known:
            chart.show_chart(finding, draw)
        else:
            chart.show_nothing(finding)

    def say(self, sentence: str) -> QWidget:
        """A quiet sentence in the step."""
        label = Label(sentence, "body", "soft", wrap=True)
        self.body.addWidget(label)
        return label
