"""Closed reviews stay as they are: no undo reaches them, and only an erasure takes words out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import KnownError
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Image


def closed() -> KnownError:
    """The sentence for whoever wants to change one."""
    return KnownError("review_closed", N_("This review is closed and stays as it is."))


def require_untouched(workspace: Workspace, images: Sequence[Image], since: datetime) -> None:
    """Raises KnownError `review_closed` where rows as they were would change a closed review.

    `since` is when the first of the images was taken. A review that came into the file later
    than it was closed came with a whole shop, and goes with it again.
    """
    came = _came_closed(workspace, images, since)
    for image in images:
        if image.noun == "quarterly_review" and _changes_review(workspace, image, came):
            raise closed()
        if image.noun == "promise" and _changes_promise(workspace, image, came):
            raise closed()


def _came_closed(workspace: Workspace, images: Sequence[Image], since: datetime) -> set[int]:
    """The reviews that these images would take away again as they came: closed already."""
    added = [i for i in images if i.noun == "quarterly_review" and i.before is None]
    rows = workspace.rows("SELECT id FROM quarterly_review WHERE closed_at < ?", [iso(since)])
    return {one for (one,) in rows if any(i.row_id <= one <= i.last_row_id for i in added)}


def _changes_review(workspace: Workspace, image: Image, came: set[int]) -> bool:
    rows = workspace.rows(
        "SELECT * FROM quarterly_review WHERE closed_at IS NOT NULL AND id BETWEEN ? AND ?",
        [image.row_id, image.last_row_id],
    )
    changed = [row for row in map(dict, rows) if row["id"] not in came]
    return any(_differing(image, row) for row in changed)


def _changes_promise(workspace: Workspace, image: Image, came: set[int]) -> bool:
    """A promise is settled with its review; whether it was kept, with the review after it."""
    rows = workspace.rows(
        "SELECT * FROM promise WHERE id BETWEEN ? AND ?", [image.row_id, image.last_row_id]
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    if image.before is not None:
        found = found or [json.loads(image.before)]
    for promise in found:
        if promise["quarterly_review_id"] in came:
            continue
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
