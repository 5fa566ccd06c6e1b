"""When a shop was open: what closures and holidays take out of an absence."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.measures.opening import ALWAYS_OPEN, OpenDays, missing_weeks

START = date(2026, 3, 2)  # a Monday
LAST = START.toordinal()

offsets = st.integers(-40, 400)
closures = st.lists(st.tuples(offsets, st.integers(0, 30)), max_size=5)
holidays = st.lists(offsets, max_size=8)
days = st.integers(0, 400)


def on(offset: int) -> date:
    return START + timedelta(days=offset)


def made(shut: list[tuple[int, int]], free: list[int]) -> OpenDays:
    return OpenDays(
        [(on(first), on(first + more)) for first, more in shut], [on(offset) for offset in free]
    )


def shut_days(shut: list[tuple[int, int]]) -> set[int]:
    return {LAST + first + n for first, more in shut for n in range(more + 1)}


def test_a_closure_of_two_weeks_is_no_part_of_a_gap() -> None:
    shop = OpenDays([(on(10), on(23))])
    assert shop.gap(LAST, LAST + 42) == 28


def test_a_public_holiday_is_a_part_of_a_gap_and_no_day_of_absence() -> None:
    shop = OpenDays(holidays=[on(5)])
    assert shop.gap(LAST, LAST + 28) == 28
    assert shop.away(LAST, LAST + 28) == 27


def test_nobody_is_expected_on_a_closed_day() -> None:
    shop = OpenDays(holidays=[on(28), on(29)])
    assert shop.after(LAST, 28) == LAST + 30
    assert OpenDays([(on(28), on(41))]).after(LAST, 28) == LAST + 42


def test_a_visit_during_a_closure_is_still_a_day_after_the_one_before() -> None:
    shop = OpenDays([(on(1), on(9))])
    assert shop.gap(LAST, LAST + 5) == 1


def test_a_day_that_is_closed_twice_counts_once() -> None:
    shop = OpenDays([(on(1), on(5)), (on(4), on(8))], [on(5)])
    assert shop.closed_between(LAST, LAST + 10) == 8
    assert list(shop.closed) == [LAST + n for n in range(1, 9)]
    assert list(shop.shut) == list(shop.closed)


def test_an_absence_before_the_visit_is_none() -> None:
    assert ALWAYS_OPEN.away(LAST, LAST - 3) == 0


@given(st.integers(1, 4000))
def test_without_closures_and_holidays_days_are_days(n: int) -> None:
    assert ALWAYS_OPEN.after(LAST, n) == ALWAYS_OPEN.after_open(LAST, n) == LAST + n
    assert ALWAYS_OPEN.gap(LAST, LAST + n) == ALWAYS_OPEN.away(LAST, LAST + n) == n


@given(closures, holidays, days)
def test_gap_and_absence_are_what_counting_each_day_gives(
    shut: list[tuple[int, int]], free: list[int], n: int
) -> None:
    shop, closed = made(shut, free), shut_days(shut)
    between = range(LAST + 1, LAST + n + 1)
    holiday = {LAST + offset for offset in free}
    assert shop.gap(LAST, LAST + n) == max(1, sum(day not in closed for day in between))
    assert shop.away(LAST, LAST + n) == sum(day not in closed | holiday for day in between)
    assert [shop.is_open(day) for day in between] == [
        day not in closed | holiday for day in between
    ]


@given(closures, holidays, st.integers(1, 400))
def test_the_nth_open_day_is_open_and_has_n_open_days_behind_it(
    shut: list[tuple[int, int]], free: list[int], n: int
) -> None:
    shop = made(shut, free)
    day = shop.after_open(LAST, n)
    assert shop.is_open(day)
    assert shop.away(LAST, day) == n


@given(closures, holidays, st.integers(1, 400))
def test_whoever_keeps_her_gap_comes_on_the_day_she_is_expected(
    shut: list[tuple[int, int]], free: list[int], n: int
) -> None:
    shop = made(shut, free)
    came = LAST + n
    if shop.is_open(came):
        assert shop.after(LAST, shop.gap(LAST, came)) == came


@given(closures, holidays, st.integers(1, 400))
def test_more_days_never_end_earlier(shut: list[tuple[int, int]], free: list[int], n: int) -> None:
    shop = made(shut, free)
    assert shop.after(LAST, n) <= shop.after(LAST, n + 1)
    assert shop.after_open(LAST, n) < shop.after_open(LAST, n + 1)
    assert shop.is_open(shop.after(LAST, n))
    assert shop.after(LAST, n) <= shop.after_open(LAST, n + 7)


# Times that look like closures


def visited(weeks: int, *off: int, weekdays: range = range(5)) -> list[date]:
    """Days on which such a shop was visited, but for those at the offsets `off`."""
    every = (on(n) for n in range(weeks * 7))
    return [day for day in every if day.weekday() in weekdays and (day - START).days not in off]


def test_a_week_without_any_visit_looks_like_a_closure_until_the_shop_is_back() -> None:
    """From the Monday to the Sunday: the free days before it belong to the week before."""
    assert missing_weeks(visited(20, *range(70, 75))) == [(on(70), on(76))]


def test_a_long_weekend_and_a_usual_one_do_not() -> None:
    assert missing_weeks(visited(20)) == []
    assert missing_weeks(visited(20, 70, 71)) == []


def test_free_days_around_a_holiday_do_not() -> None:
    christmas = [on(70), on(71), on(72)]
    assert missing_weeks(visited(20, 70, 71, 72)) == []
    assert missing_weeks(visited(20, *range(70, 75)), christmas) == []
    assert missing_weeks(visited(20, *range(70, 80)), christmas) == [(on(73), on(79))]


def test_a_shop_visited_on_few_days_has_none() -> None:
    assert missing_weeks(visited(30, *range(70, 77), weekdays=range(2))) == []


def test_a_month_in_a_shop_open_three_days_a_week_looks_like_a_closure() -> None:
    """Three of seven days: of five silent weeks 15 are missed; of one week and four days, four."""
    three = range(3)
    assert missing_weeks(visited(30, *range(70, 102), weekdays=three)) == [(on(70), on(104))]
    assert missing_weeks(visited(30, *range(70, 77), weekdays=three)) == []
    assert missing_weeks(visited(30, *range(70, 73), weekdays=three)) == []


def test_two_closures_within_eight_weeks_are_both_found() -> None:
    """In a shop open four days a week each leaves the other fewer than half of the days."""
    days = visited(40, *range(70, 102), *range(119, 149), weekdays=range(4))
    assert missing_weeks(days) == [(on(70), on(104)), (on(119), on(148))]


def test_what_lies_before_the_first_visit_and_after_the_last_is_none() -> None:
    days = visited(30, *range(40), *range(170, 210))
    assert missing_weeks(days) == []


def test_a_closure_begins_on_a_day_that_is_visited_now_and_then() -> None:
    """Visits on every third day: no day of the week is visited more often than not."""
    days = [on(n) for n in range(0, 300, 3) if not 120 <= n < 160]
    assert missing_weeks(days) == [(on(118), on(161))]


def test_the_days_before_a_shop_has_a_habit_are_none() -> None:
    assert missing_weeks([START, *visited(20)[20:]]) == []
    assert missing_weeks([]) == missing_weeks([START]) == []


@given(st.integers(5, 60), st.integers(29, 100))
def test_in_a_shop_visited_every_day_it_is_exactly_the_days_without(long: int, first: int) -> None:
    days = visited(40, *range(first, first + long), weekdays=range(7))
    assert missing_weeks(days) == [(on(first), on(first + long - 1))]


@given(st.sets(st.integers(0, 300)))
def test_they_lie_apart_and_nobody_came_on_any_of_their_days(came: set[int]) -> None:
    found = missing_weeks([on(offset) for offset in sorted(came)])
    for since, until in found:
        assert (until - since).days >= 4
        assert not {(since - START).days + n for n in range((until - since).days + 1)} & came
    assert found == sorted(found)
