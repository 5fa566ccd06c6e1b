"""A review made fit for paper: surnames only if chosen, no more than four sheets can hold.

What is shortened ends with an ellipsis, and lists that are cut say how many more there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from core.insight.quarterly_review import words
from core.insight.quarterly_review.pages import (
    Became,
    Decided,
    Heard,
    LostCustomer,
    Quote,
    Ranked,
    ReviewPages,
    Unanswered,
)
from core.people import called
from core.text import fold, one_line, shorten
from core.voice.outcomes import Outcome


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

    Two of the same first name are told apart by the initials of their surnames. Names inside
    quotes, promises and notes are somebody's own words; only a customer's own surname in her own
    words is shortened.
    """
    quotes = _quotes(pages.heard.quotes, limits)
    lost, waiting = pages.lost[: limits.lost], pages.waiting[: limits.waiting]
    naming = Naming(surnames, _shared([*quotes, *lost, *waiting]), limits.line)
    return replace(
        pages,
        heard=_heard(pages.heard, quotes, limits, naming),
        became=tuple(_reasoned(became, limits) for became in pages.became),
        outcomes=_outcomes(pages, limits),
        outcomes_count=max(pages.outcomes_count, len(pages.outcomes)),
        lost=tuple(_lost(each, naming) for each in lost),
        decided=tuple(_reasoned(decided, limits) for decided in pages.decided[: limits.decided]),
        decided_count=max(pages.decided_count, len(pages.decided)),
        backlog=tuple(_ranked(ranked, limits) for ranked in pages.backlog[: limits.ranked]),
        waiting=tuple(_spoken(voice, limits.line, naming) for voice in waiting),
    )


def _heard(heard: Heard, quotes: Sequence[Quote], limits: Limits, naming: Naming) -> Heard:
    return replace(
        heard,
        quotes=tuple(_spoken(quote, limits.quote, naming) for quote in quotes),
        told=heard.told[: limits.topics],
        told_count=max(heard.told_count, len(heard.told)),
    )


def _outcomes(pages: ReviewPages, limits: Limits) -> tuple[Outcome, ...]:
    """Those that promises tell of are not printed a second time, and so not counted as left out."""
    others = words.others(pages)
    promised = [each for each in pages.outcomes if each not in others]
    return tuple(
        replace(
            each, title=shorten(each.title, limits.line), topic=shorten(each.topic, limits.line)
        )
        for each in (*promised, *others[: limits.decided])
    )


def _quotes(quotes: Sequence[Quote], limits: Limits) -> list[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if sum(other.kind == quote.kind for other in kept) < limits.quotes_of_a_kind:
            kept.append(quote)
    return kept


Person = Quote | Unanswered | LostCustomer
Voice = TypeVar("Voice", Quote, Unanswered)


def _shared(people: Sequence[Person]) -> frozenset[str]:
    """The first names, folded, that more than one of these customers has."""
    named = {each.customer_id: fold(each.first_name) for each in people if each.customer}
    counted = Counter(named.values())
    return frozenset(name for name, count in counted.items() if name and count > 1)


@dataclass(frozen=True, slots=True)
class Naming:
    """How customers are called on paper; `shared` first names, folded, are not enough."""

    surnames: bool
    shared: frozenset[str]
    longest: int

    def of(self, person: Person) -> str:
        """Her name, "" for a walk-in and for whoever was erased."""
        if not person.customer or person.customer_id is None:
            return ""
        return shorten(self._whole(person, person.customer_id), self.longest)

    def _whole(self, person: Person, customer_id: int) -> str:
        if self.surnames and person.first_name:
            return one_line(person.customer)
        name = called.briefly(person.first_name, customer_id)
        surnames = _surnames(person)
        if fold(person.first_name) in self.shared and surnames:
            return f"{name} {surnames[-1][0]}."
        return name


def _surnames(person: Person) -> list[str]:
    """The words of her name that are not her first name."""
    parts = one_line(person.customer).replace(",", " ").split()
    return [name for name in parts if name != person.first_name]


def _spoken(voice: Voice, length: int, naming: Naming) -> Voice:
    body = one_line(voice.body) if naming.surnames else _without_surname(voice)
    name = naming.of(voice)
    return replace(voice, customer=name, first_name=name, body=shorten(body, length))


def _lost(lost: LostCustomer, naming: Naming) -> LostCustomer:
    name = naming.of(lost)
    return replace(lost, customer=name, first_name=name)


Reasoned = TypeVar("Reasoned", Became, Decided)


def _reasoned(told: Reasoned, limits: Limits) -> Reasoned:
    title, because = shorten(told.title, limits.line), shorten(told.because, limits.quote)
    return replace(told, title=title, because=because)


def _ranked(ranked: Ranked, limits: Limits) -> Ranked:
    return replace(ranked, title=shorten(ranked.title, limits.line))


def _without_surname(voice: Quote | Unanswered) -> str:
    """The words of a customer, her own surname in them shortened to its initial."""
    body = one_line(voice.body)
    for name in _surnames(voice):
        if len(name) > 2:
            body = body.replace(name, f"{name[0]}.")
    return body
