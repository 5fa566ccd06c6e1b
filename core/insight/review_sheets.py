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
from core.insight.review_pages import STEPS, Figure, Quote, ReviewPages
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
        text(_state(pages), "lead"),
        Spacer(0, GRID),
        *_headline(pages.figures),
    ]


def _state(pages: ReviewPages) -> str:
    if pages.closed_at is None:
        return _("Not closed yet: as it was on {day}.").format(day=formats.day(pages.on))
    return _("Closed, with the figures of {day}.").format(day=formats.day(pages.on))


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
    rows = [
        [
            _kept(promise.kept),
            [text(promise.body), text(owner_and_day(promise), "caption")],
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
        return [text(_("No feedback was written down in this quarter."), "soft")]
    parts: list[Any] = [_counts(heard.kinds), Spacer(0, 1.5 * GRID)]
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
    for quote in heard.quotes:
        parts.append(_quote(quote))
    return parts


def _counts(kinds: Sequence[tuple[str, int]]) -> Any:
    cells = [
        [
            text(formats.number(count), "figure"),
            text(review_words.counted(kind), "caption"),
        ]
        for kind, count in kinds
    ]
    table = Table([cells], colWidths=[ROOM / len(cells)] * len(cells))
    table.setStyle([*BARE, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


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
        return [text(_("There is nothing to count in this quarter yet."), "soft")]
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
    return [lined_table(rows, widths, head=True), Spacer(0, 2 * GRID), side_by_side(charts)]


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
