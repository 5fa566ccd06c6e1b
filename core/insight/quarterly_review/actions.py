"""The sheets of what to do: who was lost, the backlog, the promises, the answers to send.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Spacer

from core import formats
from core.i18n import _, ngettext, pgettext
from core.insight.quarterly_review import words
from core.insight.quarterly_review.pages import (
    Decided,
    LostCustomer,
    Promise,
    Ranked,
    ReviewPages,
    Unanswered,
)
from core.paper import words as printed
from core.paper.parts import ROOM, lined_table, more, text
from core.paper.typeface import GRID


def lost(pages: ReviewPages) -> list[Any]:
    """Step 4: who stopped coming in this quarter, worth most first."""
    if not pages.lost_count:
        return [text(words.nothing_lost(pages), "soft")]
    count = ngettext(
        "{n} customer has now stayed away for more than twice the usual time.",
        "{n} customers have now stayed away for more than twice their usual time.",
        pages.lost_count,
    ).format(n=formats.number(pages.lost_count))
    head = [
        text(_("Customer"), "caption"),
        text(_("Last visit"), "caption"),
        text(_("Visits"), "caption_right"),
        text(_("Usual spend"), "caption_right"),
        text(_("Last year"), "caption_right"),
        text(_("Likely reason"), "caption"),
    ]
    rows = [head, *(_lost_row(lost) for lost in pages.lost)]
    widths = [ROOM * share for share in (0.16, 0.15, 0.1, 0.14, 0.14, 0.31)]
    table = lined_table(rows, widths, head=True)
    rest = more(pages.lost_count - len(pages.lost))
    return [
        text(" ".join((count, words.lost_money(pages))).strip()),
        *_reasons(pages),
        Spacer(0, GRID / 2),
        table,
        *rest,
    ]


def _reasons(pages: ReviewPages) -> list[Any]:
    told = words.lost_reasons(pages)
    return [text(told, "soft")] if told else []


def _lost_row(lost: LostCustomer) -> list[Any]:
    spend = lost.usual_spend_minor
    return [
        text(lost.first_name or _("Erased")),
        text(formats.day(lost.last_visit_on) if lost.last_visit_on else "–"),
        text(formats.number(lost.visits), "right"),
        text(_money(spend, lost.currency), "right"),
        text(_money(lost.year_spend_minor, lost.currency), "right"),
        [text(_(lost.reason), "soft"), *_caption(words.asked(lost))],
    ]


def _money(minor: int | None, currency: str) -> str:
    return "–" if minor is None else formats.money(minor, currency)


def _caption(told: str) -> list[Any]:
    return [text(told, "caption")] if told else []


def backlog(pages: ReviewPages) -> list[Any]:
    """Step 5: what was decided, and the suggestions by rank."""
    parts: list[Any] = []
    if pages.decided:
        rows = [_decided_row(decided) for decided in pages.decided]
        rest = more(pages.decided_count - len(pages.decided))
        parts += [lined_table(rows, [ROOM * 0.2, ROOM * 0.8]), *rest, Spacer(0, GRID)]
    if not pages.backlog:
        return [*parts, text(_("No suggestion is waiting for a decision."), "soft")]
    head = [
        "",
        text(pgettext("to improve", "Suggestion"), "caption"),
        text(_("Reach"), "caption_right"),
        text(_("Impact"), "caption_right"),
        text(_("Confidence"), "caption_right"),
        text(_("Effort (days)"), "caption_right"),
        text(_("RICE"), "caption_right"),
    ]
    rows = [head, *(_ranked_row(n, ranked) for n, ranked in enumerate(pages.backlog, start=1))]
    widths = [ROOM * share for share in (0.05, 0.41, 0.09, 0.09, 0.12, 0.14, 0.1)]
    parts.append(lined_table(rows, widths, head=True))
    return [*parts, *more(pages.backlog_count - len(pages.backlog))]


def _decided_row(decided: Decided) -> list[Any]:
    said = [text(decided.title), text(decided.because, "caption")]
    status = [
        text(_(printed.STATUSES[decided.status]), "strong"),
        text(formats.day_short(decided.decided_on), "caption"),
    ]
    return [status, said]


def _ranked_row(number: int, ranked: Ranked) -> list[Any]:
    score = [text(_plain(ranked.score, 1), "right")]
    if ranked.must_do:
        score.append(text(_("must do"), "caption_right"))
    status = [] if ranked.status == "open" else [_(printed.STATUSES[ranked.status])]
    return [
        text(formats.number(number), "soft"),
        [
            text(ranked.title),
            *(text(word, "caption") for word in status),
            *_caption(words.less_sure(number, ranked)),
        ],
        text(formats.number(ranked.reach), "right"),
        text(_step(ranked.impact), "right"),
        text("–" if ranked.confidence is None else formats.percent(ranked.confidence), "right"),
        text(_step(ranked.effort_days), "right"),
        score,
    ]


def _plain(value: float | None, digits: int) -> str:
    return "–" if value is None else formats.number(value, digits)


def _step(value: float | None) -> str:
    """A number with as many decimals as it has, at most two: 3, 0.5, 0.25."""
    digits = 0 if value is None else len(f"{value:.2f}".rstrip("0").rpartition(".")[2])
    return _plain(value, digits)


def promises(pages: ReviewPages) -> list[Any]:
    """Step 6: at most three, each with its owner and day."""
    if not pages.promises:
        return [text(_("No promises were made."), "soft")]
    rows = [
        [
            text(formats.number(number), "figure"),
            [text(promise.body, "strong"), text(owner_and_day(promise), "caption")],
        ]
        for number, promise in enumerate(pages.promises, start=1)
    ]
    return [lined_table(rows, [ROOM * 0.07, ROOM * 0.93])]


def waiting(pages: ReviewPages) -> list[Any]:
    """Step 7: who still waits for an answer, the longest first."""
    if not pages.waiting_count:
        return [text(_("Everyone who asked has an answer."), "soft")]
    count = ngettext(
        "{n} voice still waits for an answer.",
        "{n} voices still wait for an answer.",
        pages.waiting_count,
    ).format(n=formats.number(pages.waiting_count))
    rows = [_waiting_row(voice) for voice in pages.waiting]
    table = lined_table(rows, [ROOM * 0.2, ROOM * 0.66, ROOM * 0.14])
    return [text(count), Spacer(0, GRID / 2), table, *more(pages.waiting_count - len(rows))]


def _waiting_row(voice: Unanswered) -> list[Any]:
    days = ngettext("{n} day", "{n} days", voice.days).format(n=formats.number(voice.days))
    who = [
        text(voice.first_name or _("Erased")),
        text(_(printed.KINDS[voice.kind]), "caption"),
    ]
    told = _caption(_("about “{title}”").format(title=voice.suggestion) if voice.suggestion else "")
    return [who, [text(voice.body), *told], text(days, "right")]


def owner_and_day(promise: Promise) -> str:
    """Who keeps a promise, and until when."""
    if promise.due_on is None:
        return promise.owner
    return _("{owner}, by {day}").format(owner=promise.owner, day=formats.day(promise.due_on))
