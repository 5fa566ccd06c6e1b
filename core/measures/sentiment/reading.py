"""A reading of a text: its mood, how strong it is, and the words that decided."""

from __future__ import annotations

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
# What the facts of the lexicons are about, by their label; said after a colon.
FACTS: dict[str, str] = {
    "waiting": N_("waiting"),
    "promise": N_("promises"),
    "lasting": N_("how long it lasts"),
    "price": N_("the price"),
    "rudeness": N_("manners"),
    "mistake": N_("mistakes"),
    "broken": N_("things that work or do not"),
    "hygiene": N_("cleanliness"),
    "pain": N_("pain"),
    "contact": N_("how to reach you"),
    "delivery": N_("delivery"),
    "quality": N_("quality"),
    "comfort": N_("comfort"),
    "leaving": N_("going elsewhere"),
    "loyalty": N_("coming back"),
    "speed": N_("speed"),
    "care": N_("care"),
    "result": N_("the result"),
}
# A score within ± this is neutral.
CLEAR = 0.1
# A reading is kept with the feedback; a wall of swearing need not be kept word by word.
KEPT_WORDS = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase as it stands in the text, its weight −1…+1 with any negation in it.

    `label` names the fact that it tells, one of FACTS, "" for a word of mood.
    """

    text: str
    weight: float
    negated: bool = False
    label: str = ""


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
