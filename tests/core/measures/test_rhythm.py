"""Each customer's own rhythm, and when they are due, overdue and lost."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.opening import OpenDays
from core.measures.rhythm import (
    USUAL_GAP_DAYS,
    Rhythm,
    Window,
    due_on,
    expected,
    gaps,
    is_active,
    lost_on,
    of_gaps,
    overdue_on,
    rhythm,
    shop_median,
    state,
)

START = date(2024, 2, 1)
MONTHLY = Rhythm(28.0, False, 6)


def days_apart(*apart: int) -> list[date]:
    days = [START]
    for gap in apart:
        days.append(days[-1] + timedelta(days=gap))
    return days


def after(days: int) -> date:
    return START + timedelta(days=days)


def test_the_rhythm_is_the_median_gap() -> None:
    assert rhythm(days_apart(28, 30, 35), 60) == Rhythm(30.0, False, 3)


def test_two_visits_on_a_day_are_one_visit_day() -> None:
    days = days_apart(28, 28)
    assert rhythm(days + days, 60) == rhythm(days, 60)


def test_fewer_than_three_visit_days_borrow_the_shops_gap_as_an_estimate() -> None:
    assert rhythm([], 45) == Rhythm(45, True, 0)
    assert rhythm(days_apart(), 45) == Rhythm(45, True, 0)
    assert rhythm(days_apart(10), 45) == Rhythm(45, True, 1)
    assert not rhythm(days_apart(10, 10), 45).is_estimate


def test_only_the_last_twelve_gaps_count() -> None:
    assert rhythm(days_apart(*[10] * 20, *[30] * 12), 60) == Rhythm(30.0, False, 12)


def test_a_gap_over_three_times_the_median_is_left_out() -> None:
    assert rhythm(days_apart(20, 30, 91, 30), 60) == Rhythm(30.0, False, 3)
    assert rhythm(days_apart(20, 30, 90, 30), 60).n_gaps == 4


def test_a_booked_day_in_the_future_is_no_visit_yet() -> None:
    days = days_apart(28, 28, 28)
    assert rhythm(days, 60, today=days[2]) == Rhythm(28.0, False, 2)


def test_a_leap_day_is_a_day() -> None:
    assert gaps([date(2024, 2, 28), date(2024, 3, 1)]) == [2]


def test_the_shops_gap_is_the_median_of_all_gaps_and_six_weeks_before_there_are_any() -> None:
    assert shop_median([10, 20, 90]) == 20
    assert shop_median([]) == USUAL_GAP_DAYS == 42


@given(st.lists(st.integers(1, 400), min_size=1))
def test_the_shops_gap_is_what_sorting_every_gap_gives(all_gaps: list[int]) -> None:
    assert shop_median(all_gaps) == median(all_gaps)


def test_due_after_the_gap_overdue_after_the_grace_lost_after_two_gaps() -> None:
    assert due_on(MONTHLY, START) == after(28)
    assert overdue_on(MONTHLY, START) == after(35)
    assert lost_on(MONTHLY, START) == after(57)


def test_the_grace_of_a_long_rhythm_is_a_quarter_of_it() -> None:
    assert overdue_on(Rhythm(80.0, False, 4), START) == after(100)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "in_rhythm"),
        (27, "in_rhythm"),
        (28, "due"),
        (34, "due"),
        (35, "overdue"),
        (56, "overdue"),
        (57, "lost"),
    ],
)
def test_the_state_changes_on_its_day(days: int, expected: str) -> None:
    assert state(MONTHLY, START, after(days)) == expected


def test_a_clock_set_back_leaves_everyone_in_rhythm() -> None:
    assert state(MONTHLY, START, after(-365)) == "in_rhythm"


def test_active_is_seen_within_two_own_gaps_or_else_within_the_shops_window() -> None:
    assert is_active(MONTHLY, START, after(56))
    assert not is_active(MONTHLY, START, after(57))
    estimate = Rhythm(28.0, True, 0)
    assert is_active(estimate, START, after(90), window_days=90)
    assert not is_active(estimate, START, after(91), window_days=90)


@given(st.lists(st.integers(1, 400), min_size=2, max_size=40))
def test_the_rhythm_lies_between_the_shortest_and_the_longest_gap(apart: list[int]) -> None:
    found = rhythm(days_apart(*apart), 60)
    assert min(apart) <= found.median_gap_days <= max(apart)


@given(st.floats(1, 4000), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_due_comes_before_overdue_and_overdue_before_lost(gap: float, last: date) -> None:
    own = Rhythm(gap, False, 3)
    assert last < due_on(own, last) < overdue_on(own, last) < lost_on(own, last)
    assert (lost_on(own, last) - last).days > 2 * gap


def test_two_thousand_visits_and_the_end_of_the_calendar_are_no_problem() -> None:
    assert rhythm([START + timedelta(days=n) for n in range(2000)], 60).median_gap_days == 1
    assert due_on(MONTHLY, date(9999, 12, 30)) == date.max


# Closures and holidays


SUMMER = OpenDays([(after(90), after(103))])
SHOPS = st.builds(
    lambda shut, free: OpenDays(
        [(after(first), after(first + more)) for first, more in shut],
        [after(offset) for offset in free],
    ),
    st.lists(st.tuples(st.integers(-60, 500), st.integers(0, 40)), max_size=4),
    st.lists(st.integers(-60, 500), max_size=6),
)


def test_a_closure_is_no_part_of_a_gap() -> None:
    days = days_apart(28, 28, 28 + 6 + 14, 28)
    assert gaps(days, open_days=SUMMER) == [28, 28, 34, 28]
    assert rhythm(days, 60, open_days=SUMMER) == Rhythm(28.0, False, 4)


def test_a_closure_moves_due_overdue_and_lost_by_its_days() -> None:
    last = after(80)
    assert due_on(MONTHLY, last, SUMMER) == after(80 + 28 + 14)
    assert overdue_on(MONTHLY, last, SUMMER) == after(80 + 35 + 14)
    assert lost_on(MONTHLY, last, SUMMER) == after(80 + 57 + 14)


def test_a_holiday_moves_overdue_and_lost_by_a_day_and_due_only_when_it_is_that_day() -> None:
    between, on_the_day = OpenDays(holidays=[after(5)]), OpenDays(holidays=[after(28)])
    assert due_on(MONTHLY, START, between) == after(28)
    assert due_on(MONTHLY, START, on_the_day) == after(29)
    for shop in (between, on_the_day):
        assert overdue_on(MONTHLY, START, shop) == after(36)
        assert lost_on(MONTHLY, START, shop) == after(58)


@given(st.floats(1, 400), SHOPS)
def test_with_closures_too_due_comes_before_overdue_and_overdue_before_lost(
    gap: float, shop: OpenDays
) -> None:
    own = Rhythm(gap, False, 3)
    found = [START] + [turn(own, START, shop) for turn in (due_on, overdue_on, lost_on)]
    assert found == sorted(set(found))
    assert all(shop.is_open(day.toordinal()) for day in found[1:])


@given(st.lists(st.integers(1, 90), min_size=2, max_size=20), st.integers(1, 30), st.data())
def test_a_closure_changes_nothing_for_those_who_come_that_much_later(
    apart: list[int], closed: int, data: st.DataObject
) -> None:
    """The same visits with a closure between two of them: the same rhythm, all days later."""
    at = data.draw(st.integers(0, len(apart) - 1))
    before = days_apart(*apart)
    longer = days_apart(*apart[:at], apart[at] + closed, *apart[at + 1 :])
    shop = OpenDays([(before[at] + timedelta(days=1), before[at] + timedelta(days=closed))])
    own = rhythm(before, 60)
    assert rhythm(longer, 60, open_days=shop) == own
    for turn in (due_on, overdue_on, lost_on):
        later = turn(own, longer[-1], shop) - turn(own, before[-1])
        assert later == timedelta(days=closed)


@given(st.floats(1, 400), SHOPS, st.integers(0, 900))
def test_nobody_comes_back_into_rhythm_by_waiting(gap: float, shop: OpenDays, days: int) -> None:
    own, order = Rhythm(gap, False, 3), ["in_rhythm", "due", "overdue", "lost"]
    now, next_day = (state(own, START, after(days + n), shop) for n in range(2))
    assert order.index(now) <= order.index(next_day)


# The days between which a next visit is expected


def test_a_visit_is_expected_from_the_quarter_of_short_gaps_until_it_is_overdue() -> None:
    own_gaps = [21, 25, 28, 28, 28, 30, 35]
    assert expected(MONTHLY, START, own_gaps) == Window(after(25), after(34))


def test_who_comes_like_clockwork_is_expected_from_the_due_day_on() -> None:
    assert expected(MONTHLY, START, [28] * 6) == Window(after(28), after(34))


def test_an_estimate_expects_a_visit_within_the_grace_around_the_due_day() -> None:
    assert expected(Rhythm(40, True, 0), START, []) == Window(after(30), after(49))
    assert expected(Rhythm(5, True, 1), START, [3]).since == after(1)


def test_gaps_that_are_forgotten_or_far_too_long_do_not_open_the_window_earlier_or_later() -> None:
    own_gaps = [3] * 10 + [28] * 11 + [200]
    assert expected(of_gaps(own_gaps, 60), START, own_gaps).since == after(28)


@given(st.lists(st.integers(1, 400), max_size=30), st.floats(1, 400), SHOPS)
def test_the_window_holds_the_due_day_and_ends_before_overdue(
    own_gaps: list[int], shop_gap: float, shop: OpenDays
) -> None:
    own = of_gaps(own_gaps, shop_gap)
    window = expected(own, START, own_gaps, shop)
    assert START < window.since <= due_on(own, START, shop) <= window.until
    assert window.until == overdue_on(own, START, shop) - timedelta(days=1)


def test_the_end_of_the_calendar_closes_every_window() -> None:
    last = date(9999, 12, 30)
    assert expected(MONTHLY, last, [28, 28]) == Window(date.max, date.max)
    assert lost_on(MONTHLY, last, OpenDays([(last, date.max)])) == date.max
