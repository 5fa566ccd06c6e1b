"""The mood of feedback by month: what pleased stands above the line, what hurt hangs below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.insight import findings, trends
from core.insight.trends import MoodMonth
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights.months_axis import name_months
from desktop.insights.picture import Picture, Span, counted, said_within, tip, within
from desktop.theme import Theme
from desktop.widgets import badge
from desktop.widgets.chart import Draw, Tie

ABOVE = ("positive", "neutral", "mixed", "unread")
MOODS = (*ABOVE, "negative")


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the months and say what they show."""
    months = trends.mood_by_month(workspace, span.since, span.until)
    if not any(month.volume for month in months):
        return Picture(nothing=_("Nobody said anything in this period."))
    return Picture(
        finding=findings.of_mood(months),
        draw=_drawing(months, span, workspace.clock),
        description=", ".join(
            _("{name}: {n}").format(
                name=formats.month(month.month), n=formats.number(month.negative)
            )
            for month in months[-12:]
        ),
        headings=(_("Month"), *(badge.polarity(mood).text for mood in MOODS)),
        rows=[(m.month, *(getattr(m, mood) for mood in MOODS)) for m in months],
    )


def _drawing(months: Sequence[MoodMonth], span: Span, clock: Clock) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        colours = _colours(look)
        foot = [0] * len(months)
        places = range(len(months))
        for mood in MOODS:
            counts = [getattr(month, mood) for month in months]
            if not any(counts):
                continue
            below = mood == "negative"
            heights = [-count for count in counts] if below else counts
            bars = axes.bar(
                places,
                heights,
                width=0.72,
                bottom=None if below else foot,
                color=colours[mood],
                label=badge.polarity(mood).text,
            )
            for bar, month in zip(bars, months, strict=True):
                days = within(month.month, span)
                tie(bar, said_within(clock, *days, polarity=mood), _tip(month))
            if not below:
                foot = [base + count for base, count in zip(foot, counts, strict=True)]
        axes.axhline(0, color=look.edge, linewidth=0.8)
        axes.spines["bottom"].set_position(("axes", 0))
        _count_upwards(axes)
        name_months(axes, [month.month for month in months])
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            ncols=5,
            frameon=False,
            fontsize=9,
            handlelength=0.8,
            handleheight=0.8,
            columnspacing=1.2,
            labelcolor=look.ink_soft,
            borderpad=0.2,
        )

    return draw


def _colours(look: Theme) -> dict[str, str]:
    return {
        "positive": look.positive,
        "neutral": look.edge,
        "mixed": look.warning,
        "unread": look.line,
        "negative": look.negative,
    }


def _count_upwards(axes: Any) -> None:
    """Counts below the line are counts too: no minus signs."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: formats.number(abs(value))))


def _tip(month: MoodMonth) -> str:
    lines = [
        counted(badge.polarity(mood).text, getattr(month, mood))
        for mood in MOODS
        if getattr(month, mood)
    ]
    return tip(formats.month(month.month), *lines)
