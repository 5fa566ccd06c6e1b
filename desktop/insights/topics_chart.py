"""What people complain about, most first, and how much of it all the first few make up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.insight import findings, trends
from core.insight.trends import TopicBar
from core.store.workspace import Workspace
from core.text import shorten
from desktop import formats
from desktop.insights.picture import Behind, Picture, Span, counted, said_within, tip
from desktop.theme import Theme
from desktop.widgets.chart import Draw, Tie

MOST = 10
VITAL = 0.8
LONGEST = 28


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the topics and say what they show."""
    bars = trends.topics_pareto(workspace, span.since, span.until)
    if not bars:
        return Picture(nothing=_("No complaints in this period."))
    return Picture(
        finding=findings.of_topics(bars),
        draw=_drawing(bars[:MOST], span, workspace.clock, sum(bar.complaints for bar in bars)),
        description=", ".join(counted(bar.text(), bar.complaints) for bar in bars[:MOST]),
        headings=(_("Topic"), _("Complaints"), _("Share with all larger ones")),
        rows=[(bar.text(), bar.complaints, round(bar.so_far, 4)) for bar in bars],
    )


def _drawing(bars: Sequence[TopicBar], span: Span, clock: Clock, whole: int) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        places = range(len(bars))
        counts = [bar.complaints for bar in bars]
        colours = _colours(bars, look)
        marks = axes.barh(places, counts, height=0.66, color=colours)
        most = max(counts)
        for place, (mark, bar) in enumerate(zip(marks, bars, strict=True)):
            share = bar.complaints / whole
            so_far = _("{share} with those above").format(share=formats.percent(bar.so_far))
            tie(mark, _behind(bar, span, clock), tip(bar.text(), _told(bar, share), so_far))
            axes.annotate(
                _("{n} · {share}").format(
                    n=formats.number(bar.complaints), share=formats.percent(share)
                ),
                (bar.complaints, place),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
                color=look.ink,
            )
        axes.set_yticks(list(places), [shorten(bar.text(), LONGEST) for bar in bars])
        axes.set_xticks([])
        axes.set_xlim(0, most * 1.28)
        axes.set_ylim(max(len(bars), 4) - 0.5, -0.5)
        axes.spines["bottom"].set_linewidth(0)
        strong = [bar for bar, colour in zip(bars, colours, strict=True) if colour == look.accent]
        if len(strong) > 1:
            note = _("The coloured bars make up {share} of all complaints.").format(
                share=formats.percent(strong[-1].so_far)
            )
            axes.set_xlabel(note, fontsize=9, color=look.ink_soft, loc="left", labelpad=6)

    return draw


def _behind(bar: TopicBar, span: Span, clock: Clock) -> Behind:
    if bar.topic_id is None:
        return said_within(clock, span.since, span.until, kind="complaint", ids=bar.feedback_ids)
    return said_within(clock, span.since, span.until, kind="complaint", topic_id=bar.topic_id)


def _colours(bars: Sequence[TopicBar], look: Theme) -> list[str]:
    """The few that make up most are strong; those without a topic stay pale."""
    colours, before = [], 0.0
    for bar in bars:
        strong = before < VITAL and bar.topic_id is not None
        colours.append(look.accent if strong else look.edge)
        before = bar.so_far
    return colours


def _told(bar: TopicBar, share: float) -> str:
    return counted(_("Complaints"), bar.complaints, share)
