"""The form of an analyzer: TextBlob's own, so that ours work there and its work here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

# The words of a phrase as read, its polarity −1…+1, its subjectivity 0–1 and a label.
Assessment = tuple[Sequence[str], float, float, str | None]

# The label of a phrase whose weight was turned by a negation.
NEGATED = "negated"


class Assessed(NamedTuple):
    """What an analyzer returns: TextBlob's sentiment with the assessments behind it."""

    polarity: float
    subjectivity: float
    assessments: Sequence[Assessment]


class Analyzer(Protocol):
    """A `textblob.base.BaseSentimentAnalyzer` with a name.

    The name is kept with each reading: change it whenever the analyzer reads differently.
    """

    @property
    def name(self) -> str: ...

    def analyze(self, text: str, keep_assessments: bool = False) -> Assessed: ...
