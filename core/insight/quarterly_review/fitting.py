"""A review made fit for paper: surnames only if chosen, no more than four sheets can hold.

What is shortened ends with an ellipsis, and lists that are cut say how many more there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from core.insight.quarterly_review.pages import (
    Became,
    Decided,
    LostCustomer,
    Quote,
    Ranked,
    ReviewPages,
    Unanswered,
)
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
    topics: int
    quote: int
    line: int


# From roomy to tight; the first that fits is printed.
LEVELS = (
    Limits(3, 8, 6, 10, 8, 6, quote=320, line=200),
    Limits(2, 6, 4, 8, 6, 5, quote=240, line=120),
    Limits(1, 5, 3, 6, 4, 3, quote=160, line=80),
    Limits(1, 3, 2, 4, 3, 2, quote=100, line=50),
)


def for_paper(pages: ReviewPages, limits: Limits, *, surnames: bool = False) -> ReviewPages:
    """The pages as far as they are printed, customers by their first names unless `surnames`.

    Names inside quotes, promises and notes are somebody's own words; only a customer's own
    surname in her own words is shortened.
    """
    heard = pages.heard
    return replace(
        pages,
        heard=replace(
            heard,
            quotes=_quotes(heard.quotes, limits, surnames),
            told=heard.told[: limits.topics],
        ),
        became=tuple(_reasoned(became, limits) for became in pages.became),
        outcomes=tuple(
            replace(
                each, title=shorten(each.title, limits.line), topic=shorten(each.topic, limits.line)
            )
            for each in pages.outcomes[: limits.decided]
        ),
        lost=tuple(_lost(lost, limits, surnames) for lost in pages.lost[: limits.lost]),
        decided=tuple(_reasoned(decided, limits) for decided in pages.decided[: limits.decided]),
        backlog=tuple(_ranked(ranked, limits) for ranked in pages.backlog[: limits.ranked]),
        waiting=tuple(
            _spoken(voice, limits.line, limits, surnames)
            for voice in pages.waiting[: limits.waiting]
        ),
    )


def _quotes(quotes: tuple[Quote, ...], limits: Limits, surnames: bool) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    for quote in quotes:
        if sum(other.kind == quote.kind for other in kept) < limits.quotes_of_a_kind:
            kept.append(_spoken(quote, limits.quote, limits, surnames))
    return tuple(kept)


Voice = TypeVar("Voice", Quote, Unanswered)


def _spoken(voice: Voice, length: int, limits: Limits, surnames: bool) -> Voice:
    words = one_line(voice.body) if surnames else _without_surname(voice)
    name = shorten(_called(voice, surnames), limits.line)
    return replace(voice, customer=name, first_name=name, body=shorten(words, length))


def _lost(lost: LostCustomer, limits: Limits, surnames: bool) -> LostCustomer:
    name = shorten(_called(lost, surnames), limits.line)
    return replace(lost, customer=name, first_name=name)


def _called(person: Quote | Unanswered | LostCustomer, surnames: bool) -> str:
    """Her name on paper, "" for a walk-in and for whoever was erased."""
    if not person.customer or person.customer_id is None:
        return ""
    if surnames and person.first_name:
        return one_line(person.customer)
    return called.briefly(person.first_name, person.customer_id)


Reasoned = TypeVar("Reasoned", Became, Decided)


def _reasoned(told: Reasoned, limits: Limits) -> Reasoned:
    title, because = shorten(told.title, limits.line), shorten(told.because, limits.quote)
    return replace(told, title=title, because=because)


def _ranked(ranked: Ranked, limits: Limits) -> Ranked:
    return replace(ranked, title=shorten(ranked.title, limits.line))


def _without_surname(voice: Quote | Unanswered) -> str:
    """The words of a customer, her own surname in them shortened to its initial."""
    words = one_line(voice.body)
    for name in one_line(voice.customer).replace(",", " ").split():
        if name != voice.first_name and len(name) > 2:
            words = words.replace(name, f"{name[0]}.")
    return words
