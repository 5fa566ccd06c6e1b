"""The sheets of the printed review, step by step, as reportlab sets them.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Paragraph, Spacer, Table

from core import formats
from core.i18n import _, pgettext
from core.insight import findings
from core.insight.quarterly_review import actions, charts, voices, words
from core.insight.quarterly_review.actions import owner_and_day
from core.insight.quarterly_review.charts import CHART_HEIGHT
from core.insight.quarterly_review.pages import STEPS, Became, Figure, Promise, ReviewPages
from core.paper.parts import HALF, ROOM, Chart, heading, lined_table, more, side_by_side, text
from core.paper.typeface import (
    ACCENT,
    EDGE,
    GRID,
    NEGATIVE,
    PLAIN,
    RAISED,
    marked_up,
    style,
)

HEADLINE = ("retention", "nps", "csat", "answered")


def story(pages: ReviewPages) -> list[Any]:
    """Everything from the title to the notes, in the language in use.

    The pages are those of `fitting.for_paper`.
    """
    steps = (
        _promises_before,
        voices.heard,
        _figures,
        actions.lost,
        actions.backlog,
        actions.promises,
        actions.waiting,
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
        text(f"{words.quarter(pages.quarter)} · {when}", "lead"),
        text(words.state(pages), "lead"),
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
    if pages.promises_before:
        became = {each.promise_id: each for each in pages.became}
        rows = [_judged(each, became.get(each.id)) for each in pages.promises_before]
        parts: list[Any] = [lined_table(rows, [ROOM * 0.2, ROOM * 0.8])]
    else:
        parts = [text(_("No promises were made before this review."), "soft")]
    others = words.others(pages)
    if others:
        parts += [Spacer(0, GRID), text(_("What became of what was done"), "strong")]
        rows = [[text(each.title), text(each.sentence(), "soft")] for each in others]
        parts.append(lined_table(rows, [ROOM * 0.35, ROOM * 0.65]))
        parts += more(pages.outcomes_count - len(pages.outcomes))
    kept = [text(words, "caption") for words in words.confidence(pages)]
    return [*parts, Spacer(0, GRID), *kept] if kept else parts


def _judged(promise: Promise, became: Became | None) -> list[Any]:
    said = [text(promise.body), text(owner_and_day(promise), "caption")]
    if became is not None:
        said.append(text(words.became(became), "soft"))
        if became.outcome is not None:
            said.append(text(became.outcome.sentence(), "soft"))
    return [_kept(promise.kept), said]


def _kept(kept: bool | None) -> Any:
    sign = {None: "○", True: "✓", False: "✗"}[kept]
    colour = {None: EDGE, True: ACCENT, False: NEGATIVE}[kept]
    told = marked_up(words.kept(kept))
    return Paragraph(
        f'<font color="#{colour.hexval()[2:]}">{sign}</font>&nbsp;&nbsp;{told}', style("strong")
    )


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
    parts: list[Any] = [side_by_side([_nps(pages), _visits(pages)]), Spacer(0, 1.5 * GRID)]
    below = _care(pages)
    if below:
        parts += [side_by_side(below), Spacer(0, 1.5 * GRID)]
    # The table comes last, as on the screen: it may go on on the next sheet, where charts would
    # leave a gap.
    return [*parts, lined_table(rows, widths, head=True)]


def _nps(pages: ReviewPages) -> Chart:
    finding = findings.of_nps(pages.nps)
    if not any(quarter.nps.n for quarter in pages.nps):
        return finding, "", ""
    name = _("Recommendation score (NPS) by quarter, with its margin")
    return finding, name, charts.nps(pages.nps, HALF, CHART_HEIGHT)


def _visits(pages: ReviewPages) -> Chart:
    finding = findings.of_visits(pages.visits)
    if not any(month.visits for month in pages.visits):
        return finding, "", ""
    return finding, _("Visits by month"), charts.visits(pages.visits, HALF, CHART_HEIGHT)


def _care(pages: ReviewPages) -> list[Chart]:
    """Health and answers; a review closed by an early version kept neither."""
    drawn: list[Chart] = []
    if any(month.asked for month in pages.answered):
        drawing = charts.answered(pages.answered, HALF, CHART_HEIGHT)
        name = _("Answered, and median hours to the first answer, by month")
        drawn.append((words.of_answers(pages.answered), name, drawing))
    if any(band.customers for band in pages.health):
        drawing = charts.health(pages.health, HALF, CHART_HEIGHT)
        name = _("Customers by health, at the end of this quarter and of the one before")
        drawn.append((findings.of_health(pages.health), name, drawing))
    return drawn if len(drawn) != 1 else [*drawn, ("", "", "")]


def _figure(figure: Figure) -> list[Any]:
    return [
        text(_(figure.now.label)),
        text(figure.now.text(), "right"),
        text(words.figure_before(figure), "soft_right"),
        text(words.figure_change(figure), "soft"),
        text(formats.number(figure.now.n), "soft_right"),
    ]
