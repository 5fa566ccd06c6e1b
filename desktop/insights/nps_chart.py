"""The recommendation score by quarter, each with the margin that its answers leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.i18n import _, ngettext
from core.insight import findings, periods, trends
from core.insight.trends import NpsQuarter
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets.chart import Draw, Tie

MOST = 12


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the quarters and say what they show."""
    quarters = trends.nps_by_quarter(workspace, span.since, span.until)
    if not any(quarter.nps.n for quarter in quarters):
        return Picture(nothing=_("Nobody was asked from 0 to 10 whether they would recommend you."))
    drawn = _asked(quarters)[-MOST:]
    return Picture(
        finding=findings.of_nps(quarters),
        draw=_drawing(drawn, span),
        description=", ".join(
            counted(_name(each), each.nps.value or 0) for each in drawn if each.nps.n
        ),
        headings=(
            _("Quarter"), _("Score"), _("Lowest likely"), _("Highest likely"), _("Answers"),
            _("9–10"), _("7–8"), _("0–6"),
        ),
        rows=[
            (q.quarter, _rounded(q.nps.value), *_rounded_band(q), q.nps.n,
             q.nps.promoters, q.nps.passives, q.nps.detractors)
            for q in quarters
        ],
    )  # fmt: skip


def _drawing(quarters: Sequence[NpsQuarter], span: Span) -> Draw:
    asked = [(place, quarter) for place, quarter in enumerate(quarters) if quarter.nps.n]

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        axes.axhline(0, color=look.line, linewidth=1)
        judged = [(place, each.nps.value) for place, each in asked if not each.nps.too_few]
        axes.plot(*zip(*judged, strict=True) if judged else ((), ()), color=look.accent, lw=1.5)
        for place, quarter in asked:
            low, high = _band(quarter)
            axes.plot([place, place], [low, high], color=look.accent, lw=9, alpha=0.25,
                      solid_capstyle="round")  # fmt: skip
            mark = axes.plot(
                [place], [quarter.nps.value], "o", ms=9, mew=2, mec=look.accent,
                mfc=look.surface if quarter.nps.too_few else look.accent,
            )[0]  # fmt: skip
            mark.set_pickradius(9)
            first, last = periods.days_of(quarter.quarter)
            behind = ListBehind("nps", first, min(last, span.until))
            tie(mark, behind, _tip(quarter))
            axes.annotate(
                formats.number(round(quarter.nps.value or 0)),
                (place, high), xytext=(0, 7), textcoords="offset points",
                ha="center", fontsize=9, weight="semibold", color=look.ink,
            )  # fmt: skip
        axes.set_xticks(range(len(quarters)), [_under(quarter) for quarter in quarters])
        axes.set_xlim(-0.6, max(len(quarters), 4) - 0.4)
        lowest = min((_band(each)[0] for _place, each in asked), default=0.0)
        axes.set_ylim(min(-8, lowest - 8), 112)
        axes.yaxis.set_major_locator(_every(50))

    return draw


def _asked(quarters: Sequence[NpsQuarter]) -> Sequence[NpsQuarter]:
    """Without the quarters before the first answer and after the last."""
    places = [place for place, quarter in enumerate(quarters) if quarter.nps.n]
    return quarters[places[0] : places[-1] + 1]


def _every(step: int) -> Any:
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(step)


def _band(quarter: NpsQuarter) -> tuple[float, float]:
    """Where the score most likely lies; anywhere without answers."""
    nps = quarter.nps
    if nps.centre is None or nps.margin is None:
        return -100.0, 100.0
    return max(-100.0, nps.centre - nps.margin), min(100.0, nps.centre + nps.margin)


def _name(quarter: NpsQuarter) -> str:
    year, number = quarter.quarter.split("-Q")
    return _("Q{quarter} {year}").format(quarter=number, year=year)


def _under(quarter: NpsQuarter) -> str:
    if quarter.nps.n and quarter.nps.too_few:
        few = _("{n}: too few").format(n=formats.number(quarter.nps.n))
        return f"{_name(quarter)}\n{few}"
    answers = ngettext("{n} answer", "{n} answers", quarter.nps.n).format(
        n=formats.number(quarter.nps.n)
    )
    return f"{_name(quarter)}\n{answers}"


def _tip(quarter: NpsQuarter) -> str:
    low, high = _band(quarter)
    return tip(
        _name(quarter),
        _("Most likely between {low} and {high}").format(
            low=formats.number(low), high=formats.number(high)
        ),
        counted(_("9–10"), quarter.nps.promoters),
        counted(_("7–8"), quarter.nps.passives),
        counted(_("0–6"), quarter.nps.detractors),
    )


def _rounded_band(quarter: NpsQuarter) -> tuple[float | None, float | None]:
    low, high = _band(quarter)
    return (round(low, 1), round(high, 1)) if quarter.nps.n else (None, None)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
