"""How the customers of a shop are called: which word is whose given name, and how rare it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log2

from core.people import mistyped
from core.people.given_names import GIVEN, short_for_same
from core.people.names import Name, stem

# How a shop's own counts are kept from being taken too seriously while they are few.
_BACKGROUND = 200
_USUAL_GIVEN, _RARE_GIVEN, _USUAL_FAMILY = 0.01, 0.002, 0.001


@dataclass(frozen=True, slots=True)
class Called:
    """A name whose words are told: the given ones and the family ones, in whatever order."""

    words: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    mark: str


@dataclass(frozen=True, slots=True)
class Alike:
    """How two names compare.

    `given` and `family` are same, typo, none (one of the two does not say) or other; `given` also
    short or initial, `family` also part (of a double name) or stem (man's and woman's).
    """

    given: str
    family: str


class NameStock:
    """All names of a shop, for comparing two of them."""

    def __init__(self, names: Iterable[Name]) -> None:
        names = list(names)
        first = Counter(name.words[0] for name in names if len(name.words) > 1)
        last = Counter(name.words[-1] for name in names if len(name.words) > 1)
        told = {name: _told(name, first, last) for name in dict.fromkeys(names)}
        self.called = [told[name] for name in names]
        self._given = Counter(word for called in self.called for word in called.given)
        self._family = Counter(word for called in self.called for word in called.family)
        self._whole = Counter(called.words for called in self.called)
        self._size = max(2, len(names))

    def compare(self, one: Called, other: Called) -> Alike:
        """How two names compare."""
        if one.words == other.words:
            # "Nováková Nováková" has its one word as a given name, "Nováková" as a family name.
            given, family = one.given and other.given, one.family and other.family
            return Alike("same" if given else "none", "same" if family else "none")
        one, other = _read_by(one, other), _read_by(other, one)
        return Alike(self._given_alike(one, other), self._family_alike(one, other))

    def points(self, one: Called, other: Called, alike: Alike) -> float:
        """How far a name in common lifts the odds of two strangers: far where it is rare."""
        if alike.given == "initial" or "other" in (alike.given, alike.family):
            return 0.0
        given = _common(one.given, other.given, self._given) if alike.given != "none" else ()
        family = _common(one.family, other.family, self._family) if alike.family != "none" else ()
        points = sum(self._rarity(self._given[word], _usual(word)) for word in given)
        points += sum(self._rarity(self._family[word], _USUAL_FAMILY) for word in family)
        if given and family:
            points -= 2  # a woman's or a Latvian family name goes with such a first name
        if one.words == other.words and (others := self._whole[one.words] - 2) > 0:
            points = min(points, -log2(others / self._size))
        return points

    def _rarity(self, bearers: int, background: float) -> float:
        # The two records themselves tell nothing of how many others are called so.
        expected = max(0, bearers - 2) + _BACKGROUND * background
        return -log2(expected / (self._size + _BACKGROUND))

    def _given_alike(self, one: Called, other: Called) -> str:
        if not one.given or not other.given:
            return "none"
        if one.given & other.given:
            return "same"
        pairs = [(mine, hers) for mine in one.given for hers in other.given]
        if any(short_for_same(mine, hers) for mine, hers in pairs):
            return "short"
        if any(1 in (len(mine), len(hers)) and mine[0] == hers[0] for mine, hers in pairs):
            return "initial"
        if any(not {*pair} <= GIVEN and _mistyped(*pair, self._given) for pair in pairs):
            return "typo"
        return "other"

    def _family_alike(self, one: Called, other: Called) -> str:
        if not one.family or not other.family:
            return "none"
        if one.family & other.family:
            return "same" if one.family == other.family else "part"
        pairs = [(mine, hers) for mine in one.family for hers in other.family]
        if any(stem(mine) == stem(hers) for mine, hers in pairs):
            return "stem"
        return "typo" if any(_mistyped(*pair, self._family) for pair in pairs) else "other"


def _read_by(lone: Called, other: Called) -> Called:
    """A name of one word, which is whatever it is in the other's: "Mrs Graham" is no Graham."""
    if len(lone.words) != 1 or len(other.words) < 2:
        return lone
    if lone.words <= other.family:
        return replace(lone, given=frozenset(), family=lone.words)
    return (
        replace(lone, given=lone.words, family=frozenset()) if lone.words <= other.given else lone
    )


def _common(mine: frozenset[str], hers: frozenset[str], bearers: Counter[str]) -> frozenset[str]:
    """What two sides have in common; of a name and its variant the one that more people bear."""
    return mine & hers or max(mine, hers, key=lambda side: sum(bearers[word] for word in side))


def _mistyped(mine: str, hers: str, bearers: Counter[str]) -> bool:
    """Whether one word is the other with a typing error, and not a name that others bear."""
    rare, usual = sorted((bearers[mine], bearers[hers]))
    return mistyped.is_slip(rare, usual) and mistyped.word(mine, hers)


def _usual(given: str) -> float:
    return _USUAL_GIVEN if given in GIVEN else _RARE_GIVEN


def _told(name: Name, first: Counter[str], last: Counter[str]) -> Called:
    given = frozenset(_given_words(name, first, last))
    return Called(frozenset(name.words), given, frozenset(name.words) - given, name.mark)


def _given_words(name: Name, first: Counter[str], last: Counter[str]) -> Iterable[str]:
    words = name.words
    if name.family_first:
        return words[name.family_first :]
    if len(words) < 2:
        return [word for word in words if _leaning(word, first, last) > 0]
    # Of words that lean alike the first is the given name.
    ranked = sorted(dict.fromkeys(words), key=lambda word: -_leaning(word, first, last))
    return [ranked[0], *(word for word in ranked[1:-1] if word in GIVEN)]


def _leaning(word: str, first: Counter[str], last: Counter[str]) -> float:
    """How much a word looks like a given name (above zero) or a family name (below)."""
    leaning = max(-2.0, min(2.0, log2((first[word] + 1) / (last[word] + 1))))
    if word in GIVEN or len(word) == 1:
        return leaning + 3
    return leaning - 3 if word.endswith("ova") and len(word) > 4 else leaning
