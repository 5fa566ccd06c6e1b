"""Answers from a form program: its questions become a survey, every row a submission."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import KnownError
from core.exchange import days
from core.exchange.cells import BadRow, Cells, Person
from core.exchange.directory import Directory
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.exchange.values import filled
from core.i18n import N_
from core.measures.satisfaction import as_number
from core.text import clean, fold, one_line
from core.voice import surveys
from core.voice.surveys import NewQuestion, NewSurvey, Question, Survey

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

MOST_CHOICES, LONGEST_CHOICE = 12, 60
# Word beginnings, folded, of the questions that have a scale of their own.
_RECOMMEND = re.compile(r"\b(recommend|doporuc|ieteik|ieteikt)")
_EFFORT = re.compile(r"\b(easy|effort|snadn|jednoduch|usili|viegl|piepul)")
_FORM_ENDING = re.compile(
    r"\s*\((responses|odpovědi|atbildes)\)|[\s_-]*\d{4}-\d\d-\d\d$", re.IGNORECASE
)
_SUBMISSION = ("survey_id", "customer_id", "submitted_at")
_ANSWER = ("submission_id", "question_id", "number", "body")


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One person's answers, question id → number or text."""

    person: Person
    submitted_at: datetime | None
    answers: tuple[tuple[int, int | None, str | None], ...]

    @property
    def content(self) -> str:
        """What tells this row from every other; the questions count, their ids do not."""
        person, at = self.person, self.submitted_at
        answers = [f"{number}" if body is None else body for _id, number, body in self.answers]
        return "\x1f".join(
            (person.name, person.email, person.phone, iso(at) if at else "", *answers)
        )


class SurveysIn:
    """Brings the submissions of a survey in."""

    chunk_size = 500

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._workspace, self._write, self._people = workspace, write, people
        self._cells = Cells(plan)
        self._now = workspace.clock.now()
        columns = plan.layout.others()
        self._survey = _survey(workspace, plan, columns)
        self._questions = list(zip(columns, self._survey.questions, strict=True))
        self._submissions: list[tuple[Any, ...]] = []
        self._answers: list[tuple[Any, ...]] = []
        self._next = write.next_id("submission")

    def read(self, cells: list[str]) -> SurveyRow:
        """What a row says. Raises BadRow for an answer off its scale, or none at all."""
        found = self._cells.moment(cells)
        answers = [
            (question.id, *_answer(question, filled(cells[at])))
            for at, question in self._questions
            if filled(cells[at])
        ]
        if not answers:
            raise BadRow(N_("There is no answer in this row."))
        at = days.instant(found, self._workspace.clock) if found else None
        return SurveyRow(self._cells.person(cells), at, tuple(answers))

    def take(self, row: SurveyRow) -> Taken:
        """Add the submission, tied to the customer where the row names one. Raises BadRow."""
        customer_id = self._people.meet(row.person) if row.person else None
        submission_id, self._next = self._next, self._next + 1
        at = iso(row.submitted_at or self._now)
        self._submissions.append((self._survey.id, customer_id, at))
        self._answers += [(submission_id, *answer) for answer in row.answers]
        return Taken(Outcome.CREATED, "submission", submission_id)

    def flush(self) -> None:
        """Write new customers, submissions and answers."""
        self._people.flush()
        if self._submissions:
            self._write.insert_many("submission", _SUBMISSION, self._submissions)
            self._write.insert_many("answer", _ANSWER, self._answers)
            self._submissions.clear()
            self._answers.clear()


def _survey(workspace: Workspace, plan: Plan, columns: list[int]) -> Survey:
    """The survey with these questions, found among the shop's or made."""
    headers = plan.table.headers
    questions = tuple(_question(headers[at], plan.seen[at]) for at in columns)
    wordings = [fold(question.wording) for question in questions]
    for survey in surveys.find(workspace):
        if [fold(question.wording) for question in survey.questions] == wordings:
            return survey
    return surveys.add(workspace, NewSurvey(title(plan.table.path), questions))


def title(path: Path) -> str:
    """The name of a survey, from the file that holds its answers."""
    return one_line(_FORM_ENDING.sub("", path.stem).replace("_", " ")) or path.stem


def _question(heading: str, seen: frozenset[str]) -> NewQuestion:
    answers = sorted({clean(filled(cell)) for cell in seen} - {""})
    kind = question_kind(heading, answers)
    return NewQuestion(kind, one_line(heading), tuple(answers) if kind == "choice" else ())


def question_kind(heading: str, answers: list[str]) -> str:
    """The kind of a question, by its words and by the different answers it got."""
    words = fold(heading)
    if answers and all(as_number("nps", answer) is not None for answer in answers):
        most = max(map(int, answers))
        if most > 7 or "0" in answers or _RECOMMEND.search(words):
            return "nps"
        if most > 5 or _EFFORT.search(words):
            return "ces"
        return "csat"
    short = all(len(answer) <= LONGEST_CHOICE for answer in answers)
    asked_for_words = words.endswith(("why", "why?", "proc?", "kapec?")) or "comment" in words
    if 2 <= len(answers) <= MOST_CHOICES and short and not asked_for_words:
        return "choice" if all(len(answer.split()) <= 6 for answer in answers) else "text"
    return "text"


def _answer(question: Question, text: str) -> tuple[int | None, str | None]:
    try:
        return surveys.stored(question, text)
    except KnownError as error:
        raise BadRow(error.sentence, **error.facts) from error
