"""The language of a text, found offline from its letters and its most common words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.measures.sentiment import common_words
from core.text import fold

# Below this many characters the shop's own language wins: "ok", "super" and "Anna" are
# the same everywhere.
SHORT_CHARACTERS = 10
READ_CHARACTERS = 2_000

# Letters that one of the three languages has and the other two do not.
_LETTERS = {"cs": frozenset("ěřůýáíéóúďťň"), "lv": frozenset("āēīūģķļņ"), "en": frozenset()}

_COMMON = {"cs": common_words.CZECH, "lv": common_words.LATVIAN, "en": common_words.ENGLISH}


def _own_words(language: str) -> frozenset[str]:
    """The common words of one language that are none of another's."""
    others = " ".join(words for other, words in _COMMON.items() if other != language)
    return frozenset(_COMMON[language].split()) - frozenset(others.split())


_WORDS = {language: _own_words(language) for language in _COMMON}

# Endings and letter groups that hint where no common word stands; weaker than a word.
_HINTS = {
    "cs": re.compile(
        r"ou$|ych$|eho$|emu$|ost$|ovat$|uj[iu]$|dlo$|ala$|ali$|eni$|cky$|nou$|ejsi$|^ne.*l[aio]?$"
    ),
    "lv": re.compile(
        r"[^s]us$|iem$|am$|ija$|iju$|sana$|sanas$|sanu$|aja$|ajas$|ies$|ats$|ots$|ums$|kti$|[ks]su$"
    ),
    "en": re.compile(r"ing$|ed$|tion$|ly$|th|^wh|sh|ck$|ght|ee|oo|[qx]|w"),
}
_LETTER_POINTS, _WORD_POINTS, _HINT_POINTS = 1.0, 2.0, 0.7
_TOKEN = re.compile(r"[^\W\d_]+")


def guess(
    text: str, shop_languages: Iterable[str] = ("cs", "lv", "en"), default: str = "en"
) -> str:
    """The language of `text` among the shop's languages; `default` when short or unclear."""
    candidates = [language for language in shop_languages if language in _WORDS]
    start = text[:READ_CHARACTERS].strip()
    if len(start) < SHORT_CHARACTERS or not candidates:
        return default
    words = _TOKEN.findall(start.replace("’", "").replace("'", "").casefold())
    points = {language: _points(language, words) for language in candidates}
    best = max(points.values())
    winners = [language for language in candidates if points[language] == best]
    return winners[0] if len(winners) == 1 else default


def _points(language: str, words: list[str]) -> float:
    own_letters, own_words, hint = _LETTERS[language], _WORDS[language], _HINTS[language]
    points = 0.0
    for word in words:
        points += _LETTER_POINTS * sum(letter in own_letters for letter in word)
        folded = fold(word)
        if folded in own_words:
            points += _WORD_POINTS
        elif hint.search(folded):
            points += _HINT_POINTS
    return points
