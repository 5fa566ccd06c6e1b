"""Likely twins: records of customers that may be one and the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def tell_apart(workspace: Workspace, one_id: int, other_id: int) -> None:
    """Note that two look-alikes are two people, so that `find` leaves the pair out.

    Raises Missing, KnownError `same_customer`.
    """
    one, other = sorted((one_id, other_id))
    with workspace.write(N_("Told apart")) as write:
        workspace.require("customer", one)
        workspace.require("customer", other)
        if one == other:
            raise KnownError("same_customer", N_("These are one and the same customer already."))
        known = "SELECT 1 FROM told_apart WHERE one_id = ? AND other_id = ?"
        if not workspace.value(known, [one, other]):
            now = iso(workspace.clock.now())
            write.insert("told_apart", one_id=one, other_id=other, told_at=now)
