"""What the rows of a list of visits, bookings or sales say, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core.exchange import words
from core.exchange.cells import BadRow, Cells
from core.exchange.headings import PERSON
from core.exchange.plan import Plan
from core.i18n import N_
from core.store import settings
from core.text import fold, one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# The fields beside who, when and how much.
_MORE = ("services", "staff", "status", "note", "time", "receipt", "event", "currency")


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
    receipt: str = ""

    @property
    def content(self) -> str:
        """What tells this row from every other.

        A receipt's number does so without what else stands there: that changes as soon as the
        program adds a column or the owner corrects a name, and the sale must not count twice.
        A sale that names nobody is told by its cells as they stand, whatever they are taken for.
        """
        if self.receipt:
            tells: tuple[str, ...] = (self.receipt, self.time)
            more: tuple[str, ...] = (self.status,)
        elif not any(self.who):
            return "\x1f".join(map(str.strip, self.cells))
        else:
            tells, more = self.who, (self.staff, self.status, self.note, self.time)
        told = (*tells, self.visited_on, str(self.amount_minor), self.services, *more)
        return "\x1f".join(told)


class VisitReader:
    """Reads the rows of a table of visits."""

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self.cells = Cells(plan)
        self._who = [at for field in PERSON for at in plan.layout.columns(field)]
        self._lean = self.cells.plain and not any(map(self.cells.has, _MORE))
        self._width = len(plan.table.headers)
        self._currency = settings.get(workspace, settings.CURRENCY)
        self._today = workspace.clock.today()
        ours = plan.layout.source == "regulars"
        self._own_amounts = plan.layout.columns("amount") if ours else []

    def read(self, cells: list[str]) -> VisitRow:
        """What a row says. Raises BadRow."""
        found = self.cells.moment(cells)
        if found is None:
            raise BadRow(N_("There is no day in this row."))
        amount_minor, currency = self.cells.amount(cells)
        who = tuple([cells[at].strip() for at in self._who])
        if amount_minor is not None and not any(who):
            # An export writes one sale with a comma or with a point.
            for at in self._own_amounts:
                cells[at] = f"{Decimal(amount_minor).scaleb(-2):f}"
        # What lies ahead is a booking, whatever the file says of it.
        status = "done" if found.day <= self._today else "booked"
        day = found.day.isoformat()
        row = VisitRow(who, cells, day, amount_minor, currency or self._currency, status)
        if not self._lean or len(cells) > self._width:
            self._read_more(cells, row, timed=found.time is not None)
        return row

    def _read_more(self, cells: list[str], row: VisitRow, *, timed: bool) -> None:
        read = self.cells
        currency = _said_currency(read.text(cells, "currency"))
        row.currency = currency or row.currency
        row.services = ", ".join(dict.fromkeys(map(one_line, read.texts(cells, "services"))))
        row.staff = one_line(read.text(cells, "staff"))
        row.receipt = one_line(read.text(cells, "receipt"))
        row.time = read.text(cells, "time")
        if timed and not row.time:
            row.time = read.text(cells, "date")
        named = ["receipt"] if row.receipt else []
        named += [] if currency else ["currency"]
        named += self._read_status(cells, row)
        named += self._read_event(cells, row)
        if row.status == "booked":
            # When she came is over; when she will come is worth knowing.
            named += ["time"] if read.has("time") else ["date"] if timed else []
        lines = [read.note(cells), *(read.named(cells, field) for field in named)]
        row.note = "\n".join(filter(None, lines))

    def _read_status(self, cells: list[str], row: VisitRow) -> list[str]:
        """Take the status over; gives the field if its word is not ours and goes to the note.

        Raises BadRow.
        """
        text = self.cells.text(cells, "status")
        word = fold(text).strip(" .")
        _refuse_no_sale(word, text)
        said = words.STATUSES.get(word, "")
        if said and not (said == "done" and row.status == "booked"):
            row.status = said
        return ["status"] if text and not said else []

    def _read_event(self, cells: list[str], row: VisitRow) -> list[str]:
        """Take money back, and leave out what is no sale. Raises BadRow."""
        text = self.cells.text(cells, "event")
        word = fold(text).strip(" .")
        _refuse_no_sale(word, text)
        if word in words.REFUNDS:
            # Some tills write what went back with a minus, some leave that to the word.
            row.amount_minor = None if row.amount_minor is None else -abs(row.amount_minor)
            return []
        return ["event"] if text and word not in words.SALES else []


def _refuse_no_sale(word: str, text: str) -> None:
    if word in words.NO_SALES:
        raise BadRow(N_("“{value}” is no sale, so this row stays out."), value=text)


def _said_currency(text: str) -> str:
    return words.CURRENCIES.get(fold(text), text.upper() if len(text) == 3 else "")
