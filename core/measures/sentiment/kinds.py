"""What kind of feedback a text is: complaint, question, suggestion, praise or other."""

from __future__ import annotations

from core.measures.sentiment import features
from core.measures.sentiment.readers import beginning, reader
from core.measures.sentiment.reading import Reading

CLEAR_MOOD = 0.5


def guess_kind(text: str, language: str | None = None, default_language: str = "en") -> str | None:
    """The likeliest kind of a text; None when it holds nothing that its reader knows."""
    start, language = beginning(text, language, default_language)
    able = reader(language)
    if able is None:
        return None
    weighed = able.weigh(start)
    if not able.knows(weighed):
        return None
    logits = able.kind.logits(features.of(weighed))
    kind = able.kind.classes[max(range(len(logits)), key=logits.__getitem__)]
    return _with_mood(able.read_weighed(start, weighed)) if kind == "other" else kind


def _with_mood(reading: Reading) -> str:
    """A remark with a clear mood is praise or a complaint: people speak of the shop here."""
    if abs(reading.score) < CLEAR_MOOD:
        return "other"
    return {"positive": "praise", "negative": "complaint"}.get(reading.polarity, "other")
