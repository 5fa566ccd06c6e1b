"""How the promises of a review stand in the store, and what may not stand there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_day
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.insight.quarterly_review.pages import NewPromise, Promise
from core.text import clean, one_line

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace


def columns(workspace: Workspace, new: NewPromise) -> dict[str, str | int | None]:
    """What is written of a promise. Raises RefusedInput; Missing for an unknown suggestion."""
    refuse([*new.problems(), *_too_early(workspace, new.due_on)])
    if new.suggestion_id is not None:
        workspace.require("suggestion", new.suggestion_id)
    return {
        "suggestion_id": new.suggestion_id,
        "body": clean(new.body),
        "owner": one_line(new.owner),
        "due_on": new.due_on.isoformat(),
    }


def _too_early(workspace: Workspace, due_on: date) -> list[Problem]:
    if due_on > workspace.clock.today():
        return []
    return [Problem("due_on", N_("A promise lies ahead; please choose a day after today."))]


_PROMISE = """SELECT promise.*, quarter FROM promise
    JOIN quarterly_review ON quarterly_review.id = quarterly_review_id"""


def of_review(workspace: Workspace, review_id: int) -> tuple[Promise, ...]:
    """The promises of a review, in the order in which they were given."""
    rows = workspace.rows(
        f"{_PROMISE} WHERE quarterly_review_id = ? ORDER BY promise.id", [review_id]
    )
    return tuple(_from_row(row) for row in rows)


def get(workspace: Workspace, promise_id: int) -> Promise:
    """One promise. Raises Missing."""
    row = workspace.row(f"{_PROMISE} WHERE promise.id = ?", [promise_id])
    if row is None:
        raise Missing("promise", promise_id)
    return _from_row(row)


def _from_row(row: sqlite3.Row) -> Promise:
    return Promise(
        id=row["id"],
        quarter=row["quarter"],
        suggestion_id=row["suggestion_id"],
        body=row["body"],
        owner=row["owner"],
        due_on=parse_day(row["due_on"]),
        kept=None if row["kept"] is None else bool(row["kept"]),
    )
