"""Metrics: every one counted by hand on a small shop, and its edge cases.

Each test states the definition that it checks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from core.clock import FixedClock
from core.insight import metrics
from core.insight.metric_words import DEFINITIONS, LABELS
from core.insight.metrics import Metric
from core.measures.margins import wilson
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

SINCE, UNTIL = date(2026, 4, 1), date(2026, 6, 30)


def gathered(
    workspace: Workspace, since: date = SINCE, until: date = UNTIL, on: date | None = None
) -> dict[str, Metric]:
    return {metric.key: metric for metric in metrics.gather(workspace, since, until, on)}


def parts(metric: Metric) -> tuple[float | None, float | None, float | None]:
    return metric.numerator, metric.denominator, metric.value


def someone(workspace: Workspace, *days: str, paid: int | None = None) -> int:
    """A customer who came on these days of 2026, written like 04-30 (or with a year)."""
    customer_id = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for text in days:
        came(workspace, customer_id, text, paid)
    return customer_id


def came(workspace: Workspace, customer_id: int, text: str, paid: int | None = None) -> None:
    day = date.fromisoformat(text if len(text) > 5 else f"2026-{text}")
    visits.record(workspace, NewVisit(customer_id, day, amount_minor=paid))


def asked(workspace: Workspace, kind: str, *numbers: int, at: str = "2026-05-01T08:00:00Z") -> None:
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion(kind, "How was it?"),)))
    for number in numbers:
        answers: dict[int, int | str] = {survey.questions[0].id: number}
        when = datetime.fromisoformat(at)
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=when))


def said(workspace: Workspace, customer_id: int | None, at: str, **more: bool) -> int:
    new = NewFeedback("complaint", "Slow.", customer_id, said_at=datetime.fromisoformat(at), **more)
    return feedback.log(workspace, new).id


def answer(workspace: Workspace, clock: FixedClock, feedback_id: int, at: str) -> None:
    clock.move_to(at)
    replies.mark_sent(workspace, replies.draft(workspace, feedback_id, "Sorry.").id, sure=True)


# Nobody, one person


def test_every_metric_has_a_label_and_a_definition_and_keeps_its_place(
    workspace: Workspace,
) -> None:
    found = metrics.gather(workspace, SINCE, UNTIL)
    assert [metric.key for metric in found] == list(LABELS)
    assert list(LABELS) == list(DEFINITIONS)
    assert all(m.label == LABELS[m.key] and m.definition == DEFINITIONS[m.key] for m in found)


def test_in_an_empty_shop_no_metric_has_a_value(workspace: Workspace) -> None:
    for metric in metrics.gather(workspace, SINCE, UNTIL):
        assert (metric.value, metric.n, metric.low, metric.high) == (None, 0, None, None)
        assert metric.too_few
        assert metric.text() == "–"
        assert metric.range_text() == "too few to judge"


def test_a_period_that_has_not_begun_is_empty(workspace: Workspace) -> None:
    someone(workspace, "09-01")
    for metric in metrics.gather(workspace, date(2027, 1, 1), date(2027, 3, 31)):
        if metric.key != "lifetime_value":
            assert metric.value is None


def test_one_person_is_counted_and_too_few_to_judge(workspace: Workspace) -> None:
    someone(workspace, "03-01", "04-15", paid=100_00)
    found = gathered(workspace)
    assert parts(found["retention"]) == (1, 1, 100)
    assert parts(found["visit_frequency"]) == (1, 1, 1)
    assert parts(found["average_spend"]) == (100_00, 1, 100_00)
    assert all(metric.too_few for metric in found.values())
    assert found["average_spend"].margin is None


# Coming back


def test_retention_is_the_share_of_the_active_at_the_start_who_came_again(
    workspace: Workspace,
) -> None:
    someone(workspace, "03-01", "04-01")  # came again on the first day
    someone(workspace, "03-31", "06-30")  # came again on the last day
    someone(workspace, "03-31", "07-01")  # a day too late
    someone(workspace, "02-01")  # did not come again
    someone(workspace, "04-02", "05-02")  # new: not of the start
    someone(workspace, "2025-06-01", "05-05")  # no longer active on the eve: 303 days
    found = gathered(workspace)
    assert parts(found["retention"]) == (2, 4, 50)
    assert parts(found["churn"]) == (2, 4, 50)
    assert (found["retention"].low, found["retention"].high) == wilson(2, 4)


def test_active_follows_the_own_rhythm_or_else_the_window_of_the_shop(
    workspace: Workspace,
) -> None:
    someone(workspace, "01-10", "01-20", "01-30")  # every 10 days, then away for 60
    someone(workspace, "2024-01-01", "2025-01-01", "2025-12-31")  # every year, 90 days ago
    someone(workspace, "2025-10-03")  # seen once, 179 days before the eve
    someone(workspace, "2025-10-01")  # seen once, 181 days before
    assert parts(gathered(workspace)["retention"]) == (0, 2, 0)


def test_repeat_rate_is_the_share_who_came_on_two_days_or_more(workspace: Workspace) -> None:
    someone(workspace, "04-01", "06-30")
    someone(workspace, "04-05", "04-05")  # twice on one day is one day
    someone(workspace, "03-31", "04-10")  # one of two days lies before
    someone(workspace, "03-01")  # not here at all
    assert parts(gathered(workspace)["repeat_rate"])[:2] == (1, 3)


def test_new_client_return_counts_seconds_within_90_days_of_those_whose_time_is_over(
    workspace: Workspace, clock: FixedClock
) -> None:
    someone(workspace, "04-01", "06-30")  # after exactly 90 days
    someone(workspace, "04-01", "07-01")  # after 91
    someone(workspace, "05-01", "05-01", "05-02")  # the same day is no return
    someone(workspace, "03-31", "04-10")  # first here before the period
    someone(workspace, "06-30", "07-05")  # returned, and 83 days later not settled yet
    assert parts(gathered(workspace)["new_client_return"])[:2] == (2, 3)
    clock.move_to("2026-09-29T08:00:00Z")
    assert parts(gathered(workspace)["new_client_return"])[:2] == (3, 4)


def test_visit_frequency_is_visit_days_for_each_who_came(workspace: Workspace) -> None:
    someone(workspace, "04-01", "05-01", "05-01", "06-01")
    someone(workspace, "04-10")
    someone(workspace, "07-10")
    metric = gathered(workspace)["visit_frequency"]
    assert parts(metric) == (4, 2, 2)
    # Two customers with 3 and 1 days: the deviation is √2, the margin 1.96·√2/√2.
    assert (metric.low, metric.high) == (1, pytest.approx(3.96))


# Money


def test_average_spend_is_revenue_without_refunds_for_each_visit_day(
    workspace: Workspace,
) -> None:
    jana = someone(workspace, "04-01", paid=300_00)
    came(workspace, jana, "04-01", 100_00)  # the same day: one visit of 400
    came(workspace, jana, "05-01", 200_00)
    came(workspace, jana, "05-20", -60_00)  # a refund on a day of its own
    came(workspace, jana, "06-01")  # no amount was noted
    came(workspace, jana, "07-01", 999_00)
    metric = gathered(workspace)["average_spend"]
    assert parts(metric) == (540_00, 2, 270_00)
    assert (metric.unit, metric.currency, metric.text()) == ("money", "CZK", "270\xa0Kč")


def test_a_day_with_nothing_but_a_refund_is_no_visit(workspace: Workspace) -> None:
    jana = someone(workspace, "03-01", paid=300_00)
    came(workspace, jana, "04-15", -300_00)
    found = gathered(workspace)
    assert parts(found["retention"]) == (0, 1, 0)
    assert found["visit_frequency"].value is None


def test_lifetime_value_is_spend_times_visits_a_year_times_years(workspace: Workspace) -> None:
    """40 customers were active a year ago, 10 of them lost: churn 25 %, so 4 years."""
    for number in range(40):
        jana = someone(workspace, "2025-06-30")
        if number >= 10:
            came(workspace, jana, "2025-12-01", 100_00)
            came(workspace, jana, "06-01", 200_00)
    metric = gathered(workspace)["lifetime_value"]
    assert parts(metric) == (10, 40, 150_00 * 2 * 4)
    least, most = wilson(10, 40)
    assert metric.low == pytest.approx(150_00 * 2 * 100 / most)
    assert metric.high == pytest.approx(150_00 * 2 * min(5, 100 / least))
    assert not metric.too_few


def test_lifetime_value_is_not_told_from_fewer_than_ten_lost(workspace: Workspace) -> None:
    for _number in range(9):
        someone(workspace, "2025-06-30")
    someone(workspace, "2025-06-30", "06-01", paid=100_00)
    metric = gathered(workspace)["lifetime_value"]
    assert (metric.value, metric.too_few, metric.text()) == (None, True, "–")


def test_the_year_of_lifetime_value_has_365_days_also_with_a_leap_day(
    workspace: Workspace, clock: FixedClock
) -> None:
    """Across the leap day, the year to 29 February 2028 begins on 2 March 2027."""
    clock.move_to("2028-03-05T08:00:00Z")
    for _number in range(10):
        someone(workspace, "2027-03-01")
    someone(workspace, "2027-03-02", paid=100_00)
    found = gathered(workspace, date(2028, 2, 1), date(2028, 2, 29))
    assert parts(found["lifetime_value"])[:2] == (10, 10)
    assert found["lifetime_value"].value == 100_00


# Asked


def test_nps_is_promoters_minus_detractors(workspace: Workspace) -> None:
    asked(workspace, "nps", *[9] * 7, *[10] * 5, *[8] * 5, 0, 3, 6)
    metric = gathered(workspace)["nps"]
    assert parts(metric) == (9, 20, 45)
    assert (metric.low, metric.high) == (pytest.approx(8.4, abs=0.1), pytest.approx(69.8, abs=0.1))
    assert (metric.text(), metric.range_text()) == ("45", "between 8 and 70")


def test_the_interval_of_nps_stays_on_its_scale(workspace: Workspace) -> None:
    asked(workspace, "nps", 10, 10, 10, 10, 10)
    metric = gathered(workspace)["nps"]
    assert (metric.value, metric.high) == (100, 100)


def test_csat_is_the_share_of_four_and_five(workspace: Workspace) -> None:
    asked(workspace, "csat", 5, 5, 5, 5, 4, 4, 4, 4, 4, 3)
    metric = gathered(workspace)["csat"]
    assert parts(metric) == (9, 10, 90)
    assert (metric.text(), metric.range_text()) == ("90%", "between 60% and 98%")


def test_ces_is_the_mean_and_the_share_of_five_to_seven(workspace: Workspace) -> None:
    asked(workspace, "ces", 7, 6, 5, 2)
    found = gathered(workspace)
    assert parts(found["ces"]) == (20, 4, 5)
    assert parts(found["ces_easy"]) == (3, 4, 75)
    assert found["ces"].text() == "5.0"
    assert found["ces"].high == 7


def test_equal_answers_have_no_spread(workspace: Workspace) -> None:
    asked(workspace, "ces", *[6] * 12)
    metric = gathered(workspace)["ces"]
    assert (metric.low, metric.value, metric.high, metric.too_few) == (6, 6, 6, False)


def test_days_are_local_also_where_the_clocks_change(workspace: Workspace) -> None:
    """29 March 2026 in Prague begins at 23:00 UTC and ends at 22:00 UTC: 23 hours."""
    asked(workspace, "csat", 1, at="2026-03-28T22:59:59Z")
    asked(workspace, "csat", 5, at="2026-03-28T23:00:00Z")
    asked(workspace, "csat", 5, at="2026-03-29T21:59:59Z")
    asked(workspace, "csat", 1, at="2026-03-29T22:00:00Z")
    day = date(2026, 3, 29)
    assert parts(gathered(workspace, day, day)["csat"]) == (2, 2, 100)


# Answered


def test_answered_is_the_share_with_a_sent_reply_of_those_who_ask(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace)
    clock.move_to("2026-05-01T08:00:00Z")
    sent, draft, nothing, settled, thanks, _walk_in, earlier = (
        said(workspace, jana, "2026-05-01T08:00:00Z"),
        said(workspace, jana, "2026-05-02T08:00:00Z"),
        said(workspace, jana, "2026-05-03T08:00:00Z"),
        said(workspace, jana, "2026-05-04T08:00:00Z"),
        said(workspace, jana, "2026-05-05T08:00:00Z", asks_reply=False),
        said(workspace, None, "2026-05-06T08:00:00Z", asks_reply=True),
        said(workspace, jana, "2026-03-01T08:00:00Z"),
    )
    assert nothing
    assert thanks
    answer(workspace, clock, sent, "2026-05-02T20:00:00Z")
    replies.draft(workspace, draft, "Not sent yet.")
    replies.none_needed(workspace, settled, "She was only joking.")
    answer(workspace, clock, earlier, "2026-05-02T20:00:00Z")
    found = gathered(workspace)
    assert parts(found["answered"])[:2] == (1, 3)
    assert (found["first_answer"].value, found["first_answer"].n) == (36, 1)
    assert found["first_answer"].text() == "36 hours"


def test_time_to_first_answer_is_the_median_and_the_first_reply_counts(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace)
    clock.move_to("2026-05-01T08:00:00Z")
    voices = [said(workspace, jana, "2026-05-01T08:00:00Z") for _number in range(3)]
    for feedback_id, at in zip(voices, ("09", "11", "20"), strict=True):
        answer(workspace, clock, feedback_id, f"2026-05-01T{at}:00:00Z")
    answer(workspace, clock, voices[0], "2026-05-09T08:00:00Z")
    metric = gathered(workspace)["first_answer"]
    assert (metric.value, metric.n, metric.low, metric.too_few) == (3, 3, None, True)


def test_the_interval_of_the_median_are_two_of_the_waits(
    workspace: Workspace, clock: FixedClock
) -> None:
    """Of 25 ordered waits the 8th from either end: (25 − 1.96 · 5) ÷ 2 = 7.6."""
    jana = someone(workspace)
    start = datetime(2026, 5, 1, tzinfo=UTC)
    for hours in range(25):
        feedback_id = said(workspace, jana, "2026-05-01T00:00:00+00:00")
        clock.move_to(start + timedelta(hours=hours))
        replies.mark_sent(workspace, replies.draft(workspace, feedback_id, "Sorry.").id, sure=True)
    metric = gathered(workspace)["first_answer"]
    assert (metric.value, metric.low, metric.high) == (12, 7, 17)


def test_an_answer_about_the_suggestion_answers_its_supporters(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace)
    clock.move_to("2026-05-01T08:00:00Z")
    voices = tuple(said(workspace, jana, f"2026-05-0{day}T08:00:00Z") for day in (1, 2))
    idea = suggestions.suggest(workspace, NewSuggestion("Be quicker", feedback_ids=voices))
    clock.move_to("2026-05-03T08:00:00Z")
    suggestions.decide(workspace, idea.id, "done", "We hired somebody.")
    (reply,) = replies.find(workspace, suggestion_id=idea.id)
    replies.mark_sent(workspace, reply.id)
    found = gathered(workspace)
    assert parts(found["answered"])[:2] == (2, 2)
    assert found["first_answer"].value == 36


# As of a day, and compared


def test_asked_as_of_a_past_day_the_metrics_are_those_of_then(
    workspace: Workspace, clock: FixedClock
) -> None:
    clock.move_to("2026-05-20T08:00:00Z")
    jana = someone(workspace, "03-01", "04-10", paid=100_00)
    feedback_id = said(workspace, jana, "2026-05-20T07:00:00Z")
    asked(workspace, "nps", 9)
    shown = gathered(workspace)
    answer(workspace, clock, feedback_id, "2026-06-01T08:00:00Z")
    came(workspace, jana, "06-01", 500_00)
    asked(workspace, "nps", 1, at="2026-06-01T08:00:00Z")
    assert gathered(workspace) != shown
    assert gathered(workspace, on=date(2026, 5, 20)) == shown


def test_up_and_down_are_said_only_beyond_both_margins(workspace: Workspace) -> None:
    asked(workspace, "csat", *[5] * 50, *[1] * 50, at="2026-02-01T08:00:00Z")
    asked(workspace, "csat", *[5] * 90, *[1] * 10)
    asked(workspace, "csat", *[5] * 52, *[1] * 48, at="2026-08-01T08:00:00Z")
    first, second, third = (
        gathered(workspace, date(2026, month, 1), date(2026, month + 2, 28))["csat"]
        for month in (1, 4, 7)
    )
    assert second.change_since(first) == "up"
    assert third.change_since(second) == "down"
    assert third.change_since(first) == "no_clear_change"


def test_too_few_answers_show_no_change(workspace: Workspace) -> None:
    asked(workspace, "csat", *[1] * 9, at="2026-02-01T08:00:00Z")
    asked(workspace, "csat", *[5] * 9)
    first = gathered(workspace, date(2026, 1, 1), date(2026, 3, 31))["csat"]
    assert gathered(workspace)["csat"].change_since(first) == "no_clear_change"
