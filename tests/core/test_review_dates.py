"""When the next review is due, and who chose its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.insight import quarterly_review
from core.insight.periods import days_of
from core.insight.quarterly_review import ReviewDue
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace

Q1, Q2, Q3, Q4 = "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"


def lived(workspace: Workspace, *days: date) -> None:
    jana = customers.add(workspace, NewCustomer("Jana")).id
    for day in days:
        visits.record(workspace, NewVisit(jana, day))


def test_a_shop_that_wrote_nothing_down_has_nothing_to_review(workspace: Workspace) -> None:
    assert quarterly_review.due(workspace) is None
    assert quarterly_review.following(workspace) is None


def test_whoever_has_just_begun_has_missed_nothing(workspace: Workspace) -> None:
    lived(workspace, date(2026, 5, 5), date(2026, 8, 5))
    assert quarterly_review.due(workspace) is None
    assert quarterly_review.following(workspace) == ReviewDue(Q3, date(2026, 10, 15), 0, False)
    assert quarterly_review.due(workspace, date(2026, 10, 14)) is None
    assert quarterly_review.due(workspace, date(2026, 10, 20)) == ReviewDue(
        Q3, date(2026, 10, 15), 5, False
    )


def test_a_review_left_open_waits_before_all_others(workspace: Workspace) -> None:
    lived(workspace, date(2026, 5, 5))
    quarterly_review.start(workspace, Q1)
    assert quarterly_review.due(workspace) == ReviewDue(Q1, date(2026, 4, 15), 159, True)


def test_the_day_chosen_at_closing_is_the_day_of_the_next(workspace: Workspace) -> None:
    lived(workspace, date(2026, 5, 5), date(2026, 8, 5))
    closed = quarterly_review.close(workspace, Q2, date(2026, 10, 28))
    assert closed.next_on == date(2026, 10, 28)
    assert quarterly_review.due(workspace, date(2026, 10, 27)) is None
    assert quarterly_review.due(workspace, date(2026, 10, 29)) == ReviewDue(
        Q3, date(2026, 10, 28), 1, False
    )


def test_a_skipped_quarter_is_not_asked_for_for_ever(
    workspace: Workspace, clock: FixedClock
) -> None:
    lived(workspace, date(2026, 2, 5), date(2026, 5, 5), date(2026, 8, 5))
    clock.move_to("2026-04-16T08:00:00Z")
    quarterly_review.close(workspace, Q1)
    assert quarterly_review.due(workspace, date(2026, 9, 21)) == ReviewDue(
        Q2, date(2026, 7, 15), 68, False
    )
    late = quarterly_review.due(workspace, date(2026, 10, 15))
    assert late == ReviewDue(Q3, date(2026, 10, 15), 0, False)


def test_a_quarter_that_is_closed_late_leads_to_the_one_of_its_next_day(
    workspace: Workspace,
) -> None:
    lived(workspace, date(2026, 2, 5), date(2026, 5, 5), date(2026, 8, 5))
    quarterly_review.close(workspace, Q1)
    assert quarterly_review.following(workspace) == ReviewDue(Q3, date(2026, 10, 15), 0, False)


def test_an_early_day_still_asks_for_the_quarter_after(workspace: Workspace) -> None:
    lived(workspace, date(2026, 8, 5))
    quarterly_review.close(workspace, Q3, date(2026, 12, 20))
    assert quarterly_review.due(workspace, date(2026, 12, 20)) == ReviewDue(
        Q4, date(2026, 12, 20), 0, False
    )


def test_the_next_one_lies_ahead_also_when_an_old_quarter_is_closed_late(
    workspace: Workspace,
) -> None:
    assert quarterly_review.next_day(workspace, Q1) == date(2026, 10, 15)
    assert quarterly_review.next_day(workspace, Q3) == date(2027, 1, 15)
    assert quarterly_review.close(workspace, Q1).next_on == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 9, 21), "review_too_early"),
        (date(2020, 1, 1), "review_too_early"),
        (date(2027, 9, 23), "review_too_late"),
        (date(9999, 12, 31), "review_too_late"),
    ],
)
def test_a_day_that_helps_nobody_is_refused(workspace: Workspace, day: date, code: str) -> None:
    quarterly_review.start(workspace, Q3)
    with pytest.raises(KnownError) as refused:
        quarterly_review.close(workspace, Q3, day)
    assert refused.value.code == code
    assert refused.value.text()
    assert not quarterly_review.get(workspace, Q3).closed


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    quarter=st.builds("{}-Q{}".format, st.integers(2020, 2035), st.integers(1, 4)),
    weekdays=st.sets(st.integers(0, 6), max_size=6),
    shut=st.integers(0, 40),
)
def test_the_usual_day_is_the_first_open_one_two_weeks_into_the_next_quarter(
    quarter: str, weekdays: set[int], shut: int
) -> None:
    clock = FixedClock("2019-06-01T08:00:00Z", zone="Europe/Prague")
    workspace = Workspace.in_memory(clock=clock)
    settings.put(workspace, settings.CLOSED_WEEKDAYS, sorted(weekdays))
    first = days_of(quarter)[1] + timedelta(days=15)
    if shut:
        closures.add(workspace, NewClosure(first, first + timedelta(days=shut - 1)))
    found = quarterly_review.next_day(workspace, _before(quarter))
    open_days = closures.working_days(workspace, first)
    assert found >= first + timedelta(days=shut)
    assert open_days.is_open(found.toordinal())
    passed = range(first.toordinal(), found.toordinal())
    assert not any(open_days.is_open(day) for day in passed)
    workspace.close()


def _before(quarter: str) -> str:
    return quarterly_review.quarter_before(quarter)
