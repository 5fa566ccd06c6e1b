"""The words of a topic as an owner reads them, and those that count in a text's language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from core.i18n import LANGUAGES
from core.text import fold
from core.voice.starter_words import OF_TRADE, Starter

# A topic with this share of a first topic's words comes from it.
SAME_WORDS = 0.5
# A folded beginning, and in which language it is shown as which word.
Spoken = dict[str, str]


def pairs(starter: Starter, language: str) -> list[tuple[str, str]]:
    """The beginnings of a first topic's words in a language, each with the word shown for it."""
    told = {"cs": starter.cs, "lv": starter.lv, "en": starter.en}[language]
    words = [word.partition(":") for word in told.split()]
    return [(begun, word) for word, _colon, rest in words for begun in (rest or word).split(",")]


@cache
def _starters() -> tuple[dict[str, Spoken], ...]:
    """The words of each first topic: folded beginnings with their languages."""
    return tuple(map(_spoken, dict.fromkeys(chain.from_iterable(OF_TRADE.values()))))


def _spoken(starter: Starter) -> dict[str, Spoken]:
    found: dict[str, Spoken] = {}
    for language in LANGUAGES:
        for begun, word in pairs(starter, language):
            found.setdefault(fold(begun), {}).setdefault(language, word)
    return found


@lru_cache(maxsize=256)
def _known(written: tuple[str, ...]) -> dict[str, Spoken]:
    """What the first topics know of a topic's words, by their folded beginnings.

    The same letters may begin another word in another first topic: folded, the Latvian for
    moving a booking is the English parcel. So the first topics that this one comes from have
    the say.
    """
    words = {fold(word) for word in written}
    sources = [
        known for known in _starters() if len(words & known.keys()) >= SAME_WORDS * len(known)
    ]
    return {**_together(words, _starters()), **_together(words, sources)}


def _together(words: set[str], starters: Iterable[dict[str, Spoken]]) -> dict[str, Spoken]:
    found: dict[str, Spoken] = {}
    for known in starters:
        for word in words & known.keys():
            found[word] = {**known[word], **found.get(word, {})}
    return found


def shown(written: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic for one who speaks `language`; the shop's own as they were typed."""
    words = (_shown(word, _known(written), language) for word in written)
    return tuple(dict.fromkeys(filter(None, words)))


def _shown(word: str, known: dict[str, Spoken], language: str) -> str:
    return known.get(fold(word), {language: word}).get(language, "")


def changed(written: tuple[str, ...], said: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic after those `shown` in a language were changed to `said`.

    A word still shown keeps its beginnings; one taken away loses them. Words of other languages
    stay.
    """
    kept = {fold(word) for word in said}
    stay, here = [], set[str]()
    for word in written:
        spoken = fold(_shown(word, _known(written), language))
        if not spoken or spoken in kept:
            stay.append(word)
            here.add(spoken)
    return (*stay, *(word for word in said if fold(word) not in here))


def meant(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The folded beginnings that count in a text of `language`; all of them for no language."""
    if language not in LANGUAGES:
        return words
    known = _known(words)
    return tuple(word for word in words if word not in known or language in known[word])


def own(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some folded words that the shop added by itself."""
    return tuple(word for word in words if word not in _known(words))
