"""Days on which customers came, read from the rows, person by person.

Figures about the whole shop count on `visit_table` instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from core.people.counted import CAME, DONE, spend_in

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# So many customers are read at once; their visits fit in memory many times over.
_RUN = 250


@dataclass(slots=True)
class VisitDays:
    """One customer's visit days, each once, and amounts by day, both oldest first.

    Amounts are in minor units of the shop's currency, other currencies left out. A day with
    nothing but refunds is no visit, but its amount is among the spends.
    """

    customer_id: int
    days: list[date]
    spends: list[tuple[date, int]]


def runs(workspace: Workspace, customer_id: int | None = None) -> Iterator[tuple[int, int]]:
    """First and last ids of customers that are read together; or one customer alone.

    One reading of the whole shop would keep every save waiting until its end.
    """
    if customer_id is not None:
        yield customer_id, customer_id
        return
    last = int(workspace.value("SELECT coalesce(max(id), 0) FROM customer"))
    for first in range(1, last + 1, _RUN):
        yield first, min(last, first + _RUN - 1)


def of_run(
    workspace: Workspace, until: date, currency: str, run: tuple[int, int]
) -> Iterator[VisitDays]:
    """Those of a run of ids with a visit or refund up to a day."""
    rows = workspace.rows(
        f"""SELECT customer_id, visited_on, {spend_in(":currency")}, {CAME}
        FROM visit WHERE {DONE} AND visited_on <= :until
            AND customer_id BETWEEN :first AND :last
        ORDER BY customer_id, visited_on""",
        {"currency": currency, "until": until.isoformat(), "first": run[0], "last": run[1]},
    )
    for found_id, mine in groupby(rows, itemgetter(0)):
        person = VisitDays(found_id, [], [])
        for _id, text, amount, came in mine:
            day = date.fromisoformat(text)
            if came and (not person.days or person.days[-1] != day):
                person.days.append(day)
            if amount is not None:
                _add(person.spends, day, amount)
        yield person


def _add(spends: list[tuple[date, int]], day: date, amount: int) -> None:
    if spends and spends[-1][0] == day:
        spends[-1] = (day, spends[-1][1] + amount)
    else:
        spends.append((day, amount))
