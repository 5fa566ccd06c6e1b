"""Check-ins restart from the last contact and are computed, never stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.people import checkins, customers, touchpoints
from core.people.checkins import CheckinResult
from core.people.customers import Customer, NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.store.workspace import Workspace


@pytest.fixture
def jana(workspace: Workspace) -> Customer:
    return customers.add(workspace, NewCustomer("Jana Nováková"))


def later(clock: FixedClock, days: int) -> None:
    clock.move_to(clock.now() + timedelta(days=days))


def test_a_new_check_in_is_due_after_its_interval(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    checkin = checkins.set_interval(workspace, jana.id, 30)
    assert checkin.due_on == clock.today() + timedelta(days=30)
    assert checkins.due(workspace, checkin.due_on - timedelta(days=1)) == []
    assert checkins.due(workspace, checkin.due_on) == [checkin]


def test_any_contact_restarts_it(workspace: Workspace, clock: FixedClock, jana: Customer) -> None:
    checkins.set_interval(workspace, jana.id, 30)
    later(clock, 20)
    touchpoints.record(workspace, NewTouchpoint(jana.id, "phone", "in"))
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=30)


def test_marking_it_done_writes_the_contact_and_ends_a_snooze(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    checkins.set_interval(workspace, jana.id, 7)
    later(clock, 10)
    checkins.snooze(workspace, jana.id, clock.today() + timedelta(days=90))
    checkins.finish(workspace, jana.id, CheckinResult("phone", "other", "All well"))
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=7)
    (contact,) = touchpoints.of_customer(workspace, jana.id)
    assert (contact.reason, contact.direction, contact.note) == ("checkin", "out", "All well")


def test_a_snoozed_check_in_rests_until_its_day(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    checkins.set_interval(workspace, jana.id, 7)
    later(clock, 8)
    until = clock.today() + timedelta(days=3)
    checkins.snooze(workspace, jana.id, until)
    assert checkins.due(workspace, clock.today()) == []
    assert [c.customer for c in checkins.due(workspace, until)] == ["Jana Nováková"]


def test_a_day_gone_by_is_no_snooze(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    checkins.set_interval(workspace, jana.id, 7)
    with pytest.raises(RefusedInput):
        checkins.snooze(workspace, jana.id, clock.today())


@pytest.mark.parametrize("days", [-1, 731])
def test_an_interval_out_of_reason_is_refused(
    workspace: Workspace, jana: Customer, days: int
) -> None:
    with pytest.raises(RefusedInput):
        checkins.set_interval(workspace, jana.id, days)


def test_without_an_interval_the_shops_usual_one_is_taken(
    workspace: Workspace, jana: Customer
) -> None:
    assert checkins.set_interval(workspace, jana.id).interval_days == 60


def test_a_hidden_customer_is_not_due(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    checkins.set_interval(workspace, jana.id, 7)
    customers.archive(workspace, jana.id)
    assert checkins.due(workspace, clock.today() + timedelta(days=99)) == []


def test_the_longest_waiting_comes_first(workspace: Workspace, clock: FixedClock) -> None:
    for name, days in (("A", 9), ("B", 3), ("C", 6)):
        customer = customers.add(workspace, NewCustomer(name))
        checkins.set_interval(workspace, customer.id, days)
    due = checkins.due(workspace, clock.today() + timedelta(days=30))
    assert [checkin.customer for checkin in due] == ["B", "C", "A"]


def test_what_was_stopped_is_gone(workspace: Workspace, jana: Customer) -> None:
    checkins.set_interval(workspace, jana.id, 7)
    checkins.stop(workspace, jana.id)
    assert checkins.find(workspace, jana.id) is None
    with pytest.raises(Missing):
        checkins.stop(workspace, jana.id)
