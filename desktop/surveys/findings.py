"""What came of a survey, read in the background for its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from core.insight import periods
from core.store.workspace import Workspace
from core.voice import surveys
from core.voice.surveys import Result, Survey
from desktop import formats

MOST_QUOTES = 500


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's own words on a survey, and by whom and when they were written."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Findings:
    """A survey with its results; `sayings` are by question, the latest first."""

    survey: Survey
    results: list[Result]
    sayings: dict[int, list[Saying]]
    last_on: date | None


def gather(workspace: Workspace, survey_id: int, since: date | None) -> Findings:
    """Everything about a survey, answered on `since` or later. Raises Missing."""
    begin = periods.begins_at(workspace.clock, since) if since else None
    survey = surveys.get(workspace, survey_id)
    papers = surveys.submissions(workspace, survey_id, limit=MOST_QUOTES)
    own_words = [question.id for question in survey.questions if question.kind == "text"]
    sayings: dict[int, list[Saying]] = defaultdict(list)
    for paper in papers:
        if begin is not None and paper.submitted_at < begin:
            break
        on = formats.day(workspace.clock.day_of(paper.submitted_at))
        by = f"{paper.customer} · {on}" if paper.customer else on
        for number in own_words:
            if number in paper.answers:
                sayings[number].append(Saying(str(paper.answers[number]), by))
    last_on = workspace.clock.day_of(papers[0].submitted_at) if papers else None
    results = surveys.results(workspace, survey_id, since=begin)
    return Findings(survey, results, dict(sayings), last_on)
