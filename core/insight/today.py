"""Today: who needs the owner, from check-ins and waiting voices to visits due and health drops.

Today itself is read from the health snapshots and from small queries, so that it opens at once;
any other day is computed from the records.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.i18n import _
from core.insight import bookings, care_tasks, expected, periods, slipping, snapshots
from core.insight.bookings import PassedBooking
from core.insight.care_tasks import CareTask
from core.insight.expected import AtRisk
from core.insight.slipping import Drop, DueVisit, Slipping
from core.measures.rhythm_state import STATES
from core.measures.waiting import WaitingColour
from core.people import checkins
from core.people.checkins import Checkin
from core.voice import patience, waiting
from core.voice.waiting import Waiting

if TYPE_CHECKING:
    from core.store.workspace import Workspace

__all__ = [
    "AtRisk",
    "Booking",
    "CareTask",
    "Counts",
    "Drop",
    "DueVisit",
    "PassedBooking",
    "Today",
    "WaitingVoice",
    "gather",
    "rows",
]

LIMIT = 200
_ALL = 1_000_000
_OF_WAITING = tuple(field.name for field in fields(Waiting))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingVoice(Waiting):
    """A line of `voice.waiting`, with the open days that it has waited (see `voice.patience`).

    `since_on` is the local day of `since`.
    """

    days: int
    colour: WaitingColour
    since_on: date


@dataclass(frozen=True, slots=True)
class Booking:
    """Who is booked for the day, and for what."""

    customer_id: int
    customer: str
    services: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each, also beyond the limit of the lists."""

    checkins: int
    waiting: int
    due: int
    drops: int
    bookings: int
    passed: int = 0
    care: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """All that a day asks for, the most urgent first in each list.

    `care` is what the plans of the stages ask for: nobody stands there who has another line, and
    whoever was lost lately has this one line alone. `people` are all who wait to hear from the
    shop, each once: an answer, a check-in or care.
    `passed` are booked days gone by of which nobody has said what became of them; `at_risk` is
    what one usual visit of everyone overdue comes to, also of those who were put off, and
    `stopped` the same of everyone lost within the last year. `stale` says that the health
    snapshots are missing or older than the records, so that `due`, `drops`, `at_risk` and
    `stopped` may change once they are computed anew.
    """

    on: date
    checkins: list[Checkin]
    waiting: list[WaitingVoice]
    due: list[DueVisit]
    drops: list[Drop]
    bookings: list[Booking]
    counts: Counts
    stale: bool
    passed: list[PassedBooking]
    at_risk: AtRisk
    stopped: AtRisk
    care: list[CareTask]
    people: int


def gather(workspace: Workspace, on: date | None = None, reasons: int | None = None) -> Today:
    """What a day asks for; None is today, any other day is computed from the records.

    `reasons` is of how many care tasks the likely reasons are told, None for all.
    """
    now = workspace.clock.today()
    on = on or now
    slips = slipping.from_snapshots(workspace, on) if on == now else _slipped(workspace, on)
    ready = workspace.kept(("checkins", on), _CARED, lambda: checkins.due(workspace, on, _ALL))
    waits = waiting.everybody(workspace, on)
    booked, passed = _bookings(workspace, on), _passed(workspace, on)
    lost = care_tasks.won_back(workspace, on, slips.stands)
    due = [visit for visit in slips.due if visit.state != "lost" or visit.customer_id not in lost]
    drops = [drop for drop in slips.drops if drop.customer_id not in lost]
    busy = {
        line.customer_id for lines in (ready, waits, booked, passed, due, drops) for line in lines
    }
    care = care_tasks.of_stands(workspace, on, slips.stands, busy, reasons)
    sizes = [len(lines) for lines in (ready, waits, due, drops, booked, passed, care)]
    people = {line.customer_id for lines in (ready, waits, care) for line in lines}
    return Today(
        on=on,
        checkins=ready[:LIMIT],
        waiting=_voices(workspace, on, waits[:LIMIT]),
        due=due[:LIMIT],
        drops=drops[:LIMIT],
        bookings=booked[:LIMIT],
        counts=Counts(*sizes),
        stale=on == now and not snapshots.is_fresh(workspace),
        passed=passed[:LIMIT],
        at_risk=expected.added_up(workspace, slips.late),
        stopped=expected.of_spends(workspace, slips.stopped),
        care=care[:LIMIT],
        people=len(people),
    )


def _slipped(workspace: Workspace, on: date) -> Slipping:
    # The formulas behind health scores are needed for other days alone.
    from core.insight import slipped

    return slipped.from_records(workspace, on)


def rows(today: Today) -> list[dict[str, Any]]:
    """Everything on a day as flat records for a file, `since_on` being when it began."""
    found = [_row("checkin", x, x.due_on, x.days_late(today.on), x.note) for x in today.checkins]
    for voice in today.waiting:
        # A clock that was set back since lets nobody have spoken tomorrow.
        said_on = min(voice.since_on, today.on)
        found.append(_row("answer", voice, said_on, voice.days, voice.body))
    for task in today.care:
        note = " ".join(_(text) for text in (task.because, task.likely_reason) if text)
        found.append(_row("care", task, task.due_on, task.days_late(today.on), note))
    for visit in today.due:
        late = (today.on - visit.due_on).days
        found.append(_row("visit", visit, visit.due_on, late, _(STATES[visit.state])))
    for drop in today.drops:
        fallen = (today.on - drop.since_on).days
        found.append(_row("health", drop, drop.since_on, fallen, drop.why))
    for booking in today.bookings:
        found.append(_row("booking", booking, today.on, 0, booking.services))
    for gone in today.passed:
        days = (today.on - gone.booked_on).days
        found.append(_row("passed_booking", gone, gone.booked_on, days, gone.services))
    return found


def _row(reason: str, about: Any, since_on: date, days: int, note: str) -> dict[str, Any]:
    return {
        "reason": reason,
        "customer_id": about.customer_id,
        "customer": about.customer,
        "since_on": since_on.isoformat(),
        "days": days,
        "note": note,
    }


def _voices(workspace: Workspace, on: date, waits: list[Waiting]) -> list[WaitingVoice]:
    """The lines with how long they have waited by the end of a day (today: by now)."""
    clock = workspace.clock
    is_now = on == clock.today()
    at = None if is_now else periods.begins_at(clock, on + timedelta(days=1))
    wait = patience.of(workspace, at)
    return [
        WaitingVoice(
            **{name: getattr(one, name) for name in _OF_WAITING},
            days=wait.days(one.since),
            colour=wait.colour(one.since),
            since_on=clock.day_of(one.since),
        )
        for one in waits
    ]


def _bookings(workspace: Workspace, on: date) -> list[Booking]:
    """Who is booked for a day; for a day gone by, who had been booked before it began."""
    is_past = on < workspace.clock.today()
    known = "status <> 'cancelled' AND visit.created_at < ?" if is_past else "status = 'booked'"
    begins = [iso(periods.begins_at(workspace.clock, on))] if is_past else []
    rows = workspace.rows(
        "SELECT customer_id, customer.name, services FROM visit "
        "JOIN customer ON customer.id = customer_id "
        f"WHERE visited_on = ? AND archived_at IS NULL AND {known} ORDER BY visit.id",
        [on.isoformat(), *begins],
    )
    return [Booking(row[0], row[1], row[2] or "") for row in rows]


def _passed(workspace: Workspace, on: date) -> list[PassedBooking]:
    # The same day is told otherwise once it has gone by: see `bookings.passed`.
    key = ("passed bookings", on, on < workspace.clock.today())
    return workspace.kept(key, _BOOKED, lambda: bookings.passed(workspace, on))


_CARED = frozenset({"checkin", "touchpoint", "customer", "closure", "setting"})
_BOOKED = frozenset({"visit", "customer"})
