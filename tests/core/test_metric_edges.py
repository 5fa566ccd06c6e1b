"""Each figure at its edges: one person, all answers equal, and the night the clocks change."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pytest

from core.clock import FixedClock
from core.insight import metrics, periods
from core.insight.metrics import Metric
from core.measures.margins import wilson
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

SINCE, UNTIL = date(2026, 4, 1), date(2026, 6, 30)
ZONES = ("Europe/Prague", "Europe/Riga")


@pytest.fixture(params=ZONES)
def local(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """An empty shop in Prague, and one in Riga."""
    shop = Workspace.in_memory(clock=FixedClock("2026-12-01T08:00:00Z", zone=request.param))
    yield shop
    shop.close()


def told(workspace: Workspace, since: date = SINCE, until: date = UNTIL) -> dict[str, Metric]:
    return {metric.key: metric for metric in metrics.gather(workspace, since, until)}


def asked(workspace: Workspace, kind: str, numbers: Sequence[int]) -> Metric:
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion(kind, "How was it?"),)))
    for number in numbers:
        answers: dict[int, int | str] = {survey.questions[0].id: number}
        at = datetime.fromisoformat("2026-05-01T08:00:00Z")
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=at))
    return told(workspace)[kind]


def customer(workspace: Workspace, *days: date, paid: int | None = None) -> int:
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for day in days:
        visits.record(workspace, NewVisit(jana, day, amount_minor=paid))
    return jana


def said(workspace: Workspace, customer_id: int, at: str) -> int:
    when = datetime.fromisoformat(at)
    return feedback.log(workspace, NewFeedback("complaint", "Slow.", customer_id, said_at=when)).id


def answered(workspace: Workspace, feedback_id: int, at: str) -> None:
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    clock.move_to(at)
    replies.mark_sent(workspace, replies.draft(workspace, feedback_id, "Sorry.").id, sure=True)


# All answers equal


@pytest.mark.parametrize(("answer", "value"), [(10, 100), (9, 100), (8, 0), (7, 0), (6, -100)])
def test_nps_of_equal_answers_is_at_an_end_of_its_scale_or_nought(
    workspace: Workspace, answer: int, value: int
) -> None:
    """Twelve times 8: centre 100·(0.75 − 0.75) ÷ 15 = 0, margin 196·√(1.5 ÷ 15 ÷ 15) = 16.0."""
    metric = asked(workspace, "nps", [answer] * 12)
    assert (metric.value, metric.n, metric.too_few) == (value, 12, False)
    if value == 0:
        assert metric.margin == pytest.approx(196 * math.sqrt(1.5 / 15 / 15))
    assert -100 <= (metric.low or 0) <= (metric.high or 0) <= 100


@pytest.mark.parametrize(("answer", "value"), [(5, 100), (4, 100), (3, 0), (1, 0)])
def test_csat_of_equal_answers_is_all_or_nothing_with_wilsons_margin(
    workspace: Workspace, answer: int, value: int
) -> None:
    metric = asked(workspace, "csat", [answer] * 12)
    assert metric.value == value
    assert (metric.low, metric.high) == wilson(12 if value else 0, 12)


def test_one_answer_is_a_value_and_too_few(workspace: Workspace) -> None:
    nps, csat = asked(workspace, "nps", [9]), asked(workspace, "csat", [2])
    ces = asked(workspace, "ces", [6])
    assert [(each.value, each.n, each.too_few) for each in (nps, csat, ces)] == [
        (100, 1, True), (0, 1, True), (6, 1, True),
    ]  # fmt: skip
    assert (ces.low, ces.high) == (None, None)


def test_equal_spends_have_no_spread(workspace: Workspace) -> None:
    for _number in range(12):
        customer(workspace, date(2026, 5, 1), paid=200_00)
    metric = told(workspace)["average_spend"]
    assert (metric.low, metric.value, metric.high) == (200_00, 200_00, 200_00)
    assert not metric.too_few


def test_everyone_came_again_or_nobody_did(workspace: Workspace) -> None:
    """Ten of ten: 100 %, from 72 on. In the next quarter none of the ten: 0 %, churn 100 %."""
    for _number in range(10):
        customer(workspace, date(2026, 3, 1), date(2026, 5, 1))
    now, then = told(workspace), told(workspace, date(2026, 7, 1), date(2026, 9, 20))
    assert (now["retention"].value, now["churn"].value) == (100, 0)
    assert (now["retention"].low, now["retention"].high) == wilson(10, 10)
    assert (then["retention"].value, then["churn"].value) == (0, 100)


def test_two_visits_on_a_day_are_one_for_every_figure(workspace: Workspace) -> None:
    """Three sales on one day, of 100, 200 and a refund of 50: one visit day of 250."""
    jana = customer(workspace, date(2026, 5, 1), paid=100_00)
    for minor in (200_00, -50_00):
        visits.record(workspace, NewVisit(jana, date(2026, 5, 1), amount_minor=minor))
    found = told(workspace)
    assert found["repeat_rate"].numerator == 0
    assert found["visit_frequency"].value == 1
    assert (found["average_spend"].numerator, found["average_spend"].denominator) == (250_00, 1)
    assert (found["new_client_return"].numerator, found["new_client_return"].n) == (0, 1)


def test_more_refunds_than_sales_are_a_loss(workspace: Workspace) -> None:
    """100 on 1 May and −300 on 2 May: revenue −200 over one visit day."""
    jana = customer(workspace, date(2026, 5, 1), paid=100_00)
    visits.record(workspace, NewVisit(jana, date(2026, 5, 2), amount_minor=-300_00))
    assert told(workspace)["average_spend"].value == -200_00


# Where the clocks change


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_the_first_answer_took_as_long_as_it_took(local: Workspace, day: date, hours: int) -> None:
    """From midnight to midnight of the day on which the clocks change: 23 hours, or 25."""
    jana = customer(local)
    midnight = periods.begins_at(local.clock, day)
    after = periods.begins_at(local.clock, date.fromordinal(day.toordinal() + 1))
    number = said(local, jana, midnight.isoformat())
    answered(local, number, after.isoformat().replace("+00:00", "Z"))
    found = told(local, day, day)
    assert (found["first_answer"].value, found["answered"].value) == (hours, 100)
    assert told(local, date.fromordinal(day.toordinal() + 1), UNTIL)["answered"].value is None


def test_a_visit_has_a_day_and_no_hour_so_the_clocks_change_nothing(local: Workspace) -> None:
    """28 and 29 March and 24 to 26 October 2026: five days, one visit each."""
    days = [date(2026, 3, 28), date(2026, 3, 29), *(date(2026, 10, n) for n in (24, 25, 26))]
    customer(local, *days, paid=100_00)
    found = told(local, days[1], days[3])
    assert (found["visit_frequency"].value, found["average_spend"].value) == (3, 100_00)


def test_a_survey_of_the_hour_that_comes_twice_counts_once_for_each_answer(
    local: Workspace,
) -> None:
    """On 25 October 2026 an hour comes twice: answers an hour apart say the same local time."""
    survey = surveys.add(local, NewSurvey("Short", (NewQuestion("nps", "Recommend?"),)))
    for at in ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"):
        answers: dict[int, int | str] = {survey.questions[0].id: 10}
        when = datetime.fromisoformat(at)
        surveys.submit(local, NewSubmission(survey.id, answers, submitted_at=when))
    assert told(local, date(2026, 10, 25), date(2026, 10, 25))["nps"].n == 2
