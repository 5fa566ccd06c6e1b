"""Whom changes are about: whose health may have moved, and who is named beside a change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from core.insight.snapshots import MOVING_NOUNS, Stamp
from core.store.references import references_to

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# Beyond so many rows, an import for one, everyone is computed anew.
FEW = 50
# More people than these make no one wiser.
NAMED = 3

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
    "pinned_stage": "SELECT customer_id FROM pinned_stage WHERE id = ?",
    "pulse": "SELECT customer_id FROM pulse WHERE id = ?",
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
    "pinned_stage": ("customer_id", "customer"),
    "pulse": ("customer_id", "customer"),
}


def customers(workspace: Workspace, since: Stamp) -> set[int] | None:
    """The customers whose facts moved since the snapshots; None when it may be everyone."""
    marks = ", ".join("?" * len(MOVING_NOUNS))
    images = workspace.rows(
        "SELECT noun, row_id, last_row_id, before FROM journal_image "
        f"WHERE journal_id > ? AND noun IN ({marks}) LIMIT ?",
        [since.journal_id, *MOVING_NOUNS, FEW + 1],
    )
    if _too_many(images) or any(image["noun"] not in _CUSTOMER_OF for image in images):
        return None
    return set(_found(workspace, images))


def names(workspace: Workspace, journal_id: int) -> list[str]:
    """The customers that a change is about; none where it is about nobody or more than three."""
    images = workspace.rows(
        "SELECT noun, row_id, last_row_id, before FROM journal_image WHERE journal_id = ? LIMIT ?",
        [journal_id, FEW + 1],
    )
    if _too_many(images):
        return []
    found = set(_found(workspace, [image for image in images if image["noun"] in _CUSTOMER_OF]))
    found |= set(_pointed_at(workspace, images))
    if len(found) > NAMED:
        return []
    marks = ", ".join("?" * len(found))
    rows = workspace.rows(
        f"SELECT name FROM customer WHERE id IN ({marks}) ORDER BY sort_name", list(found)
    )
    return [row["name"] for row in rows]


def _too_many(images: Iterable[sqlite3.Row]) -> bool:
    rows: int = sum(image["last_row_id"] - image["row_id"] + 1 for image in images)
    return rows > FEW


def _pointed_at(workspace: Workspace, images: Iterable[sqlite3.Row]) -> Iterator[int]:
    """The customers that rows of any noun point at themselves, now or before."""
    for reference in references_to(workspace.rows, "customer"):
        noun, column = reference.noun, reference.column
        for image in images:
            if image["noun"] != noun:
                continue
            rows = workspace.rows(
                f"SELECT {column} FROM {noun} WHERE id BETWEEN ? AND ?",
                [image["row_id"], image["last_row_id"]],
            )
            before = json.loads(image["before"] or "{}").get(column)
            yield from (row[0] for row in rows if row[0] is not None)
            yield from () if before is None else (before,)


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
