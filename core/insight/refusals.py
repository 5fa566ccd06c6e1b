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
    among = "" if customer_ids is None else "AND customer_id IN (SELECT value FROM json_each(?))"
    rows = workspace.rows(
        f"""SELECT customer_id FROM (
            SELECT customer_id, state, row_number() OVER (
                PARTITION BY customer_id, channel ORDER BY since_on DESC, id DESC) AS age
            FROM consent WHERE since_on <= ? {among})
        WHERE age = 1 GROUP BY customer_id HAVING max(state = 'no') AND NOT max(state = 'yes')""",
        [
            on.isoformat() if is_past else date.max.isoformat(),
            *([] if customer_ids is None else [json.dumps(list(customer_ids))]),
        ],
    )
    return {row[0] for row in rows}
