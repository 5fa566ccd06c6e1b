"""Stages of customers, drawn: what stands over the columns has its room."""

from __future__ import annotations

from core.insight.stage_flow import StageMonth
from desktop import theme
from desktop.insights import stages_chart
from desktop.insights.picture import Span


def test_figures_over_the_stages_have_room_also_where_nobody_came_back(clock) -> None:
    """An empty bar on top of the highest column must not take the room over it away."""
    from matplotlib.figure import Figure

    month = clock.today().replace(day=1)
    moved = {("prospect", "first"): 4}
    months = [StageMonth(month, {"first": 4}, moved)]
    span = Span(month, clock.today(), clock.today(), month)
    drawing = stages_chart.picture(months, span).draw
    assert drawing is not None
    figure = Figure()
    drawing(figure.add_subplot(), theme.current(), lambda *_tied: None)
    _columns, moves = figure.axes
    assert moves.get_ylim()[1] >= 4 * 1.2
    assert moves.get_ylim()[0] == 0
