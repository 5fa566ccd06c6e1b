"""Visits and revenue by month, one above the other on the same months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.formats import MINOR_UNITS
from core.i18n import _
from core.insight import findings, trends
from core.insight.trends import VisitMonth
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights.months_axis import name_months
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip, within
from desktop.theme import Theme
from desktop.widgets.chart import Draw, Tie, calm


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the months and say what they show."""
    months = trends.visits_by_month(workspace, span.since, span.until)
    if not any(month.visits or month.revenue_minor for month in months):
        return Picture(nothing=_("No visits in this period."))
    return Picture(
        finding=findings.of_visits(months),
        draw=_drawing(months, span),
        description=", ".join(_told(month) for month in months[-12:]),
        headings=(_("Month"), _("Visits"), _("Customers"), _("Revenue"), _("Currency")),
        rows=[
            (m.month, m.visits, m.customers, m.revenue_minor / MINOR_UNITS, m.currency)
            for m in months
        ],
        height=300,
    )


def _drawing(months: Sequence[VisitMonth], span: Span) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        grid = axes.figure.add_gridspec(2, 1, height_ratios=[3, 2])
        axes.set_subplotspec(grid[0])
        lower = axes.figure.add_subplot(grid[1], sharex=axes)
        lower.set_facecolor(look.surface)
        visits = [month.visits for month in months]
        revenue = [month.revenue_minor / MINOR_UNITS for month in months]
        whole = [month.whole and month.month >= span.since for month in months]
        for panel, values, colour in ((axes, visits, look.accent), (lower, revenue, look.edge)):
            bars = panel.bar(range(len(months)), values, width=0.72, color=colour)
            for bar, month, is_whole in zip(bars, months, whole, strict=True):
                # A month that is not over yet must not look like a bad one.
                bar.set_alpha(1 if is_whole else 0.45)
                tie(bar, ListBehind("visits", *within(month.month, span)), _tip(month, is_whole))
            panel.set_yticks([])
            panel.margins(y=0.24)
            _name_highest(panel, values, months, look)
        _caption(axes, _("Visits"), look)
        _caption(lower, _("Revenue"), look)
        name_months(lower, [month.month for month in months])
        axes.tick_params(labelbottom=False)
        calm(lower, look)

    return draw


def _name_highest(
    axes: Any, values: Sequence[float], months: Sequence[VisitMonth], look: Theme
) -> None:
    """Write the figure over the highest and the last whole bar; over all if they are few."""
    places = range(len(values))
    if len(values) > 14:
        whole = [place for place in places if months[place].whole]
        places = sorted({max(places, key=lambda at: values[at]), *whole[-1:]})  # type: ignore[assignment]
    for place in places:
        month = months[place]
        if not values[place]:
            continue
        text = formats.number(values[place])
        if axes.get_subplotspec().rowspan.start:
            text = _short_money(month)
        axes.annotate(
            text,
            (place, max(0, values[place])),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=9,
            color=look.ink,
        )


def _short_money(month: VisitMonth) -> str:
    """Whole units are enough over a bar."""
    return formats.money(round(month.revenue_minor / MINOR_UNITS) * MINOR_UNITS, month.currency)


def _caption(axes: Any, text: str, look: Theme) -> None:
    axes.set_title(text, loc="left", fontsize=9, color=look.ink_soft, pad=2)


def _tip(month: VisitMonth, is_whole: bool) -> str:
    title = formats.month(month.month)
    if not is_whole:
        title = _("{month} (part of it)").format(month=title)
    return tip(
        title,
        counted(_("Visits"), month.visits),
        counted(_("Customers"), month.customers),
        _("Revenue: {amount}").format(amount=_short_money(month)),
    )


def _told(month: VisitMonth) -> str:
    return _("{name}: {n}").format(name=formats.month(month.month), n=formats.number(month.visits))
