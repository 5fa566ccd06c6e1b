"""The English reader: TextBlob's pattern analyzer, taught that "isn't" holds a "not".

Importing this module loads TextBlob; only `analyzers` does so, on the first English text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from textblob.base import CONTINUOUS
from textblob.en import sentiment as pattern
from textblob.sentiments import PatternAnalyzer

from core.measures.sentiment.analyzers import NEGATED, Assessment

# TextBlob knows "n't" only as a word of its own, which its tokenizer never makes.
_SHORT_NOT = re.compile(r"n[’']t\b", re.IGNORECASE)


class Sentiment(NamedTuple):
    """TextBlob's result, with the assessments it rests on."""

    polarity: float
    subjectivity: float
    assessments: Sequence[Assessment]


class EnglishAnalyzer(PatternAnalyzer):
    """Reads English for `TextBlob(text, analyzer=EnglishAnalyzer())` and for the shop."""

    name = "en-pattern-1"

    def analyze(self, text: str, keep_assessments: bool = False) -> Any:
        """Polarity −1…+1 and subjectivity 0–1, with the assessments when asked for."""
        assessed = pattern(_SHORT_NOT.sub(" not", text))
        polarity, subjectivity = assessed
        assessments = [_marked(assessment) for assessment in assessed.assessments]
        sentiment = Sentiment(polarity, subjectivity, assessments)
        return sentiment if keep_assessments else sentiment[:2]


def _marked(assessment: Assessment) -> Assessment:
    words, polarity, subjectivity, label = assessment
    negated = any(word in pattern.negations for word in words)
    return words, polarity, subjectivity, NEGATED if negated else label
