"""The rows behind a figure are those that the figure counted."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.insight import behind
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.voice import feedback, surveys
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey


def came(workspace, name: str, *days: date, amount: int | None = 50_000) -> int:
    person = customers.find_named(workspace, name) or customers.add(workspace, NewCustomer(name))
    for on in days:
        visits.record(workspace, NewVisit(person.id, on, "Cut", amount))
    return person.id


def test_an_empty_shop_has_no_first_day(workspace):
    assert behind.first_on(workspace) is None


def test_the_first_day_is_that_of_the_oldest_record_of_any_kind(workspace):
    came(workspace, "Jana", date(2026, 5, 2))
    assert behind.first_on(workspace) == date(2026, 5, 2)
    late = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("praise", "Lovely", said_at=late))
    assert behind.first_on(workspace) == date(2026, 4, 1)


def test_visitors_are_counted_by_days_and_a_refund_is_no_visit(workspace):
    jana = came(workspace, "Jana", date(2026, 5, 2), date(2026, 5, 2), date(2026, 5, 9))
    came(workspace, "Ilze", date(2026, 5, 3), amount=-100)
    came(workspace, "Eva", date(2026, 6, 1))
    (found,) = behind.visitors(workspace, date(2026, 5, 1), date(2026, 5, 31))
    assert (found.customer_id, found.number, found.on) == (jana, 2, date(2026, 5, 9))


def test_returners_came_first_in_the_month_and_again_in_the_later_one(workspace):
    jana = came(workspace, "Jana", date(2026, 5, 2), date(2026, 7, 9))
    came(workspace, "Ilze", date(2026, 4, 2), date(2026, 5, 2), date(2026, 7, 9))
    came(workspace, "Eva", date(2026, 5, 2))
    found = behind.returners(workspace, date(2026, 5, 1), 2)
    assert [each.customer_id for each in found] == [jana]


def test_answers_of_a_walk_in_have_no_customer(workspace):
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("nps", "Recommend?"),)))
    number = survey.questions[0].id
    surveys.submit(workspace, NewSubmission(survey.id, {number: 0}))
    (found,) = behind.nps_answers(workspace, date(2026, 9, 21), date(2026, 9, 21))
    assert (found.customer_id, found.customer, found.number) == (None, "", 0)
    assert behind.nps_answers(workspace, date(2026, 9, 1), date(2026, 9, 20)) == []


def test_a_closed_survey_can_be_asked_again(workspace):
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("text", "Well?"),)))
    surveys.archive(workspace, survey.id)
    surveys.reopen(workspace, survey.id)
    assert [each.id for each in surveys.find(workspace)] == [survey.id]


def test_feedback_is_found_by_its_numbers(workspace):
    said = [feedback.log(workspace, NewFeedback("praise", text)).id for text in ("A", "B", "C")]
    wanted = FeedbackFilter(ids=(said[0], said[2]))
    assert {each.id for each in feedback.find(workspace, wanted)} == {said[0], said[2]}
    assert feedback.count(workspace, FeedbackFilter(ids=())) == 0
