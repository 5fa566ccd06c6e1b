"""Days on which customers came, streamed person by person: what every figure here rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace


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
    one = "" if customer_id is None else "AND customer_id = :customer_id"
    rows = workspace.each(
        f"""SELECT customer_id, visited_on,
            CASE WHEN coalesce(currency, :currency) = :currency THEN amount_minor END,
            coalesce(amount_minor, 0) >= 0
        FROM visit WHERE status = 'done' AND visited_on <= :until {one}
        ORDER BY customer_id, visited_on""",
        {
            "currency": settings.get(workspace, settings.CURRENCY),
            "until": until.isoformat(),
            "customer_id": customer_id,
        },
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
    rows = workspace.each(
        """SELECT customer_id, visited_on FROM visit
        WHERE status = 'done' AND visited_on <= ? AND coalesce(amount_minor, 0) >= 0
        ORDER BY customer_id, visited_on""",
        [until.isoformat()],
    )
    ordinals: dict[str, int] = {}
    last_id, last = 0, 0
    for customer_id, text in rows:
        day = ordinals.get(text)
        if day is None:
            day = ordinals[text] = date.fromisoformat(text).toordinal()
        if customer_id == last_id and day != last:
            yield text, day - last
        last_id, last = customer_id, day


def _add(spends: list[tuple[date, int]], day: date, amount: int) -> None:
    if spends and spends[-1][0] == day:
        spends[-1] = (day, spends[-1][1] + amount)
    else:
        spends.append((day, amount))
