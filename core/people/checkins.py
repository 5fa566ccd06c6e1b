"""Check-ins: a regular, selling-nothing contact that restarts with every touchpoint.

What is due is computed from data whenever it is asked for and never stored, so sleep, clock
jumps and missed days cannot lose or double a reminder.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import parse_day, parse_instant
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.store import settings
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LONGEST_INTERVAL = 730


@dataclass(frozen=True, slots=True)
class Checkin:
    """A customer's check-in: how often, the last contact, and when it is due."""

    customer_id: int
    customer: str
    interval_days: int
    last_contact_on: date | None
    snoozed_until: date | None
    due_on: date
    note: str

    def days_late(self, today: date) -> int:
        """Days past due; negative while there is time."""
        return (today - self.due_on).days


def set_interval(
    workspace: Workspace, customer_id: int, interval_days: int | None = None, note: str = ""
) -> Checkin:
    """Start a check-in, or change how often: 1–730 days; None takes the shop's usual interval.

    Raises RefusedInput, Missing for an unknown customer.
    """
    days = interval_days
    if days is None:
        days = settings.get(workspace, settings.CHECKIN_DAYS)
    if not 0 < days <= LONGEST_INTERVAL:
        refuse([Problem("interval_days", N_("Please give a number of days from 1 to 730."))])
    values = {"interval_days": days, "note": one_line(note) or None, "snoozed_until": None}
    with workspace.write(N_("Check-in set")) as write:
        workspace.require("customer", customer_id)
        known = _row_id(workspace, customer_id)
        if known:
            write.update("checkin", known, **values)
        else:
            today = workspace.clock.today().isoformat()
            write.insert("checkin", customer_id=customer_id, started_on=today, **values)
    return get(workspace, customer_id)


def stop(workspace: Workspace, customer_id: int) -> None:
    """End a customer's check-ins. Raises Missing."""
    with workspace.write(N_("Check-in ended")) as write:
        write.delete("checkin", _known_row_id(workspace, customer_id))


def snooze(workspace: Workspace, customer_id: int, until: date) -> Checkin:
    """Put a check-in off until a day. Raises Missing, RefusedInput for a day gone by."""
    if until <= workspace.clock.today():
        refuse([Problem("until", N_("Please choose a day that is still to come."))])
    row_id = _known_row_id(workspace, customer_id)
    with workspace.write(N_("Check-in put off")) as write:
        write.update("checkin", row_id, snoozed_until=until.isoformat())
    return get(workspace, customer_id)


def mark_done(workspace: Workspace, customer_id: int, channel: str, note: str = "") -> Checkin:
    """Write the check-in's contact down, which restarts it. Raises Missing, RefusedInput."""
    # Today lists check-ins before anything else is shown, and writes none down yet.
    from core.people import touchpoints
    from core.people.touchpoints import NewTouchpoint

    row_id = _known_row_id(workspace, customer_id)
    with workspace.write(N_("Check-in done")) as write:
        touchpoints.record(
            workspace, NewTouchpoint(customer_id, channel, reason="checkin", note=note)
        )
        write.update("checkin", row_id, snoozed_until=None)
    return get(workspace, customer_id)


def get(workspace: Workspace, customer_id: int) -> Checkin:
    """A customer's check-in. Raises Missing."""
    found = find(workspace, customer_id)
    if found is None:
        raise Missing("checkin", customer_id)
    return found


def find(workspace: Workspace, customer_id: int) -> Checkin | None:
    """A customer's check-in, or None."""
    found = _read(workspace, "WHERE checkin.customer_id = ?", [customer_id])
    return found[0] if found else None


def due(workspace: Workspace, on: date, limit: int = 200) -> list[Checkin]:
    """Check-ins due on or before a day, the longest waiting first."""
    day = on.isoformat()
    ready = [c for c in _read(workspace, _MAYBE_DUE, [day, day, day]) if c.due_on <= on]
    return sorted(ready, key=lambda checkin: (checkin.due_on, checkin.customer_id))[:limit]


# A day of margin: which local day the last contact was is looked at in Python.
_MAYBE_DUE = """WHERE customer.archived_at IS NULL AND coalesce(snoozed_until, '') <= ?
    AND date(started_on, interval_days || ' days') <= ?
    AND coalesce(date(last_at, (interval_days - 1) || ' days'), '') <= ?"""


def _read(workspace: Workspace, where: str, params: list[object]) -> list[Checkin]:
    rows = workspace.rows(
        "SELECT checkin.*, customer.name, (SELECT max(at) FROM touchpoint "
        "WHERE touchpoint.customer_id = checkin.customer_id) AS last_at "
        f"FROM checkin JOIN customer ON customer.id = checkin.customer_id {where}",
        params,
    )
    found = []
    for row in rows:
        last_on = workspace.clock.day_of(parse_instant(row["last_at"])) if row["last_at"] else None
        found.append(_checkin(row, last_on))
    return found


def _checkin(row: sqlite3.Row, last_on: date | None) -> Checkin:
    started = date.fromisoformat(row["started_on"])
    interval = row["interval_days"]
    snoozed = parse_day(row["snoozed_until"])
    due_on = max(started, last_on or started) + timedelta(days=interval)
    # A contact after the snooze was set restarts the interval and outlives the snooze.
    if snoozed and snoozed > due_on:
        due_on = snoozed
    return Checkin(
        customer_id=row["customer_id"],
        customer=row["name"],
        interval_days=interval,
        last_contact_on=last_on,
        snoozed_until=snoozed,
        due_on=due_on,
        note=row["note"] or "",
    )


def _row_id(workspace: Workspace, customer_id: int) -> int | None:
    found: int | None = workspace.value(
        "SELECT id FROM checkin WHERE customer_id = ?", [customer_id]
    )
    return found


def _known_row_id(workspace: Workspace, customer_id: int) -> int:
    row_id = _row_id(workspace, customer_id)
    if row_id is None:
        raise Missing("checkin", customer_id)
    return row_id
