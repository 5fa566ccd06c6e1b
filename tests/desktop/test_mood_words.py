"""How a feedback was read, told in a sentence; the owner's word beside the app's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.measures.sentiment import Reading, Word
from core.voice.feedback import Feedback
from desktop.widgets.mood_words import how_read, weight


def said(
    polarity: str, score: float = 0.0, *, mine: str | None = None, reader: str = "en-2"
) -> Feedback:
    reading = Reading("en", polarity, score, (), reader)  # type: ignore[arg-type]
    return Feedback(
        id=1,
        customer_id=None,
        customer="",
        staff_member="",
        topic_id=None,
        topic="",
        kind="complaint",
        channel="in_person",
        body="…",
        said_at=datetime(2026, 9, 21, tzinfo=UTC),
        asks_reply=False,
        answered=False,
        polarity=mine or polarity,
        overruled=mine is not None,
        reading=reading,
        suggestion_ids=(),
    )


@pytest.mark.parametrize(
    ("polarity", "score", "sentence"),
    [
        ("negative", -0.72, "Read as clearly negative (−0.72)."),
        ("negative", -0.4, "Read as negative (−0.40)."),
        ("negative", -0.12, "Read as slightly negative (−0.12)."),
        ("positive", 0.12, "Read as slightly positive (+0.12)."),
        ("positive", 0.4, "Read as positive (+0.40)."),
        ("positive", 1.0, "Read as clearly positive (+1.00)."),
        ("mixed", -0.2, "Read as mixed: good and bad stand side by side (−0.20)."),
        ("neutral", 0.05, "Read as neutral."),
        ("unread", 0.0, "Nobody could read this text: please say how it sounds."),
    ],
)
def test_a_reading_is_told_with_its_strength(polarity: str, score: float, sentence: str) -> None:
    assert how_read(said(polarity, score)) == sentence


@pytest.mark.parametrize(
    ("reader", "ending"),
    [
        ("cs-1+42", "Read with what was learned from 42 corrections."),
        ("cs-1+1", "Read with what was learned from 1 correction."),
        ("cs-1", "Read as negative (−0.40)."),
        ("", "Read as negative (−0.40)."),
        ("cs-1+", "Read as negative (−0.40)."),
    ],
)
def test_what_was_learned_is_told_with_it(reader: str, ending: str) -> None:
    assert how_read(said("negative", -0.4, reader=reader)).endswith(ending)


@pytest.mark.parametrize(
    ("polarity", "mine", "sentence"),
    [
        ("negative", "positive", "You said positive; the app read negative (−0.40)."),
        ("negative", "negative", "You said negative, and so did the app (−0.40)."),
        ("unread", "mixed", "You said mixed; the app could not read this text."),
    ],
)
def test_the_owners_word_stands_beside_the_reading(polarity: str, mine: str, sentence: str) -> None:
    assert how_read(said(polarity, -0.4, mine=mine, reader="en-2+42")) == sentence


def test_a_price_can_please_as_well_as_hurt() -> None:
    assert weight(Word("za ty peníze super", 0.6, label="price")) == (
        "A fact that pleases: the price. Weighs +0.6."
    )
    assert weight(Word("předražené", -0.6, label="price")) == (
        "A fact that hurts: the price. Weighs −0.6."
    )
