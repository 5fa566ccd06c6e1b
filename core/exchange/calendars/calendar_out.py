"""The days ahead as a calendar (.ics): who is booked, and whom to get in touch with.

Everything lasts a whole day, because the shop keeps days and not hours. An event says no more
than a first name and what it is about: calendars are shared and lie on other people's computers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import instant_of, parse_optional
from core.errors import KnownError
from core.exchange.calendars import own_events
from core.exchange.sheets_out import replacing
from core.i18n import N_, _
from core.people import called, checkins
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from icalendar import Event

    from core.store.workspace import Workspace

PRODID = "-//Regulars//Regulars//EN"
# No check-in is due later than its longest interval after today.
_AHEAD = timedelta(days=2 * checkins.LONGEST_INTERVAL)
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar that was written, and how much stands in it."""

    path: Path
    bookings: int
    checkins: int


@dataclass(frozen=True, slots=True)
class _AllDay:
    """An event of a whole day."""

    uid: str
    on: date
    summary: str
    category: str
    note: str = ""


def write_calendar(workspace: Workspace, path: Path | str) -> Calendar:
    """Write the bookings ahead and the check-ins to a calendar file, in the language in use.

    An overdue check-in stands on today. The names of events stay the same from file to file, so
    that a calendar program brings its own up to date; the same shop on the same day gives the
    same bytes. Raises KnownError `unknown_format`, `export_failed`.
    """
    path = Path(path)
    if path.suffix.lower() != ".ics":
        raise KnownError("unknown_format", N_("“{file}” should end in .ics."), file=path.name)
    bookings, due = list(_bookings(workspace)), list(_checkins(workspace))
    with replacing(path) as half_made:
        half_made.write_bytes(_calendar(workspace, [*bookings, *due]))
    return Calendar(path, len(bookings), len(due))


def _bookings(workspace: Workspace) -> Iterator[_AllDay]:
    rows = workspace.rows(
        "SELECT visit.id, customer_id, visited_on, services, visit.created_at, first_name "
        "FROM visit JOIN customer ON customer.id = visit.customer_id "
        "WHERE status = 'booked' AND visited_on >= ? AND customer.archived_at IS NULL "
        "ORDER BY visited_on, visit.id",
        [workspace.clock.today().isoformat()],
    )
    for row in rows:
        sentence = _("{name}: {services}") if row["services"] else _("{name} is booked")
        yield _AllDay(
            own_events.of_visit(row["id"], row["created_at"]),
            date.fromisoformat(row["visited_on"]),
            sentence.format(name=_name(row), services=row["services"]),
            _("Bookings"),
        )


def _checkins(workspace: Workspace) -> Iterator[_AllDay]:
    today = workspace.clock.today()
    known = {
        row["customer_id"]: row
        for row in workspace.rows(
            "SELECT customer_id, started_on, first_name FROM checkin "
            "JOIN customer ON customer.id = customer_id"
        )
    }
    for checkin in checkins.due(workspace, today + _AHEAD, _ALL):
        row = known[checkin.customer_id]
        yield _AllDay(
            own_events.of_checkin(checkin.customer_id, row["started_on"]),
            max(checkin.due_on, today),
            _("Get in touch with {name}").format(name=_name(row)),
            _("Check-ins"),
            checkin.note,
        )


def _name(row: sqlite3.Row) -> str:
    return called.briefly(row["first_name"], row["customer_id"])


def _calendar(workspace: Workspace, events: list[_AllDay]) -> bytes:
    from icalendar import Calendar as Written

    written = Written()
    written.add("prodid", PRODID)
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("method", "PUBLISH")
    if name := settings.get(workspace, settings.SHOP_NAME):
        written.add("x-wr-calname", name)
    stamp = _stamp(workspace)
    for event in events:
        written.add_component(_event(event, stamp))
    return bytes(written.to_ical())


def _event(event: _AllDay, stamp: datetime) -> Event:
    from icalendar import Event as Written

    written = Written()
    written.add("uid", event.uid)
    written.add("dtstamp", stamp)
    written.add("dtstart", event.on)
    written.add("dtend", event.on + timedelta(days=1))
    written.add("summary", event.summary)
    if event.note:
        written.add("description", event.note)
    written.add("categories", [event.category])
    written.add("class", "PRIVATE")
    # A whole day that is taken would keep other bookings out.
    written.add("transp", "TRANSPARENT")
    return written


def _stamp(workspace: Workspace) -> datetime:
    """When this was so: the last change of the shop, and today at the earliest.

    Not this very moment, so that nothing is new where nothing has changed.
    """
    changed = parse_optional(workspace.value("SELECT max(at) FROM journal"))
    begun = instant_of(workspace.clock, workspace.clock.today())
    return max(changed, begun) if changed else begun
