"""What kind of question got these answers: a scale, a choice, or one's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.exchange import words
from core.exchange.surveys import word_scales
from core.measures.satisfaction import SCALES, as_number
from core.text import fold

MOST_CHOICES, LONGEST_CHOICE, MOST_CHOICE_WORDS = 12, 60, 6
# A scale that so many answered with a number stays one; the others are told as problems.
MOSTLY = 0.9
# Word beginnings, folded, of the questions that have a scale of their own,
RECOMMEND = re.compile(r"\b(recommend|doporuc|ieteik|ieteikt)")
_EFFORT = re.compile(r"\b(easy|effort|snadn|jednoduch|usili|viegl|piepul)")
# “(0–10)”, “od 1 do 5”, “on a scale of 1 to 7”: the scale that a question names itself.
_NAMED = re.compile(r"\b[01]\s*(?:[-–—]|to|az|do|lidz)\s*(5|7|10)\b")
_OWN_NAME = re.compile(r"\b(nps|csat|ces)\b")
_SATISFIED = re.compile(r"satisf|spokoj|apmierin")
# of those that count something, and of those that ask for one's own words.
_COUNTING = re.compile(
    r"\b(how (many (?!stars|points)|often|old)|kolik(?!.*(hvezd|bod|hodnot))|"
    r"cik (reiz|biez|gad|ilg|daudz)|vek\b|vecums|age\b|rok\b|gads\b)"
)
_ASKED_WHAT = re.compile(r"(what|co|ko|kas)\b")
OPEN = re.compile(
    r"(why|why\?|proc\?|kapec\?)$|comment|koment|\b(why|anything|describe|tell us|suggest|proc\b|"
    r"neco|napiste|popiste|vzkaz|navrh|kapec|pastast|aprakst|ierosin|ieteikum)"
)
_LABELLED = re.compile(r"(\d{1,2})\s*(?:[-–—=:]\s*[^\d\s].*|\([^)]*\)|/\s*(?:5|7|10))", re.DOTALL)
_LABELLED_BEHIND = re.compile(r"\D*\((\d{1,2})\)")
_STARS = re.compile(r"([★⭐]\ufe0f?)+[☆]*|☆+")
OPPOSITES = {
    "ano": "Ne", "ne": "Ano", "yes": "No", "no": "Yes", "ja": "Nē", "true": "False",
    "false": "True",
}  # fmt: skip


def question_kind(wording: str, answers: Mapping[str, int]) -> str:
    """The kind of a question, by its words and by the answers it got, each with its count."""
    asked = fold(wording)
    numbers = {answer: number_in(answer) for answer in answers}
    known = {answer: number for answer, number in numbers.items() if number is not None}
    if answers and sum(answers[answer] for answer in known) >= MOSTLY * sum(answers.values()):
        return _scale(asked, sorted(known.values()), answers)
    if word_scales.steps(answers) is not None:
        return "csat"
    return "choice" if _is_choice(asked, answers) else "text"


def _scale(asked: str, numbers: list[int], answers: Mapping[str, int]) -> str:
    most = max(numbers)
    own, named = _OWN_NAME.search(asked), _NAMED.search(asked)
    if own and most in SCALES[own[1]]:
        return own[1]
    # The best answer of the scale was perhaps never given.
    most = max(most, int(named[1])) if named else most
    shorter = named is not None and most < 10
    if RECOMMEND.search(asked) and most in SCALES["nps"] and not shorter:
        return "nps"
    if _COUNTING.search(asked) or most not in SCALES["nps"]:
        return "choice" if 2 <= len(answers) <= MOST_CHOICES else "text"
    if most > 7 or 0 in numbers:
        # Ten steps of content are no recommendation; its score would be told as one.
        return "choice" if _SATISFIED.search(asked) and len(answers) > 1 else "nps"
    if most > 5 or (_EFFORT.search(asked) and not named):
        return "ces"
    return "csat"


def _is_choice(asked: str, answers: Mapping[str, int]) -> bool:
    if answers and all(fold(answer) in words.YES | words.NO for answer in answers):
        return len(answers) > 1 or fold(next(iter(answers))) in OPPOSITES
    if not 2 <= len(answers) <= MOST_CHOICES or OPEN.search(asked):
        return False
    if any(len(answer) > LONGEST_CHOICE for answer in answers):
        return False
    if any(len(answer.split()) > MOST_CHOICE_WORDS for answer in answers):
        return False
    repeated = sum(answers.values()) > len(answers)
    closed = not _ASKED_WHAT.match(asked) and not any(_is_said(answer) for answer in answers)
    return repeated or closed


def _is_said(answer: str) -> bool:
    return answer.endswith((".", "!", "?", "…")) or len(answer.split()) > 3


def number_in(answer: str) -> int | None:
    """The number in an answer to a scale: 4, “4 - good”, “4/5”, “good (4)”, ★★★★; else None."""
    text = answer.strip()
    if _STARS.fullmatch(text):
        return sum(text.count(star) for star in "★⭐")
    found = _LABELLED.fullmatch(text) or _LABELLED_BEHIND.fullmatch(text)
    digits = found[1] if found else text
    plain = digits.isascii() and digits.isdigit() and len(digits) < 4
    return int(digits) if plain else None


def on_scale(kind: str, answer: str, steps: Mapping[str, int]) -> int | None:
    """An answer as a number of a scale; None for one that is off it."""
    number = number_in(answer)
    if number is None and kind == "csat":
        number = steps.get(answer) or word_scales.step(answer)
    return None if number is None else as_number(kind, str(number))
