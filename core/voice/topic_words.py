"""The words by which the first topics know themselves, in three languages each."""

from __future__ import annotations

from functools import cache

from core.i18n import LANGUAGES
from core.text import fold

# A word is shown whole and matched by its beginning, up to the bar where there is one. A word
# counts in its own language only, so that Czech "milá" does not take English milk for the staff.
Words = dict[str, str]


@cache
def _known() -> dict[str, dict[str, str]]:
    """For each folded beginning the languages it belongs to, with the word shown in each."""
    found: dict[str, dict[str, str]] = {}
    return found


def shown(written: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic for one who speaks `language`; the shop's own as they were typed."""
    known = _known()
    words = []
    for word in written:
        spoken = known.get(fold(word))
        if spoken is None:
            words.append(word)
        elif language in spoken:
            words.append(spoken[language])
    return tuple(words)


def changed(written: tuple[str, ...], said: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The words of a topic after those `shown` in a language were changed to `said`."""
    whole = {word: begun for begun, spoken in _known().items() for word in [spoken.get(language)]}
    hidden = [word for word in written if not shown((word,), language)]
    return (*(whole.get(word, word) for word in said), *hidden)


def meant(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The folded beginnings that count in a text of `language`; all of them for no language."""
    if language not in LANGUAGES:
        return words
    known = _known()
    return tuple(word for word in words if word not in known or language in known[word])
