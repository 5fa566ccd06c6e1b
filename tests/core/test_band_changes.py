"""Band changes: a fall into a worse band is one task, until somebody cares or it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from core.clock import FixedClock, iso
from core.errors import Missing
from core.insight import band_changes, health_scores, today
from core.insight.slipping import Drop
from core.measures import health
from core.people import care_plans, customers, snoozes, touchpoints, visits
from core.people.care_plans import CarePlan
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace

FIRST = date(2026, 1, 5)
GAP = 28
WORSE = {("watch", "healthy"), ("at_risk", "healthy"), ("at_risk", "watch")}


@pytest.fixture
def jana(workspace: Workspace) -> int:
    """A customer who came every four weeks, the last time on 22 June 2026.

    Nobody is asked to win her back, which would be her one task from the day she is lost.
    """
    care_plans.change(workspace, "lost", CarePlan())
    new = NewCustomer("Jana Nováková", joined_on=date(2020, 1, 1))
    found = customers.add(workspace, new).id
    for number in range(-6, 7):
        visits.record(workspace, NewVisit(found, FIRST + timedelta(days=GAP * number)))
    return found


def stand_on(clock: FixedClock, day: date) -> None:
    clock.move_to(f"{day}T08:00:00Z")


def drops(workspace: Workspace, on: date | None = None) -> list[Drop]:
    if on is None:
        health_scores.refresh(workspace)
    return today.gather(workspace, on).drops


def band(workspace: Workspace, customer_id: int, on: date) -> str:
    found = health_scores.of_customer(workspace, customer_id, on).health
    assert found is not None
    return found.band


@pytest.fixture
def fallen_on(workspace: Workspace, jana: int, clock: FixedClock) -> date:
    """The first day on which she is no longer healthy; the clock stands a week after it."""
    stand_on(clock, date(2026, 9, 30))
    day = FIRST + timedelta(days=GAP * 6)
    while band(workspace, jana, day) == "healthy":
        day += timedelta(days=1)
    stand_on(clock, day + timedelta(days=7))
    return day


def test_a_fall_is_one_task_since_the_first_day_of_the_worse_band(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    (drop,) = drops(workspace)
    assert (drop.customer_id, drop.since_on) == (jana, fallen_on)
    assert (drop.before_band, drop.band) == ("healthy", "watch")


def test_it_is_the_same_task_on_every_day_until_it_is_thirty_days_old(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    seen = []
    for ago in range(-1, 40):
        stand_on(clock, fallen_on + timedelta(days=ago))
        now = drops(workspace)
        if now and now[0].band == "watch":
            seen.append((ago, now[0].since_on))
    days = [ago for ago, _since in seen]
    assert days == list(range(len(days)))
    assert {since for _ago, since in seen} == {fallen_on}
    assert len(days) <= 30


def test_a_deeper_fall_is_another_task(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    band_changes.done(workspace, jana)
    assert drops(workspace) == []
    deeper = fallen_on
    stand_on(clock, date(2026, 12, 31))
    while band(workspace, jana, deeper) == "watch":
        deeper += timedelta(days=1)
    stand_on(clock, deeper)
    (drop,) = drops(workspace)
    assert (drop.band, drop.since_on) == ("at_risk", deeper)


def test_a_worse_band_without_a_clear_change_is_no_fall(
    workspace: Workspace, clock: FixedClock
) -> None:
    """Who comes twice a year loses a few points in a month: across a bound, but no more."""
    eva = customers.add(workspace, NewCustomer("Eva Malá", joined_on=date(2020, 1, 1))).id
    for number in range(6):
        visits.record(workspace, NewVisit(eva, FIRST - timedelta(days=200 * number)))
    stand_on(clock, date(2027, 12, 31))
    seen = set()
    for days in range(150, 500, 3):
        on = FIRST + timedelta(days=days)
        found = health_scores.of_customer(workspace, eva, on)
        assert found.health is not None
        assert found.before is not None
        is_worse = (found.health.band, health.band(found.before)) in WORSE
        listed = bool(today.gather(workspace, on).drops)
        assert listed is (is_worse and found.trend == "down")
        if is_worse and found.trend != "down":
            seen.add(found.health.band)
            stand_on(clock, on)
            assert drops(workspace) == []
            stand_on(clock, date(2027, 12, 31))
    assert seen


@pytest.mark.parametrize(("ago", "ends"), [(-1, False), (0, True), (7, True)])
def test_a_contact_by_the_shop_since_the_fall_ends_it(
    workspace: Workspace, jana: int, fallen_on: date, ago: int, ends: bool
) -> None:
    at = datetime.fromisoformat(f"{fallen_on + timedelta(days=ago)}T07:00:00+00:00")
    touchpoints.record(workspace, NewTouchpoint(jana, "phone", "out", at=at))
    assert (drops(workspace) == []) is ends


def test_a_contact_counts_on_the_shops_own_day(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    """Half past ten in the evening by universal time is after midnight in Prague."""
    evening = datetime.fromisoformat(f"{fallen_on - timedelta(days=1)}T22:30:00+00:00")
    touchpoints.record(workspace, NewTouchpoint(jana, "phone", "out", at=evening))
    assert drops(workspace) == []


def test_what_she_says_herself_does_not_end_it(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    touchpoints.record(workspace, NewTouchpoint(jana, "phone", "in"))
    assert len(drops(workspace)) == 1


def test_a_visit_ends_it_even_before_the_scores_are_computed_anew(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    assert len(drops(workspace)) == 1
    visits.record(workspace, NewVisit(jana, fallen_on + timedelta(days=3)))
    assert today.gather(workspace).drops == []
    assert drops(workspace) == []


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
def test_a_visit_that_did_not_take_place_does_not_end_it(
    workspace: Workspace, jana: int, fallen_on: date, status: str
) -> None:
    visits.record(workspace, NewVisit(jana, fallen_on + timedelta(days=3), status=status))
    assert len(drops(workspace)) == 1


def test_the_owners_word_ends_it_and_can_be_taken_back(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    assert len(drops(workspace)) == 1
    band_changes.done(workspace, jana)
    assert drops(workspace) == []
    assert journal.undo(workspace)
    assert len(drops(workspace)) == 1


def test_coming_back_up_and_falling_again_is_a_new_task(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    band_changes.done(workspace, jana)
    again = fallen_on + timedelta(days=8)
    stand_on(clock, again)
    visits.record(workspace, NewVisit(jana, again))
    stand_on(clock, date(2026, 12, 31))
    assert band(workspace, jana, again) == "healthy"
    while band(workspace, jana, again) == "healthy":
        again += timedelta(days=1)
    stand_on(clock, again)
    (drop,) = drops(workspace)
    assert drop.since_on == again
    band_changes.done(workspace, jana)
    assert drops(workspace) == []


def test_going_up_is_no_task(workspace: Workspace, jana: int, clock: FixedClock) -> None:
    stand_on(clock, FIRST + timedelta(days=GAP * 6))
    assert drops(workspace) == []


def test_a_customer_new_within_thirty_days_has_not_fallen(
    workspace: Workspace, clock: FixedClock
) -> None:
    new = customers.add(workspace, NewCustomer("Eva Malá")).id
    visits.record(workspace, NewVisit(new, date(2026, 9, 1)))
    customers.feel_pulse(workspace, new, 1)
    assert drops(workspace) == []


def test_a_past_day_is_told_from_the_records_as_it_was_from_the_snapshots(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    shown = drops(workspace)
    clock.move_to(iso(clock.now() + timedelta(days=60)))
    touchpoints.record(workspace, NewTouchpoint(jana, "phone", "out"))
    band_changes.done(workspace, jana)
    on = fallen_on + timedelta(days=7)
    assert drops(workspace, on) == shown
    assert drops(workspace, fallen_on - timedelta(days=1)) == []


def test_putting_it_off_is_not_having_done_it(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    until = fallen_on + timedelta(days=12)
    snoozes.snooze(workspace, jana, "health", until)
    assert drops(workspace) == []
    stand_on(clock, until)
    assert len(drops(workspace)) == 1


def test_done_for_nobody_is_missing(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        band_changes.done(workspace, 99)


def test_a_clock_set_back_keeps_what_was_done(
    workspace: Workspace, jana: int, fallen_on: date, clock: FixedClock
) -> None:
    stand_on(clock, fallen_on + timedelta(days=20))
    band_changes.done(workspace, jana)
    stand_on(clock, fallen_on + timedelta(days=7))
    assert drops(workspace) == []


def test_a_record_of_the_day_says_since_when(
    workspace: Workspace, jana: int, fallen_on: date
) -> None:
    health_scores.refresh(workspace)
    (fall,) = (row for row in today.rows(today.gather(workspace)) if row["reason"] == "health")
    assert (fall["since_on"], fall["days"]) == (fallen_on.isoformat(), 7)
