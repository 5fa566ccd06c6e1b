"""The sentences written for this project: those to learn from, and those kept aside to judge by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.i18n import LANGUAGES
from core.voice.feedback import KINDS
from core.voice.moods import SAYABLE

__all__ = ["KINDS", "LANGUAGES", "MOODS", "Sentence", "kept_aside", "to_learn_from"]

HERE = Path(__file__).resolve().parent
MOODS = SAYABLE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text as people write it, with the mood and kind its writer meant, and where it belongs."""

    mood: str
    kind: str
    text: str
    place: str  # counter, post, tweet, product, restaurant …


def to_learn_from(language: str) -> list[Sentence]:
    """The sentences that the statistical reader is trained on."""
    return list(_sentences(HERE / "learn" / language))


def kept_aside(language: str) -> list[Sentence]:
    """The sentences that no training sees."""
    return list(_sentences(HERE / "kept_aside" / language))


def _sentences(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            mood, kind, text = line.split("\t")
            yield Sentence(mood, kind, text, path.stem)
