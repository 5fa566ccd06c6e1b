"""A survey as tables to take away: everybody's answers, and what came of each question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from core.i18n import _
from core.store.workspace import Workspace
from core.voice import surveys
from core.voice.surveys import Question, Result, Submission, Survey
from desktop.surveys.question_kinds import QUESTION_KINDS
from desktop.widgets.record_model import Column
from desktop.widgets.shown_list import ShownList


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the results: a figure with its margin, or how often a choice was made."""

    question: Question
    answers: int
    what: str
    figure: float | None
    low: float | None = None
    high: float | None = None


def papers(workspace: Workspace, survey: Survey, since: datetime | None) -> ShownList:
    """A row for each person who answered since an instant, a column for each question."""
    day_of = workspace.clock.day_of
    columns = [
        Column(_("When"), str, value=lambda paper: day_of(paper.submitted_at)),
        Column(_("Customer"), lambda paper: paper.customer or _("Walk-in")),
        *(
            Column(question.wording, str, value=partial(_answer, question.id))
            for question in survey.questions
        ),
    ]
    return ShownList(
        columns,
        partial(surveys.submissions, workspace, survey.id, since=since),
        partial(surveys.count_submissions, workspace, survey.id, since=since),
    )


def figures(results: Sequence[Result]) -> ShownList:
    """A row for each figure of each question, as the results show them."""
    found = [finding for result in results for finding in findings(result)]
    columns = [
        Column(_("Question asked"), lambda each: each.question.wording),
        Column(_("Kind"), lambda each: _(QUESTION_KINDS[each.question.kind].name)),
        Column(_("Answers"), str, value=lambda each: each.answers),
        Column(_("Measure"), lambda each: each.what),
        Column(_("Figure"), str, value=lambda each: _rounded(each.figure)),
        Column(_("At least"), str, value=lambda each: _rounded(each.low)),
        Column(_("At most"), str, value=lambda each: _rounded(each.high)),
    ]
    return ShownList(
        columns, lambda *, offset, limit: found[offset : offset + limit], lambda: len(found)
    )


def findings(result: Result) -> list[Finding]:
    """The figures of one question; its own words are with the answers of each person."""
    line = partial(Finding, result.question, result.n)
    if result.nps is not None:
        nps = result.nps
        return [line(_("points (NPS)"), nps.value, *(nps.interval or ()))]
    if result.csat is not None:
        rate = result.csat
        return [line(_("satisfied, per cent"), rate.percent, *(rate.interval or ()))]
    if result.ces is not None:
        easy = result.ces.easy
        return [
            line(_("found it easy, per cent"), easy.percent, *(easy.interval or ())),
            line(_("average"), result.ces.mean),
        ]
    if result.choices:
        return [line(choice, count) for choice, count in result.choices]
    return [line(_("answers in own words"), result.n)]


def _answer(question_id: int, paper: Submission) -> Any:
    return paper.answers.get(question_id)


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 1)
