"""A person's name taken apart: what is a title, a note or a mark, and what is the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text import fold

# Titles, forms of address and forms of companies, folded and without dots.
_TITLES = frozenset(
    """
    ing mgr bc mga bca mudr mddr judr phdr rndr mvdr paeddr pharmdr thdr dr doc prof phd csc drsc
    dis mba msc mphil llm ba ma bsc acad arch dipl pan pani p sl slecna pi mr mrs ms miss sir
    madam kundze kungs kdze kgs jaunkundze et sro ro as spol vos zs sia ik ltd llc gmbh inc
    """.split()
)
# What tells father from son, or two namesakes, on purpose.
_GENERATIONS = {
    "ml": "younger", "mladsi": "younger", "jr": "younger", "junior": "younger", "jun": "younger",
    "jaun": "younger", "st": "older", "starsi": "older", "sr": "older", "senior": "older",
    "sen": "older", "vec": "older",
}  # fmt: skip
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\s[-–—]\s.*|\S*@\S*")
# Abbreviations with dots, a space or a dash within: Ph.D., s. r. o., k-dze.
_SPELT = re.compile(r"\bph\.\s?d\b|\bs\.?\s?r\.\s?o\b|\ba\.\s?s\b|\bz\.\s?s\b|\bk-(?:dze|gs)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ENDINGS = re.compile(r"(?:is|us|s|y|a|e|i)$")


@dataclass(frozen=True, slots=True)
class Name:
    """The folded words of a name in their order, and the mark of a namesake ("" for none).

    `family_first` counts the words that stand before a comma ("Nováková, Jana").
    """

    words: tuple[str, ...]
    mark: str
    family_first: int = 0


def taken_apart(text: str) -> Name:
    """A name without titles, brackets and asides; no words where nobody is named."""
    folded = _ASIDE.sub(" ", fold(text))
    folded = _SPELT.sub(lambda found: re.sub(r"[. -]", "", found[0]), folded)
    before, comma, _after = folded.partition(",")
    words, mark = _plain_words(folded)
    ahead = len(_plain_words(before)[0]) if comma else 0
    return Name(words, mark, ahead if 0 < ahead < len(words) else 0)


def _plain_words(folded: str) -> tuple[tuple[str, ...], str]:
    words: list[str] = []
    mark = ""
    for word in _WORD.findall(folded):
        if word.isdigit():
            # "Jana 2" is somebody's second Jana; a longer number is a phone or a card.
            mark = mark or (word if len(word) <= 2 else "")
        elif word in _GENERATIONS and words:
            mark = _GENERATIONS[word]
        elif word not in _TITLES:
            words.append(word)
    return tuple(words), mark


def stem(family: str) -> str:
    """What husband and wife have in common: Novák and Nováková, Bērziņš and Bērziņa."""
    bare = _ENDINGS.sub("", family.removesuffix("ova")) if len(family) > 3 else family
    # Němec and Němcová, Hájek and Hájková.
    return re.sub(r"(?<=[^aeiouy])e(?=[^aeiouy]$)", "", bare)
