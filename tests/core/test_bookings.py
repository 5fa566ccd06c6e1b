"""Bookings: what became of those gone by, and visits that are hard to believe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.insight import bookings, health_scores, today
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit, Visit
from core.store import journal, settings
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture
def jana(workspace: Workspace) -> int:
    return customers.add(workspace, NewCustomer("Jana Nováková", joined_on=date(2020, 1, 1))).id


def booked(workspace: Workspace, customer_id: int, offset: int, services: str = "") -> Visit:
    return visits.record(
        workspace, NewVisit(customer_id, on(offset), services=services, status="booked")
    )


def passed(workspace: Workspace, day: date | None = None) -> list[date]:
    return [booking.booked_on for booking in bookings.passed(workspace, day)]


# Days gone by


def test_a_booked_day_gone_by_asks_whether_she_came(workspace: Workspace, jana: int) -> None:
    gone = booked(workspace, jana, -1, "Cut")
    booked(workspace, jana, 0)
    booked(workspace, jana, 1)
    (found,) = bookings.passed(workspace)
    assert (found.visit_id, found.customer_id, found.customer) == (gone.id, jana, "Jana Nováková")
    assert (found.booked_on, found.services) == (on(-1), "Cut")


def test_the_latest_is_asked_first_and_none_older_than_half_a_year(
    workspace: Workspace, jana: int
) -> None:
    for offset in (-184, -183, -1, -30):
        booked(workspace, jana, offset)
    assert passed(workspace) == [on(-1), on(-30), on(-183)]


def test_nobody_is_asked_about_a_hidden_customer(workspace: Workspace, jana: int) -> None:
    booked(workspace, jana, -1)
    customers.archive(workspace, jana)
    assert passed(workspace) == []


def test_on_a_past_day_only_what_was_booked_by_then_is_asked(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    booked(workspace, jana, 1)
    clock.move_to("2026-09-30T08:00:00Z")
    visits.record(workspace, NewVisit(jana, on(1), status="booked"))
    assert passed(workspace) == [on(1), on(1)]
    assert passed(workspace, on(3)) == [on(1)]
    assert passed(workspace, on(1)) == []


@pytest.mark.parametrize("status", visits.SETTLED)
def test_what_became_of_a_booking_is_one_write_that_can_be_undone(
    workspace: Workspace, jana: int, status: str
) -> None:
    gone = booked(workspace, jana, -1, "Cut")
    assert visits.settle(workspace, gone.id, status).status == status
    assert passed(workspace) == []
    undone = journal.undo(workspace)
    assert undone
    assert undone.label == "Booking settled"
    assert visits.get(workspace, gone.id) == gone
    assert passed(workspace) == [on(-1)]


def test_a_booking_that_was_done_becomes_a_visit_with_its_amount(
    workspace: Workspace, jana: int
) -> None:
    gone = booked(workspace, jana, -1)
    settings.put(workspace, settings.CURRENCY, "EUR")
    done = visits.settle(workspace, gone.id, "done", 4_500)
    assert (done.status, done.amount_minor, done.currency) == ("done", 4_500, "EUR")
    found = health_scores.of_customer(workspace, jana)
    assert (found.visits, found.last_visit_on, found.spend_minor) == (1, on(-1), 4_500)


def test_no_amount_leaves_the_one_that_was_booked_and_a_no_show_gets_none(
    workspace: Workspace, jana: int
) -> None:
    for status in ("done", "no_show"):
        new = NewVisit(jana, on(-1), amount_minor=700, status="booked")
        gone = visits.record(workspace, new)
        assert visits.settle(workspace, gone.id, status).amount_minor == 700
    assert health_scores.of_customer(workspace, jana).spend_minor == 700


def test_a_booking_to_come_can_be_cancelled_and_nothing_else(
    workspace: Workspace, jana: int
) -> None:
    later = booked(workspace, jana, 2)
    for status in ("done", "no_show"):
        with pytest.raises(RefusedInput) as refused:
            visits.settle(workspace, later.id, status)
        assert refused.value.text() == "This booking is still to come."
    assert visits.settle(workspace, later.id, "cancelled").status == "cancelled"


def test_what_is_no_booking_any_more_is_not_settled_again(workspace: Workspace, jana: int) -> None:
    gone = booked(workspace, jana, -1)
    visits.settle(workspace, gone.id, "done")
    with pytest.raises(RefusedInput, match="refused_status"):
        visits.settle(workspace, gone.id, "no_show")
    with pytest.raises(RefusedInput, match="refused_status"):
        visits.settle(workspace, booked(workspace, jana, -1).id, "booked")
    with pytest.raises(RefusedInput, match="refused_amount_minor"):
        visits.settle(workspace, booked(workspace, jana, -1).id, "done", 10**15)
    with pytest.raises(Missing):
        visits.settle(workspace, 99, "done")


def test_settling_takes_a_customer_off_the_list_of_today(workspace: Workspace, jana: int) -> None:
    gone = booked(workspace, jana, -1)
    assert today.gather(workspace).counts.passed == 1
    visits.settle(workspace, gone.id, "no_show")
    assert today.gather(workspace).passed == []


# Doubts


def doubts(workspace: Workspace, new: NewVisit) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.text()) for doubt in visits.doubts(workspace, new)]


AHEAD = ("visited_on", "Is this day right? It is more than a year ahead.")
TOO_MUCH = ("amount_minor", "Is this amount right? It is far more than usual here.")
TWICE = ("visited_on", "Is this another visit? There is one on this day already.")


def test_an_ordinary_visit_raises_no_doubt(workspace: Workspace, jana: int) -> None:
    assert doubts(workspace, NewVisit(jana, TODAY, "Cut", 50_000)) == []
    assert doubts(workspace, NewVisit(jana, on(90), "Cut")) == []


def test_a_booking_more_than_a_year_ahead_is_doubted_and_can_be_saved(
    workspace: Workspace, jana: int
) -> None:
    assert doubts(workspace, NewVisit(jana, on(366))) == []
    far = NewVisit(jana, on(367))
    assert doubts(workspace, far) == [AHEAD]
    assert visits.record(workspace, far).status == "booked"


def test_a_second_visit_on_a_day_is_doubted_and_a_refund_is_not(
    workspace: Workspace, jana: int
) -> None:
    visits.record(workspace, NewVisit(jana, TODAY, amount_minor=100))
    assert doubts(workspace, NewVisit(jana, TODAY)) == [TWICE]
    assert doubts(workspace, NewVisit(jana, TODAY, amount_minor=-100)) == []
    assert doubts(workspace, NewVisit(jana, TODAY, status="cancelled")) == []
    assert doubts(workspace, NewVisit(jana, on(-1))) == []


def test_of_a_changed_visit_only_what_is_said_otherwise_is_doubted(
    workspace: Workspace, jana: int
) -> None:
    visits.record(workspace, NewVisit(jana, TODAY))
    before = visits.record(workspace, NewVisit(jana, TODAY))
    moved = visits.record(workspace, NewVisit(jana, on(-1)))
    now = NewVisit(jana, TODAY, amount_minor=100_001_00)
    assert [each.field for each in visits.doubts(workspace, now, before)] == ["amount_minor"]
    (doubt,) = visits.doubts(workspace, NewVisit(jana, TODAY), moved)
    assert doubt.sentence == TWICE[1]


def test_many_bookings_are_settled_in_one_change(workspace: Workspace, jana: int) -> None:
    gone = [booked(workspace, jana, -ago).id for ago in range(1, 5)]
    visits.settle_all(workspace, gone, "done")
    assert passed(workspace) == []
    journal.undo(workspace)
    assert len(passed(workspace)) == 4


def test_where_one_of_many_cannot_be_settled_none_is(workspace: Workspace, jana: int) -> None:
    gone, to_come = booked(workspace, jana, -1).id, booked(workspace, jana, 3).id
    with pytest.raises(RefusedInput):
        visits.settle_all(workspace, [gone, to_come], "done")
    assert passed(workspace) == [on(-1)]


def test_what_did_not_take_place_makes_no_second_visit(workspace: Workspace, jana: int) -> None:
    visits.record(workspace, NewVisit(jana, TODAY, status="no_show"))
    visits.record(workspace, NewVisit(jana, TODAY, amount_minor=-100))
    assert doubts(workspace, NewVisit(jana, TODAY)) == []


@pytest.fixture
def usual(workspace: Workspace, jana: int) -> int:
    """A shop whose usual amount is 1,000, where Jana never spent more than 2,100."""
    eva = customers.add(workspace, NewCustomer("Eva Malá")).id
    for ago in range(1, 12):
        visits.record(workspace, NewVisit(eva, on(-ago), amount_minor=1_000))
    visits.record(workspace, NewVisit(jana, on(-3), amount_minor=2_100))
    return jana


def test_an_amount_is_doubted_over_twenty_usual_and_ten_of_her_own(
    workspace: Workspace, usual: int
) -> None:
    assert doubts(workspace, NewVisit(usual, TODAY, amount_minor=21_000)) == []
    assert doubts(workspace, NewVisit(usual, TODAY, amount_minor=21_001)) == [TOO_MUCH]
    assert doubts(workspace, NewVisit(usual, TODAY, amount_minor=-21_001)) == [TOO_MUCH]
    newcomer = customers.add(workspace, NewCustomer("Iva")).id
    assert doubts(workspace, NewVisit(newcomer, TODAY, amount_minor=20_000)) == []
    assert doubts(workspace, NewVisit(newcomer, TODAY, amount_minor=20_001)) == [TOO_MUCH]


def test_a_shop_with_few_amounts_has_no_usual_one_and_doubts_a_hundred_thousand(
    workspace: Workspace, jana: int
) -> None:
    for ago in range(1, 10):
        visits.record(workspace, NewVisit(jana, on(-ago), amount_minor=10))
    assert doubts(workspace, NewVisit(jana, TODAY, amount_minor=100_000_00)) == []
    assert doubts(workspace, NewVisit(jana, TODAY, amount_minor=100_000_01)) == [TOO_MUCH]
    visits.record(workspace, NewVisit(jana, on(-10), amount_minor=10))
    assert doubts(workspace, NewVisit(jana, TODAY, amount_minor=201)) == [TOO_MUCH]


def test_amounts_in_another_currency_are_not_compared(workspace: Workspace, usual: int) -> None:
    settings.put(workspace, settings.CURRENCY, "EUR")
    assert doubts(workspace, NewVisit(usual, TODAY, amount_minor=90_000_00)) == []
