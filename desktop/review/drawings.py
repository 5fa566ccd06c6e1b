"""The charts of the review, drawn away from the window: few marks, labelled directly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core import formats
from core.i18n import _
from core.insight import periods
from core.insight.answering import AnsweredMonth
from core.insight.score_spread import BandCount
from core.insight.trends import MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures.health import BANDS
from desktop.theme import Theme
from desktop.widgets.chart import Draw, Tie

MOST_TOPICS = 6
MOST_QUARTERS = 5
_LABEL = 9


def topics(bars: Sequence[TopicBar]) -> Draw:
    """Complaints by topic, most first; a bar opens the topic."""

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        shown = list(bars[:MOST_TOPICS])[::-1]
        colours = [look.edge] * (len(shown) - 1) + [look.negative]
        drawn = axes.barh(range(len(shown)), [bar.complaints for bar in shown], 0.6, color=colours)
        axes.set_yticks(range(len(shown)), [bar.text() for bar in shown])
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        for mark, bar in zip(drawn, shown, strict=True):
            figure = formats.number(bar.complaints)
            _beside(axes, figure, (bar.complaints, mark.get_y() + 0.3), look, (4, 0), va="center")
            if bar.topic_id is not None:
                tie(mark, bar.topic_id, f"{bar.text()}: {figure}")
        axes.margins(x=0.12)

    return draw


def mood(months: Sequence[MoodMonth]) -> Draw:
    """Feedback per month: negative hangs below the line, the rest stands above."""

    def draw(axes: Any, look: Theme, _tie: Tie) -> None:
        places = range(len(months))
        base = [0] * len(months)
        for counts, colour, name in (
            ([month.positive for month in months], look.accent, _("Positive")),
            ([month.neutral + month.mixed for month in months], look.edge, _("Neutral or mixed")),
            ([month.unread for month in months], look.line, _("Unread")),
        ):
            axes.bar(places, counts, 0.62, bottom=base, color=colour, label=name)
            base = [below + count for below, count in zip(base, counts, strict=True)]
        negative = [month.negative for month in months]
        fallen = [-count for count in negative]
        axes.bar(places, fallen, 0.62, color=look.negative, label=_("Negative"))
        for place, (above, below) in enumerate(zip(base, negative, strict=True)):
            if above:
                _beside(axes, formats.number(above), (place, above), look, (0, 3), ha="center")
            if below:
                at = (place, -below)
                _beside(axes, formats.number(below), at, look, (0, -12), ha="center")
        axes.axhline(0, color=look.edge, linewidth=0.8)
        _months(axes, [month.month for month in months])
        axes.margins(y=0.18)
        axes.figure.legend(
            loc="outside upper left",
            ncols=2,
            frameon=False,
            fontsize=_LABEL,
            handlelength=0.9,
            handletextpad=0.5,
            columnspacing=1.2,
            borderpad=0,
        )

    return draw


def visits(months: Sequence[VisitMonth]) -> Draw:
    """Visits per month; one that is not over is pale."""

    def draw(axes: Any, look: Theme, _tie: Tie) -> None:
        colours = [look.accent if month.whole else look.edge for month in months]
        axes.bar(range(len(months)), [month.visits for month in months], 0.62, color=colours)
        for place, month in enumerate(months):
            if month.visits:
                at = (place, month.visits)
                _beside(axes, formats.number(month.visits), at, look, (0, 3), ha="center")
        _months(axes, [month.month for month in months])
        axes.margins(y=0.12)

    return draw


def nps(quarters: Sequence[NpsQuarter]) -> Draw:
    """The score of each quarter as a dot, its margin as a line, its answers below."""

    def draw(axes: Any, look: Theme, _tie: Tie) -> None:
        axes.axhline(0, color=look.line, linewidth=0.8)
        shown = quarters[-MOST_QUARTERS:]
        _beside(axes, formats.number(0), (-0.5, 0), look, (0, 3))
        for place, each in enumerate(shown):
            score = each.nps
            ends = score.interval
            if score.value is None or ends is None:
                continue
            axes.plot([place, place], ends, color=look.edge, linewidth=1.5)
            colour = look.edge if score.too_few else look.accent
            axes.plot([place], [score.value], "o", color=colour, markersize=8)
            figure = formats.number(score.value)
            at = (place, max(ends[1], score.value))
            _beside(axes, figure, at, look, (0, 4), ha="center", weight="semibold")
        axes.set_xticks(range(len(shown)), [_quarter(each) for each in shown])
        axes.set_yticks([])
        axes.set_xlim(-0.5, len(shown) - 0.5)
        axes.margins(y=0.2)

    return draw


def answered(months: Sequence[AnsweredMonth]) -> Draw:
    """The answered share of each month, the median hours to the first answer below."""

    def draw(axes: Any, look: Theme, _tie: Tie) -> None:
        for place, month in enumerate(months):
            share = month.answered.share
            if share is None:
                continue
            axes.bar([place], [1], 0.62, color=look.line)
            axes.bar([place], [share], 0.62, color=look.accent)
            _beside(axes, formats.percent(share), (place, 1), look, (0, 3), ha="center")
        _months(axes, [month.month for month in months])
        axes.set_xticks(range(len(months)), [_month_and_hours(month) for month in months])
        axes.set_xlim(-0.5, len(months) - 0.5)
        axes.set_ylim(0, 1.15)

    return draw


def health(bands: Sequence[BandCount]) -> Draw:
    """Customers by health band, the quarter before as a thin bar below."""

    def draw(axes: Any, look: Theme, _tie: Tie) -> None:
        colours = {"at_risk": look.negative, "watch": look.edge, "healthy": look.accent}
        shown = list(bands)[::-1]
        for place, band in enumerate(shown):
            axes.barh([place], [band.customers], 0.5, color=colours[band.band])
            words = formats.number(band.customers)
            if band.before is not None:
                before = _("before {n}").format(n=formats.number(band.before))
                words = f"{words} ({before})"
            _beside(axes, words, (band.customers, place), look, (4, 0), va="center")
        axes.set_yticks(range(len(shown)), [_(BANDS[band.band]) for band in shown])
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.margins(x=0.35)

    return draw


def _month_and_hours(month: AnsweredMonth) -> str:
    hours = month.median_hours
    below = "–" if hours is None else _("{n} h").format(n=formats.number(hours))
    return f"{_month_letter(month.month)}\n{below}"


def _beside(
    axes: Any, text: str, at: tuple[float, float], look: Theme, by: tuple[int, int], **more: Any
) -> None:
    axes.annotate(text, at, by, textcoords="offset points", color=look.ink, fontsize=_LABEL, **more)


def _months(axes: Any, months: Sequence[date]) -> None:
    axes.set_xticks(range(len(months)), [_month_letter(month) for month in months])
    axes.set_yticks([])


def _month_letter(month: date) -> str:
    from babel.dates import format_date

    return format_date(month, "LLLLL", locale=formats.locale())


def _quarter(each: NpsQuarter) -> str:
    first, _last = periods.days_of(each.quarter)
    return f"{formats.quarter_short(first)}\n" + _("n = {n}").format(n=formats.number(each.nps.n))
