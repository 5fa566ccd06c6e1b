"""Weighing a text by its lexicon: what each word weighs where it stands, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.measures.sentiment.lexicon import Lexicon, Meaning, turned
from core.measures.sentiment.patterns import Pattern
from core.measures.sentiment.signs import SIGNS
from core.measures.sentiment.tokens import Sort, Token

# How far a negation reaches forward, and a copula after the word reaches back ("dobré není").
NEGATION_REACH, FAR_REACH, BACK_REACH = 3, 6, 2
LESSER_HALF, BEFORE_CONTRAST, AFTER_CONTRAST = 0.4, 0.6, 1.2
# Only strong words stand up to a "but": "fantastic, but …" may be mixed, "nice, but …" is not.
STANDS_UP = 0.75
WISHED, ASKED = 0.4, 0.5
CALLED, NEVER_SO, LENT = 1.15, 1.3, 0.8
NEVER_REACH = 6
_COMMAS = frozenset(",;:–—(")
# tanh of the sum, so that two clear words are sure and ten are no surer.
STRETCH = 1.0


@dataclass(slots=True)
class Hit:
    """A word, phrase or sign with a mood: tokens `first` to `end` (exclusive) of its text."""

    first: int
    end: int
    weight: float
    source: str  # word, phrase, fact, sign
    label: str = ""
    negated: bool = False


@dataclass(slots=True)
class Weighed:
    """A text on the scales."""

    tokens: Sequence[Token]
    hits: list[Hit] = field(default_factory=list)
    known: int = 0  # words that the lexicon has, with a mood or without
    wishes: int = 0
    asks: bool = False  # a question mark, or a question's opening words
    turns: list[int] = field(default_factory=list)  # where "but" and its like stand
    later_side: float = 0.0  # −1 or +1 when what follows the last turn outweighs what led to it

    @property
    def good(self) -> float:
        """The sum of what speaks for the shop."""
        return sum(hit.weight for hit in self.hits if hit.weight > 0)

    @property
    def bad(self) -> float:
        """The sum of what speaks against it, as a positive number."""
        return -sum(hit.weight for hit in self.hits if hit.weight < 0)

    @property
    def score(self) -> float:
        """The balance of both, −1…+1."""
        return math.tanh((self.good - self.bad) / STRETCH)


def weigh(tokens: Sequence[Token], lexicon: Lexicon) -> Weighed:
    """The text on the scales of a lexicon, sentence by sentence."""
    weighed = Weighed(tokens)
    start = 0
    for place, token in enumerate(tokens):
        if token.sort is Sort.END:
            _Sentence(weighed, lexicon, start, place, "?" in token.form, "!" in token.form).weigh()
            start = place + 1
    _Sentence(weighed, lexicon, start, len(tokens), False, False).weigh()
    _contrast(weighed)
    return weighed


class _Sentence:
    """One sentence while it is weighed."""

    def __init__(
        self, weighed: Weighed, lexicon: Lexicon, start: int, end: int, asks: bool, calls: bool
    ) -> None:
        self._weighed, self._lexicon = weighed, lexicon
        self._asks, self._calls = asks, calls
        self._places: list[int] = []
        self._signs: list[int] = []
        self._commas: set[int] = set()
        for place in range(start, end):
            form, sort, _start, _end = weighed.tokens[place]
            if sort is Sort.WORD or sort is Sort.NUMBER:
                self._places.append(place)
            elif sort is Sort.SIGN:
                self._signs.append(place)
            elif form in _COMMAS:
                self._commas.add(len(self._places))
        spoken = [weighed.tokens[place] for place in self._places]
        self._words = [token.form for token in spoken]
        self._present = frozenset(self._words)
        self._meanings = [lexicon.meaning(word) for word in self._words]
        self._numbers = [
            token.sort is Sort.NUMBER or token.form in lexicon.numbers for token in spoken
        ]
        self._negators = {at for at, meaning in enumerate(self._meanings) if meaning.negates}
        far = lexicon.grammar.far
        self._far = {at for at, word in enumerate(self._words) if word in far}
        weighed.turns += [
            self._places[at] for at, meaning in enumerate(self._meanings) if meaning.contrasts
        ]

    def weigh(self) -> None:
        hits, softened = self._found()
        self._weighed.known += sum(meaning.known for meaning in self._meanings)
        for hit in hits:
            for first, factor in softened:
                if hit.first >= first:
                    hit.weight *= factor
            if self._asks and hit.source != "sign":
                hit.weight *= ASKED
            if self._calls:
                hit.weight *= CALLED
        self._weighed.asks |= self._asks
        for hit in hits:
            hit.first, hit.end = self._places[hit.first], self._places[hit.end - 1] + 1
            hit.weight = max(-1.0, min(1.0, hit.weight))
        self._weighed.hits += hits
        for place in self._signs:
            weight = SIGNS.get(self._weighed.tokens[place].form, 0.0)
            if weight:
                self._weighed.hits.append(Hit(place, place + 1, weight, "sign"))

    def _found(self) -> tuple[list[Hit], list[tuple[int, float]]]:
        """The hits by place among the words, and from which word on a factor softens."""
        hits: list[Hit] = []
        softened: list[tuple[int, float]] = []
        at = 0
        while at < len(self._words):
            hit = self._phrase(at, softened) or self._word(at)
            if hit is None:
                at += 1
                continue
            hits.append(hit)
            at = hit.end
        return [hit for hit in hits if hit.weight], softened

    def _phrase(self, at: int, softened: list[tuple[int, float]]) -> Hit | None:
        weighing: list[tuple[int, int, Pattern]] = []
        moving: list[tuple[int, int, Pattern]] = []
        starts = self._meanings[at].patterns
        following = self._words[at + 1] if at + 1 < len(self._words) else ""
        for pattern in starts.possible(following, self._present) if starts else ():
            end = pattern.match(self._words, self._numbers, at)
            if end:
                found = weighing if pattern.role in ("phrase", "fact") else moving
                found.append((end, len(pattern.parts), pattern))
        if moving:
            end, _parts, pattern = max(moving, key=_longest)
            self._move(pattern, at, end, softened)
        if not weighing:
            return None
        end, _parts, pattern = max(weighing, key=_longest)
        weight, negated = pattern.weight, False
        if self._turns_pattern(pattern, at, end):
            weight, negated = turned(weight), True
        return Hit(at, end, weight, pattern.role, pattern.label, negated)

    def _turns_pattern(self, pattern: Pattern, at: int, end: int) -> bool:
        """Whether a "not" before a phrase, or in a gap of it or of a fact, turns it.

        One that the phrase itself spells is part of it.
        """
        within = [self._words[place] for place in range(at, end) if place in self._negators]
        if within:
            return not any(pattern.spells(word) for word in within)
        return pattern.role == "phrase" and self._negated(at, self._meanings[at], back=False)

    def _move(self, pattern: Pattern, at: int, end: int, softened: list[tuple[int, float]]) -> None:
        if pattern.role == "negations":
            # "Don't think" is one negation, and a long arm.
            self._negators.difference_update(range(at, end))
            self._negators.add(end - 1)
            self._far.add(end - 1)
        elif pattern.role == "contrasts":
            self._weighed.turns.append(self._places[end - 1])
        elif pattern.role == "wishes":
            self._weighed.wishes += 1
            softened.append((end, WISHED))
        elif pattern.role == "questions":
            self._weighed.asks |= at <= 1
        elif pattern.role == "concessions":
            softened.append((end, LESSER_HALF))
            after = min((comma for comma in self._commas if comma > end), default=0)
            if after:
                softened.append((after, 1 / LESSER_HALF))

    def _word(self, at: int) -> Hit | None:
        meaning = self._meanings[at]
        if meaning.weight is None or (meaning.degree is not None and self._strengthens(at)):
            return None
        weight = self._darkened(at, meaning.weight * self._degree(at))
        negated = meaning.negated
        if self._never_so(at):
            weight *= NEVER_SO
        elif self._negated(at, meaning):
            weight, negated = turned(weight), True
        return Hit(at, at + 1, weight, "word", negated=negated)

    def _strengthens(self, at: int) -> bool:
        """Whether the word only strengthens the next: "strašně hezké", "awfully nice"."""
        follows = at + 1 < len(self._words) and at + 1 not in self._commas
        return follows and bool(self._meanings[at + 1].weight)

    def _degree(self, at: int) -> float:
        factor = 1.0
        for before in range(at - 1, max(-1, at - 3), -1):
            degree = self._meanings[before].degree
            if degree is None:
                break
            factor *= degree
        return min(factor, 2.0)

    def _darkened(self, at: int, weight: float) -> float:
        """ "Terribly" only strengthens what is good, but lends its own weight to what is bad."""
        before = self._meanings[at - 1] if at and at not in self._commas else None
        if weight >= 0 or before is None or before.degree is None or not before.weight:
            return weight
        return min(weight, LENT * before.weight)

    def _negated(self, at: int, meaning: Meaning, back: bool = True) -> bool:
        concord = self._lexicon.grammar.concord
        if meaning.negated and concord:
            return False
        agreeing = self._agreeing(at)
        turns = 0
        for before in range(at - 1, max(-1, at - 1 - FAR_REACH), -1):
            if before + 1 in self._commas or self._meanings[before].contrasts:
                break
            near = at - before <= NEGATION_REACH or before in self._far
            if near and before in self._negators and self._words[before] not in agreeing:
                turns += 1
        if turns:
            return turns % 2 == 1 or concord
        return back and concord and self._negated_after(at)

    def _agreeing(self, at: int) -> frozenset[str]:
        """The negations that only agree with one in the word itself: "nikdo nepřišel"."""
        grammar = self._lexicon.grammar
        own = grammar.concord and self._words[at].startswith(grammar.negation)
        return grammar.never if own else frozenset()

    def _never_so(self, at: int) -> bool:
        """Whether "never so" or "never … better" makes the word stronger instead of turning it."""
        grammar = self._lexicon.grammar
        if not any(
            word in grammar.never for word in self._words[max(0, at - NEVER_REACH) : at + 3]
        ):
            return False
        compared = bool(grammar.comparative and grammar.comparative.search(self._words[at]))
        return compared or any(word in grammar.so for word in self._words[max(0, at - 2) : at])

    def _negated_after(self, at: int) -> bool:
        """Whether the verb that follows says no: "spokojená nejsem"."""
        grammar = self._lexicon.grammar
        for after in range(at + 1, min(len(self._words), at + 1 + BACK_REACH)):
            word = self._words[after]
            if after in self._commas or word in grammar.joins:
                return False
            if self._meanings[after].weight is not None:
                return False
            if after in self._negators and word not in grammar.never:
                following = self._meanings[after + 1 : after + 3]
                return not any(each.weight for each in following)
        return False


def _longest(found: tuple[int, int, Pattern]) -> tuple[int, int]:
    return found[0], found[1]


def _contrast(weighed: Weighed) -> None:
    """After the last "but", what is said weighs more than before."""
    turn = max(weighed.turns, default=0)
    before = [hit for hit in weighed.hits if hit.first < turn]
    after = [hit for hit in weighed.hits if hit.first > turn]
    if not weighed.turns:
        return
    if not after:
        # "Nice, but …" and then nothing that we know: seldom more praise.
        for hit in before:
            hit.weight *= BEFORE_CONTRAST
        return
    side = math.copysign(1.0, sum(hit.weight for hit in after))
    against = max((-hit.weight * side for hit in before), default=0.0)
    if against < STANDS_UP:
        weighed.later_side = side
    for hit in weighed.hits if before else ():
        hit.weight *= BEFORE_CONTRAST if hit.first < turn else AFTER_CONTRAST
        hit.weight = max(-1.0, min(1.0, hit.weight))
