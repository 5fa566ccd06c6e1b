"""Train the statistical readers and write them where the app finds them.

    .venv/bin/python training/sentiment/train.py

Do so after a change to the sentences, the lexicons or the features, and raise the version of
the readers that changed (core/measures/sentiment/readers.py), so that shops are read anew.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from fitting import Fit, fit
from sentences import KINDS, LANGUAGES, MOODS, Sentence, to_learn_from

from core.measures.sentiment import features, language
from core.measures.sentiment.features import Features
from core.measures.sentiment.model import Model
from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.tokens import plain, tokens
from core.measures.sentiment.weighing import weigh

MODELS = Path(__file__).resolve().parents[2] / "core/measures/sentiment/models"
# A mixed text is rarer than the others, and taking one for mixed costs as much as missing one.
MOOD = Fit(keep=24_000, counts=(1.0, 1.0, 1.0, 0.5))
KIND = Fit(keep=12_000)
LANGUAGE = Fit(hold=0.3, hold_findings=0.3, keep=8_000)


def main() -> None:
    """Train all models and write them."""
    for each in LANGUAGES:
        write(each, train(each, to_learn_from(each)))
    write("languages", {"language": train_language()})


def train(of: str, sentences: list[Sentence]) -> dict[str, Model]:
    """The mood and kind models of a language."""
    seen = [found(of, sentence.text) for sentence in sentences]
    return {
        "mood": fit(seen, mood_targets(sentences), MOODS, MOOD),
        "kind": fit(seen, kind_targets(sentences), KINDS, KIND),
    }


def found(of: str, text: str) -> Features:
    """What the statistical reader sees of a text."""
    return features.of(weigh(tokens(text), lexicon(of)))


def mood_targets(sentences: list[Sentence]) -> np.ndarray:
    """The mood of each sentence."""
    return np.array([[mood == each.mood for mood in MOODS] for each in sentences], dtype=float)


def kind_targets(sentences: list[Sentence]) -> np.ndarray:
    """The kind of each sentence."""
    return np.array([[kind == each.kind for kind in KINDS] for each in sentences], dtype=float)


def train_language() -> Model:
    """The model that tells the languages apart, taught on texts with and without diacritics."""
    texts, classes = [], []
    for row, each in enumerate(LANGUAGES):
        for sentence in to_learn_from(each):
            for text in dict.fromkeys((sentence.text, plain(sentence.text))):
                texts.append(language.features(text))
                classes.append(row)
    return fit(texts, np.eye(len(LANGUAGES))[classes], LANGUAGES, LANGUAGE)


def write(name: str, models: dict[str, Model]) -> None:
    """Write models so that the same training gives the same bytes."""
    text = json.dumps(
        {key: model.as_plain() for key, model in models.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    path = MODELS / f"{name}.json.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")  # noqa: T201


if __name__ == "__main__":
    main()
