"""The models that are shipped were trained on the sentences and lexicons as they stand."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from core.measures.sentiment import features
from core.measures.sentiment.model import Model, trained
from core.measures.sentiment.readers import names
from core.measures.sentiment.tokens import tokens

TRAINING = Path(__file__).resolve().parents[2] / "training" / "sentiment"

sys.path.insert(0, str(TRAINING))
SENTENCES = import_module("sentences")
TRAIN = import_module("train")
sys.path.remove(str(TRAINING))

in_every_language = pytest.mark.parametrize("language", names())


@pytest.mark.parametrize("telling", ["mood", "kind"])
@in_every_language
def test_a_model_knows_only_words_that_it_learned_from(language: str, telling: str) -> None:
    """Cheap to see: a model that knows others was trained on other sentences than these."""
    seen: Counter[str] = Counter()
    parts: dict[str, features.Features] = {}
    for each in SENTENCES.to_learn_from(language):
        found: set[str] = set()
        for form in features.spoken(tokens(each.text)):
            found.update(parts.setdefault(form, features.of_word(form)))
        seen.update(found)
    model = trained(language)[telling]
    known = [name for name in model.weights if not name.startswith("= ")]
    assert len(known) > 1_000
    assert [name for name in known if seen[name] < 2] == []


@pytest.mark.slow
def test_training_gives_the_model_that_is_shipped() -> None:
    """The smallest of the models is trained once more; it takes half a minute."""
    anew: Model = TRAIN.train_language()
    shipped = trained("languages")["language"]
    assert anew.classes == shipped.classes
    assert list(anew.bias) == pytest.approx(list(shipped.bias), abs=0.01)
    # Processors sum in different orders, so a weight may fall on the other side of rounding.
    common = anew.weights.keys() & shipped.weights.keys()
    assert len(common) >= 0.98 * len(shipped.weights)
    off = [
        name
        for name in common
        if any(
            abs(one - other) > 1
            for one, other in zip(anew.weights[name], shipped.weights[name], strict=True)
        )
    ]
    assert off == []
