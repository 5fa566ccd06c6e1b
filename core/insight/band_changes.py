"""A band of health that became worse is one task: which of them still ask for something.

A contact by the shop or a visit since the first day of the worse band ends it, and so does the
owner's word. Somebody who comes back up and falls again is a new task.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.i18n import N_
from core.insight import periods
from core.people import snoozes
from core.people.counted import CAME, REACHED

if TYPE_CHECKING:
    from core.insight.slipping import Drop
    from core.store.workspace import Workspace


def done(workspace: Workspace, customer_id: int) -> None:
    """Note that a customer's fall was taken care of; a later one is a new task. Raises Missing."""
    with workspace.write(N_("Task done")) as write:
        workspace.require("customer", customer_id)
        snoozes.put(workspace, write, customer_id, "health_done", workspace.clock.today())


def still_open(workspace: Workspace, on: date, drops: Sequence[Drop]) -> list[Drop]:
    """Those of the falls that nobody has taken care of by the end of a day."""
    if not drops:
        return []
    cared = _cared(workspace, on, min(drop.since_on for drop in drops), drops)
    return [drop for drop in drops if cared.get(drop.customer_id, date.min) < drop.since_on]


def _cared(workspace: Workspace, on: date, since: date, drops: Iterable[Drop]) -> dict[int, date]:
    """The last day since `since` on which something was done for a customer, by customer id."""
    clock = workspace.clock
    # What a clock that was set back would put into the future counts today as well.
    until = on if on < clock.today() else date(9999, 12, 30)
    who = json.dumps([drop.customer_id for drop in drops])
    days = [since.isoformat(), until.isoformat(), who]
    found: dict[int, date] = {}
    for customer_id, at in workspace.rows(_CONTACTS, [*periods.span(clock, since, until), who]):
        _keep_later(found, customer_id, clock.day_of(parse_instant(at)))
    for sql in (_VISITS, _DONE):
        for customer_id, day in workspace.rows(sql, days):
            _keep_later(found, customer_id, date.fromisoformat(day))
    return found


def _keep_later(found: dict[int, date], customer_id: int, day: date) -> None:
    found[customer_id] = max(day, found.get(customer_id, day))


_AMONG = "customer_id IN (SELECT value FROM json_each(?3)) GROUP BY customer_id"
_CONTACTS = f"""SELECT customer_id, max(at) FROM touchpoint
    WHERE direction = 'out' AND {REACHED} AND at >= ?1 AND at < ?2 AND {_AMONG}"""
_VISITS = f"""SELECT customer_id, max(visited_on) FROM visit
    WHERE {CAME} AND visited_on BETWEEN ?1 AND ?2 AND {_AMONG}"""
_DONE = f"""SELECT customer_id, max(until_on) FROM snooze
    WHERE reason = 'health_done' AND until_on BETWEEN ?1 AND ?2 AND {_AMONG}"""
