"""Days on which customers came, streamed person by person: what every figure here rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from core.people.visits import CAME, DONE, spend_in
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

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


def each(workspace: Workspace, until: date, customer_id: int | None = None) -> Iterator[VisitDays]:
    """Everyone with a visit or refund up to a day, by customer id; or one customer alone."""
    currency = settings.get(workspace, settings.CURRENCY)
    for run in runs(workspace, customer_id):
        yield from of_run(workspace, until, currency, run)


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


def each_gap(workspace: Workspace, until: date) -> Iterator[tuple[str, int]]:
    """Every gap between two neighbouring visit days of one customer: its last day, its days."""
    ordinals: dict[str, int] = {}
    last_id, last = 0, 0
    for customer_id, text in _came(workspace, until):
        day = ordinals.get(text)
        if day is None:
            day = ordinals[text] = date.fromisoformat(text).toordinal()
        if customer_id == last_id and day != last:
            yield text, day - last
        last_id, last = customer_id, day


def _came(workspace: Workspace, until: date) -> Iterator[sqlite3.Row]:
    for run in runs(workspace):
        yield from workspace.rows(
            f"""SELECT customer_id, visited_on FROM visit
            WHERE {CAME} AND visited_on <= ? AND customer_id BETWEEN ? AND ?
            ORDER BY customer_id, visited_on""",
            [until.isoformat(), *run],
        )


def _add(spends: list[tuple[date, int]], day: date, amount: int) -> None:
    if spends and spends[-1][0] == day:
        spends[-1] = (day, spends[-1][1] + amount)
    else:
        spends.append((day, amount))
