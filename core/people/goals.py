"""Goals: what success means to a customer, in her own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_day
from core.errors import Problem, refuse
from core.i18n import N_
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as the store knows it; `reached_on` is None while it is open."""

    id: int
    customer_id: int
    body: str
    set_on: date
    reached_on: date | None


def set_goal(workspace: Workspace, customer_id: int, body: str) -> Goal:
    """Write a goal down. Raises RefusedInput for an empty one, Missing."""
    text = one_line(body)
    if not text:
        refuse([Problem("body", N_("Please write what the customer wishes for."))])
    with workspace.write(N_("Goal noted")) as write:
        workspace.require("customer", customer_id)
        goal_id = write.insert(
            "goal",
            customer_id=customer_id,
            body=text,
            set_on=workspace.clock.today().isoformat(),
        )
    return next(goal for goal in of_customer(workspace, customer_id) if goal.id == goal_id)


def reach(workspace: Workspace, goal_id: int) -> None:
    """Mark a goal as reached today. Raises Missing."""
    with workspace.write(N_("Goal reached")) as write:
        write.update("goal", goal_id, reached_on=workspace.clock.today().isoformat())


def remove(workspace: Workspace, goal_id: int) -> None:
    """Take a goal away. Raises Missing."""
    with workspace.write(N_("Goal removed")) as write:
        write.delete("goal", goal_id)


def of_customer(workspace: Workspace, customer_id: int) -> list[Goal]:
    """A customer's goals, open ones first, then the newest."""
    rows = workspace.rows(
        "SELECT id, customer_id, body, set_on, reached_on FROM goal WHERE customer_id = ? "
        "ORDER BY reached_on IS NOT NULL, set_on DESC, id DESC",
        [customer_id],
    )
    return [
        Goal(
            row["id"],
            row["customer_id"],
            row["body"],
            date.fromisoformat(row["set_on"]),
            parse_day(row["reached_on"]),
        )
        for row in rows
    ]
