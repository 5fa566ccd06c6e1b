"""Patience: open days waited and their colour, in one place for every page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays.countries.czechia import CZ
from holidays.countries.latvia import LV
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.insight import today
from core.measures import public_days
from core.measures.opening import WorkingDays
from core.measures.waiting import colour_after, days_waited
from core.people import closures, customers
from core.people.closures import NewClosure, public_holidays
from core.people.customers import NewCustomer
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, patience
from core.voice.feedback import NewFeedback

PRAGUE = ZoneInfo("Europe/Prague")
SATURDAY = datetime(2026, 9, 19, 12, tzinfo=PRAGUE)
MONDAY = datetime(2026, 9, 21, 12, tzinfo=PRAGUE)
EVERY_DAY = WorkingDays()
SUNDAYS_OFF = WorkingDays(weekdays=[6])


def test_a_day_on_which_the_shop_is_shut_is_no_day_of_waiting() -> None:
    assert days_waited(SATURDAY, MONDAY, EVERY_DAY) == 2
    assert days_waited(SATURDAY, MONDAY, SUNDAYS_OFF) == 1


def test_who_writes_on_a_closed_day_waits_from_its_end() -> None:
    sunday = SATURDAY + timedelta(days=1)
    assert days_waited(sunday, MONDAY, SUNDAYS_OFF) == 0.5
    assert days_waited(sunday, sunday + timedelta(hours=5), SUNDAYS_OFF) == 0


def test_on_a_closed_day_the_wait_stands_still() -> None:
    morning, evening = SATURDAY + timedelta(hours=14), SATURDAY + timedelta(hours=34)
    then = days_waited(SATURDAY, morning, SUNDAYS_OFF)
    assert then == days_waited(SATURDAY, evening, SUNDAYS_OFF) == 0.5


def test_what_is_said_in_the_future_has_not_waited() -> None:
    assert days_waited(MONDAY, SATURDAY, EVERY_DAY) == 0


CLOSED = st.frozensets(st.integers(739_500, 739_560), max_size=25)
WEEKDAYS = st.frozensets(st.integers(0, 6), max_size=6)
HOURS = st.integers(0, 60 * 24)
FIRST = datetime(2025, 9, 1, tzinfo=PRAGUE)


@given(CLOSED, WEEKDAYS, HOURS, HOURS)
def test_closed_days_never_make_a_wait_longer_and_time_never_makes_it_shorter(
    closed: frozenset[int], weekdays: frozenset[int], since: int, more: int
) -> None:
    days = WorkingDays(closed, weekdays)
    said = (FIRST.astimezone(UTC) + timedelta(hours=since)).astimezone(PRAGUE)
    now = (said.astimezone(UTC) + timedelta(hours=more)).astimezone(PRAGUE)
    later = (now.astimezone(UTC) + timedelta(hours=1)).astimezone(PRAGUE)
    waited = days_waited(said, now, days)
    assert 0 <= waited <= days_waited(said, now, EVERY_DAY)
    # In the night of a clock change an hour of a closed day is not a 24th of it.
    assert days_waited(said, later, days) >= waited - 1 / 12


@given(CLOSED, WEEKDAYS, st.integers(739_480, 739_580), st.integers(0, 80))
def test_closed_days_are_counted_as_one_by_one(
    closed: frozenset[int], weekdays: frozenset[int], since: int, more: int
) -> None:
    days = WorkingDays(closed, weekdays)
    one_by_one = sum(not days.is_open(day) for day in range(since + 1, since + more + 1))
    assert days.closed_between(since, since + more) == one_by_one
    for day in range(since, since + 8):
        weekday = date.fromordinal(day).weekday()
        assert days.is_open(day) == (day not in closed and weekday not in weekdays)


@given(CLOSED, WEEKDAYS, st.integers(739_480, 739_580), st.integers(1, 9))
def test_so_many_open_days_later_the_shop_is_open(
    closed: frozenset[int], weekdays: frozenset[int], day: int, count: int
) -> None:
    days = WorkingDays(closed, weekdays)
    later = days.after(day, count)
    assert days.is_open(later)
    assert later - day - days.closed_between(day, later) == count


def test_a_shop_that_is_never_open_is_open_every_day() -> None:
    assert WorkingDays(weekdays=range(7)).is_open(MONDAY.toordinal())


@pytest.mark.parametrize(
    ("days", "colour"), [(0, "fresh"), (1.99, "fresh"), (2, "amber"), (4.99, "amber"), (5, "red")]
)
def test_waiting_turns_amber_after_two_days_and_red_after_five(days: float, colour: str) -> None:
    usual = settings.AMBER_DAYS.default, settings.RED_DAYS.default
    assert colour_after(days, *usual) == colour


def test_the_shop_may_set_its_own_patience() -> None:
    assert (colour_after(0.6, 0.5, 1), colour_after(1.1, 0.5, 1)) == ("amber", "red")


@pytest.mark.parametrize(("country", "calendar"), [("CZ", CZ), ("LV", LV)])
def test_the_quick_holidays_are_those_of_the_calendar_in_every_year(country, calendar) -> None:
    for year in range(1990, 2042):
        free = [day for day in public_holidays(country, 2041) if day.year == year]
        assert free == sorted(calendar(years=year)), year


def test_elsewhere_no_holidays_are_known() -> None:
    assert public_days.of_years("other", 2024, 2026) == ()


# -- of a shop --------------------------------------------------------------------------


@pytest.fixture
def said_at(clock: FixedClock) -> datetime:
    """Said on Friday 18 September 2026 at ten; the clock stands on Monday at ten."""
    return clock.now() - timedelta(days=3)


def test_settings_say_when_a_wait_turns_amber_and_red(
    workspace: Workspace, said_at: datetime
) -> None:
    assert patience.of(workspace).colour(said_at) == "amber"
    settings.put(workspace, settings.AMBER_DAYS, 4)
    assert patience.of(workspace).colour(said_at) == "fresh"
    settings.put(workspace, settings.AMBER_DAYS, 1)
    settings.put(workspace, settings.RED_DAYS, 3)
    assert patience.of(workspace).colour(said_at) == "red"


def test_free_weekdays_closures_and_holidays_are_not_counted(
    workspace: Workspace, clock: FixedClock, said_at: datetime
) -> None:
    assert patience.of(workspace).days(said_at) == 3
    settings.put(workspace, settings.CLOSED_WEEKDAYS, [6])
    assert patience.of(workspace).days(said_at) == 2
    closures.add(workspace, NewClosure(date(2026, 9, 19), date(2026, 9, 20)))
    assert patience.of(workspace).days(said_at) == 1
    clock.move_to("2026-09-29T08:00:00Z")
    assert patience.of(workspace).days(said_at) == 7  # without Sundays and the 28th
    settings.put(workspace, settings.HOLIDAYS, False)
    assert patience.of(workspace).days(said_at) == 8


@pytest.mark.parametrize("nonsense", [[7], [-1], ["1"], [None]])
def test_a_week_has_seven_days(workspace: Workspace, nonsense: list[int]) -> None:
    with pytest.raises(KnownError):
        settings.put(workspace, settings.CLOSED_WEEKDAYS, nonsense)


def test_days_and_colour_always_agree_on_today(workspace: Workspace, clock: FixedClock) -> None:
    settings.put(workspace, settings.CLOSED_WEEKDAYS, [5, 6])
    jana = customers.add(workspace, NewCustomer("Jana"))
    for hours in range(0, 24 * 9, 7):
        said_at = clock.now() - timedelta(hours=hours)
        feedback.log(workspace, NewFeedback("question", "When?", jana.id, said_at=said_at))
    words = {True: "red", False: "amber"}
    for voice in today.gather(workspace).waiting:
        expected = words[voice.days >= 5] if voice.days >= 2 else "fresh"
        assert voice.colour == expected


def test_a_past_day_is_looked_at_from_its_own_end(
    workspace: Workspace, clock: FixedClock, said_at: datetime
) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    feedback.log(workspace, NewFeedback("question", "When?", jana.id, said_at=said_at))
    clock.move_to("2026-09-25T08:00:00Z")
    (then,) = today.gather(workspace, date(2026, 9, 20)).waiting
    assert (then.days, then.colour, then.since_on) == (2, "amber", date(2026, 9, 18))
