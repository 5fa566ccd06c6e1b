"""Visits and revenue by month or quarter, one above the other on the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from core.formats import MINOR_UNITS
from core.i18n import _
from core.insight import behind, findings
from core.insight.periods import MONTHS_A_QUARTER
from core.insight.trends import VisitMonth
from desktop import formats
from desktop.insights import dressing, steps
from desktop.insights.months_axis import name_months
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie

# Of all bars, the part that one figure may be as wide as.
APART = 10


def picture(months: Sequence[VisitMonth], span: Span) -> Picture:
    """Say what the months show."""
    if not any(month.visits or month.revenue_minor for month in months):
        return Picture(nothing=_("No visits in this period."))
    return Picture(
        finding=findings.of_visits(months),
        draw=_drawing(months, span),
        caption=_("Visits and revenue over time. A pale bar is not over yet."),
        description=", ".join(_told(month) for month in months[-12:]),
        headings=(_("Month"), _("Visits"), _("Customers"), _("Revenue"), _("Currency")),
        rows=[
            (m.month, m.visits, m.customers, m.revenue_minor / MINOR_UNITS, m.currency)
            for m in months
        ],
    )


@dataclass(frozen=True, slots=True)
class _Bar:
    """A month or a quarter; how many customers came is known of months only."""

    name: str
    begins: date
    visits: int
    customers: int | None
    revenue_minor: int
    currency: str
    whole: bool
    behind: ListBehind


def _bars_of(months: Sequence[VisitMonth], span: Span) -> list[_Bar]:
    found = steps.steps(months)
    grouped = len(found) < len(months)
    return [_bar(step, grouped, span) for step in found]


def _bar(step: Sequence[VisitMonth], grouped: bool, span: Span) -> _Bar:
    name = steps.name(step, grouped)
    since, until = steps.days(step, span)
    last = step[-1]
    return _Bar(
        name,
        step[0].month,
        sum(month.visits for month in step),
        None if grouped else last.customers,
        sum(month.revenue_minor for month in step),
        last.currency,
        last.whole and (not grouped or last.month.month % MONTHS_A_QUARTER == 0),
        ListBehind(
            _("Who came in {month}").format(month=name),
            partial(behind.takings, since=since, until=until),
            "money",
        ),
    )


def _drawing(months: Sequence[VisitMonth], span: Span) -> Draw:
    bars = _bars_of(months, span)
    begins = [bar.begins for bar in bars]

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        lower = dressing.panel_below(axes, look, span, begins)
        _panel(axes, bars, look, tie, [bar.visits for bar in bars], look.accent)
        revenue = [bar.revenue_minor / MINOR_UNITS for bar in bars]
        _panel(lower, bars, look, tie, revenue, look.edge)
        dressing.caption(axes, _("Visits"), look)
        currency = formats.money(0, months[-1].currency).strip("0\xa0 ")
        dressing.caption(lower, _("Revenue, {currency}").format(currency=currency), look)
        name_months(lower, begins, grouped=len(bars) < len(months))
        axes.tick_params(labelbottom=False)

    return draw


def _panel(
    axes: Any, bars: Sequence[_Bar], look: Theme, tie: Tie, values: Sequence[float], colour: str
) -> None:
    drawn = axes.bar(range(len(bars)), values, width=0.72, color=colour)
    for mark, bar in zip(drawn, bars, strict=True):
        # A month that is not over yet must not look like a bad one.
        mark.set_alpha(1 if bar.whole else 0.45)
        if bar.visits or bar.revenue_minor:
            tie(mark, bar.behind, _tip(bar))
    axes.set_yticks([])
    axes.margins(y=0.24)
    for place in _named(bars, values):
        dressing.over(axes, formats.number(values[place]), place, max(0, values[place]), look)


def _named(bars: Sequence[_Bar], values: Sequence[float]) -> list[int]:
    """The bars with a figure: all if they are few, else the highest and the last whole one.

    Where those two stand so close that their figures would meet, the highest has it.
    """
    places = [place for place, value in enumerate(values) if value]
    if len(values) <= dressing.ALL_NAMED or not places:
        return places
    highest = max(places, key=lambda at: values[at])
    whole = [place for place in places if bars[place].whole]
    return [highest, *(at for at in whole[-1:] if abs(at - highest) > len(values) // APART)]


def _tip(bar: _Bar) -> str:
    title = bar.name if bar.whole else _("{month} (part of it)").format(month=bar.name)
    # Whole units are enough here.
    units = round(bar.revenue_minor / MINOR_UNITS) * MINOR_UNITS
    return tip(
        title,
        counted(_("Visits"), bar.visits),
        *([] if bar.customers is None else [counted(_("Customers"), bar.customers)]),
        _("Revenue: {amount}").format(amount=formats.money(units, bar.currency)),
    )


def _told(month: VisitMonth) -> str:
    return _("{name}: {n}").format(name=formats.month(month.month), n=formats.number(month.visits))
