"""The language of a text, found offline from its words and the letters within them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from core.measures.sentiment.features import Features, parts
from core.measures.sentiment.model import shares, trained

# Below this many characters the shop's own language wins: "ok", "super" and "Anna" are
# the same everywhere.
SHORT_CHARACTERS = 10
READ_CHARACTERS = 2_000
# The shop's own language stays the guess unless another is so many times as likely.
CLEARLY = 1.5

_WORD = re.compile(r"[^\W\d_]+")
_ELSEWHERE = re.compile(r"https?://\S*|www\.\S+|[@#]\w+")


def guess(
    text: str, shop_languages: Iterable[str] = ("cs", "lv", "en"), default: str = "en"
) -> str:
    """The language of `text` among the shop's languages; `default` when short or unclear."""
    start = text[:READ_CHARACTERS].strip()
    if len(start) < SHORT_CHARACTERS:
        return default
    model = trained("languages")["language"]
    found = features(start)
    if not any(name in model.weights for name in found):
        return default
    likely = dict(zip(model.classes, shares(model.logits(found)), strict=True))
    candidates = [language for language in shop_languages if language in likely]
    best = max(candidates, key=likely.__getitem__, default=default)
    unclear = likely.get(best, 0.0) < CLEARLY * likely.get(default, 0.0)
    return default if unclear else best


def features(text: str) -> Features:
    """What tells the language of a text: its words and their parts, with their diacritics."""
    words = {word.replace("’", "") for word in _WORD.findall(_ELSEWHERE.sub(" ", text).lower())}
    found = {f"w {word[:20]}" for word in words}
    for word in words:
        found.update(letter for letter in word if not letter.isascii())
        found.update(parts(word, 2, 4))
    return dict.fromkeys(found, 1 / math.sqrt(len(found)) if found else 0.0)
