"""The words of a topic as an owner reads them, and those that count in a text's language."""

from __future__ import annotations

from functools import cache

from core.i18n import LANGUAGES
from core.text import fold
from core.voice.starter_words import OF_TRADE, Starter

# A folded beginning, and in which language it is shown as which word.
Spoken = dict[str, str]


def pairs(starter: Starter, language: str) -> list[tuple[str, str]]:
    """The beginnings of a first topic's words in a language, each with the word shown for it."""
    told = {"cs": starter.cs, "lv": starter.lv, "en": starter.en}[language]
    words = [word.partition(":") for word in told.split()]
    return [(begun, word) for word, _colon, rest in words for begun in (rest or word).split(",")]


@cache
def _known() -> dict[str, Spoken]:
    """For each folded beginning the languages it belongs to, with the word shown in each."""
    found: dict[str, Spoken] = {}
    for starters in OF_TRADE.values():
        for starter in starters:
            for language in LANGUAGES:
                for begun, word in pairs(starter, language):
                    found.setdefault(fold(begun), {}).setdefault(language, word)
    return found


def shown(written: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic for one who speaks `language`; the shop's own as they were typed."""
    words = (_known().get(fold(word), {language: word}).get(language, "") for word in written)
    return tuple(dict.fromkeys(filter(None, words)))


def changed(written: tuple[str, ...], said: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic after those `shown` in a language were changed to `said`.

    A word still shown keeps its beginnings; one taken away loses them. Words of other languages
    stay.
    """
    kept = {fold(word) for word in said}
    stay, here = [], set[str]()
    for word in written:
        spoken = shown((word,), language)
        if not spoken or fold(spoken[0]) in kept:
            stay.append(word)
            here.update(map(fold, spoken))
    return (*stay, *(word for word in said if fold(word) not in here))


def meant(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The folded beginnings that count in a text of `language`; all of them for no language."""
    if language not in LANGUAGES:
        return words
    known = _known()
    return tuple(word for word in words if word not in known or language in known[word])


def own(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some folded words that the shop added by itself."""
    return tuple(word for word in words if word not in _known())
