"""Visits from a file, also from sales lines: one visit per customer and day.

A sale that names nobody is a visit too: the lines of one receipt are one, else every line is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.exchange.cells import BadRow
from core.exchange.directory import Directory, Team
from core.exchange.earlier_visits import EarlierVisits
from core.exchange.plan import Plan
from core.exchange.programs import CALENDARS
from core.exchange.takers import Outcome, Taken
from core.exchange.visit_rows import VisitReader, VisitRow
from core.i18n import N_
from core.text import joined_lines

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_COLUMNS = (
    "customer_id",
    "visited_on",
    "services",
    "amount_minor",
    "currency",
    "staff_member_id",
    "status",
    "note",
    "created_at",
)
_REMEMBERED = 200_000
# People take more room than sums.
_MET = 60_000
# The lines of a receipt stand close together in the file of a till.
_RECEIPTS = 20_000


@dataclass(slots=True)
class Joined:
    """A visit put together from lines, not yet written."""

    id: int
    row: VisitRow
    customer_id: int | None


class VisitsIn:
    """Brings visits in."""

    chunk_size = 5000

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._write, self._people = write, people
        self._reader = VisitReader(workspace, plan)
        self._now = iso(workspace.clock.now())
        self._today = workspace.clock.today().isoformat()
        self._source = plan.layout.source
        # A list of appointments says again what became of each; sales lines only add.
        self._says_again = self._reader.cells.has("status") or self._source in CALENDARS
        self._told: dict[int, int] = {}
        self._restated: dict[int, tuple[int, str]] = {}
        self._late: set[int] = set()
        self._team = Team(workspace)
        self._met: dict[tuple[str, ...], int | None] = {}
        self._waiting: dict[int, Joined] = {}
        self._days: dict[tuple[int, str, str, str], list[Joined]] = {}
        self._receipts: dict[tuple[str, ...], int] = {}
        self._first_id = self._next = write.next_id("visit")
        self._counted: set[int] = set()
        self._earlier = EarlierVisits(write, self._first_id)
        # Where no file told of a visit before, no day can be told anew.
        self._listens = self._says_again or self._earlier.told_any()

    def read(self, cells: list[str]) -> VisitRow:
        """What a row says. Raises BadRow."""
        row = self._reader.read(cells)
        if self._listens and row.amount_minor is not None and not row.receipt:
            # Also the lines that are known already are part of what is said of a day.
            key = _part_of_day(row)
            self._told[key] = self._told.get(key, 0) + row.amount_minor
            if key in self._restated:
                self._late.add(key)
            if len(self._told) > _REMEMBERED:
                _forget_older_half(self._told)
        return row

    # -- taking -------------------------------------------------------------------------

    def take(self, row: VisitRow) -> Taken:
        """Make a visit of the row, or add it to the visit of that day. Raises BadRow."""
        customer_id = self.customer(row)
        if customer_id is None:
            return self._take_nameless(row)
        # Of a day's appointments each can still be cancelled; what happened is one visit.
        apart = row.services if row.status == "booked" else ""
        that_day = self._days.setdefault((customer_id, row.visited_on, row.status, apart), [])
        for visit in that_day:
            if _same_money(visit.row, row):
                self._add(visit.row, row)
                self._end_booking(customer_id, row)
                return Taken(Outcome.UPDATED, "visit", visit.id)
        if customer_id < self._people.first_waiting:
            known = self._known(customer_id, row)
            if known is not None:
                return self._join_known(known, row)
        visit = self._begin(row, customer_id)
        that_day.append(visit)
        return Taken(Outcome.CREATED, "visit", visit.id)

    def _take_nameless(self, row: VisitRow) -> Taken:
        """A sale without a name is never joined across files: only a receipt ties its lines."""
        if row.amount_minor is None and not row.services:
            raise BadRow(N_("This row says neither who came nor what was done or paid."))
        if row.status == "booked" and row.visited_on >= self._today:
            # Nothing would tell it from other bookings when a later file says it again.
            raise BadRow(N_("A booking needs the name of the customer."))
        if not row.receipt:
            return Taken(Outcome.CREATED, "visit", self._begin(row, None).id)
        key = (row.receipt, row.visited_on, row.currency, row.status)
        visit_id = self._receipts.get(key)
        if visit_id is None:
            visit_id = self._receipts[key] = self._begin(row, None).id
            if len(self._receipts) > _RECEIPTS:
                _forget_older_half(self._receipts)
            return Taken(Outcome.CREATED, "visit", visit_id)
        if visit_id in self._waiting:
            self._add(self._waiting[visit_id].row, row)
            return Taken(Outcome.UPDATED, "visit", visit_id)
        return self._join_known(self._earlier.get(visit_id), row)

    def _begin(self, row: VisitRow, customer_id: int | None) -> Joined:
        visit_id, self._next = self._next, self._next + 1
        visit = self._waiting[visit_id] = Joined(visit_id, row, customer_id)
        return visit

    def customer(self, row: VisitRow) -> int | None:
        """The customer of a row, None where it names nobody. Raises BadRow."""
        if row.who not in self._met:
            if len(self._met) > _MET:
                self._met.clear()
            person = self._reader.cells.person(row.cells)
            self._met[row.who] = self._people.meet(person) if person else None
        return self._met[row.who]

    def _add(self, visit: VisitRow, row: VisitRow) -> None:
        """Put a line to the visit of its day; a negative amount takes away."""
        if visit.amount_minor is None:
            visit.currency = row.currency
        visit.amount_minor = _sum(visit.amount_minor, row.amount_minor)
        visit.services = _listed(visit.services, row.services)
        visit.note = joined_lines(visit.note, row.note)
        visit.staff = visit.staff or row.staff

    def _known(self, customer_id: int, row: VisitRow) -> Any:
        """The visit of that day that a row adds to, or the booking that it says the end of."""
        that_day = self._earlier.of_day(customer_id, row)
        said = [visit for visit in that_day if (visit["services"] or "") == row.services]
        if row.status == "booked":
            return next(iter(said), None)
        booked = [visit for visit in said if visit["status"] == "booked"]
        same = next((visit for visit in that_day if visit["status"] == row.status), None)
        if same is not None:
            self._end_booking(customer_id, row)
            return same
        if not self._says_again:
            # Whoever pays has come, whatever her booking was called.
            booked += that_day
        return next(iter(booked or (visit for visit in that_day if not visit["services"])), None)

    def _end_booking(self, customer_id: int, row: VisitRow) -> None:
        """Let the booking go that a row says the end of, now that the row is in another visit."""
        if not self._says_again or row.status == "booked":
            return
        booking = self._earlier.booking(customer_id, row)
        if booking is not None:
            self._write.delete("visit", booking)

    def _join_known(self, known: Any, row: VisitRow) -> Taken:
        visit_id = known["id"]
        values: dict[str, Any] = {
            "services": _listed(known["services"] or "", row.services) or None,
            "note": joined_lines(known["note"], row.note) or None,
            "staff_member_id": known["staff_member_id"] or self._team.meet(row.staff),
            "status": row.status,
            "amount_minor": self._amount_now(known, row),
        }
        changes = {name: value for name, value in values.items() if value != known[name]}
        if "amount_minor" in changes:
            changes["currency"] = row.currency
        if not changes and not self._is_brought_in(visit_id):
            return Taken(Outcome.SKIPPED, "visit", visit_id)
        self.change(visit_id, changes)
        return Taken(Outcome.UPDATED, "visit", visit_id)

    def _amount_now(self, visit: Any, row: VisitRow) -> int | None:
        """What was paid, now that a line says more of it.

        Sales add up; an amount written by hand stays. What a booking was to cost is said again
        by its own program, and gives way to the till that says what was paid.
        """
        visit_id: int = visit["id"]
        known: int | None = visit["amount_minor"]
        said = row.amount_minor
        if said is None:
            return known
        if visit_id >= self._first_id:
            return _sum(known, said)
        if not self._says_again and self._tells_anew(visit, row):
            return self._restate(visit_id, row)
        if visit_id in self._counted:
            return _sum(known, said)
        if known is not None and not self._is_brought_in(visit_id):
            return known
        if self._says_again:
            others = self._earlier.sources(visit_id) - {self._source}
            if known is not None and not others <= CALENDARS:
                return known
            return self._restate(visit_id, row)
        # From here on this file's own lines add up.
        self._counted.add(visit_id)
        planned = visit["status"] == "booked" or self._earlier.sources(visit_id) <= CALENDARS
        return said if known is None or planned else known + said

    def _restate(self, visit_id: int, row: VisitRow) -> int | None:
        """Let a day be what this file says of it, all of its lines together."""
        part = _part_of_day(row)
        self._restated[part] = visit_id, row.status
        return self._told.get(part, row.amount_minor)

    def _tells_anew(self, visit: Any, row: VisitRow) -> bool:
        """Whether a sale was told by an earlier file of the same program, only in other words.

        It was where the same services now cost something else: a mended row; or where the day's
        sum is the same and services are told only now, as when the columns are named differently.
        """
        part = _part_of_day(row)
        if part in self._restated:
            return True
        if row.receipt or (row.amount_minor or 0) <= 0 or visit["id"] in self._counted:
            return False
        if self._earlier.sources(visit["id"]) != {self._source}:
            return False
        known: str = visit["services"] or ""
        if known and row.services:
            return _listed(known, row.services) == known
        paid: int | None = visit["amount_minor"]
        return self._told.get(part) == paid

    def _is_brought_in(self, visit_id: int) -> bool:
        """Whether a visit came from a file, and not from someone's hand."""
        return visit_id >= self._first_id or bool(self._earlier.sources(visit_id))

    def change(self, visit_id: int, changes: dict[str, Any]) -> None:
        """Give some columns of a visit other values."""
        if not changes:
            return
        if visit_id < self._first_id:
            self._write.update("visit", visit_id, **changes)
            return
        # A row that this very import made needs no image of how it was.
        listed = ", ".join(f"{name} = ?" for name in changes)
        self._write.execute(
            f"UPDATE visit SET {listed} WHERE id = ?", [*changes.values(), visit_id]
        )

    # -- writing ------------------------------------------------------------------------

    def flush(self) -> None:
        """Write new customers and visits."""
        self._people.flush()
        if self._waiting:
            rows = [self._columns(visit) for visit in self._waiting.values()]
            self._write.insert_many("visit", _COLUMNS, rows)
            self._waiting.clear()
        self._days.clear()

    def close(self) -> None:
        """Put right the days of which a line that was known stands below one that was not."""
        for part in self._late & self._told.keys():
            visit_id, status = self._restated[part]
            visit = self._earlier.get(visit_id)
            if visit is not None and visit["status"] == status:
                self.change(visit_id, {"amount_minor": self._told[part]})

    def _columns(self, visit: Joined) -> tuple[Any, ...]:
        row = visit.row
        return (
            visit.customer_id,
            row.visited_on,
            row.services or None,
            row.amount_minor,
            row.currency,
            self._team.meet(row.staff),
            row.status,
            row.note or None,
            self._now,
        )


def _forget_older_half(remembered: dict[Any, int]) -> None:
    """Make room at once for many: the first key of a dict is found slowly after many went."""
    for key in list(islice(remembered, len(remembered) // 2)):
        del remembered[key]


def _part_of_day(row: VisitRow) -> int:
    """What tells the lines of a file that are about one visit; a hash of it is small."""
    services = row.services if row.status == "booked" else ""
    return hash((row.who, row.visited_on, row.status, row.currency, services))


def _same_money(one: VisitRow, other: VisitRow) -> bool:
    return one.currency == other.currency or one.amount_minor is None or other.amount_minor is None


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)


def _listed(known: str, said: str) -> str:
    """The services with those said now, unless they are among them."""
    if not said or f", {said}, " in f", {known}, ":
        return known
    return f"{known}, {said}" if known else said
