"""What a text says outright: so long a wait, too high a price, a cold room."""

from __future__ import annotations

import re

# So much more a word counts that tells a fact: an appointment is spoken of with several words.
MORE = 2
# With this before it a word still points where it does without: "overpriced".
_STRONGER = {"cs": "pre", "lv": "par", "en": "over"}
_SHORTEST = 5
# In plain letters; the group is the word that tells it. A wait of days is for a free slot.
_FACTS = {
    "cs": (
        r"\b(ceka\w*)\b(?:\W+\w+){0,4}?\W+(?:minut\w*|min|(?:pul|ctvrt)?hodin\w*)\b",
        r"\b(?:minut\w*|min|(?:pul|ctvrt)?hodin\w*)\b(?:\W+\w+){0,3}?\W+(ceka\w*)\b",
        r"\b(predraz\w*)\b",
        r"\b(?:moc|prilis) (drah\w*)\b",
    ),
    "lv": (
        r"\b(gaid\w*)\b(?:\W+\w+){0,4}?\W+(?:minut\w*|min|(?:pus)?stund\w*)\b",
        r"\b(?:minut\w*|min|(?:pus)?stund\w*)\b(?:\W+\w+){0,3}?\W+(gaid\w*)\b",
        r"\b(pardarg\w*)\b",
        r"\bparak (darg\w*)\b",
    ),
    "en": (
        r"\b(overpriced)\b",
        r"\btoo (expensive|pricey)\b",
        r"\b(wait\w*)\b(?:\W+\w+){0,4}?\W+(?:minutes?|mins?|hours?)\b",
        r"\b(?:minutes?|mins?|hours?)(?:\W+\w+){0,2}?\W+(wait\w*)\b",
        r"\bit(?:\W?s| is| was| gets) (?:\w+ ){0,2}?(cold|freezing)\b(?! (?:shade|tone|colou?r))",
    ),
}
# Whoever waits on the phone or for an answer speaks of booking.
_ON_THE_PHONE = r"\b(?:telefon\w*|talrun\w*|phone|odpoved\w*|atbild\w*|reply|answer)\b"


def told(plain_text: str, language: str) -> frozenset[str]:
    """The words of a text in plain letters that tell a fact outright."""
    if re.search(_ON_THE_PHONE, plain_text):
        return frozenset()
    found = (re.search(fact, plain_text) for fact in _FACTS.get(language, ()))
    return frozenset(match[1] for match in found if match)


def weaker(word: str, language: str) -> str:
    """A word without the "over" before it; the word itself where too little would be left."""
    bare = word.removeprefix(_STRONGER.get(language, ""))
    return bare if len(bare) >= _SHORTEST else word
