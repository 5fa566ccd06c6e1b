"""Bookings from a calendar: an event that is said again changes its visit and doubles nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from core.exchange.calendars import own_events
from core.exchange.cells import BadRow
from core.exchange.directory import Directory
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.exchange.visit_rows import VisitRow
from core.exchange.visits_in import VisitsIn
from core.i18n import N_
from core.text import joined_lines

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_KNOWN = "SELECT id, customer_id, visited_on, services, status, note FROM visit"
_BY_ID, _BY_BOOKING = f"{_KNOWN} WHERE id = ?", f"{_KNOWN} WHERE booking = ?"
_TIME = "Time: "


@dataclass(slots=True)
class EventRow(VisitRow):
    """An appointment; `booking` is what the calendar calls it, `changed` when it was last touched.

    Said again and untouched it is the same line, and what the owner changed by hand stays.
    """

    booking: str = ""
    changed: str = ""

    @property
    def content(self) -> str:
        """What tells this row from every other."""
        # Without its own arguments `super` does not find its way in a class with slots.
        said = super(EventRow, self).content
        return "\x1f".join((said, self.booking, self.changed)) if self.booking else said


class BookingsIn:
    """Brings the appointments of a calendar in; those said again are known by their event."""

    chunk_size = VisitsIn.chunk_size

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._visits = VisitsIn(workspace, write, plan, people)
        self._write, self._people = write, people
        headers = plan.table.headers
        self._booking_at = headers.index("Event UID")
        self._changed_at = headers.index("Event changed")
        self._today = workspace.clock.today().isoformat()
        self._said: set[str] = set()
        self._ties: dict[str, int] = {}

    def read(self, cells: list[str]) -> EventRow:
        """What a row says. Raises BadRow."""
        # Also what cannot be read was not left out of the calendar.
        self._said.add(cells[self._booking_at])
        said = self._visits.read(cells)
        row = EventRow(*(getattr(said, part.name) for part in fields(said)))
        row.booking, row.changed = cells[self._booking_at], cells[self._changed_at]
        return row

    def take(self, row: EventRow) -> Taken:
        """Change the booking that the row tells anew, or make one. Raises BadRow."""
        if own_events.is_own(row.booking):
            return self._take_own(row.booking, row)
        if not row.booking:
            return self._visits.take(row)
        known = self._tied(row.booking)
        if known is not None:
            return self._say_again(known, row)
        taken = self._visits.take(row)
        self._ties[row.booking] = taken.row_id
        return taken

    def _take_own(self, booking: str, row: VisitRow) -> Taken:
        """An event that we wrote: only another day or a cancelling is news. Raises BadRow."""
        ours = own_events.visit_of(booking)
        if ours is None:
            return Taken(Outcome.SKIPPED, "checkin", 0)
        visit_id, created_at = ours
        known = self._write.execute(
            f"{_BY_ID} AND created_at = ?", [visit_id, created_at]
        ).fetchone()
        if known is None:
            raise BadRow(N_("Regulars wrote this event for a booking that is not in this shop."))
        news = {"visited_on": row.visited_on}
        if row.status == "cancelled":
            news["status"] = "cancelled"
        return self._news(known, news)

    def _tied(self, booking: str) -> sqlite3.Row | None:
        """The visit of an event, also one that this very calendar told of further up."""
        found: sqlite3.Row | None
        if booking in self._ties:
            self.flush()
            found = self._write.execute(_BY_ID, [self._ties[booking]]).fetchone()
        else:
            found = self._write.execute(_BY_BOOKING, [booking]).fetchone()
        return found

    def _say_again(self, known: sqlite3.Row, row: VisitRow) -> Taken:
        same_day = known["visited_on"] == row.visited_on
        # A calendar knows nothing of who did not come.
        stays = same_day and row.status == "done" and known["status"] in ("no_show", "cancelled")
        before = "\n".join(
            line for line in (known["note"] or "").split("\n") if not line.startswith(_TIME)
        )
        news: dict[str, Any] = {
            "visited_on": row.visited_on,
            "status": known["status"] if stays else row.status,
            "services": row.services or known["services"],
            "note": joined_lines(before, row.note) or None,
        }
        customer_id = self._visits.customer(row)
        if customer_id is not None and customer_id != known["customer_id"]:
            self._people.flush()
            news["customer_id"] = customer_id
        return self._news(known, news)

    def _news(self, known: sqlite3.Row, news: dict[str, Any]) -> Taken:
        changes = {name: value for name, value in news.items() if value != known[name]}
        self._visits.change(known["id"], changes)
        outcome = Outcome.UPDATED if changes else Outcome.SKIPPED
        return Taken(outcome, "booking", known["id"])

    def flush(self) -> None:
        """Write new customers and visits."""
        self._visits.flush()

    def close(self) -> None:
        """Tie visits to their events, and cancel what recurring events no longer hold.

        Only the whole calendar tells what it left out.
        """
        self._visits.close()
        for booking, visit_id in self._ties.items():
            self._tie(booking, visit_id)
        for series in {booking.partition("#")[0] for booking in self._said if "#" in booking}:
            self._cancel_left_out(series)

    def _tie(self, booking: str, visit_id: int) -> None:
        row = self._write.execute("SELECT booking FROM visit WHERE id = ?", [visit_id]).fetchone()
        # Two events of one day are one visit; it goes with the first that is still in the calendar.
        if row is not None and row[0] not in self._said:
            self._visits.change(visit_id, {"booking": booking})

    def _cancel_left_out(self, series: str) -> None:
        """Cancel the coming visits of a recurring event on days that it left for others."""
        rows = self._write.execute(
            "SELECT id, booking FROM visit WHERE booking > ? AND booking < ? "
            "AND visited_on > ? AND status = 'booked'",
            [f"{series}#", f"{series}$", self._today],
        ).fetchall()
        for row in rows:
            if row["booking"] not in self._said:
                self._visits.change(row["id"], {"status": "cancelled"})
