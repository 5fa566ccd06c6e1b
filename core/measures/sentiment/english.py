"""The English reader: TextBlob's pattern analyzer, taught that "isn't" holds a "not".

Importing this module loads TextBlob; only `analyzers` does so, on the first English text.
"""

from __future__ import annotations

import re

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer
from textblob.en import sentiment as pattern

from core.measures.sentiment.form import NEGATED, Assessed, Assessment

# TextBlob knows "n't" only as a word of its own, which its tokenizer never makes.
_SHORT_NOT = re.compile(r"n[’']t\b", re.IGNORECASE)


class EnglishAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]
    """Reads English for the shop and for `TextBlob(text, analyzer=EnglishAnalyzer())`."""

    name = "en-pattern-1"
    kind = CONTINUOUS

    def analyze(self, text: str, keep_assessments: bool = False) -> Assessed:
        """Polarity −1…+1, subjectivity 0–1, and the assessments if they are to be kept."""
        assessed = pattern(_SHORT_NOT.sub(" not", text))
        polarity, subjectivity = assessed
        kept = [_marked(each) for each in assessed.assessments] if keep_assessments else []
        return Assessed(polarity, subjectivity, kept)


def _marked(assessment: Assessment) -> Assessment:
    words, polarity, subjectivity, label = assessment
    negated = any(word in pattern.negations for word in words)
    return words, polarity, subjectivity, NEGATED if negated else label
