"""From words and a score to the mood of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.reading import POLARITIES, Word, from_words, polarity, unread

weights = st.floats(-1, 1)


def words(*given: float) -> list[Word]:
    return [Word("word", weight) for weight in given]


@pytest.mark.parametrize(
    ("score", "given", "expected"),
    [
        (0.5, [0.5], "positive"),
        (-0.5, [-0.5], "negative"),
        (0.1, [0.1], "positive"),
        (0.09, [0.09], "neutral"),
        (-0.09, [0.0, -0.18], "neutral"),
        (0.0, [0.8, -0.8], "mixed"),
        (0.15, [0.8, -0.5], "mixed"),
        (0.25, [0.8, -0.3], "positive"),
        (-0.4, [0.4, -1.0, -1.0], "negative"),
    ],
)
def test_the_score_and_both_sides_make_the_mood(
    score: float, given: list[float], expected: str
) -> None:
    assert polarity(score, words(*given)) == expected


def test_a_text_without_a_known_word_is_unread_rather_than_neutral() -> None:
    assert from_words("en", 0.0, [], "reader") == unread("en", "reader")
    assert unread("cs").polarity == "unread"


def test_a_reading_keeps_its_words_and_who_read_it() -> None:
    found = [Word("not great", -0.4, negated=True)]
    reading = from_words("en", -0.4, found, "en-1")
    assert reading.words == tuple(found)
    assert (reading.language, reading.reader) == ("en", "en-1")


def test_a_wall_of_words_is_kept_in_part() -> None:
    assert len(from_words("en", 1.0, words(*[1.0] * 900), "en-1").words) == 60


@given(st.floats(-5, 5), st.lists(weights, max_size=8))
def test_every_reading_is_on_its_scales(score: float, given: list[float]) -> None:
    reading = from_words("en", score, words(*given), "en-1")
    assert reading.polarity in POLARITIES
    assert -1 <= reading.score <= 1
