"""Who reads which language: one analyzer per language, in TextBlob's own form.

An analyzer is a `textblob.base.BaseSentimentAnalyzer` whose
`analyze(text, keep_assessments=True)` returns `.polarity` (−1…+1) and `.assessments`, a list
of (words, polarity, subjectivity, label). The label NEGATED marks a negated phrase. `name`
is kept with each reading, so change it whenever the analyzer reads differently. To add a
language, write such a class in a module of its own and name it in `_MAKERS`; to blend two
readers, write an analyzer that holds both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

from core.measures.sentiment import language as languages
from core.measures.sentiment.reading import Reading, Word, from_words, unread
from core.text import clean

NEGATED = "negated"
# A voice at the counter is a few sentences; longer texts show their mood in the beginning,
# and a pasted book must not hold up the shop.
READ_CHARACTERS = 10_000

Assessment = tuple[Sequence[str], float, float, str | None]


class Assessed(Protocol):
    """What an analyzer returns: TextBlob's sentiment tuple with its assessments."""

    @property
    def polarity(self) -> float: ...
    @property
    def assessments(self) -> Sequence[Assessment]: ...


class Analyzer(Protocol):
    """TextBlob's form of a sentiment analyzer, with a name."""

    @property
    def name(self) -> str: ...
    def analyze(self, text: str, keep_assessments: bool = False) -> Assessed: ...


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
    return Word(" ".join(words), round(weight, 3), label == NEGATED)
