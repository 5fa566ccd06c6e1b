"""Surveys: asked, answered, counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import surveys
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey, Survey


@pytest.fixture
def survey(workspace: Workspace) -> Survey:
    """A survey with one question of each kind."""
    questions = (
        NewQuestion("nps", "Would you recommend us?"),
        NewQuestion("csat", "How happy are you?"),
        NewQuestion("ces", "We made booking easy"),
        NewQuestion("choice", "How did you find us?", ("Friend", "Web")),
        NewQuestion("text", "What could be better?"),
    )
    return surveys.add(workspace, NewSurvey("After your visit", questions))


def answer(workspace: Workspace, survey: Survey, *values: int | str) -> surveys.Submission:
    given = {q.id: value for q, value in zip(survey.questions, values, strict=False)}
    return surveys.submit(workspace, NewSubmission(survey.id, given))


def test_each_kind_of_question_gives_its_own_result(workspace: Workspace, survey: Survey) -> None:
    answer(workspace, survey, 10, 5, 7, "Friend", "More parking")
    answer(workspace, survey, 0, 2, 4, "Web", "")
    nps, csat, ces, choice, text = surveys.results(workspace, survey.id)
    assert nps.nps is not None
    assert (nps.nps.value, nps.n) == (0.0, 2)
    assert csat.csat is not None
    assert csat.csat.share == 0.5
    assert ces.ces is not None
    assert ces.ces.mean == 5.5
    assert choice.choices == (("Friend", 1), ("Web", 1))
    assert (text.texts, text.n) == (("More parking",), 1)


def test_nought_is_an_answer_and_blank_is_none(workspace: Workspace, survey: Survey) -> None:
    assert answer(workspace, survey, 0, "").answers == {survey.questions[0].id: 0}
    assert [result.n for result in surveys.results(workspace, survey.id)] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("value", [11, -1, "ten", 3.5])
def test_an_answer_off_its_scale_is_refused_with_its_bounds(
    workspace: Workspace, survey: Survey, value: int | str
) -> None:
    with pytest.raises(KnownError) as refused:
        answer(workspace, survey, value)
    assert "0" in refused.value.text()
    assert "10" in refused.value.text()
    assert surveys.submissions(workspace, survey.id) == []


def test_a_submission_without_any_answer_is_refused(workspace: Workspace, survey: Survey) -> None:
    with pytest.raises(RefusedInput):
        answer(workspace, survey, "", "  ")


@pytest.mark.parametrize(
    "new",
    [
        NewSurvey("", (NewQuestion("nps", "Q"),)),
        NewSurvey("Title", ()),
        NewSurvey("Title", (NewQuestion("stars", "Q"),)),
        NewSurvey("Title", (NewQuestion("text", " "),)),
        NewSurvey("Title", (NewQuestion("choice", "Q", ("only one",)),)),
    ],
)
def test_a_survey_that_cannot_be_asked_is_refused(workspace: Workspace, new: NewSurvey) -> None:
    with pytest.raises(RefusedInput):
        surveys.add(workspace, new)
    assert surveys.find(workspace) == []


def test_results_can_be_bounded_in_time(
    workspace: Workspace, survey: Survey, clock: FixedClock
) -> None:
    answer(workspace, survey, 10)
    clock.move_to(clock.now() + timedelta(days=1))
    answer(workspace, survey, 0)
    nps = surveys.results(workspace, survey.id, since=clock.now())[0].nps
    assert nps is not None
    assert nps.detractors == 1
    assert nps.n == 1
    assert surveys.scores(workspace, "nps", clock.now() - timedelta(days=1), clock.now()) == [10]


def test_a_submission_knows_who_answered(workspace: Workspace, survey: Survey) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    new = NewSubmission(survey.id, {survey.questions[0].id: 9}, jana.id)
    assert surveys.submit(workspace, new).customer == "Jana Nováková"
    assert len(surveys.submissions(workspace, customer_id=jana.id)) == 1


def test_a_closed_survey_keeps_its_answers(workspace: Workspace, survey: Survey) -> None:
    answer(workspace, survey, 9)
    surveys.archive(workspace, survey.id)
    assert surveys.find(workspace) == []
    assert surveys.find(workspace, archived=True)[0].submissions == 1
    with pytest.raises(Missing):
        surveys.get(workspace, 999)


@pytest.mark.parametrize("typed", ["11", "-1", "٣", "9" * 5000, "ten"])
def test_what_is_no_number_of_the_scale_is_a_sentence(workspace: Workspace, typed: str) -> None:
    survey = surveys.add(workspace, NewSurvey("Visit", (NewQuestion("nps", "Recommend us?"),)))
    with pytest.raises(KnownError) as refused:
        surveys.submit(workspace, NewSubmission(survey.id, {survey.questions[0].id: typed}))
    assert refused.value.code == "answer_off_scale"


def test_who_ticks_several_choices_is_one_person(workspace: Workspace) -> None:
    question = NewQuestion("choice", "What was done?", ("Cut", "Colour"))
    survey = surveys.add(workspace, NewSurvey("Visit", (question,)))
    (asked,) = survey.questions
    both = answer(workspace, survey, "Cut")
    with workspace.write("A second tick") as write:
        write.insert("answer", submission_id=both.id, question_id=asked.id, body="Colour")
    answer(workspace, survey, "Cut")
    (result,) = surveys.results(workspace, survey.id)
    assert (result.n, result.choices) == (2, (("Cut", 2), ("Colour", 1)))
    given = [paper.answers[asked.id] for paper in surveys.submissions(workspace, survey.id)]
    assert given == ["Cut", "Cut, Colour"]


def test_questions_come_behind_those_that_are_there(workspace: Workspace, survey: Survey) -> None:
    more = surveys.ask_more(workspace, survey.id, [NewQuestion("text", "Anything else?")])
    assert more.questions[:-1] == survey.questions
    assert (more.questions[-1].kind, more.questions[-1].wording) == ("text", "Anything else?")
    with pytest.raises(RefusedInput):
        surveys.ask_more(workspace, survey.id, [NewQuestion("text", " ")])
    with pytest.raises(Missing):
        surveys.ask_more(workspace, 999, [])


def test_answers_are_read_in_slices_and_since_an_instant(
    workspace: Workspace, survey: Survey
) -> None:
    nps, now = survey.questions[0].id, workspace.clock.now()
    for days in (3, 2, 1, 0):
        at = now - timedelta(days=days)
        surveys.submit(workspace, NewSubmission(survey.id, {nps: days}, submitted_at=at))
    since = now - timedelta(days=2)
    assert surveys.count_submissions(workspace, survey.id) == 4
    assert surveys.count_submissions(workspace, survey.id, since=since) == 3
    slices = [
        surveys.submissions(workspace, survey.id, since=since, offset=offset, limit=2)
        for offset in (0, 2, 4)
    ]
    assert [[paper.answers[nps] for paper in part] for part in slices] == [[0, 1], [2], []]
