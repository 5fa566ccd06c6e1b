"""Answers from a form program: its questions become a survey, every row a submission.

Answers in one's own words stay answers, as they do when a paper form is typed in; they are no
feedback of their own, so that nobody is heard twice. Of several choices each is an answer.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import KnownError
from core.exchange import days, guessing, words
from core.exchange.cells import BadRow, Cells, Person
from core.exchange.directory import Directory
from core.exchange.headings import key
from core.exchange.plan import Plan
from core.exchange.surveys import question_kinds, questions, splitting, survey_match
from core.exchange.surveys.questions import Asked
from core.exchange.takers import Outcome, Taken
from core.exchange.values import filled
from core.i18n import N_
from core.measures.satisfaction import SCALES
from core.store import settings
from core.text import clean, fold, one_line
from core.voice import surveys
from core.voice.surveys import NewQuestion, NewSurvey, Question

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

# So many cells tell what kinds of questions were asked, and are looked at in a moment.
MOST_CELLS_SEEN = 100_000
_SUBMISSION = ("survey_id", "customer_id", "submitted_at")
_ANSWER = ("submission_id", "question_id", "number", "body")

Answer = tuple[int, int | None, str | None]


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One person's answers: the place of the question in the file, and the number or text.

    `left` are words by their column, where a phone or an address was asked for.
    """

    person: Person
    submitted_at: datetime | None
    answers: tuple[Answer, ...]
    said: tuple[str, ...]
    left: tuple[tuple[int, str], ...] = ()

    @property
    def content(self) -> str:
        """What tells this row from every other, in whatever order its columns stand."""
        person, at = self.person, self.submitted_at
        who = (person.reference, person.name, person.email, person.phone)
        return "\x1f".join((*who, iso(at) if at else "", *sorted(self.said)))


class SurveysIn:
    """Brings the submissions of a survey in."""

    chunk_size = 500

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._workspace, self._write, self._people = workspace, write, people
        self._cells = Cells(plan)
        self._now = workspace.clock.now()
        columns = plan.layout.others()
        most_rows = MOST_CELLS_SEEN // max(1, len(columns))
        seen = _seen(plan, columns, most_rows)
        self._headers = headers = plan.table.headers
        self._language = settings.get(workspace, settings.LANGUAGE)
        self._asked = questions.of_columns(
            plan.layout.source,
            headers,
            columns,
            seen,
            self._language,
            all_seen=plan.row_count <= most_rows,
        )
        self._title = survey_match.title(plan.table.path)
        self._survey = survey_match.find(workspace, self._title, self._asked, seen)
        known = survey_match.pairs(self._survey, self._asked, seen) if self._survey else {}
        self._questions = [
            known.get(place) or Question(0, asked.kind, asked.wording, asked.choices)
            for place, asked in enumerate(self._asked)
        ]
        dated = plan.layout.columns("date")
        self._in_utc = any(key(headers[at]).endswith("utc") for at in dated)
        self._survey_id = 0
        self._open: dict[int, int] = {}
        self._submissions: list[tuple[Any, ...]] = []
        self._answers: list[tuple[Any, ...]] = []
        self._next = write.next_id("submission")

    def read(self, cells: list[str]) -> SurveyRow:
        """What a row says. Raises BadRow for an answer off its scale, or none at all."""
        found = self._cells.moment(cells)
        answers: list[Answer] = []
        said = []
        for place, (asked, question) in enumerate(zip(self._asked, self._questions, strict=True)):
            here = asked.said(cells)
            if here:
                said.append("\x1d".join((asked.key, *here)))
                answers += [(place, *one) for one in _answers(asked, question, cells)]
        person = self._person(cells)
        left = tuple(self._left_over(person, cells))
        if not answers and not left:
            raise BadRow(N_("There is no answer in this row."))
        if found and self._in_utc and found.offset is None:
            found = replace(found, offset=timedelta())
        at = days.instant(found, self._workspace.clock) if found else None
        return SurveyRow(person, at, tuple(answers), tuple(said), left)

    def _person(self, cells: list[str]) -> Person:
        """Who answered; whoever would rather be called writes a phone where an address is asked."""
        person = self._cells.person(cells)
        if not person.email and not person.phone:
            left = one_line(self._cells.text(cells, "email"))
            return replace(person, phone=left if guessing.is_phone(left) else "")
        return person

    def _left_over(self, person: Person, cells: list[str]) -> Iterator[tuple[int, str]]:
        """What was said instead of how to reach her: “ask for Jana at the desk”."""
        for at, text in self._cells.left_over(cells):
            if one_line(text) != person.phone and fold(text) not in words.NOBODY:
                yield at, clean(text)

    def take(self, row: SurveyRow) -> Taken:
        """Add the submission, tied to the customer where the row names one. Raises BadRow."""
        customer_id = self._people.meet(row.person) if row.person else None
        if not self._survey_id:
            self._survey_id = self._asked_now()
        submission_id, self._next = self._next, self._next + 1
        at = iso(row.submitted_at or self._now)
        self._submissions.append((self._survey_id, customer_id, at))
        self._answers += [
            (submission_id, self._questions[place].id, number, body)
            for place, number, body in row.answers
        ]
        self._answers += [
            (submission_id, self._open_question(at), None, body) for at, body in row.left
        ]
        return Taken(Outcome.CREATED, "submission", submission_id)

    def flush(self) -> None:
        """Write new customers, submissions and answers."""
        self._people.flush()
        if self._submissions:
            self._write.insert_many("submission", _SUBMISSION, self._submissions)
            self._write.insert_many("answer", _ANSWER, self._answers)
            self._submissions.clear()
            self._answers.clear()

    def close(self) -> None:
        """Nothing is left to do: every row stands for itself."""

    def _open_question(self, at: int) -> int:
        """The question that takes what was said in a column, asked once somebody said it."""
        if at not in self._open:
            headers = self._headers
            wording = (
                headers[at] if at < len(headers) else guessing.heading_of(at + 1, self._language)
            )
            known = surveys.get(self._workspace, self._survey_id).questions
            same = (each for each in known if each.kind == "text")
            found = next((each for each in same if key(each.wording) == key(wording)), None)
            if found is None:
                new = [NewQuestion("text", wording)]
                found = surveys.ask_more(self._workspace, self._survey_id, new).questions[-1]
            self._open[at] = found.id
        return self._open[at]

    def _asked_now(self) -> int:
        """The survey with all of the file's questions, made or added to as far as it lacks them."""
        new = [
            NewQuestion(question.kind, question.wording, question.choices)
            for question in self._questions
            if not question.id
        ]
        if self._survey is None:
            survey = surveys.add(self._workspace, NewSurvey(self._title, tuple(new)))
        elif new:
            survey = surveys.ask_more(self._workspace, self._survey.id, new)
        else:
            return self._survey.id
        made = iter(survey.questions[len(survey.questions) - len(new) :])
        self._questions = [question if question.id else next(made) for question in self._questions]
        return survey.id


def _seen(plan: Plan, columns: Sequence[int], most_rows: int) -> dict[int, Counter[str]]:
    """The different answers in some columns, each with how often it was given."""
    seen: dict[int, Counter[str]] = {at: Counter() for at in columns}
    for _number, cells in itertools.islice(plan.table.rows(), most_rows):
        if isinstance(cells, list):
            for at, found in seen.items():
                if text := clean(filled(cells[at])):
                    found[text] += 1
    return seen


def _answers(
    asked: Asked, question: Question, cells: list[str]
) -> list[tuple[int | None, str | None]]:
    given = asked.answers(cells)
    if question.kind == "text":
        return [(None, ", ".join(asked.said(cells)))]
    if not given:
        return []
    if question.kind in SCALES:
        number = question_kinds.on_scale(question.kind, given[0], asked.steps)
        if number is not None:
            return [(number, None)]
        return [_off_scale(question, given[0])]
    if not asked.mark:
        given = [part for text in given for part in splitting.parted(text, "", question.choices)]
    return [(None, text) for text in given]


def _off_scale(question: Question, text: str) -> tuple[int | None, str | None]:
    try:
        return surveys.stored(question, text)
    except KnownError as error:
        raise BadRow(error.sentence, **error.facts) from error
