"""The sheet of what was heard: counts, moods, topics beside the quarter before, and quotes.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import KeepTogether, Spacer, Table

from core import formats
from core.i18n import _, pgettext
from core.insight import findings
from core.insight.quarterly_review import charts, words
from core.insight.quarterly_review.charts import CHART_HEIGHT
from core.insight.quarterly_review.pages import Heard, Quote, ReviewPages, TopicTold
from core.paper import words as printed
from core.paper.parts import BARE, HALF, ROOM, lined_table, more, side_by_side, text
from core.paper.typeface import GRID, LINE, PLAIN


def heard(pages: ReviewPages) -> list[Any]:
    """Step 2: how much was said and on what, in which mood, and the strongest words."""
    heard = pages.heard
    if not heard.feedback:
        begin = _("One sentence a day from the counter is enough to begin with.")
        nothing = _("No feedback was written down in this quarter.")
        return [text(nothing, "soft"), text(begin, "soft")]
    parts: list[Any] = [_counts(heard), Spacer(0, 1.5 * GRID)]
    drawn = [
        (
            findings.of_mood(heard.moods),
            _("Feedback by mood and month"),
            charts.mood(heard.moods, HALF, CHART_HEIGHT),
        ),
        (
            findings.of_topics(heard.topics),
            _("Complaints by topic"),
            charts.topics(heard.topics, HALF, CHART_HEIGHT),
        )
        if heard.topics
        else (findings.of_topics(heard.topics), "", ""),
    ]
    parts.append(side_by_side(drawn))
    if heard.told:
        parts += [Spacer(0, GRID), _topics(heard.told), *more(heard.told_count - len(heard.told))]
    return [*parts, *_quotes(heard.quotes)]


def _quotes(quotes: Sequence[Quote]) -> list[Any]:
    """Their heading never stands on another sheet than the first of them."""
    if not quotes:
        return []
    title = text(_("In their own words"), "strong")
    first, *rest = ([Spacer(0, GRID), _quote(quote)] for quote in quotes)
    return [KeepTogether([Spacer(0, 1.5 * GRID), title, *first]), *map(KeepTogether, rest)]


def _counts(heard: Heard) -> Any:
    before = dict(heard.kinds_before)
    cells = [
        [
            text(formats.number(count), "figure"),
            text(words.counted(kind), "caption"),
            *(
                [text(_("before {n}").format(n=formats.number(before[kind])), "caption")]
                if kind in before
                else []
            ),
        ]
        for kind, count in heard.kinds
    ]
    table = Table([cells], colWidths=[ROOM / len(cells)] * len(cells))
    table.setStyle([*BARE, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _topics(told: Sequence[TopicTold]) -> Any:
    """Everything said on a topic, not the complaints alone, beside the quarter before."""
    head = [
        text(_("What it was about"), "caption"),
        text(_("This quarter"), "caption_right"),
        text(_("Quarter before"), "caption_right"),
        text(pgettext("figures", "Change"), "caption"),
        text(_("Complaints"), "caption_right"),
    ]
    rows = [
        [
            text(topic.topic),
            text(formats.number(topic.feedback), "right"),
            text(_dash(topic.before), "soft_right"),
            text(words.topic_trend(topic), "soft"),
            text(formats.number(topic.complaints), "soft_right"),
        ]
        for topic in told
    ]
    widths = [ROOM * share for share in (0.34, 0.15, 0.17, 0.2, 0.14)]
    return lined_table([head, *rows], widths, head=True)


def _dash(count: int | None) -> str:
    return "–" if count is None else formats.number(count)


def _quote(quote: Quote) -> Any:
    words = _("“{words}”").format(words=quote.body)
    who = quote.first_name or _("A walk-in")
    marks = [who, formats.day_short(quote.said_on), _(printed.KINDS[quote.kind]), quote.topic]
    table = Table(
        [[[text(words, "quote"), text(" · ".join(m for m in marks if m), "caption")]]],
        colWidths=[ROOM],
    )
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("LINEBEFORE", (0, 0), (0, -1), 1.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.25 * GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table
