"""Headings that stand in two rows, as SurveyMonkey writes them: a question, its choices below."""

from __future__ import annotations

from collections.abc import Sequence

from core.exchange.headings import key

_SURVEYMONKEY = ("respondentid", "collectorid")
# What stands below a question that has no choices.
_NOTHING_MORE = frozenset({"response", "openendedresponse"})


def is_first_of_two(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a row of headings is SurveyMonkey's and has its sub-labels below."""
    keys = [key(cell) for cell in first]
    if not set(_SURVEYMONKEY) <= set(keys):
        return False
    at = keys.index(_SURVEYMONKEY[0])
    # Where an answer begins below, every row has its respondent.
    return any(map(str.strip, second)) and not "".join(second[at : at + 1]).strip()


def joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """One heading for each column: the question and what stands below it.

    A blank question carries on the one before it.
    """
    width = max(len(first), len(second))
    questions = [*first, *[""] * (width - len(first))]
    labels = [*second, *[""] * (width - len(second))]
    names, question = [], ""
    for above, below in zip(questions, labels, strict=True):
        above, below = " ".join(above.split()), " ".join(below.split())
        question = above or (question if below else "")
        adds = bool(below) and key(below) not in _NOTHING_MORE
        names.append(f"{question} – {below}" if question and adds else question or below)
    return names
