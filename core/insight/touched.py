"""Whose health may have moved since the snapshots were computed, as far as the journal tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from core.insight.snapshots import MOVING_NOUNS, Stamp

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# Beyond so many rows, an import for one, everyone is computed anew.
FEW = 50

# How a row of each noun leads to its customer; a column of the row itself, or of another.
_CUSTOMER_OF = {
    "customer": "SELECT id FROM customer WHERE id = ?",
    "visit": "SELECT customer_id FROM visit WHERE id = ?",
    "feedback": "SELECT customer_id FROM feedback WHERE id = ?",
    "support": "SELECT customer_id FROM feedback WHERE id = "
    "(SELECT feedback_id FROM support WHERE id = ?)",
    "reply": "SELECT customer_id FROM reply WHERE id = ?",
    "submission": "SELECT customer_id FROM submission WHERE id = ?",
    "answer": "SELECT customer_id FROM submission WHERE id = "
    "(SELECT submission_id FROM answer WHERE id = ?)",
}
# The same for the row as it was: the column kept in its image, and the noun that it names.
_LED_BY = {
    "customer": ("id", "customer"),
    "visit": ("customer_id", "customer"),
    "feedback": ("customer_id", "customer"),
    "support": ("feedback_id", "feedback"),
    "reply": ("customer_id", "customer"),
    "submission": ("customer_id", "customer"),
    "answer": ("submission_id", "submission"),
}


def customers(workspace: Workspace, since: Stamp) -> set[int] | None:
    """The customers whose facts moved since the snapshots; None when it may be everyone."""
    marks = ", ".join("?" * len(MOVING_NOUNS))
    images = workspace.rows(
        "SELECT noun, row_id, last_row_id, before FROM journal_image "
        f"WHERE journal_id > ? AND noun IN ({marks}) LIMIT ?",
        [since.journal_id, *MOVING_NOUNS, FEW + 1],
    )
    rows = sum(image["last_row_id"] - image["row_id"] + 1 for image in images)
    if rows > FEW or any(image["noun"] not in _CUSTOMER_OF for image in images):
        return None
    return set(_found(workspace, images))


def _found(workspace: Workspace, images: Iterable[sqlite3.Row]) -> Iterator[int]:
    for noun, first, last, before in images:
        for row_id in range(first, last + 1):
            yield from _led_to(workspace, noun, row_id)
        if before:
            column, named = _LED_BY[noun]
            yield from _led_to(workspace, named, json.loads(before)[column])


def _led_to(workspace: Workspace, noun: str, row_id: int | None) -> Iterator[int]:
    customer_id = workspace.value(_CUSTOMER_OF[noun], [row_id])
    if customer_id is not None:
        yield customer_id
