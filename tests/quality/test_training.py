"""The sentences that the readers are trained and judged by are whole."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from core.measures.sentiment.model import trained
from core.measures.sentiment.readers import names

TRAINING = Path(__file__).resolve().parents[2] / "training" / "sentiment"
FEWEST_LEARNED, FEWEST_ASIDE = 2_000, 300

in_every_language = pytest.mark.parametrize("language", names())


sys.path.insert(0, str(TRAINING))
SENTENCES = import_module("sentences")
sys.path.remove(str(TRAINING))


@in_every_language
def test_every_sentence_has_a_mood_and_a_kind(language: str) -> None:
    for sentences, fewest in (
        (SENTENCES.to_learn_from(language), FEWEST_LEARNED),
        (SENTENCES.kept_aside(language), FEWEST_ASIDE),
    ):
        assert len(sentences) >= fewest
        moods = {each.mood for each in sentences}
        assert {"negative", "neutral", "positive"} <= moods <= set(SENTENCES.MOODS)
        assert {each.kind for each in sentences} == set(SENTENCES.KINDS)
        assert [each for each in sentences if not each.text.strip()] == []


def test_the_models_tell_what_the_sentences_say() -> None:
    for language in names():
        assert trained(language)["mood"].classes == SENTENCES.MOODS
        assert trained(language)["kind"].classes == SENTENCES.KINDS
    assert trained("languages")["language"].classes == SENTENCES.LANGUAGES == tuple(names())
