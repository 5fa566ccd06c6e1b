"""Which survey of the shop a form's file belongs to, and which of its questions are which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.exchange.headings import key
from core.exchange.surveys.question_kinds import on_scale
from core.exchange.surveys.questions import Asked
from core.measures.satisfaction import SCALES
from core.text import fold, one_line
from core.voice import surveys
from core.voice.surveys import Question, Survey

if TYPE_CHECKING:
    from core.store.workspace import Workspace

Seen = Mapping[int, Counter[str]]

# What programs and browsers put behind the title of a form, one after the other.
_ENDINGS = re.compile(
    r"\s*(\((responses|odpovědi|atbildes)\)|\(\d+(-\d+)?\)|\.csv"
    r"|[\s_-]+\d{4}-\d\d-\d\d"
    r"|\s-\s(form responses|odpovědi formuláře|veidlapas atbildes)\s*\d*)$",
    re.IGNORECASE,
)


def title(path: Path) -> str:
    """The name of a survey, from the file that holds its answers."""
    name, shorter = path.stem, ""
    while name != shorter:
        shorter, name = name, _ENDINGS.sub("", name)
    return one_line(name.replace("_", " ")) or path.stem


def find(workspace: Workspace, name: str, asked: Sequence[Asked], seen: Seen) -> Survey | None:
    """The shop's survey that asks the same, one in use before a closed one; None for none.

    Most questions of the file must be the survey's; and the title must be the same, or they
    must be half of the survey's, or there must be nothing new among at least two.
    """
    best, most = None, 0.0
    for survey in (*surveys.find(workspace), *surveys.find(workspace, archived=True)):
        shared = len(pairs(survey, asked, seen))
        total = len(survey.questions) + len(asked) - shared
        fit = shared / total + (0.5 if fold(survey.title) == fold(name) else 0)
        if fit > most and _belongs(survey, name, len(asked), shared):
            best, most = survey, fit
    return best


def _belongs(survey: Survey, name: str, asked: int, shared: int) -> bool:
    if shared * 2 <= asked:
        return False
    same_title = fold(survey.title) == fold(name)
    return same_title or shared * 2 >= len(survey.questions) or (shared == asked and asked > 1)


def pairs(survey: Survey, asked: Sequence[Asked], seen: Seen) -> dict[int, Question]:
    """The survey's questions that the file asks, by their place in the file."""
    left = list(survey.questions)
    found: dict[int, Question] = {}
    for place, one in enumerate(asked):
        same = next((question for question in left if _is_same(question, one, seen)), None)
        if same is not None:
            left.remove(same)
            found[place] = same
    return found


def _is_same(question: Question, asked: Asked, seen: Seen) -> bool:
    """Whether both say the same, and the answers are not all off the question's scale."""
    if asked.unworded:
        mine, hers = set(map(fold, asked.choices)), set(map(fold, question.choices))
        return question.kind == "choice" and len(mine & hers) * 2 > min(len(mine), len(hers))
    if key(question.wording) != key(asked.wording):
        return False
    answers = [answer for at in asked.columns for answer in seen[at]]
    return question.kind not in SCALES or any(
        on_scale(question.kind, answer, asked.steps) is not None for answer in answers
    )
