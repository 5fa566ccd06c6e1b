"""How the health scores are spread: bars of five points in the colours of the bands."""

from __future__ import annotations

from functools import partial
from typing import Any

from core.i18n import _
from core.insight import behind, findings
from core.insight.score_spread import BandCount, ScoreBin, ScoreSpread
from core.measures.health import HEALTHY_FROM, WATCH_FROM, Band
from core.people.customers import CustomerFilter
from desktop import formats
from desktop.insights import dressing
from desktop.insights.picture import Behind, ListBehind, Picture, counted, tip
from desktop.theme import Theme
from desktop.widgets import badge
from desktop.widgets.drawing import Draw, Tie

BOUNDS: dict[Band, tuple[int, int]] = {
    "at_risk": (0, WATCH_FROM),
    "watch": (WATCH_FROM, HEALTHY_FROM),
    "healthy": (HEALTHY_FROM, 100),
}


def picture(spread: ScoreSpread) -> Picture:
    """Say what the scores show."""
    if not spread.customers:
        return Picture(nothing=_("Nobody’s health is known yet: it comes with the visits."))
    known_before = any(each.before is not None for each in spread.bins)
    caption = _("How many customers have which score today, whatever the period.")
    if known_before:
        caption = _("How many customers have which score today; grey: thirty days ago.")
    return Picture(
        finding=findings.of_health(spread.bands),
        draw=_drawing(spread),
        caption=caption,
        description=", ".join(counted(_name(each.band), each.customers) for each in spread.bands),
        headings=(
            _("Score from"), _("Score to"), _("Health"), _("Customers"), _("Thirty days ago"),
        ),
        rows=[
            (each.lowest, each.last, _name(each.band), each.customers, each.before)
            for each in spread.bins
        ],
    )  # fmt: skip


def _drawing(spread: ScoreSpread) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        colours = {"at_risk": look.negative, "watch": look.warning, "healthy": look.positive}
        most = max(max(each.customers, each.before or 0) for each in spread.bins) or 1
        for each in spread.bins:
            wide = each.highest - each.lowest
            bar = axes.bar(each.lowest, each.customers, width=wide * 0.86, align="edge",
                           color=colours[each.band])[0]  # fmt: skip
            if each.customers:
                tie(bar, _behind(each), _tip(each))
                middle = each.lowest + wide * 0.43
                dressing.over(axes, formats.number(each.customers), middle, each.customers, look)
        _line_before(axes, look, spread)
        for band in spread.bands:
            name = _band_name(axes, band, spread.customers, colours[band.band], most)
            there = Behind("customers", CustomerFilter(band=band.band))
            tie(name, there, _band_tip(band, spread))
        for bound in (WATCH_FROM, HEALTHY_FROM):
            axes.axvline(bound - 0.35, color=look.line, lw=1, zorder=0)
        axes.set_xticks([0, WATCH_FROM, HEALTHY_FROM, 100])
        axes.set_yticks([])
        axes.set_xlim(-1, 101)
        axes.set_ylim(0, most * 1.42)

    return draw


def _line_before(axes: Any, look: Theme, spread: ScoreSpread) -> None:
    """The same thirty days ago, as steps behind the bars."""
    if any(each.before is not None for each in spread.bins):
        edges = [each.lowest for each in spread.bins] + [spread.bins[-1].highest]
        counts = [each.before or 0 for each in spread.bins]
        steps = [edge - 0.35 for edge in edges]
        axes.stairs(counts, steps, color=look.raised, fill=True, zorder=0)
        axes.stairs(counts, steps, color=look.edge, lw=1, zorder=0.5)


def _band_name(axes: Any, band: BandCount, whole: int, colour: str, most: float) -> Any:
    """A band's name with its count and share, over its part of the scale."""
    low, high = BOUNDS[band.band]
    text = _("{n} · {share}").format(
        n=formats.number(band.customers), share=formats.percent(band.customers / whole)
    )
    return axes.text(
        (low + high) / 2, most * 1.4, f"{_name(band.band)}\n{text}", ha="center", va="top",
        fontsize=9, weight="semibold", color=colour, linespacing=1.35,
    )  # fmt: skip


def _behind(each: ScoreBin) -> ListBehind:
    title = _("Customers with a score from {low} to {high}").format(low=each.lowest, high=each.last)
    return ListBehind(
        title, partial(behind.scored, lowest=each.lowest, highest=each.highest), "score"
    )


def _name(band: Band) -> str:
    return badge.band(band).text


def _tip(each: ScoreBin) -> str:
    lines = [_name(each.band), counted(_("Customers"), each.customers)]
    if each.before is not None:
        lines.append(counted(_("Thirty days ago"), each.before))
    return tip(_("Score {low}–{high}").format(low=each.lowest, high=each.last), *lines)


def _band_tip(band: BandCount, spread: ScoreSpread) -> str:
    lines = [counted(_("Customers"), band.customers, band.customers / spread.customers)]
    if band.before is not None:
        lines.append(counted(_("Thirty days ago"), band.before))
    return tip(_name(band.band), *lines)
