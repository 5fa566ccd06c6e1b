"""The readers are judged by sentences that they never saw."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from core.measures.sentiment.readers import names
from core.measures.sentiment.tokens import tokens
from core.text import fold

TRAINING = Path(__file__).resolve().parents[2] / "training" / "sentiment"
# So many words in the same order are a sentence, whatever stands between them.
SENTENCE_WORDS = 3

sys.path.insert(0, str(TRAINING))
SENTENCES = import_module("sentences")
sys.path.remove(str(TRAINING))

in_every_language = pytest.mark.parametrize("language", names())


def same(text: str) -> str:
    """What the spellings of one sentence have in common: diacritics, spaces and marks let go."""
    words = [token.form for token in tokens(fold(text)) if token.form[0].isalnum()]
    return " ".join(words if len(words) >= SENTENCE_WORDS else fold(text).split())


@in_every_language
def test_no_sentence_kept_aside_is_learned_from(language: str) -> None:
    learned = {same(each.text) for each in SENTENCES.to_learn_from(language)}
    assert [
        each.text for each in SENTENCES.kept_aside(language) if same(each.text) in learned
    ] == []


@in_every_language
def test_no_sentence_is_learned_from_twice_in_different_moods(language: str) -> None:
    moods: dict[str, set[str]] = {}
    for each in SENTENCES.to_learn_from(language):
        moods.setdefault(" ".join(each.text.split()), set()).add(each.mood)
    assert {text: found for text, found in moods.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Čekala jsem 40 minut!", "cekala  jsem 40 minut"),
        ("Don’t ever go.", "don't ever go"),
        ("😍", " 😍 "),
    ],
)
def test_two_spellings_of_a_sentence_are_the_same(one: str, other: str) -> None:
    assert same(one) == same(other)
    assert same(one) != same("Gaidīju 40 minūtes")
