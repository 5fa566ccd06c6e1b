"""How many customers do well, need a watchful eye or are at risk, now and thirty days ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.i18n import _
from core.insight import findings, trends
from core.insight.trends import BandCount
from core.people.customers import CustomerFilter
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights.picture import Behind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets import badge
from desktop.widgets.chart import Draw, Tie

# The snapshots are of today and of thirty days ago, whatever period the page shows.
SNAPSHOT_DAYS = 40


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the newest snapshots and say what they show."""
    since = span.today - timedelta(days=SNAPSHOT_DAYS)
    bands = trends.health_bands(workspace, since, span.today)
    if not any(band.customers for band in bands):
        return Picture(nothing=_("Nobody’s health is known yet: it comes with the visits."))
    return Picture(
        finding=findings.of_health(bands),
        draw=_drawing(bands),
        description=", ".join(counted(_name(each), each.customers) for each in bands),
        headings=(_("Health"), _("Customers"), _("Thirty days ago")),
        rows=[(_name(band), band.customers, band.before) for band in bands],
    )


def _drawing(bands: Sequence[BandCount]) -> Draw:
    whole = sum(band.customers for band in bands)

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        colours = {"at_risk": look.negative, "watch": look.warning, "healthy": look.positive}
        most = max(max(band.customers, band.before or 0) for band in bands)
        for place, band in enumerate(bands):
            mark = axes.barh(place, band.customers, height=0.56, color=colours[band.band])[0]
            tie(mark, Behind("customers", CustomerFilter(band=band.band)), _tip(band, whole))
            if band.before is not None:
                axes.plot([band.before] * 2, [place - 0.38, place + 0.38], color=look.ink, lw=2)
            axes.annotate(
                _("{n} · {share}").format(
                    n=formats.number(band.customers),
                    share=formats.percent(band.customers / whole),
                ),
                (max(band.customers, band.before or 0), place), xytext=(8, 0),
                textcoords="offset points", va="center", fontsize=9, color=look.ink,
            )  # fmt: skip
        axes.set_yticks(range(len(bands)), [_name(band) for band in bands])
        axes.set_xticks([])
        axes.set_xlim(0, most * 1.25)
        axes.set_ylim(-0.7, len(bands) - 0.3)
        axes.spines["bottom"].set_linewidth(0)
        if any(band.before is not None for band in bands):
            note = _("The dark line shows how many there were thirty days ago.")
            if look.dark:
                note = _("The light line shows how many there were thirty days ago.")
            axes.set_xlabel(note, fontsize=9, color=look.ink_soft, loc="left", labelpad=8)

    return draw


def _name(band: BandCount) -> str:
    return badge.band(band.band).text


def _tip(band: BandCount, whole: int) -> str:
    lines = [counted(_("Customers"), band.customers, band.customers / whole)]
    if band.before is not None:
        lines.append(counted(_("Thirty days ago"), band.before))
    return tip(_name(band), *lines)
