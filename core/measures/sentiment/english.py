"""What TextBlob knows of English words, for our English reader to build on.

Importing this module loads TextBlob; only the first English text does so.
"""

from __future__ import annotations

from collections.abc import Mapping

from textblob.en import sentiment as pattern

# TextBlob gives most of its words a shade; those without one are no mood words.
FELT = 0.05


def textblob_words() -> Mapping[str, float]:
    """The words that TextBlob weighs, each with its polarity −1…+1 over all its senses."""
    pattern.load()
    weights = {word: senses[None][0] for word, senses in pattern.items()}
    return {word: weight for word, weight in weights.items() if abs(weight) >= FELT}
