"""Learning from the owner's corrections: more weights, on this computer, for this shop.

What is learned is added to what the reader knows. A text that is still misread pulls its words
towards the mood the owner named and away from the one that stood in its place; once it is read
her way with some margin it pulls no more (after Crammer and Singer's multiclass perceptron,
2003). So few corrections move little beside what they have in common, and other texts keep
their mood; docs/sentiment.md holds the figures.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.measures.sentiment import features
from core.measures.sentiment.features import Features
from core.measures.sentiment.model import Model
from core.measures.sentiment.reader import Reader
from core.measures.sentiment.reading import Polarity

# How far a misread text moves its words in one round, by how much its mood has to lead in
# the end, and how many rounds there are at most.
STEP, MARGIN, ROUNDS = 0.3, 0.5, 20
# "Mixed" is told only when it is nearly sure, so it has to lead by more.
MARGIN_OF_MIXED = 1.5
# Short words stand in every text and would carry one text's mood into all others; words that
# the reader knows already give way less than those of the shop's own.
SHORTEST, KNOWN = 4, 0.4
# The newest corrections count; older ones have long been learned from or are out of fashion.
MOST_CORRECTIONS = 1_000
UNIT = 0.01

Weights = dict[int, list[float]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A text and the mood that the owner gave it."""

    text: str
    mood: Polarity


class _Numbers:
    """Features by number: a thousand texts as dictionaries of names would take 70 MiB."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def of(self, features: Features) -> _Numbered:
        """The same features, each by the number of its name."""
        numbers = array("l", (self.names.setdefault(name, len(self.names)) for name in features))
        return _Numbered(numbers, array("d", features.values()))


@dataclass(frozen=True, slots=True)
class _Numbered:
    numbers: array[int]
    values: array[float]

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.numbers, self.values, strict=True)


@dataclass(frozen=True, slots=True)
class _Case:
    """A correction as the learner sees it."""

    seen: _Numbered  # all features of the text
    moved: _Numbered  # those that may move, together of length 1
    start: list[float]  # what the reader thinks by itself
    wanted: int
    margin: float


def learn(reader: Reader, corrections: Sequence[Correction]) -> Model:
    """The weights to add to a reader's own, learned from corrections, newest first.

    The same corrections give the same weights. With none, nothing is added.
    """
    classes = reader.mood.classes
    numbers = _Numbers()
    cases = [_case(reader, numbers, each) for each in corrections[:MOST_CORRECTIONS]]
    learned: Weights = {}
    for _round in range(ROUNDS):
        if not sum([_pull(learned, case) for case in cases]):
            break
    rounded = {
        name: tuple(round(weight / UNIT) for weight in learned[number])
        for name, number in sorted(numbers.names.items())
        if number in learned
    }
    kept = {name: weights for name, weights in rounded.items() if any(weights)}
    return Model(classes, (0.0,) * len(classes), kept, UNIT)


def _case(reader: Reader, numbers: _Numbers, correction: Correction) -> _Case:
    weighed = reader.weigh(correction.text)
    seen = features.of(weighed)
    forms = features.spoken(weighed.tokens)
    # A text of short words alone, such as "ok", has no others to learn from.
    telling = [form for form in forms if len(form) >= SHORTEST or not form[0].isalnum()] or forms
    moved: Features = {}
    for form in telling:
        share = KNOWN if f"w {form}" in reader.mood.weights else 1.0
        for name, value in features.of_word(form).items():
            moved[name] = moved.get(name, 0.0) + share * value
    length = math.sqrt(sum(value * value for value in moved.values())) or 1.0
    return _Case(
        numbers.of(seen),
        numbers.of({name: value / length for name, value in moved.items()}),
        reader.mood.logits(seen),
        reader.mood.classes.index(correction.mood),
        MARGIN_OF_MIXED if correction.mood == "mixed" else MARGIN,
    )


def _pull(learned: Weights, case: _Case) -> bool:
    """Move the words of a case if its text is still misread; tells whether it was."""
    logits = list(case.start)
    for number, value in case.seen:
        for column, weight in enumerate(learned.get(number, ())):
            logits[column] += weight * value
    rivals = (column for column in range(len(logits)) if column != case.wanted)
    rival = max(rivals, key=logits.__getitem__)
    if logits[case.wanted] - logits[rival] >= case.margin:
        return False
    for number, value in case.moved:
        weights = learned.setdefault(number, [0.0] * len(logits))
        weights[case.wanted] += STEP * value
        weights[rival] -= STEP * value
    return True
