"""A reading of a text: its mood, how strong it is, and the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.i18n import N_

Polarity = Literal["negative", "neutral", "positive", "mixed", "unread"]

POLARITIES: dict[Polarity, str] = {
    "negative": N_("negative"),
    "neutral": N_("neutral"),
    "positive": N_("positive"),
    "mixed": N_("mixed"),
    "unread": N_("unread"),
}
# A score within ± this is neutral.
CLEAR = 0.1
# Both sides are strong from this weight on, the weaker at least half of the stronger.
STRONG, NOT_OUTWEIGHED = 0.4, 0.5
# A reading is kept with the feedback; a wall of swearing need not be kept word by word.
KEPT_WORDS = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase as the reader saw it, its weight −1…+1 with any negation in it."""

    text: str
    weight: float
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The mood of a text; `score` is −1…+1, `reader` names who read it ("" for nobody)."""

    language: str
    polarity: Polarity
    score: float
    words: tuple[Word, ...]
    reader: str


def unread(language: str, reader: str = "") -> Reading:
    """The reading of a text that nobody could read."""
    return Reading(language, "unread", 0.0, (), reader)


def from_words(language: str, score: float, words: Sequence[Word], reader: str) -> Reading:
    """A reading from a score and the words behind it; without any word it is unread.

    All words decide, the first 60 are kept.
    """
    if not words:
        return unread(language, reader)
    kept = round(max(-1.0, min(1.0, score)), 3)
    return Reading(language, polarity(kept, words), kept, tuple(words[:KEPT_WORDS]), reader)


def polarity(score: float, words: Sequence[Word]) -> Polarity:
    """The word for a score: mixed when both sides are strong, neutral when neither is."""
    good = sum(word.weight for word in words if word.weight > 0)
    bad = -sum(word.weight for word in words if word.weight < 0)
    weaker, stronger = sorted((good, bad))
    if weaker >= STRONG and weaker >= NOT_OUTWEIGHED * stronger:
        return "mixed"
    if abs(score) < CLEAR:
        return "neutral"
    return "positive" if score > 0 else "negative"
