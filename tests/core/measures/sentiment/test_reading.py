"""What a reading is, with and without anybody who could read."""

from __future__ import annotations

from core.measures.sentiment.reading import POLARITIES, Word, unread


def test_an_unread_text_has_no_score_and_no_words() -> None:
    reading = unread("de")
    assert (reading.polarity, reading.score, reading.words) == ("unread", 0.0, ())
    assert reading.polarity in POLARITIES


def test_a_word_of_an_older_reading_has_no_label() -> None:
    assert Word(*["not great", -0.4, True]).label == ""
