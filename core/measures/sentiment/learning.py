"""Learning from the owner's corrections: more weights, on this computer, for this shop.

What is learned is added to what the reader knows. A correction pulls the words of its text
towards the mood that the owner named; the pull ends where the text is read her way with some
certainty, so a few corrections move little and many move what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.measures.sentiment import features
from core.measures.sentiment.features import Features
from core.measures.sentiment.model import Model, shares
from core.measures.sentiment.reader import Reader
from core.measures.sentiment.reading import Polarity

# How far one correction moves its words in one round, how many rounds, and what a word
# forgets in each: found on the kept-aside sentences, see docs/sentiment.md.
STEP, ROUNDS, FORGET = 0.6, 12, 0.01
# The newest corrections count; older ones have long been learned from or are out of fashion.
MOST_CORRECTIONS = 1_000
UNIT = 0.01


@dataclass(frozen=True, slots=True)
class Correction:
    """A text and the mood that the owner gave it."""

    text: str
    mood: Polarity


def learn(reader: Reader, corrections: Sequence[Correction]) -> Model:
    """The weights to add to a reader's own, learned from corrections, newest first.

    The same corrections give the same weights. With none, nothing is added.
    """
    kept = corrections[:MOST_CORRECTIONS]
    texts = [_own(features.of(reader.weigh(each.text))) for each in kept]
    starts = [reader.mood.logits(features.of(reader.weigh(each.text))) for each in kept]
    wanted = reader.mood.classes
    learned: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        for text, start, correction in zip(texts, starts, kept, strict=True):
            _pull(learned, text, start, wanted.index(correction.mood))
        for weights in learned.values():
            weights[:] = [weight * (1 - FORGET) for weight in weights]
    rounded = {
        name: [round(weight / UNIT) for weight in weights]
        for name, weights in sorted(learned.items())
    }
    return Model(
        wanted,
        (0.0,) * len(wanted),
        {name: weights for name, weights in rounded.items() if any(weights)},
        UNIT,
    )


def _own(found: Features) -> Features:
    """The words and their parts; what the lexicon found is the same in every shop."""
    return {name: value for name, value in found.items() if not name.startswith("= ")}


def _pull(
    learned: dict[str, list[float]],
    text: Features,
    start: Sequence[float],
    wanted: int,
) -> None:
    logits = list(start)
    for name, value in text.items():
        weights = learned.get(name)
        if weights is not None:
            logits = [a + b * value for a, b in zip(logits, weights, strict=True)]
    pull = [STEP * ((column == wanted) - share) for column, share in enumerate(shares(logits))]
    for name, value in text.items():
        weights = learned.setdefault(name, [0.0] * len(pull))
        for column, towards in enumerate(pull):
            weights[column] += towards * value
