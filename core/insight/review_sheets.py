"""The sheets of the printed review, step by step, as reportlab sets them.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer, Table

from core import formats
from core.i18n import _, ngettext
from core.insight import findings, review_charts, review_words
from core.insight.review_pages import (
    STEPS,
    Decided,
    Figure,
    LostCustomer,
    Promise,
    Quote,
    Ranked,
    ReviewPages,
    Unanswered,
)
from core.insight.review_type import (
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
from core.measures.trend import TRENDS

ROOM = 499.0
GAP = 3 * GRID
HALF = (ROOM - GAP) / 2
CHART_HEIGHT = 112.0
HEADLINE = ("retention", "nps", "csat", "answered")


def story(pages: ReviewPages) -> list[Any]:
    """Everything from the title to the notes, in the language in use.

    The pages are those of `review_fitting.for_paper`.
    """
    steps = (_promises_before, _heard, _figures, _lost, _backlog, _promises, _waiting)
    parts = _title(pages)
    for number, (name, step) in enumerate(zip(STEPS, steps, strict=True), start=1):
        parts += [*_heading(f"{number}", _(name)), *step(pages)]
    if pages.notes:
        parts += [*_heading("", _("Notes")), _text(pages.notes)]
    return parts


def _title(pages: ReviewPages) -> list[Any]:
    when = _("{first} – {last}").format(
        first=formats.day(pages.since), last=formats.day(pages.until)
    )
    parts = [_text(pages.shop, "shop")] if pages.shop else []
    return [
        *parts,
        _text(_("Quarterly review"), "display"),
        _text(f"{review_words.quarter(pages.quarter)} · {when}", "lead"),
        _text(_state(pages), "lead"),
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
    cells = [
        [_text(_(metric.label), "caption"), _text(metric.text(), "figure")] for metric in shown
    ]
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


def _heading(number: str, name: str) -> list[Any]:
    label = f'<font color="#{ACCENT.hexval()[2:]}">{number}</font>&nbsp;&nbsp;' if number else ""
    return [CondPageBreak(11 * GRID), Paragraph(label + marked_up(name), style("heading"))]


# Step 1


def _promises_before(pages: ReviewPages) -> list[Any]:
    if not pages.promises_before:
        return [_text(_("No promises were made before this review."), "soft")]
    rows = [
        [
            _kept(promise.kept),
            [_text(promise.body), _text(_owner_and_day(promise), "caption")],
        ]
        for promise in pages.promises_before
    ]
    return [_table(rows, [ROOM * 0.2, ROOM * 0.8])]


def _kept(kept: bool | None) -> Any:
    sign = {None: "○", True: "✓", False: "✗"}[kept]
    colour = {None: EDGE, True: ACCENT, False: NEGATIVE}[kept]
    words = marked_up(review_words.kept(kept))
    return Paragraph(
        f'<font color="#{colour.hexval()[2:]}">{sign}</font>&nbsp;&nbsp;{words}', style("strong")
    )


def _owner_and_day(promise: Promise) -> str:
    if promise.due_on is None:
        return promise.owner
    return _("{owner}, by {day}").format(owner=promise.owner, day=formats.day(promise.due_on))


# Step 2


def _heard(pages: ReviewPages) -> list[Any]:
    heard = pages.heard
    if not heard.feedback:
        return [_text(_("No feedback was written down in this quarter."), "soft")]
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
    parts.append(_side_by_side(charts))
    for quote in heard.quotes:
        parts.append(_quote(quote))
    return parts


def _counts(kinds: Sequence[tuple[str, int]]) -> Any:
    cells = [
        [
            _text(formats.number(count), "figure"),
            _text(_(review_words.KINDS_COUNTED[kind]), "caption"),
        ]
        for kind, count in kinds
    ]
    table = Table([cells], colWidths=[ROOM / len(cells)] * len(cells))
    table.setStyle([*_BARE, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _quote(quote: Quote) -> Any:
    words = _("“{words}”").format(words=quote.body)
    who = quote.first_name or _("A walk-in")
    marks = [who, formats.day_short(quote.said_on), _(review_words.KINDS[quote.kind]), quote.topic]
    table = Table(
        [[[_text(words, "quote"), _text(" · ".join(m for m in marks if m), "caption")]]],
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
        _text(_("This quarter"), "caption_right"),
        _text(_("Quarter before"), "caption_right"),
        _text(_("Change"), "caption"),
        _text(_("Rests on"), "caption_right"),
    ]
    told = [figure for figure in pages.figures if figure.now.n or figure.before.n]
    if not told:
        return [_text(_("There is nothing to count in this quarter yet."), "soft")]
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
    return [_table(rows, widths, head=True), Spacer(0, 2 * GRID), _side_by_side(charts)]


def _figure(figure: Figure) -> list[Any]:
    word = "" if figure.before.value is None else _(TRENDS[figure.trend])
    if figure.now.too_few:
        word = _("too few to judge")
    return [
        _text(_(figure.now.label)),
        _text(figure.now.text(), "right"),
        _text(figure.before.text(), "soft_right"),
        _text(word, "soft"),
        _text(formats.number(figure.now.n), "soft_right"),
    ]


# Step 4


def _lost(pages: ReviewPages) -> list[Any]:
    if not pages.lost_count:
        return [_text(_("Nobody was lost in this quarter."), "soft")]
    count = ngettext(
        "{n} customer has now stayed away for more than twice the usual time.",
        "{n} customers have now stayed away for more than twice their usual time.",
        pages.lost_count,
    ).format(n=formats.number(pages.lost_count))
    head = [
        _text(_("Customer"), "caption"),
        _text(_("Last visit"), "caption"),
        _text(_("Visits"), "caption_right"),
        _text(_("Usual spend"), "caption_right"),
        _text(_("Likely reason"), "caption"),
    ]
    rows = [head, *(_lost_row(lost) for lost in pages.lost)]
    widths = [ROOM * share for share in (0.17, 0.17, 0.1, 0.16, 0.4)]
    table = _table(rows, widths, head=True)
    more = _more(pages.lost_count - len(pages.lost))
    return [_text(count), Spacer(0, GRID / 2), table, *more]


def _lost_row(lost: LostCustomer) -> list[Any]:
    spend = lost.usual_spend_minor
    return [
        _text(lost.first_name or _("Erased")),
        _text(formats.day(lost.last_visit_on) if lost.last_visit_on else "–"),
        _text(formats.number(lost.visits), "right"),
        _text(formats.money(spend, lost.currency) if spend is not None else "–", "right"),
        _text(_(lost.reason), "soft"),
    ]


# Step 5


def _backlog(pages: ReviewPages) -> list[Any]:
    parts: list[Any] = []
    if pages.decided:
        rows = [_decided_row(decided) for decided in pages.decided]
        parts += [_table(rows, [ROOM * 0.2, ROOM * 0.8]), Spacer(0, GRID)]
    if not pages.backlog:
        return [*parts, _text(_("No suggestion is waiting for a decision."), "soft")]
    head = [
        "",
        _text(_("Suggestion"), "caption"),
        _text(_("Reach"), "caption_right"),
        _text(_("Impact"), "caption_right"),
        _text(_("Confidence"), "caption_right"),
        _text(_("Effort (days)"), "caption_right"),
        _text(_("RICE"), "caption_right"),
    ]
    rows = [head, *(_ranked_row(n, ranked) for n, ranked in enumerate(pages.backlog, start=1))]
    widths = [ROOM * share for share in (0.05, 0.41, 0.09, 0.09, 0.12, 0.14, 0.1)]
    parts.append(_table(rows, widths, head=True))
    return [*parts, *_more(pages.backlog_count - len(pages.backlog))]


def _decided_row(decided: Decided) -> list[Any]:
    said = [_text(decided.title), _text(decided.because, "caption")]
    status = [
        _text(_(review_words.STATUSES[decided.status]), "strong"),
        _text(formats.day_short(decided.decided_on), "caption"),
    ]
    return [status, said]


def _ranked_row(number: int, ranked: Ranked) -> list[Any]:
    score = _("must do") if ranked.must_do else _plain(ranked.score, 1)
    status = [] if ranked.status == "open" else [_(review_words.STATUSES[ranked.status])]
    return [
        _text(formats.number(number), "soft"),
        [_text(ranked.title), *(_text(word, "caption") for word in status)],
        _text(formats.number(ranked.reach), "right"),
        _text(_step(ranked.impact), "right"),
        _text("–" if ranked.confidence is None else formats.percent(ranked.confidence), "right"),
        _text(_step(ranked.effort_days), "right"),
        _text(score, "right"),
    ]


def _plain(value: float | None, digits: int) -> str:
    return "–" if value is None else formats.number(value, digits)


def _step(value: float | None) -> str:
    """A number with as many decimals as it has, at most two: 3, 0.5, 0.25."""
    digits = 0 if value is None else len(f"{value:.2f}".rstrip("0").rpartition(".")[2])
    return _plain(value, digits)


# Step 6 and 7


def _promises(pages: ReviewPages) -> list[Any]:
    if not pages.promises:
        return [_text(_("No promises were made."), "soft")]
    rows = [
        [
            _text(formats.number(number), "figure"),
            [_text(promise.body, "strong"), _text(_owner_and_day(promise), "caption")],
        ]
        for number, promise in enumerate(pages.promises, start=1)
    ]
    return [_table(rows, [ROOM * 0.07, ROOM * 0.93])]


def _waiting(pages: ReviewPages) -> list[Any]:
    if not pages.waiting_count:
        return [_text(_("Everyone who asked has an answer."), "soft")]
    count = ngettext(
        "{n} voice still waits for an answer.",
        "{n} voices still wait for an answer.",
        pages.waiting_count,
    ).format(n=formats.number(pages.waiting_count))
    rows = [_waiting_row(voice) for voice in pages.waiting]
    table = _table(rows, [ROOM * 0.2, ROOM * 0.66, ROOM * 0.14])
    return [_text(count), Spacer(0, GRID / 2), table, *_more(pages.waiting_count - len(rows))]


def _waiting_row(voice: Unanswered) -> list[Any]:
    days = ngettext("{n} day", "{n} days", voice.days).format(n=formats.number(voice.days))
    who = [
        _text(voice.first_name or _("Erased")),
        _text(_(review_words.KINDS[voice.kind]), "caption"),
    ]
    return [who, _text(voice.body), _text(days, "right")]


# Building parts

_BARE = [
    ("FONTNAME", (0, 0), (-1, -1), PLAIN),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def _text(text: str, name: str = "body") -> Any:
    return Paragraph(marked_up(text), style(name))


def _more(count: int) -> list[Any]:
    if count <= 0:
        return []
    more = ngettext("and {n} more in the app", "and {n} more in the app", count)
    return [Spacer(0, GRID / 2), _text(more.format(n=formats.number(count)), "caption")]


def _table(rows: list[list[Any]], widths: list[float], *, head: bool = False) -> Any:
    """Rows with a hairline under each; the head is repeated on the next page."""
    table = Table(rows, colWidths=widths, repeatRows=1 if head else 0)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("VALIGN", (0, 0), (-1, 0), "BOTTOM")] if head else []),
            # No row stands alone at the foot or the head of a sheet.
            ("NOSPLIT", (0, 0), (-1, min(2, len(rows) - 1))),
            ("NOSPLIT", (0, max(0, len(rows) - 3)), (-1, -1)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _side_by_side(charts: list[tuple[str, str, Any]]) -> Any:
    """Charts in two columns: what each shows, what it is, and the chart."""
    cells: list[list[Any]] = [[], [], []]
    for finding, name, drawing in charts:
        for row, part in zip(
            cells, (_text(finding, "finding"), _text(name, "caption"), drawing), strict=True
        ):
            row += [part, ""]
    table = Table([row[:-1] for row in cells], colWidths=[HALF, GAP, HALF])
    table.setStyle(
        [
            *_BARE,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 0.75 * GRID),
        ]
    )
    return KeepTogether(table)
