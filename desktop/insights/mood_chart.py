"""The mood of feedback over time: what pleased stands above the line, what hurt hangs below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.insight import findings
from core.insight.trends import MoodMonth
from desktop import formats
from desktop.insights import dressing, steps
from desktop.insights.months_axis import name_months
from desktop.insights.picture import Picture, Span, counted, said_within, tip
from desktop.theme import Theme
from desktop.widgets import badge
from desktop.widgets.drawing import Draw, Tie

ABOVE = ("positive", "neutral", "mixed", "unread")
MOODS = (*ABOVE, "negative")


def picture(months: Sequence[MoodMonth], span: Span, clock: Clock) -> Picture:
    """Say what the months show."""
    if not any(month.volume for month in months):
        return Picture(nothing=_("Nobody said anything in this period."))
    return Picture(
        finding=findings.of_mood(months),
        draw=_drawing(months, span, clock),
        caption=_("How much was said over time; what was negative hangs below the line."),
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
    bars = steps.steps(months)
    grouped = len(bars) < len(months)

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        dressing.mark_chosen(axes, look, span, [bar[0].month for bar in bars])
        colours, foot = _colours(look), [0] * len(bars)
        for mood in MOODS:
            counts = [_of_mood(bar, mood) for bar in bars]
            if not any(counts):
                continue
            below = mood == "negative"
            marks = axes.bar(
                range(len(bars)),
                [-count for count in counts] if below else counts,
                width=0.72,
                bottom=None if below else foot,
                color=colours[mood],
                # What could not be read steps back behind what could, but keeps its outline.
                edgecolor=look.edge if mood == "unread" else "none",
                linewidth=0.7 if mood == "unread" else 0,
                label=badge.polarity(mood).text,
            )
            for mark, bar, count in zip(marks, bars, counts, strict=True):
                if count:
                    there = said_within(clock, *steps.days(bar, span), polarity=mood)
                    tie(mark, there, _tip(bar, grouped))
            if not below:
                foot = [base + count for base, count in zip(foot, counts, strict=True)]
        axes.axhline(0, color=look.edge, linewidth=0.8)
        axes.spines["bottom"].set_position(("axes", 0))
        _count_upwards(axes)
        name_months(axes, [bar[0].month for bar in bars], grouped=grouped)
        dressing.legend(axes, look)

    return draw


def _colours(look: Theme) -> dict[str, str]:
    return {
        "positive": look.positive,
        "neutral": look.edge,
        "mixed": look.warning,
        "unread": look.raised,
        "negative": look.negative,
    }


def _count_upwards(axes: Any) -> None:
    """Counts below the line are counts too: no minus signs."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: formats.number(abs(value))))


def _of_mood(bar: Sequence[MoodMonth], mood: str) -> int:
    return sum(int(getattr(month, mood)) for month in bar)


def _tip(bar: Sequence[MoodMonth], grouped: bool) -> str:
    counts = [(mood, _of_mood(bar, mood)) for mood in MOODS]
    lines = [counted(badge.polarity(mood).text, count) for mood, count in counts if count]
    return tip(steps.name(bar, grouped), *lines)
