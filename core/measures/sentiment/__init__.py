"""Reading the mood of a text: one analyzer per language, a reading that shows its words."""

from __future__ import annotations

from core.measures.sentiment.analyzers import read
from core.measures.sentiment.language import guess
from core.measures.sentiment.reading import POLARITIES, Polarity, Reading, Word

__all__ = ["POLARITIES", "Polarity", "Reading", "Word", "guess", "read"]
