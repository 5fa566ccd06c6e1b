"""What people feel by topic: the mean mood of what was said about each, with its margin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _, ngettext
from core.insight import findings
from core.insight.topic_moods import TopicMood
from core.text import shorten
from desktop import formats
from desktop.insights.picture import Behind, Picture, Span, counted, said_within, tip
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie

MOST = 10
LONGEST = 28
SMALLEST, LARGEST = 5.0, 13.0


def picture(topics: Sequence[TopicMood], span: Span, clock: Clock) -> Picture:
    """Say what the topics show; those said most are drawn, the worst mood first."""
    known = [topic for topic in topics if topic.mean is not None]
    if not known:
        return Picture(nothing=_("Nothing with a known mood was said in this period."))
    drawn = sorted(known[:MOST], key=lambda topic: topic.mean or 0)
    return Picture(
        finding=findings.of_topic_moods(known),
        draw=_drawing(drawn, span, clock),
        caption=_("Mean mood by topic with its margin, {days}.").format(days=span.text()),
        description=", ".join(_told(topic) for topic in drawn),
        headings=(
            _("Topic"), _("Said"), _("Negative"), _("With a known mood"),
            _("Mean mood, −1 to +1"), _("Lowest likely"), _("Highest likely"),
        ),
        rows=[
            (t.text(), t.n, t.negative.numerator, t.negative.denominator,
             *(_rounded(value) for value in (t.mean, t.low, t.high)))
            for t in topics
        ],
    )  # fmt: skip


def _drawing(topics: Sequence[TopicMood], span: Span, clock: Clock) -> Draw:
    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        most = max(topic.n for topic in topics)
        axes.axvline(0, color=look.line, linewidth=1)
        for place, topic in enumerate(topics):
            mean = topic.mean or 0
            colour = _colour(topic, look)
            if topic.low is not None and topic.high is not None:
                axes.plot([topic.low, topic.high], [place] * 2, color=colour, lw=4, alpha=0.35,
                          solid_capstyle="round")  # fmt: skip
            size = SMALLEST + (LARGEST - SMALLEST) * (topic.n / most) ** 0.5
            mark = axes.plot([mean], [place], "o", ms=size, color=colour)[0]
            tie(mark, _behind(topic, span, clock), _tip(topic))
        axes.set_yticks(range(len(topics)), [shorten(t.text(), LONGEST) for t in topics])
        reach = _reach(topics)
        ends = [_("negative"), _("neutral"), _("positive")]
        axes.set_xticks([-reach, 0, reach], ends)
        axes.set_xlim(-reach * 1.12, reach * 2.4)
        axes.set_ylim(max(len(topics), 4) - 0.5, -0.5)
        axes.spines["bottom"].set_linewidth(0)
        _count(axes, topics, look)

    return draw


def _reach(topics: Sequence[TopicMood]) -> float:
    """How far from neutral the scale goes: as far as a margin does, half of it at least."""
    ends = [abs(end) for t in topics for end in (t.low, t.high, t.mean) if end is not None]
    return max(0.5, *ends)


def _count(axes: Any, topics: Sequence[TopicMood], look: Theme) -> None:
    """How many rest behind each dot, at the right edge."""
    for place, topic in enumerate(topics):
        text = _("{share} of {n} negative").format(
            share=formats.percent(topic.negative.share or 0), n=formats.number(topic.negative.n)
        )
        axes.annotate(
            text,
            (1, place),
            xycoords=axes.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=9,
            color=look.ink,
        )


def _colour(topic: TopicMood, look: Theme) -> str:
    """A colour only where the margin leaves no doubt on which side of neutral it lies."""
    if topic.low is None or topic.high is None or topic.negative.too_few:
        return look.edge
    if topic.high < 0:
        return look.negative
    return look.positive if topic.low > 0 else look.edge


def _behind(topic: TopicMood, span: Span, clock: Clock) -> Behind:
    if topic.topic_id is None:
        return said_within(clock, span.since, span.until, ids=topic.feedback_ids)
    return said_within(clock, span.since, span.until, topic_id=topic.topic_id)


def _tip(topic: TopicMood) -> str:
    lines = [
        ngettext("{n} voice", "{n} voices", topic.n).format(n=formats.number(topic.n)),
        counted(_("Negative"), topic.negative.numerator, topic.negative.share),
    ]
    if topic.negative.too_few:
        lines.append(_("too few to judge"))
    return tip(topic.text(), *lines)


def _told(topic: TopicMood) -> str:
    return counted(topic.text(), topic.n, topic.negative.share)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
