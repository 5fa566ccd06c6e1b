"""What kind of feedback a text is: complaint, question, suggestion, praise or other."""

from __future__ import annotations

from core.measures.sentiment import features
from core.measures.sentiment import language as languages
from core.measures.sentiment.readers import READ_CHARACTERS, reader
from core.measures.sentiment.reading import Reading
from core.text import clean

CLEAR_MOOD = 0.5


def guess_kind(text: str, language: str | None = None, default_language: str = "en") -> str | None:
    """The likeliest kind of a text; None when it holds nothing that its reader knows."""
    start = clean(text[:READ_CHARACTERS])
    able = reader(language or languages.guess(start, default=default_language))
    if able is None:
        return None
    weighed = able.weigh(start)
    if not able.knows(weighed):
        return None
    logits = able.kind.logits(features.of(weighed))
    kind = able.kind.classes[max(range(len(logits)), key=logits.__getitem__)]
    return _with_mood(able.read(start)) if kind == "other" else kind


def _with_mood(reading: Reading) -> str:
    """A remark with a clear mood is praise or a complaint: people speak of the shop here."""
    if abs(reading.score) < CLEAR_MOOD:
        return "other"
    return {"positive": "praise", "negative": "complaint"}.get(reading.polarity, "other")
