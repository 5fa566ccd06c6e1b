"""Visits and revenue by month, one above the other on the same months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from core.formats import MINOR_UNITS
from core.i18n import _
from core.insight import behind, findings
from core.insight.trends import VisitMonth
from desktop import formats
from desktop.insights import dressing
from desktop.insights.months_axis import name_months
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip, within
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie


def picture(months: Sequence[VisitMonth], span: Span) -> Picture:
    """Say what the months show."""
    if not any(month.visits or month.revenue_minor for month in months):
        return Picture(nothing=_("No visits in this period."))
    return Picture(
        finding=findings.of_visits(months),
        draw=_drawing(months, span),
        caption=_("Visits and revenue by month. A pale month is not over yet."),
        description=", ".join(_told(month) for month in months[-12:]),
        headings=(_("Month"), _("Visits"), _("Customers"), _("Revenue"), _("Currency")),
        rows=[
            (m.month, m.visits, m.customers, m.revenue_minor / MINOR_UNITS, m.currency)
            for m in months
        ],
    )


def _drawing(months: Sequence[VisitMonth], span: Span) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        grid = axes.figure.add_gridspec(2, 1, height_ratios=[3, 2])
        axes.set_subplotspec(grid[0])
        lower = axes.figure.add_subplot(grid[1], sharex=axes)
        lower.set_facecolor(look.surface)
        _bars(axes, months, span, look, tie, lambda month: month.visits, look.accent)
        _bars(lower, months, span, look, tie, _revenue, look.edge)
        dressing.caption(axes, _("Visits"), look)
        currency = formats.money(0, months[-1].currency).strip("0\xa0 ")
        dressing.caption(lower, _("Revenue, {currency}").format(currency=currency), look)
        name_months(lower, [month.month for month in months])
        axes.tick_params(labelbottom=False)

    return draw


def _bars(
    axes: Any,
    months: Sequence[VisitMonth],
    span: Span,
    look: Theme,
    tie: Tie,
    value: Callable[[VisitMonth], float],
    colour: str,
) -> None:
    values = [value(month) for month in months]
    dressing.mark_chosen(axes, look, span, [month.month for month in months])
    bars = axes.bar(range(len(months)), values, width=0.72, color=colour)
    for bar, month in zip(bars, months, strict=True):
        # A month that is not over yet must not look like a bad one.
        bar.set_alpha(1 if month.whole else 0.45)
        tie(bar, _behind(month, span), _tip(month))
    axes.set_yticks([])
    axes.margins(y=0.24)
    for place in _named(months, values):
        dressing.over(axes, formats.number(values[place]), place, max(0, values[place]), look)


def _named(months: Sequence[VisitMonth], values: Sequence[float]) -> list[int]:
    """The bars with a figure: all if they are few, else the highest and the last whole one."""
    places = [place for place, value in enumerate(values) if value]
    if len(values) <= dressing.ALL_NAMED or not places:
        return places
    whole = [place for place in places if months[place].whole]
    return sorted({max(places, key=lambda at: values[at]), *whole[-1:]})


def _revenue(month: VisitMonth) -> float:
    return month.revenue_minor / MINOR_UNITS


def _behind(month: VisitMonth, span: Span) -> ListBehind:
    title = _("Who came in {month}").format(month=formats.month(month.month))
    since, until = within(month.month, span)
    return ListBehind(title, partial(behind.takings, since=since, until=until), "money")


def _tip(month: VisitMonth) -> str:
    title = formats.month(month.month)
    if not month.whole:
        title = _("{month} (part of it)").format(month=title)
    # Whole units are enough here.
    units = round(month.revenue_minor / MINOR_UNITS) * MINOR_UNITS
    return tip(
        title,
        counted(_("Visits"), month.visits),
        counted(_("Customers"), month.customers),
        _("Revenue: {amount}").format(amount=formats.money(units, month.currency)),
    )


def _told(month: VisitMonth) -> str:
    return _("{name}: {n}").format(name=formats.month(month.month), n=formats.number(month.visits))
