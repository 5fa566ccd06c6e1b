"""Who reads which language, each made on first use.

To add a language, write its lexicon and its sentences, train it, and name it in `_READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from core.measures.sentiment import language as languages
from core.measures.sentiment.grammars import CZECH, ENGLISH, LATVIAN
from core.measures.sentiment.lexicon import Grammar, Lexicon
from core.measures.sentiment.model import Model
from core.measures.sentiment.reader import Reader, name
from core.measures.sentiment.reading import Reading, unread
from core.text import clean

# A voice at the counter is a few sentences; longer texts show their mood in the beginning,
# and a pasted book must not hold up the shop.
READ_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a reader is made of. Raise `version` whenever it reads differently."""

    version: int
    grammar: Grammar
    more_words: Callable[[], Mapping[str, float]] = dict


def _textblob_words() -> Mapping[str, float]:
    # The list takes a moment to read, so it waits for the first English text.
    from core.measures.sentiment.english import textblob_words

    return textblob_words()


_RECIPES = {
    "cs": Recipe(2, CZECH),
    "lv": Recipe(2, LATVIAN),
    "en": Recipe(3, ENGLISH, _textblob_words),
}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that we read."""
    recipe = _RECIPES[language]
    return Lexicon(language, recipe.grammar, recipe.more_words())


_awake: dict[str, Reader] = {}


def reader(language: str) -> Reader | None:
    """The reader of a language; None when nobody reads it."""
    able, recipe = _awake.get(language), _RECIPES.get(language)
    if able is None and recipe is not None:
        able = _awake[language] = Reader(language, recipe.version, lexicon(language))
    return able


def let_go(but: str) -> None:
    """Forget every reader but one, some 10 MiB each; the next text of a language wakes its own."""
    for language in _awake.keys() - {but}:
        _awake.pop(language, None)
    lexicon.cache_clear()


def names() -> dict[str, str]:
    """The name of each language's reader, as kept with its readings, without loading any."""
    return {language: name(language, recipe.version) for language, recipe in _RECIPES.items()}


def beginning(text: str, language: str | None, default_language: str) -> tuple[str, str]:
    """What of a text is read, cleaned, and its language, which is guessed when None."""
    start = clean(text[:READ_CHARACTERS])
    return start, language or languages.guess(start, default=default_language)


def read(
    text: str,
    language: str | None = None,
    default_language: str = "en",
    learned: Mapping[str, Model] | None = None,
) -> Reading:
    """The mood of a text in `language`, which is guessed when None.

    A text without one known word, or in a language that nobody reads, is unread rather than
    neutral. `learned` holds what the owner's corrections taught, by language. Only the first
    10,000 characters are read; any text gives a reading, none raises.
    """
    start, language = beginning(text, language, default_language)
    able = reader(language)
    return able.read(start, (learned or {}).get(language)) if able else unread(language)
