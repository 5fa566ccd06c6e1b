"""Visits from a file, also from sales lines: one visit per customer and day.

A sale that names nobody is a visit too: the lines of one receipt are one, else every line is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.exchange.cells import BadRow, joined_lines
from core.exchange.directory import Directory, Team
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.exchange.visit_rows import VisitReader, VisitRow
from core.i18n import N_

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
        self.read = self._reader.read
        self._now = iso(workspace.clock.now())
        # A list of appointments says again what became of each; sales lines only add.
        self._says_again = self._reader.cells.has("status")
        self._team = Team(workspace)
        self._met: dict[tuple[str, ...], int | None] = {}
        self._waiting: dict[int, Joined] = {}
        self._days: dict[tuple[int, str, str], list[Joined]] = {}
        self._receipts: dict[tuple[str, ...], int] = {}
        self._first_id = self._next = write.next_id("visit")
        self._counted: set[int] = set()
        self._brought_in: set[int] | None = None

    # -- taking -------------------------------------------------------------------------

    def take(self, row: VisitRow) -> Taken:
        """Make a visit of the row, or add it to the visit of that day. Raises BadRow."""
        customer_id = self._customer(row)
        if customer_id is None:
            return self._take_nameless(row)
        that_day = self._days.setdefault((customer_id, row.visited_on, row.status), [])
        for visit in that_day:
            if _same_money(visit.row, row):
                self._add(visit.row, row)
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
        if row.status == "booked":
            # Nothing would tell it from other bookings when a later file says it again.
            raise BadRow(N_("A booking needs the name of the customer."))
        if not row.receipt:
            return Taken(Outcome.CREATED, "visit", self._begin(row, None).id)
        key = (row.receipt, row.visited_on, row.currency, row.status)
        visit_id = self._receipts.get(key)
        if visit_id is None:
            visit_id = self._receipts[key] = self._begin(row, None).id
            if len(self._receipts) > _RECEIPTS:
                del self._receipts[next(iter(self._receipts))]
            return Taken(Outcome.CREATED, "visit", visit_id)
        if visit_id in self._waiting:
            self._add(self._waiting[visit_id].row, row)
            return Taken(Outcome.UPDATED, "visit", visit_id)
        return self._join_known(self._write.execute(_BY_ID, [visit_id]).fetchone(), row)

    def _begin(self, row: VisitRow, customer_id: int | None) -> Joined:
        visit_id, self._next = self._next, self._next + 1
        visit = self._waiting[visit_id] = Joined(visit_id, row, customer_id)
        return visit

    def _customer(self, row: VisitRow) -> int | None:
        """The customer of a row, None where it names nobody. Raises BadRow."""
        if row.who not in self._met:
            if len(self._met) > _REMEMBERED:
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
        return self._write.execute(
            f"{_KNOWN} WHERE customer_id = ? AND visited_on = ? "
            "AND (status = ? OR status = 'booked') "
            "AND (currency IS ? OR amount_minor IS NULL OR ? IS NULL) "
            "ORDER BY status = ? DESC, id LIMIT 1",
            [
                customer_id,
                row.visited_on,
                row.status,
                row.currency,
                row.amount_minor,
                row.status,
            ],
        ).fetchone()

    def _join_known(self, known: Any, row: VisitRow) -> Taken:
        visit_id = known["id"]
        values: dict[str, Any] = {
            "services": _listed(known["services"] or "", row.services) or None,
            "note": joined_lines(known["note"], row.note) or None,
            "staff_member_id": known["staff_member_id"] or self._team.meet(row.staff),
            "status": row.status,
            "amount_minor": self._amount_now(visit_id, known["amount_minor"], row.amount_minor),
        }
        changes = {name: value for name, value in values.items() if value != known[name]}
        if "amount_minor" in changes:
            changes["currency"] = row.currency
        if not changes and not self._is_brought_in(visit_id):
            return Taken(Outcome.SKIPPED, "visit", visit_id)
        self._change(visit_id, changes)
        return Taken(Outcome.UPDATED, "visit", visit_id)

    def _amount_now(self, visit_id: int, known: int | None, said: int | None) -> int | None:
        """Sales add up; an amount written by hand stays, an appointment's is said again."""
        if said is None:
            return known
        if visit_id >= self._first_id or visit_id in self._counted:
            return _sum(known, said)
        if known is not None and not self._is_brought_in(visit_id):
            return known
        # From here on this file's own lines add up.
        self._counted.add(visit_id)
        return said if known is None or self._says_again else known + said

    def _is_brought_in(self, visit_id: int) -> bool:
        """Whether a visit came from a file, and not from someone's hand."""
        if visit_id >= self._first_id:
            return True
        if self._brought_in is None:
            rows = self._write.execute("SELECT row_id FROM import_line WHERE noun = 'visit'")
            self._brought_in = {row[0] for row in rows}
        return visit_id in self._brought_in

    def _change(self, visit_id: int, changes: dict[str, Any]) -> None:
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


_KNOWN = "SELECT id, amount_minor, services, staff_member_id, status, note FROM visit"
_BY_ID = f"{_KNOWN} WHERE id = ?"


def _same_money(one: VisitRow, other: VisitRow) -> bool:
    return one.currency == other.currency or one.amount_minor is None or other.amount_minor is None


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)


def _listed(known: str, said: str) -> str:
    """The services with those said now, unless they are among them."""
    if not said or f", {said}, " in f", {known}, ":
        return known
    return f"{known}, {said}" if known else said
