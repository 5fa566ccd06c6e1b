"""Who does not want to be contacted, as far as consents tell."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def refused(
    workspace: Workspace, on: date, customer_ids: Collection[int] | None = None
) -> set[int]:
    """Customers who by a day had said no for some channel and yes for none.

    The newest word on each channel counts; for today one dated later counts too.
    """
    is_past = on < workspace.clock.today()
    among = "" if customer_ids is None else "AND customer_id IN (SELECT value FROM json_each(:of))"
    rows = workspace.rows(
        f"""SELECT DISTINCT customer_id FROM consent AS said
        WHERE {_STANDS.format("said", "no")} {among}
            AND NOT EXISTS (SELECT 1 FROM consent AS other
                WHERE other.customer_id = said.customer_id AND {_STANDS.format("other", "yes")})""",
        {
            "on": on.isoformat() if is_past else date.max.isoformat(),
            "of": json.dumps(None if customer_ids is None else list(customer_ids)),
        },
    )
    return {row[0] for row in rows}


# A word that no later one on the same channel has replaced by the day.
_STANDS = """{0}.state = '{1}' AND {0}.since_on <= :on
    AND NOT EXISTS (SELECT 1 FROM consent AS later
        WHERE later.customer_id = {0}.customer_id AND later.channel = {0}.channel
        AND later.since_on <= :on AND (later.since_on, later.id) > ({0}.since_on, {0}.id))"""
