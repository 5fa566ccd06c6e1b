"""The recommendation score by quarter, each with the margin that its answers leave."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from core.i18n import _, ngettext
from core.insight import behind, findings, periods
from core.insight.trends import NpsQuarter
from desktop import formats
from desktop.insights import dressing
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie

MOST = 12
# With more quarters than that there is no room for words under them.
WORDY = 5


def picture(quarters: Sequence[NpsQuarter], span: Span) -> Picture:
    """Say what the quarters show; the latest ones are drawn."""
    if not any(quarter.nps.n for quarter in quarters):
        return Picture(nothing=_("Nobody was asked from 0 to 10 whether they would recommend you."))
    drawn = _asked(quarters)[-MOST:]
    return Picture(
        finding=findings.of_nps(quarters),
        draw=_drawing(drawn, span),
        caption=_(
            "9 and 10 minus 0 to 6, in points, by quarter. The score most likely lies in the band."
        ),
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
        _margins(axes, look, [each for each in asked if not each[1].nps.too_few])
        for place, quarter in asked:
            few = quarter.nps.too_few
            mark = axes.plot(
                [place], [quarter.nps.value], "o", ms=9, mew=2, mec=look.accent,
                mfc=look.surface if few else look.accent,
            )[0]  # fmt: skip
            tie(mark, _behind(quarter, span), _tip(quarter))
            dressing.over(
                axes, formats.number(round(quarter.nps.value or 0)), place,
                quarter.nps.value or 0, look, gap=8,
            )  # fmt: skip
        under = _under if len(quarters) <= WORDY else _shortly_under
        axes.set_xticks(range(len(quarters)), [under(quarter) for quarter in quarters])
        axes.set_xlim(-0.6, max(len(quarters), 4) - 0.4)
        lowest = min((_band(each)[0] for _place, each in asked), default=0.0)
        axes.set_ylim(min(-8, lowest - 8), 112)
        axes.yaxis.set_major_locator(_every(50))
        axes.spines["bottom"].set_linewidth(0)

    return draw


def _margins(axes: Any, look: Theme, judged: Sequence[tuple[int, NpsQuarter]]) -> None:
    """A band from quarter to quarter, a line through the scores; one alone gets a bar."""
    places = [place for place, _quarter in judged]
    bands = [_band(quarter) for _place, quarter in judged]
    lows, highs = [low for low, _high in bands], [high for _low, high in bands]
    if len(judged) > 1:
        axes.fill_between(places, lows, highs, color=look.accent, alpha=0.16, lw=0)
        axes.plot(places, [q.nps.value for _at, q in judged], color=look.accent, lw=1.8)
    for place, low, high in zip(places, lows, highs, strict=True):
        axes.plot([place, place], [low, high], color=look.accent, lw=1.5, alpha=0.5)


def _asked(quarters: Sequence[NpsQuarter]) -> Sequence[NpsQuarter]:
    """Without the quarters before the first answer and after the last."""
    places = [place for place, quarter in enumerate(quarters) if quarter.nps.n]
    return quarters[places[0] : places[-1] + 1]


def _every(step: int) -> Any:
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(step)


def _behind(quarter: NpsQuarter, span: Span) -> ListBehind:
    first, last = periods.days_of(quarter.quarter)
    last = min(last, span.until)
    title = _("Would they recommend you? {since} – {until}").format(
        since=formats.day(first), until=formats.day(last)
    )
    return ListBehind(title, partial(behind.nps_answers, since=first, until=last), "nps")


def _band(quarter: NpsQuarter) -> tuple[float, float]:
    """Where the score most likely lies; anywhere without answers."""
    return quarter.nps.interval or (-100.0, 100.0)


def _name(quarter: NpsQuarter) -> str:
    first, _last = periods.days_of(quarter.quarter)
    return formats.quarter(first)


def _under(quarter: NpsQuarter) -> str:
    name = _shortly_under(quarter).replace("\n", " ")
    if quarter.nps.n and quarter.nps.too_few:
        few = _("{n}: too few").format(n=formats.number(quarter.nps.n))
        return f"{name}\n{few}"
    answers = ngettext("{n} answer", "{n} answers", quarter.nps.n).format(
        n=formats.number(quarter.nps.n)
    )
    return f"{name}\n{answers}"


def _shortly_under(quarter: NpsQuarter) -> str:
    """The number of answers stands in the tip."""
    first, _last = periods.days_of(quarter.quarter)
    return formats.quarter_short(first)


def _tip(quarter: NpsQuarter) -> str:
    low, high = _band(quarter)
    return tip(
        _name(quarter),
        _("Most likely between {low} and {high}").format(
            low=formats.number(low), high=formats.number(high)
        ),
        ngettext("{n} answer", "{n} answers", quarter.nps.n).format(
            n=formats.number(quarter.nps.n)
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
