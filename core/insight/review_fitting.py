"""A review made fit for paper: no surnames, and no more than four sheets can hold.

What is shortened ends with an ellipsis, and lists that are cut say how many more there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.insight.review_pages import Decided, LostCustomer, Quote, Ranked, ReviewPages, Unanswered
from core.people import called
from core.text import one_line, shorten


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each list are printed, and how long their texts may be, in characters."""

    quotes_of_a_kind: int
    lost: int
    decided: int
    ranked: int
    waiting: int
    quote: int
    line: int


# From roomy to tight; the first that fits is printed.
LEVELS = (
    Limits(3, 8, 6, 10, 8, quote=320, line=200),
    Limits(2, 6, 4, 8, 6, quote=240, line=120),
    Limits(1, 5, 3, 6, 4, quote=160, line=80),
    Limits(1, 3, 2, 4, 3, quote=100, line=50),
)


def for_paper(pages: ReviewPages, limits: Limits) -> ReviewPages:
    """The pages as far as they are printed, customers by their first names only."""
    return replace(
        pages,
        heard=replace(pages.heard, quotes=_quotes(pages.heard.quotes, limits)),
        lost=tuple(_lost(lost) for lost in pages.lost[: limits.lost]),
        decided=tuple(_decided(decided, limits) for decided in pages.decided[: limits.decided]),
        backlog=tuple(_ranked(ranked, limits) for ranked in pages.backlog[: limits.ranked]),
        waiting=tuple(_waiting(voice, limits) for voice in pages.waiting[: limits.waiting]),
    )


def _quotes(quotes: tuple[Quote, ...], limits: Limits) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    for quote in quotes:
        if sum(other.kind == quote.kind for other in kept) < limits.quotes_of_a_kind:
            body = shorten(_without_surname(quote), limits.quote)
            first_name = shorten(_called(quote), limits.line)
            kept.append(replace(quote, customer=first_name, first_name=first_name, body=body))
    return tuple(kept)


def _waiting(voice: Unanswered, limits: Limits) -> Unanswered:
    body = shorten(_without_surname(voice), limits.line)
    first_name = shorten(_called(voice), limits.line)
    return replace(voice, customer=first_name, first_name=first_name, body=body)


def _lost(lost: LostCustomer) -> LostCustomer:
    first_name = _called(lost)
    return replace(lost, customer=first_name, first_name=first_name)


def _called(person: Quote | Unanswered | LostCustomer) -> str:
    """Her name on paper, "" for a walk-in and for whoever was erased."""
    if not person.customer or person.customer_id is None:
        return ""
    return called.briefly(person.first_name, person.customer_id)


def _decided(decided: Decided, limits: Limits) -> Decided:
    title, because = shorten(decided.title, limits.line), shorten(decided.because, limits.quote)
    return replace(decided, title=title, because=because)


def _ranked(ranked: Ranked, limits: Limits) -> Ranked:
    return replace(ranked, title=shorten(ranked.title, limits.line))


def _without_surname(voice: Quote | Unanswered) -> str:
    """The words of a customer, her own surname in them shortened to its initial."""
    words = one_line(voice.body)
    for name in one_line(voice.customer).replace(",", " ").split():
        if name != voice.first_name and len(name) > 2:
            words = words.replace(name, f"{name[0]}.")
    return words
