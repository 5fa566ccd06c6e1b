"""How well the readers read the sentences kept aside, and what each part of them adds.

    .venv/bin/python training/sentiment/report.py            the readers as they are shipped
    .venv/bin/python training/sentiment/report.py --parts    and each part by itself (minutes)

Macro-F1 over negative, neutral and positive, each class counting alike; "mixed" and "unread"
answers count as neutral. docs/sentiment.md holds the tables of the last release.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fitting import fit
from sentences import LANGUAGES, MOODS, Sentence, kept_aside, to_learn_from
from train import MOOD, mood_targets

from core.measures.sentiment import features, guess_kind, read
from core.measures.sentiment.features import Features
from core.measures.sentiment.grammars import ENGLISH
from core.measures.sentiment.lexicon import Lexicon
from core.measures.sentiment.model import Model, shares
from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.tokens import tokens
from core.measures.sentiment.weighing import Weighed, weigh

CLASSES = ("negative", "neutral", "positive")
Seen = Callable[[str], bool]


def _all(name: str) -> bool:
    return True


def _findings(name: str) -> bool:
    return name.startswith("= ")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the reader: which finds of the lexicon and which features it has."""

    name: str
    sources: tuple[str, ...] = ("word", "sign", "phrase", "fact")
    sees: Seen = _all


PARTS = (
    Part("lexicon: words", ("word",), _findings),
    Part("lexicon: words, signs", ("word", "sign"), _findings),
    Part("lexicon: words, signs, phrases", ("word", "sign", "phrase"), _findings),
    Part("the whole lexicon, with facts", sees=_findings),
    Part("statistics alone", sees=lambda name: not _findings(name)),
    Part("all without facts", ("word", "sign", "phrase")),
    Part("all without phrases", ("word", "sign", "fact")),
    Part("all without parts of words", sees=lambda name: name[1:2] == " "),
    Part("all"),
)


def main(parts: bool) -> None:
    """Print the figures."""
    for language in LANGUAGES:
        aside = [each for each in kept_aside(language) if each.mood != "mixed"]
        for place in sorted({each.place for each in aside}):
            here = [each for each in aside if each.place == place]
            say(f"{language}  {place:<12} {len(here):>5} sentences  {_shipped(here, language)}")
        if parts:
            _print_parts(language, aside)


def _shipped(sentences: Sequence[Sentence], language: str) -> str:
    told = [read(each.text, language) for each in sentences]
    asked = [read(each.text, default_language=language) for each in sentences]
    moods = [each.mood for each in sentences]
    kinds = [guess_kind(each.text, language) for each in sentences]
    right = sum(a == b.polarity for a, b in zip(moods, told, strict=True)) / len(moods)
    auto = sum(a == b.polarity for a, b in zip(moods, asked, strict=True)) / len(moods)
    kind = sum(a.kind == b for a, b in zip(sentences, kinds, strict=True)) / len(kinds)
    answers = Counter(each.polarity for each in told)
    return (
        f"macro-F1 {macro_f1(moods, [each.polarity for each in told]):.1f}  right {right:.1%}  "
        f"language left to the app {auto:.1%}  kind {kind:.1%}  "
        f"mixed {answers['mixed']}  unread {answers['unread']}"
    )


def macro_f1(moods: Sequence[str], answers: Sequence[str]) -> float:
    """Macro-F1 in percent, every class weighing alike; other answers count as neutral."""
    sizes = Counter(moods)
    answers = [each if each in CLASSES else "neutral" for each in answers]
    scores = []
    for mood in CLASSES:
        hit = sum(a == b == mood for a, b in zip(moods, answers, strict=True)) / sizes[mood]
        claimed = sum(1 / sizes[a] for a, b in zip(moods, answers, strict=True) if b == mood)
        scores.append(2 * hit / (claimed + 1) if hit else 0.0)
    return 100 * sum(scores) / len(scores)


def _print_parts(language: str, aside: Sequence[Sentence]) -> None:
    learn = to_learn_from(language)
    scales: dict[str, tuple[Lexicon, Sequence[Part]]] = {"": (lexicon(language), PARTS)}
    if language == "en":
        scales[" without TextBlob's words"] = Lexicon("en", ENGLISH), PARTS[-1:]
    for without, (scale, parts) in scales.items():
        learned = [weigh(tokens(each.text), scale) for each in learn]
        judged = [weigh(tokens(each.text), scale) for each in aside]
        for part in parts:
            seen = [_seen(part, each) for each in learned]
            model = fit(seen, mood_targets(learn), MOODS, MOOD)
            answers = [_likeliest(model, _seen(part, each)) for each in judged]
            score = macro_f1([each.mood for each in aside], answers)
            say(f"{language}    {part.name + without:<36} {score:.1f}")


def _seen(part: Part, weighed: Weighed) -> Features:
    hits = [hit for hit in weighed.hits if hit.source in part.sources]
    found = features.of(replace(weighed, hits=hits))
    return {name: value for name, value in found.items() if part.sees(name)}


def _likeliest(model: Model, found: Features) -> str:
    likely = shares(model.logits(found))
    return MOODS[likely.index(max(likely))]


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main("--parts" in sys.argv[1:])
