"""The language of a text, found offline from its words and the letters within them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from core.measures.sentiment.features import Features, parts
from core.measures.sentiment.lexicon import REMEMBERED
from core.measures.sentiment.model import Model, shares, trained

# Below this many characters the shop's own language wins: "ok", "super" and "Anna" are
# the same everywhere.
SHORT_CHARACTERS = 10
READ_CHARACTERS = 500
# The shop's own language stays the guess unless another is so many times as likely.
CLEARLY = 1.5

_WORD = re.compile(r"[^\W\d_]+")
# Addresses and the names of people and topics are the same in every language.
_AWAY = re.compile(r"[@#/]|www")
_ELSEWHERE = re.compile(r"https?://\S*|www\.\S+|[@#]\w+")


def guess(
    text: str, shop_languages: Iterable[str] = ("cs", "lv", "en"), default: str = "en"
) -> str:
    """The language of `text` among the shop's languages; `default` when short or unclear."""
    start = text[:READ_CHARACTERS].strip()
    if len(start) < SHORT_CHARACTERS:
        return default
    likely = _likely(start)
    candidates = [language for language in shop_languages if language in likely]
    best = max(candidates, key=likely.__getitem__, default=default)
    unclear = likely.get(best, 0.0) < CLEARLY * likely.get(default, 0.0)
    return default if unclear else best


def features(text: str) -> Features:
    """What tells the language of a text: its words and their parts, with their diacritics."""
    found: Features = {}
    words = _words(text)
    scale = _scale(words)
    for word in words:
        for name, value in of_word(word).items():
            found[name] = found.get(name, 0.0) + value * scale
    return found


def of_word(word: str) -> Features:
    """What one word tells: itself, its letters with diacritics, and its parts."""
    found: Features = {f"w {word[:20]}": 1.0}
    for part in (*filter(lambda letter: not letter.isascii(), word), *parts(word, 2, 4)):
        found[part] = found.get(part, 0.0) + 1.0
    return found


def _words(text: str) -> list[str]:
    spoken = _ELSEWHERE.sub(" ", text) if _AWAY.search(text) else text
    words = _WORD.findall(spoken.replace("’", "").replace("'", ""))
    # A capital within a text begins a name, and names tell where somebody is from.
    plain_words = [word for word in words[1:] if not word.istitle()]
    told = words[:1] + plain_words if plain_words else words
    return list(dict.fromkeys(word.lower() for word in told))


def _scale(words: list[str]) -> float:
    """By how much the words of a text are turned down, so that a long one does not shout."""
    return 1 / math.sqrt(sum(map(len, words)) or 1)


def _likely(text: str) -> dict[str, float]:
    """How likely each language is; empty for a text without any word that tells."""
    model = _model()
    words = _words(text)
    scale = _scale(words)
    felt = [_felt(word) for word in words]
    if not any(any(each) for each in felt):
        return {}
    logits = [
        start + scale * sum(each[column] for each in felt)
        for column, start in enumerate(model.bias)
    ]
    return dict(zip(model.classes, shares(logits), strict=True))


@lru_cache(REMEMBERED)
def _felt(word: str) -> tuple[float, ...]:
    return tuple(_model().felt(of_word(word)))


@cache
def _model() -> Model:
    return trained("languages")["language"]
