"""The lexicon of one language: what each word weighs, and which words turn or move a mood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.measures.sentiment.lexicon_files import lines, weighted
from core.measures.sentiment.patterns import PatternBook, Starts
from core.measures.sentiment.tokens import plain, unstretched

# A negated praise is a complaint, a little weaker; a negated complaint is a faint praise.
NOT_GOOD, NOT_BAD = -0.7, -0.45
SUPERLATIVE = 1.25
# Forms are few and come again; a flood of made-up ones must not fill the memory.
REMEMBERED, LONGEST_REMEMBERED = 15_000, 40


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the lexicon knows of one word form."""

    weight: float | None = None  # None: not a mood word
    negated: bool = False  # the form itself holds the negation: "nespokojená"
    degree: float | None = None
    negates: bool = False
    contrasts: bool = False
    patterns: Starts | None = None  # the phrases that could begin here

    @property
    def known(self) -> bool:
        """Whether the lexicon has this word at all."""
        return self.weight is not None or self.degree is not None or self.negates


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language builds its negations and superlatives into words."""

    negation: str = ""  # "ne" in Czech and Latvian
    superlative: str = ""  # "nej" in Czech, "vis" in Latvian
    concord: bool = False  # two negations are one: "nikdy nezklamali"
    comparative: re.Pattern[str] | None = None  # the ending of "better" and its like
    never: frozenset[str] = frozenset()
    so: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()  # negations that reach far: "nothing about it was nice"
    joins: frozenset[str] = frozenset()  # "and" and its like: a negation does not reach back


class Stems:
    """Values by whole words and by the beginnings of words; the longest beginning wins."""

    def __init__(self, entries: Iterable[tuple[str, float]]) -> None:
        self._words: dict[str, float] = {}
        self._stems: dict[str, float] = {}
        for entry, value in entries:
            form = plain(entry)
            if form.endswith("*"):
                self._stems[form[:-1]] = value
            else:
                self._words[form] = value
        self._longest = max(map(len, self._stems), default=0)
        self._shortest = min(map(len, self._stems), default=1)

    def __len__(self) -> int:
        return len(self._words) + len(self._stems)

    def get(self, form: str) -> float | None:
        """The value of a form; None when it is not here."""
        value = self._words.get(form)
        if value is not None:
            return value
        for length in range(min(len(form), self._longest), self._shortest - 1, -1):
            value = self._stems.get(form[:length])
            if value is not None:
                return value
        return None


class Lexicon:
    """All that the files of one language say, asked by word form."""

    def __init__(
        self, language: str, grammar: Grammar, more_words: Mapping[str, float] | None = None
    ) -> None:
        own = [weighted(line)[:2] for line in lines("words", language)]
        self.grammar = grammar
        self._words = Stems(own)
        self._more = more_words or {}
        self._degrees = Stems(weighted(line)[:2] for line in lines("degrees", language))
        self._negations = _single_words(language, "negations")
        self._contrasts = _single_words(language, "contrasts")
        self.phrases = PatternBook.of(language)
        self.numbers = _single_words(language, "numbers")
        self._meanings: dict[str, Meaning] = {}

    def __len__(self) -> int:
        return len(self._words) + len(self.phrases)

    def meaning(self, form: str) -> Meaning:
        """What the lexicon knows of a form as `tokens` gives it."""
        known = self._meanings.get(form)
        if known is None:
            known = self._look_up(form)
            if len(self._meanings) < REMEMBERED and len(form) <= LONGEST_REMEMBERED:
                self._meanings[form] = known
        return known

    def _look_up(self, form: str) -> Meaning:
        found = self._meaning(form)
        for shorter in () if found.known else unstretched(form):
            other = self._meaning(shorter)
            if other.known:
                return other
        return found

    def _meaning(self, form: str) -> Meaning:
        weight, negated = self._weight(form)
        return Meaning(
            weight=weight,
            negated=negated,
            degree=self._degrees.get(form),
            negates=form in self._negations,
            contrasts=form in self._contrasts,
            patterns=self.phrases.beginning(form),
        )

    def _weight(self, form: str) -> tuple[float | None, bool]:
        weight = self._words.get(form)
        if weight is None:
            weight = self._more.get(form)
        if weight is not None:
            return weight, False
        most, no = self.grammar.superlative, self.grammar.negation
        if most and form.startswith(most):
            weight = self._words.get(form[len(most) :])
            if weight is not None:
                return max(-1.0, min(1.0, weight * SUPERLATIVE)), False
        if no and form.startswith(no) and len(form) > len(no) + 2:
            weight = self._words.get(form[len(no) :])
            if weight:
                return turned(weight), True
        return None, False


def turned(weight: float) -> float:
    """The weight of a word under a negation."""
    return weight * (NOT_GOOD if weight > 0 else NOT_BAD)


def _single_words(language: str, name: str) -> frozenset[str]:
    """The entries of a file that are one word; longer ones are patterns."""
    return frozenset(plain(line) for line in lines(name, language) if " " not in line)
