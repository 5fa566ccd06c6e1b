"""Our readers in TextBlob's own form, for anyone: `TextBlob(text, analyzer=CzechAnalyzer())`.

Importing this module loads TextBlob; the app reads without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from core.measures.sentiment.readers import read

# The words as they stand in the text, polarity −1…+1, subjectivity 0–1, and a label.
Assessment = tuple[Sequence[str], float, float, str | None]


class Assessed(NamedTuple):
    """TextBlob's sentiment with the assessments behind it."""

    polarity: float
    subjectivity: float
    assessments: Sequence[Assessment]


class _Analyzer(BaseSentimentAnalyzer):  # type: ignore[misc]
    kind = CONTINUOUS
    language: ClassVar[str]

    def analyze(self, text: str, keep_assessments: bool = False) -> Assessed:
        """Polarity −1…+1, subjectivity 0–1, and the assessments if they are to be kept.

        Subjectivity is how strong the deciding words are: 0 for a text without any.
        """
        reading = read(text, self.language)
        found: list[Assessment] = [
            (word.text.split(), word.weight, abs(word.weight), word.label or None)
            for word in reading.words
        ]
        subjectivity = min(1.0, sum(strength for _words, _weight, strength, _label in found))
        return Assessed(reading.score, subjectivity, found if keep_assessments else [])


class CzechAnalyzer(_Analyzer):
    """Reads Czech."""

    language = "cs"


class LatvianAnalyzer(_Analyzer):
    """Reads Latvian."""

    language = "lv"


class EnglishAnalyzer(_Analyzer):
    """Reads English, with TextBlob's own word weights under ours."""

    language = "en"
