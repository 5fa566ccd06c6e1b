"""Visits, contacts, consents and goals of a customer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.people import checkins, consents, customers, goals, snoozes, touchpoints, visits
from core.people.consents import NewConsent
from core.people.customers import Customer, NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import staff


@pytest.fixture
def jana(workspace: Workspace) -> Customer:
    return customers.add(workspace, NewCustomer("Jana Nováková"))


def test_a_visit_in_the_future_is_a_booking(workspace: Workspace, jana: Customer) -> None:
    tomorrow = workspace.clock.today() + timedelta(days=1)
    assert visits.record(workspace, NewVisit(jana.id, tomorrow)).status == "booked"
    assert visits.record(workspace, NewVisit(jana.id, workspace.clock.today())).status == "done"


def test_a_visit_of_nobody_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        visits.record(workspace, NewVisit(7, workspace.clock.today()))


def test_a_visit_before_1900_is_refused(workspace: Workspace, jana: Customer) -> None:
    with pytest.raises(RefusedInput):
        visits.record(workspace, NewVisit(jana.id, date(1850, 1, 1)))


def test_visits_come_newest_first_and_can_be_taken_away(
    workspace: Workspace, jana: Customer
) -> None:
    for day in (date(2026, 1, 5), date(2026, 3, 5), date(2026, 2, 5)):
        visits.record(workspace, NewVisit(jana.id, day, "Cut", 65000))
    found = visits.of_customer(workspace, jana.id)
    assert [visit.visited_on.month for visit in found] == [3, 2, 1]
    assert found[0].currency == "CZK"
    visits.remove(workspace, found[0].id)
    assert len(visits.of_customer(workspace, jana.id)) == 2


def test_a_booking_is_told_of_as_a_booking(workspace: Workspace, jana: Customer) -> None:
    heard: list[str] = []
    workspace.subscribe(lambda changes: heard.append(changes.label))
    today = workspace.clock.today()
    for days in (0, 1):
        visits.record(workspace, NewVisit(jana.id, today + timedelta(days=days)))
    assert heard == ["Visit noted", "Booking noted"]


def test_a_visit_can_be_changed_and_that_can_be_undone(
    workspace: Workspace, jana: Customer
) -> None:
    ema = staff.add(workspace, "Ema")
    before = visits.record(workspace, NewVisit(jana.id, date(2026, 9, 1), "Cut", 65000))
    new = NewVisit(jana.id, date(2026, 9, 2), "Colour", 95000, ema.id, note="Shorter next time")
    after = visits.change(workspace, before.id, new)
    assert after == visits.get(workspace, before.id) != before
    assert (after.id, after.visited_on, after.services) == (before.id, new.visited_on, "Colour")
    assert (after.amount_minor, after.staff_member, after.note) == (95000, "Ema", new.note)
    undone = journal.undo(workspace)
    assert undone is not None
    assert undone.label == "Visit changed"
    assert visits.get(workspace, before.id) == before


def test_a_changed_visit_stays_tied_to_what_files_told_of_it(
    workspace: Workspace, jana: Customer
) -> None:
    visit = visits.record(workspace, NewVisit(jana.id, date(2026, 9, 1)))
    with workspace.write("Booking tied") as write:
        write.update("visit", visit.id, booking="event-1")
    known = "SELECT booking, created_at FROM visit"
    before = tuple(workspace.rows(known)[0])
    visits.change(workspace, visit.id, NewVisit(jana.id, date(2026, 9, 2), "Cut"))
    assert tuple(workspace.rows(known)[0]) == before


def test_a_changed_visit_is_refused_as_a_new_one_is(workspace: Workspace, jana: Customer) -> None:
    visit = visits.record(workspace, NewVisit(jana.id, date(2026, 9, 1)))
    with pytest.raises(RefusedInput):
        visits.change(workspace, visit.id, NewVisit(jana.id, date(1850, 1, 1)))
    for visit_id, customer_id in ((visit.id, 77), (77, jana.id)):
        with pytest.raises(Missing):
            visits.change(workspace, visit_id, NewVisit(customer_id, date(2026, 9, 2)))
    assert visits.get(workspace, visit.id) == visit


@pytest.mark.parametrize(
    ("status", "days", "then"),
    [
        ("done", 3, "booked"),
        ("no_show", 3, "booked"),
        ("cancelled", 3, "cancelled"),
        ("booked", -3, "booked"),
        ("no_show", -3, "no_show"),
    ],
)
def test_what_is_put_off_to_a_day_to_come_is_a_booking_again(
    workspace: Workspace, jana: Customer, status: str, days: int, then: str
) -> None:
    today = workspace.clock.today()
    visit = visits.record(workspace, NewVisit(jana.id, today, status=status))
    new = NewVisit(jana.id, today + timedelta(days=days), status=status)
    assert visits.change(workspace, visit.id, new).status == then


def test_an_amount_stays_in_its_currency_and_one_added_is_in_the_shops(
    workspace: Workspace, jana: Customer
) -> None:
    day = date(2026, 9, 1)
    paid, unpaid = (
        visits.record(workspace, NewVisit(jana.id, day, amount_minor=amount))
        for amount in (65000, None)
    )
    settings.put(workspace, settings.CURRENCY, "EUR")
    new = NewVisit(jana.id, day, amount_minor=6500)
    changed = [visits.change(workspace, each.id, new).currency for each in (paid, unpaid)]
    assert changed == ["CZK", "EUR"]


def test_the_last_contact_is_a_local_day(
    workspace: Workspace, clock: FixedClock, jana: Customer
) -> None:
    clock.move_to("2026-09-21T22:30:00Z")
    touchpoints.record(workspace, NewTouchpoint(jana.id, "sms"))
    assert touchpoints.last_on(workspace, jana.id) == date(2026, 9, 22)


def test_what_a_customer_never_said_is_unknown(workspace: Workspace, jana: Customer) -> None:
    assert {c.state for c in consents.current(workspace, jana.id).values()} == {"unknown"}


def test_a_yes_needs_its_source_and_a_later_no_holds(workspace: Workspace, jana: Customer) -> None:
    with pytest.raises(RefusedInput):
        consents.record(workspace, NewConsent(jana.id, "email", "yes"))
    consents.record(workspace, NewConsent(jana.id, "email", "yes", "paper form"))
    agreed = consents.current(workspace, jana.id)
    assert (agreed["email"].state, agreed["sms"].state) == ("yes", "unknown")
    consents.record(workspace, NewConsent(jana.id, "email", "no"))
    assert consents.current(workspace, jana.id)["email"].state == "no"
    assert workspace.value("SELECT count(*) FROM consent") == 2


def test_goals_are_set_reached_and_removed(workspace: Workspace, jana: Customer) -> None:
    first = goals.set_goal(workspace, jana.id, "Long hair by the wedding")
    second = goals.set_goal(workspace, jana.id, "No more breakage")
    goals.reach(workspace, second.id)
    assert [goal.body for goal in goals.of_customer(workspace, jana.id)] == [
        first.body,
        second.body,
    ]
    goals.remove(workspace, first.id)
    (left,) = goals.of_customer(workspace, jana.id)
    assert left.reached_on == workspace.clock.today()
    with pytest.raises(RefusedInput):
        goals.set_goal(workspace, jana.id, "  ")


def test_a_snooze_ends_on_its_day(workspace: Workspace, clock: FixedClock, jana: Customer) -> None:
    until = clock.today() + timedelta(days=5)
    snoozes.snooze(workspace, jana.id, "visit", until - timedelta(days=2))
    snoozes.snooze(workspace, jana.id, "visit", until)
    assert snoozes.resting(workspace, "visit", until - timedelta(days=1)) == {jana.id}
    assert snoozes.resting(workspace, "visit", until) == set()
    assert snoozes.resting(workspace, "health", clock.today()) == set()
    with pytest.raises(RefusedInput):
        snoozes.snooze(workspace, jana.id, "visit", clock.today())


NOBODY = 77


@pytest.mark.parametrize(
    "about",
    [
        lambda shop: visits.record(shop, NewVisit(NOBODY, shop.clock.today())),
        lambda shop: touchpoints.record(shop, NewTouchpoint(NOBODY, "phone")),
        lambda shop: consents.record(shop, NewConsent(NOBODY, "email", "no")),
        lambda shop: goals.set_goal(shop, NOBODY, "Long hair"),
        lambda shop: checkins.set_interval(shop, NOBODY),
        lambda shop: snoozes.snooze(shop, NOBODY, "winback", date(2027, 1, 1)),
    ],
    ids=["visit", "touchpoint", "consent", "goal", "checkin", "snooze"],
)
def test_nothing_is_written_about_somebody_who_is_not_there(
    workspace: Workspace, about: Callable[[Workspace], object]
) -> None:
    with pytest.raises(Missing) as refused:
        about(workspace)
    assert refused.value.code == "missing_customer"
