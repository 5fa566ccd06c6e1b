"""Reading the mood of a text: one reader per language, a reading that shows its words."""

from __future__ import annotations

from core.measures.sentiment.kinds import guess_kind
from core.measures.sentiment.language import guess
from core.measures.sentiment.readers import names, read
from core.measures.sentiment.reading import POLARITIES, Polarity, Reading, Word

__all__ = ["POLARITIES", "Polarity", "Reading", "Word", "guess", "guess_kind", "names", "read"]
