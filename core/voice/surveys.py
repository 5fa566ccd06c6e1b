"""Surveys: questions asked at the counter, on paper or by a form, and what was answered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import N_
from core.measures import satisfaction
from core.measures.margins import Rate
from core.measures.satisfaction import SCALES, Ces, Nps
from core.text import clean, one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

KINDS = ("nps", "csat", "ces", "choice", "text")


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question of a survey; `choices` only for the kind choice."""

    kind: str
    wording: str
    choices: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """What keeps this from being a question."""
        found = []
        if self.kind not in KINDS:
            found.append(
                Problem("kind", N_("“{value}” is not a kind of question."), {"value": self.kind})
            )
        if not one_line(self.wording):
            found.append(Problem("wording", N_("A question needs its words.")))
        if self.kind == "choice" and len(self.choices) < 2:
            found.append(Problem("choices", N_("Please give at least two choices.")))
        return found


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """What a form gives."""

    title: str
    questions: tuple[NewQuestion, ...]

    def problems(self) -> list[Problem]:
        """What keeps this from being a survey."""
        found = []
        if not one_line(self.title):
            found.append(Problem("title", N_("A survey needs a title.")))
        if not self.questions:
            found.append(Problem("questions", N_("A survey needs at least one question.")))
        for question in self.questions:
            found.extend(question.problems())
        return found


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the store knows it."""

    id: int
    kind: str
    wording: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey with its questions and how often it was answered."""

    id: int
    title: str
    questions: tuple[Question, ...]
    submissions: int
    created_at: datetime
    archived: bool


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One person's answers: question id → number, choice or text; a blank is left out."""

    survey_id: int
    answers: dict[int, int | str]
    customer_id: int | None = None
    staff_member_id: int | None = None
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One person's answers as the store knows them, question id → number or text."""

    id: int
    customer_id: int | None
    customer: str
    submitted_at: datetime
    answers: dict[int, int | str]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question; the field of its kind is filled, the others are empty.

    `n` counts people: one who ticked several choices is one, though each choice counts her.
    """

    question: Question
    n: int
    nps: Nps | None = None
    csat: Rate | None = None
    ces: Ces | None = None
    choices: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()


def add(workspace: Workspace, new: NewSurvey) -> Survey:
    """Add a survey. Raises RefusedInput."""
    refuse(new.problems())
    with workspace.write(N_("Survey added")) as write:
        survey_id = write.insert(
            "survey", title=one_line(new.title), created_at=iso(workspace.clock.now())
        )
        for position, question in enumerate(new.questions):
            _insert(write, survey_id, position, question)
    return get(workspace, survey_id)


def ask_more(workspace: Workspace, survey_id: int, questions: Sequence[NewQuestion]) -> Survey:
    """Add questions behind those that a survey has. Raises Missing, RefusedInput."""
    refuse([problem for question in questions for problem in question.problems()])
    asked = len(get(workspace, survey_id).questions)
    with workspace.write(N_("Questions added")) as write:
        for position, question in enumerate(questions, start=asked):
            _insert(write, survey_id, position, question)
    return get(workspace, survey_id)


def _insert(write: Write, survey_id: int, position: int, question: NewQuestion) -> None:
    write.insert(
        "question",
        survey_id=survey_id,
        position=position,
        kind=question.kind,
        wording=one_line(question.wording),
        choices=json.dumps(question.choices, ensure_ascii=False),
    )


def archive(workspace: Workspace, survey_id: int) -> None:
    """Stop asking; what was answered stays. Raises Missing."""
    with workspace.write(N_("Survey closed")) as write:
        write.update("survey", survey_id, archived_at=iso(workspace.clock.now()))


def reopen(workspace: Workspace, survey_id: int) -> None:
    """Ask again what was closed. Raises Missing."""
    with workspace.write(N_("Survey opened again")) as write:
        write.update("survey", survey_id, archived_at=None)


def get(workspace: Workspace, survey_id: int) -> Survey:
    """One survey. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE survey.id = ?", [survey_id])
    if row is None:
        raise Missing("survey", survey_id)
    return _from_row(workspace, row)


def find(workspace: Workspace, *, archived: bool = False) -> list[Survey]:
    """The surveys in use (or the closed ones), newest first."""
    state = "NOT NULL" if archived else "NULL"
    rows = workspace.rows(f"{_SELECT} WHERE archived_at IS {state} ORDER BY survey.id DESC")
    return [_from_row(workspace, row) for row in rows]


def submit(workspace: Workspace, new: NewSubmission) -> Submission:
    """Write one person's answers down; 0 is an answer, blank is none.

    Raises Missing, RefusedInput for no answer at all; KnownError for an answer off its scale.
    """
    given = _given(get(workspace, new.survey_id), new.answers)
    if not given:
        refuse([Problem("answers", N_("Please give at least one answer."))])
    with workspace.write(N_("Answers saved")) as write:
        if new.customer_id is not None:
            workspace.require("customer", new.customer_id)
        submission_id = write.insert(
            "submission",
            survey_id=new.survey_id,
            customer_id=new.customer_id,
            staff_member_id=new.staff_member_id,
            submitted_at=iso(new.submitted_at or workspace.clock.now()),
        )
        answers = [(submission_id, *answer) for answer in given]
        write.insert_many("answer", ("submission_id", "question_id", "number", "body"), answers)
    return submissions(workspace, new.survey_id, submission_id=submission_id)[0]


def submissions(
    workspace: Workspace,
    survey_id: int | None = None,
    *,
    customer_id: int | None = None,
    submission_id: int | None = None,
    since: datetime | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[Submission]:
    """Submissions that fit everything given, newest first."""
    wanted = {
        "survey_id": survey_id,
        "submission.customer_id": customer_id,
        "submission.id": submission_id,
    }
    given = {column: value for column, value in wanted.items() if value is not None}
    parts = [f"{column} = ?" for column in given]
    params: list[int | str] = [*given.values()]
    if since is not None:
        parts.append("submitted_at >= ?")
        params.append(iso(since))
    where = " AND ".join(parts) or "TRUE"
    rows = workspace.rows(
        "SELECT submission.id, customer_id, customer.name, submitted_at FROM submission "
        f"LEFT JOIN customer ON customer.id = submission.customer_id WHERE {where} "
        "ORDER BY submitted_at DESC, submission.id DESC LIMIT ? OFFSET ?",
        [*params, limit, offset],
    )
    return [
        Submission(row[0], row[1], row[2] or "", parse_instant(row[3]), _answers(workspace, row[0]))
        for row in rows
    ]


def count_submissions(
    workspace: Workspace, survey_id: int, *, since: datetime | None = None
) -> int:
    """How many people answered a survey, since an instant or ever."""
    bound, params = ("AND submitted_at >= ?", [iso(since)]) if since else ("", [])
    return int(
        workspace.value(
            f"SELECT count(*) FROM submission WHERE survey_id = ? {bound}", [survey_id, *params]
        )
    )


def results(
    workspace: Workspace,
    survey_id: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Result]:
    """What came of every question of a survey within [since, until). Raises Missing."""
    bounds, params = "", []
    for comparison, instant in ((">=", since), ("<", until)):
        if instant is not None:
            bounds += f" AND submitted_at {comparison} ?"
            params.append(iso(instant))
    found = []
    for question in get(workspace, survey_id).questions:
        rows = workspace.rows(
            "SELECT submission_id, number, body FROM answer JOIN submission "
            "ON submission.id = answer.submission_id WHERE question_id = ?"
            f"{bounds} ORDER BY submitted_at DESC, answer.id DESC",
            [question.id, *params],
        )
        found.append(_result(question, rows))
    return found


def scores(workspace: Workspace, kind: str, since: datetime, until: datetime) -> list[int]:
    """All answers of one kind of scale in every survey within [since, until)."""
    rows = workspace.rows(
        "SELECT number FROM answer JOIN question ON question.id = answer.question_id "
        "JOIN submission ON submission.id = answer.submission_id "
        "WHERE kind = ? AND submitted_at >= ? AND submitted_at < ? AND number IS NOT NULL",
        [kind, iso(since), iso(until)],
    )
    return [int(row[0]) for row in rows]


def _result(question: Question, rows: list[sqlite3.Row]) -> Result:
    if question.kind in SCALES:
        numbers = [int(row["number"]) for row in rows if row["number"] is not None]
        if question.kind == "nps":
            return Result(question, len(numbers), nps=satisfaction.nps(numbers))
        if question.kind == "csat":
            return Result(question, len(numbers), csat=satisfaction.csat(numbers))
        return Result(question, len(numbers), ces=satisfaction.ces(numbers))
    texts = [row["body"] for row in rows if row["body"]]
    if question.kind == "text":
        return Result(question, len(texts), texts=tuple(texts))
    known = {choice: texts.count(choice) for choice in question.choices}
    others = {text: texts.count(text) for text in texts if text not in known}
    people = len({row["submission_id"] for row in rows if row["body"]})
    return Result(question, people, choices=tuple({**known, **others}.items()))


def _given(
    survey: Survey, answers: dict[int, int | str]
) -> list[tuple[int, int | None, str | None]]:
    """What was answered to the survey's questions, as rows; blanks are left out."""
    questions = {question.id: question for question in survey.questions}
    return [
        (question_id, *stored(questions[question_id], value))
        for question_id, value in answers.items()
        if question_id in questions and clean(str(value))
    ]


def stored(question: Question, value: int | str) -> tuple[int | None, str | None]:
    """An answer as the columns `number` and `body`. Raises KnownError for one off its scale."""
    if question.kind not in SCALES:
        return None, clean(str(value))
    scale = SCALES[question.kind]
    number = satisfaction.as_number(question.kind, str(value))
    if number is None:
        raise KnownError(
            "answer_off_scale",
            N_("“{value}” is not an answer from {lowest} to {highest}."),
            value=value,
            lowest=scale.start,
            highest=scale.stop - 1,
        )
    return number, None


_SELECT = """SELECT survey.*, (SELECT count(*) FROM submission
    WHERE submission.survey_id = survey.id) AS submissions FROM survey"""


def _from_row(workspace: Workspace, row: sqlite3.Row) -> Survey:
    questions = workspace.rows(
        "SELECT id, kind, wording, choices FROM question WHERE survey_id = ? ORDER BY position",
        [row["id"]],
    )
    return Survey(
        id=row["id"],
        title=row["title"],
        questions=tuple(
            Question(q["id"], q["kind"], q["wording"], tuple(json.loads(q["choices"])))
            for q in questions
        ),
        submissions=row["submissions"],
        created_at=parse_instant(row["created_at"]),
        archived=row["archived_at"] is not None,
    )


def _answers(workspace: Workspace, submission_id: int) -> dict[int, int | str]:
    rows = workspace.rows(
        "SELECT question_id, number, body FROM answer WHERE submission_id = ? ORDER BY id",
        [submission_id],
    )
    found: dict[int, int | str] = {}
    for row in rows:
        value = int(row["number"]) if row["number"] is not None else row["body"]
        before = found.get(row["question_id"])
        # Several choices of one question stand in as many rows.
        found[row["question_id"]] = value if before is None else f"{before}, {value}"
    return found
