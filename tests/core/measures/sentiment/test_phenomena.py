"""How people talk: negation, idioms, facts that hurt and the like, in every language.

The cases stand in tests/data/sentiment, one a line: phenomenon, mood, text. They were written by
thinking of what people say, not by listing what is read well.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.measures.sentiment import guess, read
from core.measures.sentiment.readers import names

CASES = Path(__file__).resolve().parents[3] / "data" / "sentiment"
PHENOMENA = {"comfort", "contrast", "emoji", "facts", "idioms", "negation", "plain", "questions"}
MOODS = {"negative", "neutral", "positive", "mixed"}
FEWEST_CASES, FEWEST_OF_EACH = 60, 10


def cases(language: str) -> list[tuple[str, str, str]]:
    """The phenomenon, mood and text of each case."""
    lines = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    found = [tuple(line.split("\t")) for line in lines]
    return [(phenomenon, mood, text) for phenomenon, mood, text in found]


ALL = [(language, *case) for language in names() for case in cases(language)]


@pytest.mark.parametrize("language", names())
def test_every_language_has_cases_enough_of_each_phenomenon(language: str) -> None:
    found = cases(language)
    assert len({text for _phenomenon, _mood, text in found}) == len(found) >= FEWEST_CASES
    assert {mood for _phenomenon, mood, _text in found} <= MOODS
    counts = Counter(phenomenon for phenomenon, _mood, _text in found)
    assert counts.keys() == PHENOMENA
    assert min(counts.values()) >= FEWEST_OF_EACH


@pytest.mark.parametrize("language", names())
@pytest.mark.parametrize("phenomenon", sorted(PHENOMENA - {"questions", "emoji"}))
def test_a_phenomenon_is_shown_from_both_sides(language: str, phenomenon: str) -> None:
    """So that a reader who always answers alike cannot pass."""
    moods = {mood for named, mood, _text in cases(language) if named == phenomenon}
    assert {"negative", "positive"} <= moods


@pytest.mark.parametrize(
    ("language", "phenomenon", "mood", "text"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}-{number}") for number, case in enumerate(ALL)],
)
def test_it_is_read_as_it_is_meant(language: str, phenomenon: str, mood: str, text: str) -> None:
    assert read(text, language).polarity == mood, text


@pytest.mark.parametrize(
    ("language", "phenomenon", "mood", "text"),
    [
        pytest.param(*case, id=f"{case[0]}-{case[1]}-{number}")
        for number, case in enumerate(ALL)
        if len(case[3]) >= 20
    ],
)
def test_its_language_is_found(language: str, phenomenon: str, mood: str, text: str) -> None:
    assert guess(text, default=language) == language, text
