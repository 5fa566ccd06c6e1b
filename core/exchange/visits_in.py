"""Visits from a file, also from sales lines: one visit per customer and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.exchange import words
from core.exchange.cells import BadRow, Cells
from core.exchange.directory import Directory, Team
from core.exchange.headings import PERSON
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.i18n import N_
from core.store import settings
from core.text import fold, one_line

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


@dataclass(slots=True)
class VisitRow:
    """A row of a list of visits or of sales; `who` are the cells that name the customer."""

    who: tuple[str, ...]
    cells: list[str]
    visited_on: str
    amount_minor: int | None
    currency: str
    status: str
    services: str = ""
    staff: str = ""
    note: str = ""
    time: str = ""

    @property
    def content(self) -> str:
        """What tells this row from every other."""
        return "\x1f".join(
            (
                *self.who,
                self.visited_on,
                str(self.amount_minor),
                self.services,
                self.staff,
                self.status,
                self.note,
                self.time,
            )
        )


@dataclass(slots=True)
class Joined:
    """A visit put together from lines, not yet written."""

    id: int
    row: VisitRow
    customer_id: int


class VisitsIn:
    """Brings visits in."""

    chunk_size = 5000

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._workspace, self._write, self._people = workspace, write, people
        self._cells = Cells(plan)
        columns = [at for field in PERSON for at in plan.layout.columns(field)]
        self._who = columns
        self._lean = self._cells.plain and not any(
            map(self._cells.has, ("services", "staff", "status", "note", "time"))
        )
        self._width = len(plan.table.headers)
        self._currency = settings.get(workspace, settings.CURRENCY)
        self._today, self._now = workspace.clock.today(), iso(workspace.clock.now())
        # A list of appointments says again what became of each; sales lines only add.
        self._says_again = self._cells.has("status")
        self._team = Team(workspace)
        self._met: dict[tuple[str, ...], int] = {}
        self._waiting: dict[tuple[int, str, str, str], Joined] = {}
        self._first_id = self._next = write.next_id("visit")
        self._said_again: set[int] = set()
        self._brought_in: set[int] | None = None

    # -- reading ------------------------------------------------------------------------

    def read(self, cells: list[str]) -> VisitRow:
        """What a row says. Raises BadRow."""
        found = self._cells.moment(cells)
        if found is None:
            raise BadRow(N_("There is no day in this row."))
        amount_minor, currency = self._cells.amount(cells)
        who = tuple([cells[at].strip() for at in self._who])
        if not any(who):
            raise BadRow(N_("This row does not say which customer it is about."))
        day = found.day.isoformat()
        # What lies ahead is a booking, whatever the file says of it.
        status = "done" if found.day <= self._today else "booked"
        row = VisitRow(who, cells, day, amount_minor, currency or self._currency, status)
        if not self._lean or len(cells) > self._width:
            self._read_more(cells, row)
        return row

    def _read_more(self, cells: list[str], row: VisitRow) -> None:
        read = self._cells
        row.currency = self._said_currency(read.text(cells, "currency")) or row.currency
        row.services = one_line(read.text(cells, "services"))
        row.staff = one_line(read.text(cells, "staff"))
        said = words.STATUSES.get(fold(read.text(cells, "status")), "")
        if said and not (said == "done" and row.status == "booked"):
            row.status = said
        row.note = read.note(cells)
        row.time = read.text(cells, "time")

    def _said_currency(self, text: str) -> str:
        return words.CURRENCIES.get(fold(text), text.upper() if len(text) == 3 else "")

    # -- taking -------------------------------------------------------------------------

    def take(self, row: VisitRow) -> Taken:
        """Make a visit of the row, or add it to the visit of that day. Raises BadRow."""
        customer_id = self._customer(row)
        key = (customer_id, row.visited_on, row.currency, row.status)
        waiting = self._waiting.get(key)
        if waiting is not None:
            self._add(waiting.row, row)
            return Taken(Outcome.UPDATED, "visit", waiting.id)
        if customer_id < self._people.first_waiting:
            known = self._known(customer_id, row)
            if known is not None:
                return self._join_known(known, row)
        visit_id, self._next = self._next, self._next + 1
        self._waiting[key] = Joined(visit_id, row, customer_id)
        return Taken(Outcome.CREATED, "visit", visit_id)

    def _customer(self, row: VisitRow) -> int:
        customer_id = self._met.get(row.who)
        if customer_id is None:
            person = self._cells.person(row.cells)
            if not person:
                raise BadRow(N_("This row does not say which customer it is about."))
            customer_id = self._people.meet(person)
            if len(self._met) > _REMEMBERED:
                self._met.clear()
            self._met[row.who] = customer_id
        return customer_id

    def _add(self, visit: VisitRow, row: VisitRow) -> None:
        """Put a line to the visit of its day; a negative amount takes away."""
        visit.amount_minor = _sum(visit.amount_minor, row.amount_minor)
        visit.services = _listed(visit.services, row.services, ", ")
        visit.note = _listed(visit.note, row.note, "\n")
        visit.staff = visit.staff or row.staff

    def _known(self, customer_id: int, row: VisitRow) -> Any:
        return self._write.execute(
            "SELECT id, amount_minor, services, staff_member_id, status, note FROM visit "
            "WHERE customer_id = ? AND visited_on = ? AND (status = ? OR status = 'booked') "
            "AND (currency IS ? OR amount_minor IS NULL) ORDER BY status = ? DESC, id LIMIT 1",
            [customer_id, row.visited_on, row.status, row.currency, row.status],
        ).fetchone()

    def _join_known(self, known: Any, row: VisitRow) -> Taken:
        visit_id = known["id"]
        values: dict[str, Any] = {
            "services": _listed(known["services"] or "", row.services, ", ") or None,
            "note": _listed(known["note"] or "", row.note, "\n") or None,
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
        if known is None or said is None:
            return known if said is None else said
        if visit_id >= self._first_id or visit_id in self._said_again:
            return known + said
        if not self._is_brought_in(visit_id):
            return known
        if self._says_again:
            self._said_again.add(visit_id)
            return said
        return known + said

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


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)


def _listed(known: str, said: str, between: str) -> str:
    if not said or said in known.split(between):
        return known
    return f"{known}{between}{said}" if known else said
