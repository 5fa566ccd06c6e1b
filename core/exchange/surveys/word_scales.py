"""Answers in words that stand for a step from 1 to 5: “velmi spokojena”, “Strongly agree”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.text import fold

# The folded beginnings of the words that a scale turns on; the longer one says the opposite.
_TURNS = {
    "satisfied": ("spokoj", "apmierin", "satisf", "happy", "pleased"),
    "dissatisfied": ("nespokoj", "neapmierin", "dissatisf", "unsatisf", "unhappy", "displeased"),
    "agree": ("souhlas", "piekrit", "agree"),
    "disagree": ("nesouhlas", "nepiekrit", "disagree"),
}
_OPPOSITE = {"dissatisfied": "satisfied", "disagree": "agree"}
_MUCH = frozenset(
    "velmi velice zcela naprosto uplne maximalne rozhodne silne loti pilnigi pilniba kategoriski "
    "noteikti very extremely completely totally fully strongly highly".split()
)
_RATHER = frozenset("spise docela celkem drizak diezgan somewhat rather fairly mostly".split())
# Words that change nothing; whatever else stands in an answer makes it no step of a scale.
_EMPTY = frozenset("jsem bych byl byla am i im with se s a".split())
_MIDDLE = frozenset(
    ("neutralni", "neutralne", "neutral", "neutrali", "neitrali", "neitrals", "neitrala",
     "napul", "tak napul", "undecided", "ani jedno ani druhe", "ne viens ne otrs")
)  # fmt: skip
# How well something was done, from the best to the worst; a programme has one of these.
_GRADES = (
    ("excellent", "very good", "good", "fair", "poor"),
    ("excellent", "good", "average", "poor", "very poor"),
    ("very good", "good", "average", "bad", "very bad"),
    ("very good", "good", "neutral", "poor", "very poor"),
    ("vyborne", "velmi dobre", "dobre", "dostatecne", "nedostatecne"),
    ("vyborne", "dobre", "prumerne", "spatne", "velmi spatne"),
    ("velmi dobre", "dobre", "prumerne", "spatne", "velmi spatne"),
    ("vyborna", "velmi dobra", "dobra", "dostatecna", "nedostatecna"),
    ("vyborna", "dobra", "prumerna", "spatna", "velmi spatna"),
    ("teicami", "loti labi", "labi", "viduveji", "slikti"),
    ("teicami", "labi", "viduveji", "slikti", "loti slikti"),
    ("loti labi", "labi", "viduveji", "slikti", "loti slikti"),
)
# Five steps, each as men and women and the hurried write it.
_MOST_WORDINGS = 40
_ASIDE = re.compile(r"\([^)]*\)|/\s*\w+")


def steps(answers: Iterable[str]) -> dict[str, int] | None:
    """The step of every answer where all of them stand on one scale, else None.

    Two wordings for one step, or two scales that both fit, make no scale; nor do a plain yes
    and no to a consent, which leave the ends of the scale out.
    """
    asked = sorted(set(answers))
    if len(asked) > _MOST_WORDINGS:
        return None
    return _by_words(asked) or _by_grades(asked)


def step(answer: str) -> int | None:
    """The step that a single answer names by itself, where a scale is known to be asked for."""
    told = _told(answer)
    return told[1] if told else None


def _by_words(answers: list[str]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    wordings: dict[int, str] = {}
    about: set[str] = set()
    for answer in answers:
        told = _told(answer)
        if told is None:
            return None
        subject, step, wording = told
        if wordings.setdefault(step, wording) != wording:
            return None
        about |= {subject} - {""}
        found[answer] = step
    at_an_end = not {1, 5}.isdisjoint(found.values())
    return found if at_an_end and len(about) == 1 else None


def _told(answer: str) -> tuple[str, int, str] | None:
    """What an answer is about ("" for the middle of anything), its step and its bare wording."""
    words = [_turn(word) for word in _words(answer)]
    turns = {word for word in words if word in _TURNS}
    about = {_OPPOSITE.get(turn, turn) for turn in turns}
    if len(turns) == 2 and len(about) == 1:
        return about.pop(), 3, "middle"
    if " ".join(words) in _MIDDLE:
        return "", 3, "middle"
    others = [word for word in words if word not in turns and word not in _EMPTY]
    if len(turns) != 1 or len(others) > 1 or not _MUCH.union(_RATHER).issuperset(others):
        return None
    much, good = bool(_MUCH.intersection(others)), not turns <= _OPPOSITE.keys()
    step = (5 if much else 4) if good else (1 if much else 2)
    return about.pop(), step, " ".join(words)


def _turn(word: str) -> str:
    """The name of what a word turns on; “nespokojená” is not “spokojená”."""
    return next((name for name, starts in _TURNS.items() if word.startswith(starts)), word)


def _by_grades(answers: list[str]) -> dict[str, int] | None:
    bare = {answer: " ".join(_words(answer)) for answer in answers}
    fitting = [grades for grades in _GRADES if set(bare.values()) <= set(grades)]
    found: list[Mapping[str, int]] = [
        {answer: 5 - grades.index(grade) for answer, grade in bare.items()} for grades in fitting
    ]
    if len(answers) < 2 or not found or any(other != found[0] for other in found):
        return None
    return dict(found[0])


def _words(answer: str) -> list[str]:
    """The folded words of an answer, without what stands in brackets or behind a stroke."""
    return re.findall(r"[^\W\d_]+", fold(_ASIDE.sub("", answer).replace("’", "").replace("'", "")))
