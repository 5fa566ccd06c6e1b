"""Closed reviews stay as they are: no undo reaches them, and only an erasure takes words out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from core.errors import KnownError
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Image

# When the next one is held is no part of what a review tells.
FREE_COLUMNS = frozenset({"next_on"})


def closed() -> KnownError:
    """The sentence for whoever wants to change one."""
    return KnownError("review_closed", N_("This review is closed and stays as it is."))


def require_untouched(workspace: Workspace, images: Iterable[Image]) -> None:
    """Raises KnownError `review_closed` where rows as they were would change a closed review."""
    for image in images:
        if image.noun == "quarterly_review" and _changes_review(workspace, image):
            raise closed()
        if image.noun == "promise" and _changes_promise(workspace, image):
            raise closed()


def _changes_review(workspace: Workspace, image: Image) -> bool:
    row = workspace.row(
        "SELECT * FROM quarterly_review WHERE closed_at IS NOT NULL AND id BETWEEN ? AND ?",
        [image.row_id, image.last_row_id],
    )
    if row is None:
        return False
    return bool(_differing(image, dict(row)) - FREE_COLUMNS)


def _changes_promise(workspace: Workspace, image: Image) -> bool:
    """A promise is settled with its review; whether it was kept, with the review after it."""
    rows = workspace.rows(
        "SELECT * FROM promise WHERE id BETWEEN ? AND ?", [image.row_id, image.last_row_id]
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    if image.before is not None:
        found = found or [json.loads(image.before)]
    for promise in found:
        gone_or_new = image.before is None or not rows
        differing = set(promise) if gone_or_new else _differing(image, promise)
        if differing and _is_settled(workspace, promise, only_kept=differing == {"kept"}):
            return True
    return False


def _differing(image: Image, row: dict[str, Any]) -> set[str]:
    """The columns that would change; all of them where the row would go."""
    if image.before is None:
        return set(row)
    before: dict[str, Any] = json.loads(image.before)
    return {name for name, value in before.items() if row.get(name) != value}


def _is_settled(workspace: Workspace, promise: dict[str, Any], *, only_kept: bool) -> bool:
    compared = ">" if only_kept else "="
    return bool(
        workspace.value(
            f"""SELECT 1 FROM quarterly_review AS own JOIN quarterly_review AS other
                ON other.quarter {compared} own.quarter
            WHERE own.id = ? AND other.closed_at IS NOT NULL""",
            [promise["quarterly_review_id"]],
        )
    )


# Erasing


def forget(
    connection: sqlite3.Connection, customer_ids: Sequence[int], feedback_ids: Sequence[int]
) -> None:
    """Take the words and names of a person out of the stored reviews; figures stay."""
    people, voices = set(customer_ids), set(feedback_ids)
    rows = connection.execute(
        "SELECT id, summary FROM quarterly_review WHERE summary IS NOT NULL"
    ).fetchall()
    for review_id, text in rows:
        told = json.loads(text)
        if _blank(told, people, voices):
            connection.execute(
                "UPDATE quarterly_review SET summary = ? WHERE id = ?",
                [json.dumps(told, ensure_ascii=False, sort_keys=True), review_id],
            )


def _blank(part: Any, people: set[int], voices: set[int]) -> bool:
    """Blank what is hers in a stored value; whether anything was."""
    if isinstance(part, list):
        blanked = [_blank(each, people, voices) for each in part]
        return any(blanked)
    if not isinstance(part, dict):
        return False
    blanked = [_blank(each, people, voices) for each in part.values()]
    found = any(blanked)
    if part.get("customer_id") in people or part.get("feedback_id") in voices:
        for column in ("customer", "first_name", "body"):
            if part.get(column):
                part[column], found = "", True
        if "feedback_id" in part and part.get("customer_id") is not None:
            part["customer_id"], found = None, True
    return found
