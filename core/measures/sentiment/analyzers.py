"""Who reads which language: one analyzer per language, in TextBlob's own form.

To add a language, write a `BaseSentimentAnalyzer` in a module of its own (see `form`) and
name it in `_MAKERS`. To blend two readers, write an analyzer that holds both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from core.measures.sentiment import language as languages
from core.measures.sentiment.form import NEGATED, Analyzer, Assessment
from core.measures.sentiment.reading import Reading, Word, from_words, unread
from core.text import clean

# A voice at the counter is a few sentences; longer texts show their mood in the beginning,
# and a pasted book must not hold up the shop.
READ_CHARACTERS = 10_000


def _english() -> Analyzer:
    # TextBlob takes half a second to import, so it waits for the first English text.
    from core.measures.sentiment.english import EnglishAnalyzer

    return EnglishAnalyzer()


_MAKERS: dict[str, Callable[[], Analyzer]] = {"en": _english}


@cache
def analyzer(language: str) -> Analyzer | None:
    """The analyzer of a language, made on first use; None when nobody reads it yet."""
    make = _MAKERS.get(language)
    return make() if make else None


def read(text: str, language: str | None = None, default_language: str = "en") -> Reading:
    """The mood of a text in `language`, which is guessed when None.

    A language without an analyzer, or a text without one known word, is unread rather than
    neutral. Only the first 10,000 characters are read; any text gives a reading, none raises.
    """
    start = clean(text[:READ_CHARACTERS])
    language = language or languages.guess(start, default=default_language)
    reader = analyzer(language)
    return read_with(reader, start, language) if reader else unread(language)


def read_with(reader: Analyzer, text: str, language: str) -> Reading:
    """The reading that one analyzer gives of a text."""
    assessed = reader.analyze(text, keep_assessments=True)
    words = [_word(assessment) for assessment in assessed.assessments]
    return from_words(language, assessed.polarity, words, reader.name)


def _word(assessment: Assessment) -> Word:
    words, weight, _, label = assessment
    # TextBlob hangs "!" on the word it strengthens; only an emoticon is punctuation alone.
    spoken = [word for word in words if any(letter.isalnum() for letter in word)] or words
    return Word(" ".join(spoken), round(weight, 3), label == NEGATED)
