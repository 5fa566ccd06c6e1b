"""A period beside the one before: which days those are, and what may be said of a change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.clock import FixedClock
from core.insight import metric, metrics, periods
from core.insight.metrics import Compared, Metric
from core.measures.margins import Rate
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

TODAY = date(2026, 9, 21)


def compared(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> dict[str, Compared]:
    return {each.now.key: each for each in metrics.compare(workspace, since, until, on)}


def came(workspace: Workspace, *days: date, paid: int | None = None) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for day in days:
        visits.record(workspace, NewVisit(jana, day, amount_minor=paid))


def asked(workspace: Workspace, on: date, good: int, bad: int) -> None:
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("csat", "How was it?"),)))
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    for number in [5] * good + [1] * bad:
        answers: dict[int, int | str] = {survey.questions[0].id: number}
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=at))


# Which days


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2026-08-01", "2026-08-31", "2026-07-01", "2026-07-31"),  # a month of 31 days
        ("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),  # before it one of 28
        ("2024-03-01", "2024-03-31", "2024-02-01", "2024-02-29"),  # or 29
        ("2026-04-01", "2026-06-30", "2026-01-01", "2026-03-31"),  # a quarter
        ("2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"),  # a year, after a leap year
        ("2025-09-01", "2026-08-31", "2024-09-01", "2025-08-31"),  # twelve whole months
        ("2026-08-02", "2026-08-31", "2026-07-03", "2026-08-01"),  # thirty days
        ("2026-08-05", "2026-08-05", "2026-08-04", "2026-08-04"),  # one day
        ("2024-03-01", "2024-03-02", "2024-02-28", "2024-02-29"),  # two days, over a leap day
    ],
)
def test_the_period_before_is_as_long_or_the_whole_months_before(
    since: str, until: str, first: str, last: str
) -> None:
    found = periods.before(date.fromisoformat(since), date.fromisoformat(until), TODAY)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_quarter_that_still_runs_is_held_against_as_many_days_of_the_one_before() -> None:
    """1 July–21 September are 83 days; 83 days from 1 April are over on 22 June."""
    found = periods.before(date(2026, 7, 1), date(2026, 9, 30), TODAY)
    assert found == (date(2026, 4, 1), date(2026, 6, 22))


def test_march_of_which_thirty_days_are_over_is_held_against_all_of_february() -> None:
    found = periods.before(date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 30))
    assert found == (date(2026, 2, 1), date(2026, 2, 28))


@given(st.dates(date(1, 1, 1)), st.dates(), st.dates())
def test_no_days_are_too_early_to_have_some_before(since: date, until: date, on: date) -> None:
    since, until = min(since, until), max(since, until)
    first, last = periods.before(since, until, on)
    assert last < since or since == date.min
    assert first <= last


# What is said of it


def test_a_figure_is_up_or_down_only_beyond_both_margins(workspace: Workspace) -> None:
    """Satisfied: 50 of 100 (± 10) in June, 90 of 100 (± 6) in July, 88 of 100 in August."""
    came(workspace, date(2026, 5, 1))
    for month, good in ((6, 50), (7, 90), (8, 88)):
        asked(workspace, date(2026, month, 15), good, 100 - good)
    july = compared(workspace, date(2026, 7, 1), date(2026, 7, 31))["csat"]
    assert (july.change, july.direction, july.change_text()) == ("up", "better", "up from 50%")
    august = compared(workspace, date(2026, 8, 1), date(2026, 8, 31))["csat"]
    assert (august.change, august.direction) == ("no_clear_change", None)
    assert august.change_text() == "no clear change"


def share(key: str, numerator: int, denominator: int) -> Metric:
    return metric.of_rate(key, Rate(numerator, denominator))


def test_more_churn_is_worse_and_less_is_better() -> None:
    many, few = share("churn", 80, 100), share("churn", 20, 100)
    rise, fall = metric.compared(many, few), metric.compared(few, many)
    assert (rise.change, rise.direction, rise.change_text()) == ("up", "worse", "up from 20%")
    assert (fall.change, fall.direction, fall.change_text()) == ("down", "better", "down from 80%")


def test_a_change_that_cannot_be_seen_is_none() -> None:
    """92.04 % and 91.96 % of a million differ for certain, and both are shown as 92 %."""
    now, before = share("csat", 920_400, 1_000_000), share("csat", 919_600, 1_000_000)
    assert now.change_since(before) == "up"
    assert metric.compared(now, before).change_text() == "no clear change"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ((0, 0), (5, 10), ""),
        ((5, 10), (0, 0), "nothing before to compare with"),
        ((9, 9), (0, 100), "too few to compare"),
        ((100, 100), (0, 9), "too few to compare"),
        ((10, 10), (10, 10), "no clear change"),
    ],
)
def test_where_there_is_too_little_that_is_said_instead(
    now: tuple[int, int], before: tuple[int, int], words: str
) -> None:
    found = metric.compared(share("csat", *now), share("csat", *before))
    assert (found.change, found.change_text()) == ("no_clear_change", words)


def test_the_comparison_speaks_the_language_in_use() -> None:
    found = metric.compared(share("csat", 90, 100), share("csat", 50, 100))
    i18n.use("cs")
    assert "50\xa0%" in found.change_text()


def test_equal_answers_have_no_margin_and_still_compare() -> None:
    """Twelve answers of 6 after twelve of 5: both without spread, so 6 is more than 5."""
    six, five = (metric.of_mean("ces", "number", 12 * n, 12, 0.0, least=1, most=7) for n in (6, 5))
    assert metric.compared(six, five).change_text() == "up from 5.0"
    assert metric.compared(five, five).change_text() == "no clear change"


# The beginning and the end of what is known


def test_a_shop_that_did_not_exist_for_all_the_days_before_has_no_visits_to_compare(
    workspace: Workspace,
) -> None:
    """Opened on 15 July. In July's 17 days and August's 31 everyone came daily."""
    for number in range(12):
        days = [date(2026, 7, 15) + timedelta(days=n) for n in range(number % 2, 48)]
        came(workspace, *days, paid=100_00)
    august = compared(workspace, date(2026, 8, 1), date(2026, 8, 31))
    frequency = august["visit_frequency"]
    assert frequency.now.value == 31
    assert frequency.before.value == 16.5  # six came on 17 days, six on 16
    assert (frequency.change, frequency.comparable) == ("no_clear_change", False)
    assert frequency.change_text() == "nothing before to compare with"
    assert august["average_spend"].change_text() == "no clear change"
    assert august["retention"].change_text() == "nothing before to compare with"


def test_a_year_that_began_after_the_holidays_is_a_year_to_compare_with(
    workspace: Workspace,
) -> None:
    """365 days are 50 × 7.3: the first visit may be on 8 January 2024, but not on the 9th."""
    year = date(2025, 1, 1), date(2025, 12, 31)
    came(workspace, date(2024, 1, 9), date(2025, 1, 9))
    assert not compared(workspace, *year)["repeat_rate"].comparable
    came(workspace, date(2024, 1, 8))
    assert compared(workspace, *year)["repeat_rate"].comparable


def test_before_the_shop_began_there_is_nothing_to_compare_with(workspace: Workspace) -> None:
    came(workspace, date(2026, 8, 1), date(2026, 9, 1))
    for each in compared(workspace, date(2026, 8, 1), date(2026, 9, 20)).values():
        assert each.before.value is None
        assert each.change_text() in ("", "nothing before to compare with")


def test_a_period_in_the_future_says_nothing(workspace: Workspace) -> None:
    came(workspace, date(2026, 8, 1))
    for each in compared(workspace, date(2027, 1, 1), date(2027, 1, 31)).values():
        assert (each.now.text(), each.change_text()) == ("–", "")


def test_an_empty_shop_compares_nothing(workspace: Workspace) -> None:
    for each in compared(workspace, date(2026, 8, 1), date(2026, 8, 31)).values():
        assert (each.now.value, each.before.value, each.change_text()) == (None, None, "")


def test_asked_as_of_a_past_day_the_comparison_is_that_of_then(
    workspace: Workspace, clock: FixedClock
) -> None:
    since, until = date(2026, 9, 1), date(2026, 9, 30)
    came(workspace, *(date(2026, 8, day) for day in range(1, 29)), paid=100_00)
    came(workspace, date(2026, 9, 2), paid=300_00)
    shown = metrics.compare(workspace, since, until)
    clock.move_to("2026-11-01T08:00:00Z")
    came(workspace, date(2026, 9, 29), paid=900_00)
    came(workspace, date(2026, 10, 20), paid=900_00)
    assert metrics.compare(workspace, since, until) != shown
    assert metrics.compare(workspace, since, until, on=TODAY) == shown


def test_answers_are_compared_as_far_as_they_had_come_as_long_after(
    workspace: Workspace, clock: FixedClock
) -> None:
    """One voice a day from 1 August to 21 September, each answered after ten days.

    By 21 September 11 of the month's 21 have their answer (52 %). By 21 August it was 11 of 21 as
    well, so nothing changed, though all of August has its answers today.
    """
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    first = datetime(2026, 8, 1, 9, tzinfo=UTC)
    for number in range(52):
        at = first + timedelta(days=number)
        new = NewFeedback("complaint", "Slow.", jana, said_at=at)
        said = feedback.log(workspace, new).id
        if number < 42:
            clock.move_to(at + timedelta(days=10, seconds=-1))
            replies.mark_sent(workspace, replies.draft(workspace, said, "Sorry.").id, sure=True)
    clock.move_to("2026-09-21T12:00:00Z")
    found = compared(workspace, date(2026, 9, 1), date(2026, 9, 30))
    answered = found["answered"]
    assert (answered.now.numerator, answered.now.denominator) == (11, 21)
    assert (answered.before.numerator, answered.before.denominator) == (11, 21)
    assert answered.change_text() == "no clear change"
    whole = metrics.gather(workspace, date(2026, 8, 1), date(2026, 8, 31))
    assert next(each.value for each in whole if each.key == "answered") == 100
    assert found["first_answer"].change_text() == "no clear change"


@pytest.mark.parametrize(
    ("zone", "last_second", "first_second"),
    [
        # 29 March 2026: midnight of the day after is 22:00 UTC in Prague, 21:00 UTC in Riga.
        ("Europe/Prague", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"),
        ("Europe/Riga", "2026-03-29T20:59:59Z", "2026-03-29T21:00:00Z"),
        # 25 October 2026 has 25 hours in both.
        ("Europe/Prague", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"),
        ("Europe/Riga", "2026-10-25T21:59:59Z", "2026-10-25T22:00:00Z"),
    ],
)
def test_the_day_on_which_the_clocks_change_ends_at_its_own_midnight(
    zone: str, last_second: str, first_second: str
) -> None:
    """One answer of 5 in the last second of the day, one of 1 in the first of the next."""
    clock = FixedClock("2026-12-01T08:00:00Z", zone=zone)
    workspace = Workspace.in_memory(clock=clock)
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("csat", "How was it?"),)))
    for at, number in ((last_second, 5), (first_second, 1)):
        answers: dict[int, int | str] = {survey.questions[0].id: number}
        when = datetime.fromisoformat(at)
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=when))
    day = date.fromisoformat(last_second[:10])
    csat = compared(workspace, day + timedelta(days=1), day + timedelta(days=1))["csat"]
    assert (csat.now.value, csat.before.value) == (0, 100)
    workspace.close()
