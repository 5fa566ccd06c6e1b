"""Every visit day of every customer as columns of numbers: what whole-shop figures count on.

A shop of ten years has hundreds of thousands of visit days. As arrays they take a few MiB, are
read once until a visit changes, and are counted by NumPy instead of row by row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from core.insight import visit_days
from core.people.counted import CAME, DONE, spend_in
from core.store import settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.store.workspace import Workspace

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

# Visits of a customer who is taken away are told by themselves.
NOUNS = frozenset({"visit", "setting"})
# Where more rows than these changed, an import for one, all are read anew.
FEW = 200


@dataclass(frozen=True, slots=True)
class VisitTable:
    """One row for each customer and day with anything done, by customer id and then by day.

    `days` are proleptic ordinals; `came` is False for a day with nothing but refunds; `spends`
    are minor units of the shop's currency, 0 where `paid` says that no amount is known. The rows
    of `customers[i]` are those from `starts[i]` up to `starts[i + 1]`.
    """

    rows_of: Numbers
    days: Numbers
    came: Flags
    spends: Numbers
    paid: Flags
    customers: Numbers
    starts: Numbers

    def visits(self) -> VisitTable:
        """The same without days of nothing but refunds."""
        return self.where(self.came)

    def until(self, day: int) -> VisitTable:
        """The rows up to and with a day; customers without any are gone."""
        return self.where(self.days <= day)

    def where(self, wanted: Flags) -> VisitTable:
        """The rows that are wanted; customers without any are gone."""
        if wanted.all():
            return self
        return _table(
            self.rows_of[wanted],
            self.days[wanted],
            self.came[wanted],
            self.spends[wanted],
            self.paid[wanted],
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """A table with what it was read from: the newest entry of the journal, and the currency."""

    journal_id: int
    currency: str
    table: VisitTable


# The table before the last change: most changes are about one customer, and only hers is read.
_known: WeakKeyDictionary[Workspace, _Known] = WeakKeyDictionary()


def of_shop(workspace: Workspace) -> VisitTable:
    """The whole shop's table, kept until a visit or the currency changes."""
    return workspace.kept("visit_table", NOUNS, lambda: _newest(workspace))


def people(
    table: VisitTable, until: date, run: tuple[int, int]
) -> Iterator[tuple[int, list[int], list[tuple[date, int]]]]:
    """Those of a run of ids with a visit or refund up to a day.

    Each with the ordinals of her visit days, and her paid days with their amounts, in order.
    """
    import numpy as np

    first, last = np.searchsorted(table.customers, [run[0], run[1] + 1]).tolist()
    starts = table.starts[first : last + 1].tolist()
    rows = slice(starts[0], starts[-1])
    days, spends = table.days[rows].tolist(), table.spends[rows].tolist()
    came, paid = table.came[rows].tolist(), table.paid[rows].tolist()
    dates = {day: date.fromordinal(day) for day in set(days)}
    limit = until.toordinal()
    for customer_id, begin, end in zip(
        table.customers[first:last].tolist(), starts, starts[1:], strict=False
    ):
        mine = range(
            begin - rows.start, bisect_right(days, limit, begin - rows.start, end - rows.start)
        )
        if mine:
            yield (
                customer_id,
                [days[at] for at in mine if came[at]],
                [(dates[days[at]], spends[at]) for at in mine if paid[at]],
            )


def _newest(workspace: Workspace) -> VisitTable:
    # Asked first: what is written while the rows are read is read once more next time.
    journal_id = int(workspace.value("SELECT coalesce(max(id), 0) FROM journal"))
    currency = settings.get(workspace, settings.CURRENCY)
    if workspace.is_writing:
        return _read(workspace, currency, visit_days.runs(workspace))
    known = _known.get(workspace)
    concerned = None
    if known is not None and known.currency == currency:
        concerned = _concerned(workspace, known.journal_id)
    if known is None or concerned is None:
        table = _read(workspace, currency, visit_days.runs(workspace))
    else:
        runs = [(each, each) for each in sorted(concerned)]
        table = _with(known.table, concerned, _read(workspace, currency, runs))
    _known[workspace] = _Known(journal_id, currency, table)
    return table


def _concerned(workspace: Workspace, journal_id: int) -> set[int] | None:
    """Whose visits changed since an entry of the journal; None when it may be everyone."""
    if not workspace.value("SELECT 1 FROM journal WHERE id = ?", [journal_id]):
        return None  # what happened since then was forgotten, or thinned out
    images = workspace.rows(
        "SELECT row_id, last_row_id, json_extract(before, '$.customer_id') FROM journal_image "
        "WHERE journal_id > ? AND noun = 'visit' LIMIT ?",
        [journal_id, FEW + 1],
    )
    if sum(last - first + 1 for first, last, _before in images) > FEW:
        return None
    found = {before for _first, _last, before in images if before is not None}
    for first, last, _before in images:
        rows = workspace.rows(
            "SELECT customer_id FROM visit WHERE id BETWEEN ? AND ? AND customer_id IS NOT NULL",
            [first, last],
        )
        found.update(row[0] for row in rows)
    return found


def _with(table: VisitTable, concerned: set[int], read: VisitTable) -> VisitTable:
    """A table with the rows of some customers read anew."""
    import numpy as np

    if not concerned:
        return table
    others = table.where(~np.isin(table.rows_of, list(concerned)))
    at = np.searchsorted(others.rows_of, read.rows_of)
    return _table(
        *(
            np.insert(getattr(others, name), at, getattr(read, name))
            for name in ("rows_of", "days", "came", "spends", "paid")
        )
    )


def _read(workspace: Workspace, currency: str, runs: Iterable[tuple[int, int]]) -> VisitTable:
    import numpy as np

    # A run of customers at a time: one long reading would keep every save waiting until its end.
    parts = [_by_day(workspace.rows(_ROWS, [currency, *run])) for run in runs]
    return _table(*map(np.concatenate, zip(_by_day([]), *parts, strict=True)))


def _by_day(rows: Sequence[Sequence[Any]]) -> tuple[Numbers, Numbers, Flags, Numbers, Flags]:
    """Visits in order of customer and day as columns with one row for each day."""
    import numpy as np

    who, text, came, spend = zip(*rows, strict=True) if rows else ((), (), (), ())
    customers = np.array(who, dtype=np.int64)
    days = np.array(text, dtype="datetime64[D]").astype(np.int64) + _EPOCH
    first = np.flatnonzero(np.diff(customers, prepend=0) | np.diff(days, prepend=0))
    if not len(first):
        return customers, days, np.array([], bool), customers, np.array([], bool)
    amounts = np.array([amount or 0 for amount in spend], dtype=np.int64)
    known = np.array([amount is not None for amount in spend], dtype=bool)
    return (
        customers[first],
        days[first],
        np.logical_or.reduceat(np.array(came, dtype=bool), first),
        np.add.reduceat(amounts, first),
        np.logical_or.reduceat(known, first),
    )


def _table(who: Numbers, days: Numbers, came: Flags, spends: Numbers, paid: Flags) -> VisitTable:
    import numpy as np

    # They stand in order already, so that nothing is sorted to find where each begins.
    starts = np.flatnonzero(np.diff(who, prepend=0))
    return VisitTable(who, days, came, spends, paid, who[starts], np.append(starts, len(who)))


# The proleptic ordinal of 1 January 1970, from which NumPy counts.
_EPOCH = date(1970, 1, 1).toordinal()
# Days are put together in columns: SQLite takes twice as long to group them.
_ROWS = f"""SELECT customer_id, visited_on, {CAME}, {spend_in("?1")}
    FROM visit WHERE {DONE} AND customer_id BETWEEN ?2 AND ?3
    ORDER BY customer_id, visited_on"""
