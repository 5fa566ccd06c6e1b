"""Snoozes: a customer's care task of one sort, put off until a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from core.errors import Problem, refuse
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

Reason = Literal["visit", "health", "winback", "care"]
# "health_done": a fall that began up to that day was taken care of (see insight.band_changes).
Kept = Literal[Reason, "health_done"]


def snooze(workspace: Workspace, customer_id: int, reason: Reason, until: date) -> None:
    """Let a task rest until a day. Raises RefusedInput for a day gone by, Missing."""
    if until <= workspace.clock.today():
        refuse([Problem("until", N_("Please choose a day that is still to come."))])
    with workspace.write(N_("Put off")) as write:
        workspace.require("customer", customer_id)
        put(workspace, write, customer_id, reason, until)


def put(workspace: Workspace, write: Write, customer_id: int, reason: Kept, until: date) -> None:
    """Keep the day for a customer's sort of task, in the place of an earlier one."""
    known = workspace.value(
        "SELECT id FROM snooze WHERE customer_id = ? AND reason = ?", [customer_id, reason]
    )
    day = until.isoformat()
    if known:
        write.update("snooze", known, until_on=day)
    else:
        write.insert("snooze", customer_id=customer_id, reason=reason, until_on=day)


def resting(workspace: Workspace, reason: Reason, on: date) -> set[int]:
    """The customers whose task of this sort still rests on a day."""
    rows = workspace.rows(
        "SELECT customer_id FROM snooze WHERE reason = ? AND until_on > ?",
        [reason, on.isoformat()],
    )
    return {row[0] for row in rows}
