"""Phrases of a lexicon: words, stems, numbers and gaps, found in a row of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern
from typing import Self

from core.measures.sentiment.lexicon_files import lines, weighted
from core.measures.sentiment.tokens import plain

# "~" stands for up to so many words of any kind.
GAP = 3
# What the roles of a phrase are, beside the two that weigh.
ROLES = ("concessions", "wishes", "questions", "negations", "contrasts")
# Of these the lexicon knows single words by itself.
SINGLE_ROLES = ("negations", "contrasts")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase of the lexicon. The first part is a word or a stem; later ones may be
    "_" (one word of any kind), "#" (a number) or "~" (up to three words)."""

    parts: tuple[str, ...]
    role: str  # "phrase", "fact", or one of ROLES
    weight: float = 0.0
    label: str = ""

    def needs(self) -> frozenset[str]:
        """The plain words after the first."""
        return frozenset(part for part in self.parts[1:] if part not in "~_#" and part[-1] != "*")

    def spells(self, word: str) -> bool:
        """Whether the phrase itself has this word, outside its gaps."""
        return any(part not in "~_#" and _fits(part, word, False) for part in self.parts)

    def match(self, words: Sequence[str], numbers: Sequence[bool], at: int) -> int:
        """Where the phrase that begins at `at` ends (exclusive); 0 when it does not stand there."""
        return _match(self.parts, 1, words, numbers, at + 1)


def _match(
    parts: tuple[str, ...], part: int, words: Sequence[str], numbers: Sequence[bool], at: int
) -> int:
    while part < len(parts):
        wanted = parts[part]
        if wanted == "~":
            return _after_gap(parts, part + 1, words, numbers, at)
        if at >= len(words) or not _fits(wanted, words[at], numbers[at]):
            return 0
        part, at = part + 1, at + 1
    return at


def _after_gap(
    parts: tuple[str, ...], part: int, words: Sequence[str], numbers: Sequence[bool], at: int
) -> int:
    for skipped in range(GAP + 1):
        end = _match(parts, part, words, numbers, at + skipped)
        if end:
            return end
    return 0


def _fits(wanted: str, word: str, number: bool) -> bool:
    if wanted == "_":
        return True
    if wanted == "#":
        return number
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


Needing = tuple[Pattern, frozenset[str]]


class PatternBook:
    """The phrases of a language by the word or stem they begin with."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._count = len(patterns)
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            first = pattern.parts[0]
            if first.endswith("*"):
                self._by_stem[first[:-1]].append(pattern)
            else:
                self._by_word[first].append(pattern)
        self._longest = max(map(len, self._by_stem), default=0)

    def __len__(self) -> int:
        return self._count

    @classmethod
    def of(cls, language: str) -> Self:
        """All phrases, facts, concessions, wishes and question openers of a language."""
        found = [
            Pattern(_parts(entry), role, weight, label)
            for role, name in (("phrase", "phrases"), ("fact", "facts"))
            for entry, weight, label in map(weighted, lines(name, language))
        ]
        found += [
            Pattern(_parts(entry), role)
            for role in ROLES
            for entry in lines(role, language)
            if role not in SINGLE_ROLES or " " in entry
        ]
        return cls(found)

    def beginning(self, form: str) -> Starts | None:
        """The phrases that could begin with this word."""
        found = list(self._by_word.get(form, ()))
        for length in range(1, min(len(form), self._longest) + 1):
            found += self._by_stem.get(form[:length], ())
        return Starts.of(found) if found else None


@dataclass(frozen=True, slots=True)
class Starts:
    """Phrases that begin with the same word, by the plain word that has to follow, if any.

    Each stands with the words that it needs: sets of them for all phrases of a language would
    take megabytes, and few phrases are ever begun.
    """

    by_next: dict[str, tuple[Needing, ...]]
    others: tuple[Needing, ...]

    @classmethod
    def of(cls, patterns: Sequence[Pattern]) -> Self:
        """The phrases sorted by what follows."""
        by_next: dict[str, list[Needing]] = defaultdict(list)
        others = []
        for pattern in patterns:
            second = pattern.parts[1] if len(pattern.parts) > 1 else "~"
            needing = pattern, pattern.needs()
            if second in "~_#" or second.endswith("*"):
                others.append(needing)
            else:
                by_next[second].append(needing)
        return cls({word: tuple(each) for word, each in by_next.items()}, tuple(others))

    def possible(self, following: str, present: frozenset[str]) -> Iterator[Pattern]:
        """The phrases that may stand here, given the word that follows, "" for none, and all
        words of the sentence.
        """
        for pattern, needs in chain(self.by_next.get(following, ()), self.others):
            if needs <= present:
                yield pattern


def _parts(entry: str) -> tuple[str, ...]:
    # The same words stand in many phrases.
    return tuple(map(intern, plain(entry).replace(",", " ").split()))
