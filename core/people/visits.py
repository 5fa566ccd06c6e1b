"""Visits: when a customer came (or is booked to come), for what and how much."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.people.counted import SOLD, spend_in
from core.store import settings
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

STATUSES = ("done", "booked", "cancelled", "no_show")
# What becomes of a booking.
SETTLED = ("done", "no_show", "cancelled")
MOST_MINOR = 100_000_000_00
FAR_AHEAD_DAYS = 366
FAR_MORE_THAN_USUAL, FAR_MORE_THAN_HER_MOST = 20, 10
# Of so many of the latest amounts the usual one is taken, and of fewer than so many none.
LATEST_AMOUNTS, FEWEST_AMOUNTS = 200, 10
# What a shop without a usual amount yet is asked about: a hundred thousand of any currency.
MUCH_ANYWHERE_MINOR = 100_000_00


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What a form gives.

    The amount is in minor units of the shop's currency, at most 100 million whole ones either
    way; a negative one is a refund.
    """

    customer_id: int
    visited_on: date
    services: str = ""
    amount_minor: int | None = None
    staff_member_id: int | None = None
    status: str = "done"
    note: str = ""

    def problems(self) -> list[Problem]:
        """What keeps this from being a visit."""
        found = []
        if self.status not in STATUSES:
            found.append(Problem("status", N_("Please choose what became of the visit.")))
        if self.visited_on.year < 1900:
            found.append(Problem("visited_on", N_("This day is too long ago.")))
        if self.amount_minor is not None and abs(self.amount_minor) > MOST_MINOR:
            found.append(Problem("amount_minor", N_("This amount is too large.")))
        return found


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as the store knows it."""

    id: int
    customer_id: int
    visited_on: date
    services: str
    amount_minor: int | None
    currency: str
    staff_member: str
    status: str
    note: str
    staff_member_id: int | None

    @property
    def is_refund(self) -> bool:
        """Whether money was given back; nobody need have come for that."""
        return (self.amount_minor or 0) < 0

    @property
    def was_here(self) -> bool:
        """Whether she came; a refund alone is no visit."""
        return self.status == "done" and not self.is_refund


def record(workspace: Workspace, new: NewVisit) -> Visit:
    """Write a visit down; one in the future is a booking. Raises RefusedInput, Missing."""
    refuse(new.problems())
    columns = _columns(workspace, new)
    booked = columns["status"] == "booked"
    with workspace.write(N_("Booking noted") if booked else N_("Visit noted")) as write:
        workspace.require("customer", new.customer_id)
        visit_id = write.insert(
            "visit",
            **columns,
            currency=settings.get(workspace, settings.CURRENCY),
            created_at=iso(workspace.clock.now()),
        )
    return get(workspace, visit_id)


def change(workspace: Workspace, visit_id: int, new: NewVisit) -> Visit:
    """Write a visit anew; what files told of it still belongs to it. Raises as `record` does.

    One that is put off to a day still to come is a booking (again). An amount stays in its
    currency; where there was none it is in the shop's.
    """
    refuse(new.problems())
    with workspace.write(N_("Visit changed")) as write:
        workspace.require("customer", new.customer_id)
        before = get(workspace, visit_id)
        columns = _columns(workspace, new)
        if before.amount_minor is None:
            columns["currency"] = settings.get(workspace, settings.CURRENCY)
        write.update("visit", visit_id, **columns)
    return get(workspace, visit_id)


def _columns(workspace: Workspace, new: NewVisit) -> dict[str, Any]:
    """What is said of a visit, as it is stored; nobody was here, or not, on a day to come."""
    future = new.visited_on > workspace.clock.today()
    return {
        "customer_id": new.customer_id,
        "visited_on": new.visited_on.isoformat(),
        "services": one_line(new.services) or None,
        "amount_minor": new.amount_minor,
        "staff_member_id": new.staff_member_id,
        "status": "booked" if future and new.status in ("done", "no_show") else new.status,
        "note": one_line(new.note) or None,
    }


def settle(
    workspace: Workspace, visit_id: int, status: str, amount_minor: int | None = None
) -> Visit:
    """Say what became of a booking: SETTLED names the words; the amount is for one that is done.

    Only a booking that is still to come can be cancelled and nothing else. Raises RefusedInput,
    also for what is no booking (any more), and Missing.
    """
    with workspace.write(N_("Booking settled")) as write:
        refuse(_unsettled(workspace, get(workspace, visit_id), status, amount_minor))
        write.update("visit", visit_id, status=status)
        if status == "done" and amount_minor is not None:
            currency = settings.get(workspace, settings.CURRENCY)
            write.update("visit", visit_id, amount_minor=amount_minor, currency=currency)
    return get(workspace, visit_id)


def settle_all(workspace: Workspace, visit_ids: Iterable[int], status: str) -> None:
    """Say the same of many bookings, in one change. Raises what `settle` does, and then of none."""
    with workspace.write(N_("Bookings settled")):
        for visit_id in visit_ids:
            settle(workspace, visit_id, status)


def _unsettled(
    workspace: Workspace, booked: Visit, status: str, amount_minor: int | None
) -> list[Problem]:
    if status not in SETTLED:
        return [Problem("status", N_("Please choose what became of the visit."))]
    if booked.status != "booked":
        return [Problem("status", N_("This booking was settled before."))]
    if booked.visited_on > workspace.clock.today() and status != "cancelled":
        return [Problem("status", N_("This booking is still to come."))]
    if amount_minor is not None and abs(amount_minor) > MOST_MINOR:
        return [Problem("amount_minor", N_("This amount is too large."))]
    return []


def doubts(workspace: Workspace, new: NewVisit, before: Visit | None = None) -> list[Problem]:
    """What is hard to believe of a new visit, as questions; none of it keeps it from being saved.

    A booking more than a year ahead; an amount over 20 times the shop's usual (over 100,000 where
    none is known yet) and over 10 times the customer's largest; another visit on the same day.
    Of a visit that was `before`, only what is said otherwise now can be doubted.
    """
    found = []
    if (new.visited_on - workspace.clock.today()).days > FAR_AHEAD_DAYS:
        found.append(Problem("visited_on", N_("Is this day right? It is more than a year ahead.")))
    if new.amount_minor is not None and _is_far_more(workspace, new):
        found.append(
            Problem("amount_minor", N_("Is this amount right? It is far more than usual here."))
        )
    if new.status in ("done", "booked") and _is_known(workspace, new):
        found.append(
            Problem("visited_on", N_("Is this another visit? There is one on this day already."))
        )
    if before is not None:
        found = [each for each in found if _differs(each.field, before, new)]
    return found


def _differs(field: str, before: Visit, new: NewVisit) -> bool:
    return bool(getattr(before, field) != getattr(new, field))


def _is_far_more(workspace: Workspace, new: NewVisit) -> bool:
    size, currency = abs(new.amount_minor or 0), settings.get(workspace, settings.CURRENCY)
    usual = _usual_amount(workspace, currency)
    if size <= (MUCH_ANYWHERE_MINOR if usual is None else FAR_MORE_THAN_USUAL * usual):
        return False
    largest = workspace.value(
        f"SELECT max({spend_in('?')}) FROM visit WHERE {SOLD} AND customer_id = ?",
        [currency, currency, new.customer_id],
    )
    return size > FAR_MORE_THAN_HER_MOST * (largest or 0)


def _usual_amount(workspace: Workspace, currency: str) -> float | None:
    """The median of the shop's latest amounts in minor units; None where there are too few."""
    rows = workspace.rows(
        f"SELECT amount_minor FROM visit WHERE {SOLD} AND amount_minor > 0 "
        "AND coalesce(currency, :currency) = :currency ORDER BY visited_on DESC LIMIT :n",
        {"currency": currency, "n": LATEST_AMOUNTS},
    )
    amounts = sorted(row[0] for row in rows)
    return amounts[len(amounts) // 2] if len(amounts) >= FEWEST_AMOUNTS else None


def _is_known(workspace: Workspace, new: NewVisit) -> bool:
    found = workspace.value(
        "SELECT EXISTS (SELECT 1 FROM visit WHERE customer_id = ? AND visited_on = ? "
        "AND status IN ('done', 'booked') AND coalesce(amount_minor, 0) >= 0)",
        [new.customer_id, new.visited_on.isoformat()],
    )
    return bool(found) and (new.amount_minor or 0) >= 0


def remove(workspace: Workspace, visit_id: int) -> None:
    """Take a visit away. Raises Missing."""
    with workspace.write(N_("Visit removed")) as write:
        write.delete("visit", visit_id)


def get(workspace: Workspace, visit_id: int) -> Visit:
    """One visit. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE visit.id = ?", [visit_id])
    if row is None:
        raise Missing("visit", visit_id)
    return _from_row(row)


def of_customer(workspace: Workspace, customer_id: int, limit: int = 200) -> list[Visit]:
    """The visits and bookings of a customer, newest first."""
    rows = workspace.rows(
        f"{_SELECT} WHERE visit.customer_id = ? ORDER BY visited_on DESC, visit.id DESC LIMIT ?",
        [customer_id, limit],
    )
    return [_from_row(row) for row in rows]


# In the order of the record: a customer's page reads thousands of them.
_SELECT = """SELECT visit.id, customer_id, visited_on, coalesce(services, ''), amount_minor,
        coalesce(currency, ''), coalesce(staff_member.name, ''), status, coalesce(note, ''),
        staff_member_id
    FROM visit LEFT JOIN staff_member ON staff_member.id = visit.staff_member_id"""


def _from_row(row: sqlite3.Row) -> Visit:
    visit_id, customer_id, visited_on, *rest = row
    return Visit(visit_id, customer_id, date.fromisoformat(visited_on), *rest)
