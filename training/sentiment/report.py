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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fitting import fit
from sentences import LANGUAGES, MOODS, Sentence, kept_aside, to_learn_from
from train import MOOD, found, mood_targets

from core.measures.sentiment import guess_kind, read
from core.measures.sentiment.features import Features
from core.measures.sentiment.model import shares

CLASSES = ("negative", "neutral", "positive")
# Which features a part of the reader sees.
PARTS: dict[str, Callable[[str], bool]] = {
    "words of the lexicon": lambda name: name in LEXICON_WORDS,
    "+ phrases, facts, signs": lambda name: name.startswith("= "),
    "statistics alone": lambda name: not name.startswith("= "),
    "all, without parts of words": lambda name: name[1:2] == " ",
    "all, without pairs": lambda name: not name.startswith("p "),
    "all together": lambda name: True,
}
LEXICON_WORDS = frozenset(f"= {name}" for name in ("words good", "words bad", "words balance"))


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
    learned = [found(language, each.text) for each in learn]
    judged = [found(language, each.text) for each in aside]
    for name, seen in PARTS.items():
        model = fit(_only(learned, seen), mood_targets(learn), MOODS, MOOD)
        answers = []
        for features in _only(judged, seen):
            likely = shares(model.logits(features))
            answers.append(MOODS[likely.index(max(likely))])
        say(f"{language}    {name:<30} {macro_f1([each.mood for each in aside], answers):.1f}")


def _only(texts: Sequence[Features], seen: Callable[[str], bool]) -> list[Features]:
    return [{name: value for name, value in text.items() if seen(name)} for text in texts]


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main("--parts" in sys.argv[1:])
