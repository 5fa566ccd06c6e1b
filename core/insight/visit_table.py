"""Every visit day of every customer as columns of numbers: what whole-shop figures count on.

A shop of ten years has hundreds of thousands of visit days. As arrays they take a few MiB, are
read once until a visit changes, and are counted by NumPy instead of row by row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.insight import visit_days
from core.people.visits import CAME, DONE, spend_in
from core.store import settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.store.workspace import Workspace

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NOUNS = frozenset({"visit", "customer", "setting"})


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


def of_shop(workspace: Workspace) -> VisitTable:
    """The whole shop's table, kept until a visit, a customer or the currency changes."""
    return workspace.kept("visit_table", NOUNS, lambda: _read(workspace))


def _read(workspace: Workspace) -> VisitTable:
    import numpy as np

    currency = settings.get(workspace, settings.CURRENCY)
    shape = np.dtype([("who", "i8"), ("day", "i8"), ("came", "?"), ("spend", "i8"), ("paid", "?")])
    # A run of customers at a time: one long reading would keep every save waiting until its end.
    parts = [
        np.fromiter(map(tuple, workspace.rows(_ROWS, [currency, *run])), dtype=shape)
        for run in visit_days.runs(workspace)
    ]
    rows = np.concatenate(parts) if parts else np.empty(0, dtype=shape)
    return _table(*(np.ascontiguousarray(rows[name]) for name in shape.names or ()))


def _table(who: Numbers, days: Numbers, came: Flags, spends: Numbers, paid: Flags) -> VisitTable:
    import numpy as np

    customers, starts = np.unique(who, return_index=True)
    return VisitTable(who, days, came, spends, paid, customers, np.append(starts, len(who)))


_SPEND = spend_in("?1")
# 1721424.5 is the Julian day on which ordinal 0 began.
_ROWS = f"""SELECT customer_id, CAST(julianday(visited_on) - 1721424.5 AS INTEGER), max({CAME}),
        coalesce(sum({_SPEND}), 0), count({_SPEND}) > 0
    FROM visit WHERE {DONE} AND customer_id BETWEEN ?2 AND ?3
    GROUP BY customer_id, visited_on ORDER BY customer_id, visited_on"""
