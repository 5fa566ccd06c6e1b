"""The stage of a customer as the owner sets it by hand, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Problem, refuse
from core.i18n import N_
from core.measures.stage import STAGES, Stage
from core.people import customers
from core.people.customers import Customer

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write


def pin(workspace: Workspace, customer_id: int, stage: Stage | None) -> Customer:
    """Set a customer's stage by hand from today on; None lets the rules speak again.

    Earlier days keep the stage that was shown then. Raises RefusedInput, Missing.
    """
    if stage is not None and stage not in STAGES:
        refuse([Problem("stage", N_("Please choose one of the stages."))])
    before = customers.get(workspace, customer_id)
    if before.stage_pin == stage:
        return before
    with workspace.write(N_("Stage set by hand") if stage else N_("Stage by the rules")) as write:
        write.update("customer", customer_id, stage_pin=stage)
        keep(write, customer_id, stage, workspace.clock.today().isoformat())
    return customers.get(workspace, customer_id)


def keep(write: Write, customer_id: int, stage: str | None, on: str) -> None:
    """Keep since when (YYYY-MM-DD) a pin holds, or none; the customer's column says it now."""
    write.insert("pinned_stage", customer_id=customer_id, stage=stage, pinned_on=on)
