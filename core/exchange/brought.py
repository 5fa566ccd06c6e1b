"""What a file of visits left in the shop, counted afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Brought:
    """Of the visits of a batch: how many are bookings ahead, how many are of nobody known."""

    ahead: int = 0
    nameless: int = 0


def look(workspace: Workspace, batch_id: int) -> Brought:
    """What stands in the shop of a batch; several lines of a file may be one visit."""
    row = workspace.row(
        "SELECT ifnull(sum(status = 'booked' AND visited_on >= ?), 0) AS ahead, "
        "ifnull(sum(customer_id IS NULL), 0) AS nameless FROM visit WHERE id IN "
        "(SELECT row_id FROM import_line WHERE import_batch_id = ? AND noun = 'visit')",
        [workspace.clock.today().isoformat(), batch_id],
    )
    return Brought(row["ahead"], row["nameless"]) if row else Brought()
