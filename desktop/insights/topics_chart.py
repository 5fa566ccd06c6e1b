"""What people complain about, most first, and how much of it all the first few make up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.insight import findings
from core.insight.trends import TopicBar
from core.text import shorten
from desktop import formats
from desktop.insights import dressing
from desktop.insights.picture import Behind, Picture, Span, counted, said_within, tip
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie

MOST = 10
VITAL = 0.8
LONGEST = 28


def picture(bars: Sequence[TopicBar], span: Span, clock: Clock) -> Picture:
    """Say what the topics show."""
    if not bars:
        return Picture(nothing=_("No complaints in this period."))
    return Picture(
        finding=findings.of_topics(bars),
        draw=_drawing(bars[:MOST], span, clock, sum(bar.complaints for bar in bars)),
        caption=_caption(bars[:MOST], span),
        description=", ".join(counted(bar.text(), bar.complaints) for bar in bars[:MOST]),
        headings=(_("Topic"), _("Complaints"), _("Share with all larger ones")),
        rows=[(bar.text(), bar.complaints, round(bar.so_far, 4)) for bar in bars],
    )


def _caption(bars: Sequence[TopicBar], span: Span) -> str:
    strong = _strong(bars)
    if strong < 2:
        return _("Complaints by topic, {days}.").format(days=span.text())
    return _("Complaints by topic, {days}. Coloured: {share} of all.").format(
        days=span.text(), share=formats.percent(bars[strong - 1].so_far)
    )


def _drawing(bars: Sequence[TopicBar], span: Span, clock: Clock, whole: int) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        strong = _strong(bars)
        most = max(bar.complaints for bar in bars)
        for place, bar in enumerate(bars):
            colour = look.accent if place < strong else look.edge
            mark = axes.barh(place, bar.complaints, height=0.66, color=colour)[0]
            share = bar.complaints / whole
            so_far = _("{share} with those above").format(share=formats.percent(bar.so_far))
            told = counted(_("Complaints"), bar.complaints, share)
            tie(mark, _behind(bar, span, clock), tip(bar.text(), told, so_far))
            text = _("{n} · {share}").format(
                n=formats.number(bar.complaints), share=formats.percent(share)
            )
            dressing.beside(axes, text, bar.complaints, place, look)
        axes.set_yticks(range(len(bars)), [shorten(bar.text(), LONGEST) for bar in bars])
        axes.set_xticks([])
        axes.set_xlim(0, most * 1.28)
        axes.set_ylim(max(len(bars), 4) - 0.5, -0.5)
        axes.spines["bottom"].set_linewidth(0)

    return draw


def _behind(bar: TopicBar, span: Span, clock: Clock) -> Behind:
    if bar.topic_id is None:
        return said_within(clock, span.since, span.until, kind="complaint", ids=bar.feedback_ids)
    return said_within(clock, span.since, span.until, kind="complaint", topic_id=bar.topic_id)


def _strong(bars: Sequence[TopicBar]) -> int:
    """How many of the first bars make up most of it; those without a topic stay pale."""
    count, before = 0, 0.0
    for bar in bars:
        if before >= VITAL or bar.topic_id is None:
            break
        count, before = count + 1, bar.so_far
    return count
