"""The sheets of the printed review, step by step, as reportlab sets them.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table

from core import formats
from core.i18n import _, pgettext
from core.insight import findings, review_actions, review_charts, review_words
from core.insight.review_actions import owner_and_day
from core.insight.review_pages import STEPS, Figure, Heard, Quote, ReviewPages, TopicTold
from core.measures.trend import TRENDS
from core.paper import words as printed
from core.paper.parts import BARE, HALF, ROOM, heading, lined_table, side_by_side, text
from core.paper.typeface import (
    ACCENT,
    EDGE,
    GRID,
    LINE,
    NEGATIVE,
    PLAIN,
    RAISED,
    marked_up,
    style,
)

CHART_HEIGHT = 112.0
HEADLINE = ("retention", "nps", "csat", "answered")


def story(pages: ReviewPages) -> list[Any]:
    """Everything from the title to the notes, in the language in use.

    The pages are those of `review_fitting.for_paper`.
    """
    steps = (
        _promises_before,
        _heard,
        _figures,
        review_actions.lost,
        review_actions.backlog,
        review_actions.promises,
        review_actions.waiting,
    )
    parts = _title(pages)
    for number, (name, step) in enumerate(zip(STEPS, steps, strict=True), start=1):
        parts += [*heading(f"{number}", _(name)), *step(pages)]
    if pages.notes:
        parts += [*heading("", _("Notes")), text(pages.notes)]
    if pages.next_on is not None:
        day = formats.day(pages.next_on)
        parts += [
            Spacer(0, 2 * GRID),
            text(_("The next review is on {day}.").format(day=day), "strong"),
        ]
    return parts


def _title(pages: ReviewPages) -> list[Any]:
    when = _("{first} – {last}").format(
        first=formats.day(pages.since), last=formats.day(pages.until)
    )
    parts = [text(pages.shop, "shop")] if pages.shop else []
    return [
        *parts,
        text(_("Quarterly review"), "display"),
        text(f"{review_words.quarter(pages.quarter)} · {when}", "lead"),
        text(review_words.state(pages), "lead"),
        Spacer(0, GRID),
        *_headline(pages.figures),
    ]


def _headline(figures: Sequence[Figure]) -> list[Any]:
    """The four figures an owner looks for first, large."""
    by_key = {figure.now.key: figure.now for figure in figures}
    shown = [by_key[key] for key in HEADLINE if key in by_key]
    if not shown:
        return []
    cells = [[text(_(metric.label), "caption"), text(metric.text(), "figure")] for metric in shown]
    table = Table([cells], colWidths=[ROOM / len(shown)] * len(shown))
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("BACKGROUND", (0, 0), (-1, -1), RAISED),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
            ("TOPPADDING", (0, 0), (-1, -1), GRID),
            ("BOTTOMPADDING", (0, 0), (-1, -1), GRID),
            ("ROUNDEDCORNERS", [6, 6, 6, 6]),
        ]
    )
    return [table]


# Step 1


def _promises_before(pages: ReviewPages) -> list[Any]:
    if not pages.promises_before:
        return [text(_("No promises were made before this review."), "soft")]
    became = {each.promise_id: review_words.became(each) for each in pages.became}
    rows = [
        [
            _kept(promise.kept),
            [
                text(promise.body),
                text(owner_and_day(promise), "caption"),
                *(text(became[promise.id], "soft") for _one in (1,) if promise.id in became),
            ],
        ]
        for promise in pages.promises_before
    ]
    return [lined_table(rows, [ROOM * 0.2, ROOM * 0.8])]


def _kept(kept: bool | None) -> Any:
    sign = {None: "○", True: "✓", False: "✗"}[kept]
    colour = {None: EDGE, True: ACCENT, False: NEGATIVE}[kept]
    words = marked_up(review_words.kept(kept))
    return Paragraph(
        f'<font color="#{colour.hexval()[2:]}">{sign}</font>&nbsp;&nbsp;{words}', style("strong")
    )


# Step 2


def _heard(pages: ReviewPages) -> list[Any]:
    heard = pages.heard
    if not heard.feedback:
        begin = _("One sentence a day from the counter is enough to begin with.")
        nothing = _("No feedback was written down in this quarter.")
        return [text(nothing, "soft"), text(begin, "soft")]
    parts: list[Any] = [_counts(heard), Spacer(0, 1.5 * GRID)]
    charts = [
        (
            findings.of_mood(heard.moods),
            _("Feedback by mood and month"),
            review_charts.mood(heard.moods, HALF, CHART_HEIGHT),
        ),
        (
            findings.of_topics(heard.topics),
            _("Complaints by topic, and their share so far"),
            review_charts.topics(heard.topics, HALF, CHART_HEIGHT),
        ),
    ]
    parts.append(side_by_side(charts))
    if heard.told:
        parts += [Spacer(0, GRID), _topics(heard.told)]
    for quote in heard.quotes:
        parts.append(_quote(quote))
    return parts


def _counts(heard: Heard) -> Any:
    before = dict(heard.kinds_before)
    cells = [
        [
            text(formats.number(count), "figure"),
            text(review_words.counted(kind), "caption"),
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
            text(review_words.topic_trend(topic), "soft"),
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
    return KeepTogether([Spacer(0, GRID), table])


# Step 3


def _figures(pages: ReviewPages) -> list[Any]:
    head = [
        "",
        text(_("This quarter"), "caption_right"),
        text(_("Quarter before"), "caption_right"),
        text(pgettext("figures", "Change"), "caption"),
        text(_("Rests on"), "caption_right"),
    ]
    told = [figure for figure in pages.figures if figure.now.n or figure.before.n]
    if not told:
        by_themselves = _("Figures come by themselves once visits and answers are written down.")
        nothing = _("There is nothing to count in this quarter yet.")
        return [text(nothing, "soft"), text(by_themselves, "soft")]
    rows = [head, *(_figure(figure) for figure in told)]
    widths = [ROOM * share for share in (0.34, 0.18, 0.18, 0.18, 0.12)]
    charts = [
        (
            findings.of_nps(pages.nps),
            _("Recommendation score (NPS) by quarter, with its margin"),
            review_charts.nps(pages.nps, HALF, CHART_HEIGHT),
        ),
        (
            findings.of_visits(pages.visits),
            _("Visits by month"),
            review_charts.visits(pages.visits, HALF, CHART_HEIGHT),
        ),
    ]
    parts = [lined_table(rows, widths, head=True), Spacer(0, 2 * GRID), side_by_side(charts)]
    below = _care(pages)
    return [*parts, Spacer(0, 1.5 * GRID), side_by_side(below)] if below else parts


def _care(pages: ReviewPages) -> list[tuple[str, str, Any]]:
    """Health and answers; a review closed by an early version kept neither."""
    charts = []
    if any(month.asked for month in pages.answered):
        drawing = review_charts.answered(pages.answered, HALF, CHART_HEIGHT)
        name = _("Answered, and median hours to the first answer, by month")
        charts.append((review_words.of_answers(pages.answered), name, drawing))
    if any(band.customers for band in pages.health):
        drawing = review_charts.health(pages.health, HALF, CHART_HEIGHT)
        name = _("Customers by health, at the end of this quarter and of the one before")
        charts.append((findings.of_health(pages.health), name, drawing))
    return charts if len(charts) != 1 else [*charts, ("", "", "")]


def _figure(figure: Figure) -> list[Any]:
    word = "" if figure.before.value is None else _(TRENDS[figure.trend])
    if figure.now.too_few:
        word = _("too few to judge")
    return [
        text(_(figure.now.label)),
        text(figure.now.text(), "right"),
        text(figure.before.text(), "soft_right"),
        text(word, "soft"),
        text(formats.number(figure.now.n), "soft_right"),
    ]
