"""Snoozes: a customer's care task of one sort, put off until a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from core.errors import Problem, refuse
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace

Reason = Literal["visit", "health", "winback"]


def snooze(workspace: Workspace, customer_id: int, reason: Reason, until: date) -> None:
    """Let a task rest until a day. Raises RefusedInput for a day gone by, Missing."""
    if until <= workspace.clock.today():
        refuse([Problem("until", N_("Please choose a day that is still to come."))])
    with workspace.write(N_("Put off")) as write:
        workspace.require("customer", customer_id)
        known = workspace.value(
            "SELECT id FROM snooze WHERE customer_id = ? AND reason = ?", [customer_id, reason]
        )
        if known:
            write.update("snooze", known, until_on=until.isoformat())
        else:
            write.insert(
                "snooze", customer_id=customer_id, reason=reason, until_on=until.isoformat()
            )


def resting(workspace: Workspace, reason: Reason, on: date) -> set[int]:
    """The customers whose task of this sort still rests on a day."""
    rows = workspace.rows(
        "SELECT customer_id FROM snooze WHERE reason = ? AND until_on > ?",
        [reason, on.isoformat()],
    )
    return {row[0] for row in rows}
