"""Check-ins: a regular, selling-nothing contact that restarts with every touchpoint.

What is due is computed from data whenever it is asked for and never stored, so sleep, clock
jumps and missed days cannot lose or double a reminder.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from core.clock import instant_of, iso, parse_day, parse_instant
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.people import closures
from core.store import settings
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LONGEST_INTERVAL = 730
# Who was not reached is tried again after so many open days.
TRIED_AGAIN_DAYS = 2


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


@dataclass(frozen=True, slots=True)
class CheckinResult:
    """How a check-in went: by what, one of `touchpoints.RESULTS`, and what became of goals."""

    channel: str
    result: str
    note: str = ""
    reached_goal_ids: tuple[int, ...] = ()
    new_goal: str = ""


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


def put_off(workspace: Workspace, customer_id: int, until: date) -> None:
    """Let a check-in and whatever her stage asks for rest until a day.

    Raises RefusedInput for a day gone by, Missing.
    """
    from core.people import snoozes

    with workspace.write(N_("Check-in put off")):
        snoozes.snooze(workspace, customer_id, "care", until)
        if _row_id(workspace, customer_id) is not None:
            snooze(workspace, customer_id, until)


def finish(
    workspace: Workspace, customer_id: int, result: CheckinResult, today: date | None = None
) -> None:
    """Write down how a check-in went, or a contact that her stage asked for.

    It restarts everything, except for somebody who was not reached: she comes back in two open
    days. `today` is a day gone by on which it was (None: now). Raises RefusedInput for an
    unknown channel or result and for a day still to come, Missing also for somebody else's goal.
    """
    # Today lists check-ins before anything else is shown, and writes none down yet.
    from core.people import goals, touchpoints
    from core.people.touchpoints import NewTouchpoint

    contact = NewTouchpoint(customer_id, result.channel, reason="checkin", note=result.note)
    contact = replace(contact, result=result.result, at=_moment(workspace, today))
    missed = result.result == "not_reached"
    with workspace.write(N_("Not reached") if missed else N_("Check-in done")) as write:
        touchpoints.record(workspace, contact)
        known = _row_id(workspace, customer_id)
        if known and not missed:
            write.update("checkin", known, snoozed_until=None)
        own = {goal.id for goal in goals.of_customer(workspace, customer_id)}
        for goal_id in result.reached_goal_ids:
            if goal_id not in own:
                raise Missing("goal", goal_id)
            goals.reach(workspace, goal_id)
        if one_line(result.new_goal):
            goals.set_goal(workspace, customer_id, result.new_goal)


def _moment(workspace: Workspace, on: date | None) -> datetime:
    today = workspace.clock.today()
    if on is None or on == today:
        return workspace.clock.now()
    if on > today:
        refuse([Problem("today", N_("This day is still to come."))])
    return instant_of(workspace.clock, on, time(12))


def get(workspace: Workspace, customer_id: int) -> Checkin:
    """A customer's check-in. Raises Missing."""
    found = find(workspace, customer_id)
    if found is None:
        raise Missing("checkin", customer_id)
    return found


def find(workspace: Workspace, customer_id: int) -> Checkin | None:
    """A customer's check-in, or None."""
    today = workspace.clock.today()
    found = _read(workspace, today, "WHERE checkin.customer_id = :id", {"id": customer_id})
    return found[0] if found else None


def due(workspace: Workspace, on: date, limit: int = 200) -> list[Checkin]:
    """Check-ins due on or before a day, the longest waiting first.

    A day gone by does not know of later contacts.
    """
    ready = [c for c in _read(workspace, on, _MAYBE_DUE, {"on": on.isoformat()}) if c.due_on <= on]
    return sorted(ready, key=lambda checkin: (checkin.due_on, checkin.customer_id))[:limit]


# A day of margin: which local day the last contact was is looked at in Python.
_MAYBE_DUE = """WHERE customer.archived_at IS NULL AND coalesce(snoozed_until, '') <= :on
    AND date(started_on, interval_days || ' days') <= :on
    AND coalesce(date(last_at, (interval_days - 1) || ' days'), '') <= :on"""
_LAST = """(SELECT max(at) FROM touchpoint WHERE touchpoint.customer_id = checkin.customer_id
    AND at < :until AND touchpoint.result IS {0} 'not_reached')"""


def _read(workspace: Workspace, on: date, where: str, more: dict[str, object]) -> list[Checkin]:
    clock = workspace.clock
    is_past = on < clock.today()
    until = iso(instant_of(clock, on + timedelta(days=1))) if is_past else "9999"
    rows = workspace.rows(
        f"SELECT checkin.*, customer.name, {_LAST.format('NOT')} AS last_at, "
        f"{_LAST.format('')} AS missed_at "
        f"FROM checkin JOIN customer ON customer.id = checkin.customer_id {where}",
        {"until": until, **more},
    )

    def local_day(at: str | None) -> date | None:
        return clock.day_of(parse_instant(at)) if at else None

    again = partial(tried_again_on, workspace)
    return [
        _checkin(row, local_day(row["last_at"]), local_day(row["missed_at"]), again) for row in rows
    ]


def tried_again_on(workspace: Workspace, missed_on: date) -> date:
    """The day on which somebody is tried again who was not reached on another."""
    days = closures.working_days(workspace, missed_on)
    return date.fromordinal(days.after(missed_on.toordinal(), TRIED_AGAIN_DAYS))


def _checkin(
    row: sqlite3.Row,
    last_on: date | None,
    missed_on: date | None,
    again: Callable[[date], date],
) -> Checkin:
    started = date.fromisoformat(row["started_on"])
    interval = row["interval_days"]
    snoozed = parse_day(row["snoozed_until"])
    due_on = max(started, last_on or started) + timedelta(days=interval)
    # A contact after the snooze was set restarts the interval and outlives the snooze.
    if snoozed and snoozed > due_on:
        due_on = snoozed
    if missed_on and missed_on >= due_on:
        due_on = again(missed_on)
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
