"""What the owner's word on a mood counts as, where the reading had its own −1…+1."""

from __future__ import annotations

OVERRULED = {"negative": -0.6, "mixed": 0.0, "neutral": 0.0, "positive": 0.6}
_WORDS = " ".join(f"WHEN '{word}' THEN {score}" for word, score in OVERRULED.items())


def score(word: str) -> str:
    """SQL: the score of a feedback, NULL where it was not read; `word` is the owner's or NULL."""
    return f"""CASE WHEN {word} IS NOT NULL THEN CASE {word} {_WORDS} END
        WHEN polarity <> 'unread' THEN score END"""
