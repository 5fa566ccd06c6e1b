"""Services with a rhythm of their own: own days first, the shop's where there are too few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.insight import service_rhythms
from core.insight.service_rhythms import ServiceRhythm
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture(autouse=True)
def without_holidays(workspace: Workspace) -> None:
    settings.put(workspace, settings.HOLIDAYS, False)


def someone(workspace: Workspace, name: str = "Jana") -> int:
    return customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id


def had(workspace: Workspace, customer_id: int, service: str, *ago: int) -> None:
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, on(-days), service))


def told(
    workspace: Workspace, customer_id: int, on: date | None = None
) -> list[tuple[object, ...]]:
    return [
        (one.service, one.usual_gap_days, one.is_estimate, one.state)
        for one in service_rhythms.of_customer(workspace, customer_id, on)
    ]


def test_a_cut_every_four_weeks_and_colour_every_six_are_two_rhythms(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Cut", 94, 66, 38, 10)
    had(workspace, jana, "Colour", 128, 86, 44)
    assert service_rhythms.of_customer(workspace, jana) == [
        ServiceRhythm("Colour", 3, on(-44), 42, False, on(-2), "due"),
        ServiceRhythm("Cut", 4, on(-10), 28, False, on(18), "in_rhythm"),
    ]


def test_both_are_found_in_one_line_and_a_day_counts_once(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Cut, colour + blow-dry", 56, 28)
    had(workspace, jana, "CUT", 56, 0)
    found = {one.service: one.visits for one in service_rhythms.of_customer(workspace, jana)}
    assert found == {"CUT": 3, "colour": 2, "blow-dry": 2}


def test_what_is_most_due_comes_first_and_what_is_lost_last(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Wedding hair", 500)
    had(workspace, jana, "Lashes", 700, 690, 680)
    had(workspace, jana, "Colour", 140, 98, 56)
    had(workspace, jana, "Cut", 85, 57, 29)
    had(workspace, jana, "Nails", 22, 15, 8, 1)
    found = [(one.service, one.state) for one in service_rhythms.of_customer(workspace, jana)]
    assert found == [
        ("Colour", "overdue"),
        ("Cut", "due"),
        ("Nails", "in_rhythm"),
        ("Lashes", "lost"),
        ("Wedding hair", None),
    ]


def test_from_twenty_gaps_on_the_shops_usual_gap_stands_in_and_is_an_estimate(
    workspace: Workspace,
) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Colour", 20)
    regulars = [someone(workspace, name) for name in ("Eva", "Iva")]
    for customer_id in regulars:
        had(workspace, customer_id, "colour", *range(3, 3 + 35 * 10, 35))
    assert told(workspace, jana) == [("Colour", None, True, None)]
    had(workspace, jana, "Colour", 55)
    had(workspace, regulars[0], "Colour", 353)
    assert told(workspace, jana) == [("Colour", 35, True, "in_rhythm")]


def test_own_days_beat_the_shops(workspace: Workspace) -> None:
    for name in ("Eva", "Iva"):
        had(workspace, someone(workspace, name), "Cut", *range(0, 25 * 12, 25))
    jana = someone(workspace)
    had(workspace, jana, "Cut", 90, 45, 0)
    assert told(workspace, jana) == [("Cut", 45, False, "in_rhythm")]


def test_a_booking_keeps_the_services_it_names_in_rhythm_and_one_without_any_all(
    workspace: Workspace,
) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Colour", 140, 98, 56)
    had(workspace, jana, "Cut", 85, 57, 29)
    booked = visits.record(workspace, NewVisit(jana, on(3), "Cut"))
    assert [state for *_rest, state in told(workspace, jana)] == ["overdue", "in_rhythm"]
    visits.record(workspace, NewVisit(jana, on(5)))
    assert [state for *_rest, state in told(workspace, jana)] == ["in_rhythm", "in_rhythm"]
    visits.remove(workspace, booked.id + 1)
    visits.settle(workspace, booked.id, "cancelled")
    assert [state for *_rest, state in told(workspace, jana)] == ["overdue", "due"]


def test_a_past_day_is_told_from_the_visits_until_then(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Cut", 88, 60, 32, 4)
    assert told(workspace, jana, on(-5)) == [("Cut", 28, False, "in_rhythm")]
    assert told(workspace, jana, on(-4)) == [("Cut", 28, False, "in_rhythm")]
    assert told(workspace, jana, on(-33)) == [("Cut", None, True, None)]
    assert told(workspace, jana, on(-100)) == []


def test_a_closure_is_no_part_of_a_services_gap(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Cut", 98, 70, 28)
    closures.add(workspace, NewClosure(on(-60), on(-47)))
    assert told(workspace, jana) == [("Cut", 28, False, "due")]


def test_refunds_and_visits_that_did_not_take_place_are_no_service(workspace: Workspace) -> None:
    jana = someone(workspace)
    visits.record(workspace, NewVisit(jana, on(-9), "Cut", amount_minor=-500))
    visits.record(workspace, NewVisit(jana, on(-8), "Cut", status="no_show"))
    visits.record(workspace, NewVisit(jana, on(-7), "Cut", status="cancelled"))
    visits.record(workspace, NewVisit(jana, on(-6)))
    assert service_rhythms.of_customer(workspace, jana) == []


def test_in_a_czech_shop_a_joins_two_services(workspace: Workspace) -> None:
    jana = someone(workspace)
    had(workspace, jana, "Střih a foukaná", 3)
    assert [row[0] for row in told(workspace, jana)] == ["Střih a foukaná"]
    settings.put(workspace, settings.LANGUAGE, "cs")
    assert [row[0] for row in told(workspace, jana)] == ["Střih", "foukaná"]


def test_two_thousand_visits_have_a_rhythm_too(workspace: Workspace) -> None:
    jana = someone(workspace)
    with workspace.write("Many") as write:
        write.insert_many(
            "visit",
            ("customer_id", "visited_on", "services", "status", "created_at"),
            (
                (jana, on(-n).isoformat(), "Coffee", "done", "2026-01-01T10:00:00Z")
                for n in range(2000)
            ),
        )
    assert told(workspace, jana) == [("Coffee", 1, False, "in_rhythm")]
