"""Booked days that have gone by: did she come? Until that is settled nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import iso
from core.insight import periods

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# After half a year nobody remembers whether somebody came.
ASKED_FOR_DAYS = 183


@dataclass(frozen=True, slots=True)
class PassedBooking:
    """A visit that was booked for a day gone by; `visits.settle` says what became of it."""

    visit_id: int
    customer_id: int
    customer: str
    booked_on: date
    services: str


def passed(workspace: Workspace, on: date | None = None) -> list[PassedBooking]:
    """Bookings of the half year before a day (None: today) not settled since, the latest first.

    Of a past day only those are told that were written down by its end.
    """
    today = workspace.clock.today()
    on = on or today
    known = "AND visit.created_at < :ends_at" if on < today else ""
    rows = workspace.rows(
        f"""SELECT visit.id, customer_id, customer.name, visited_on, services FROM visit
        JOIN customer ON customer.id = customer_id
        WHERE visited_on >= :since AND visited_on < :on AND status = 'booked'
            AND archived_at IS NULL {known}
        ORDER BY visited_on DESC, visit.id DESC""",
        {
            "on": on.isoformat(),
            "since": (on - timedelta(days=ASKED_FOR_DAYS)).isoformat(),
            "ends_at": iso(periods.begins_at(workspace.clock, on + timedelta(days=1))),
        },
    )
    return [
        PassedBooking(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4] or "")
        for row in rows
    ]
