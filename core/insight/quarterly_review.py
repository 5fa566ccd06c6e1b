"""The quarterly review: one hour, seven steps, at most three promises.

An open review is told from the shop as it is; closing stores its figures, and from then on it
is told from those for ever.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from core.clock import iso, parse_day, parse_instant, parse_optional
from core.errors import KnownError, Missing, refuse
from core.i18n import N_
from core.insight import review_gathering, review_summary
from core.insight.periods import days_of, quarter_before, quarter_of
from core.insight.review_pages import (
    LONGEST_NOTES,
    MOST_PROMISES,
    STEPS,
    NewPromise,
    Promise,
    QuarterlyReview,
    ReviewPages,
)
from core.text import clean, one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

__all__ = [
    "MOST_PROMISES",
    "STEPS",
    "NewPromise",
    "Promise",
    "QuarterlyReview",
    "ReviewPages",
    "close",
    "days_of",
    "drop_promise",
    "find",
    "gather",
    "get",
    "keep_promise",
    "move_to_step",
    "note",
    "promise",
    "quarter_before",
    "quarter_of",
    "start",
]


def start(workspace: Workspace, quarter: str) -> QuarterlyReview:
    """Open the review of "2026-Q3", or go on with the one that was left.

    Raises KnownError `bad_quarter`.
    """
    quarter = _spelled(quarter)
    known = _known(workspace, quarter)
    if known:
        return known
    with workspace.write(N_("Review started")) as write:
        write.insert("quarterly_review", quarter=quarter, opened_at=iso(workspace.clock.now()))
    return get(workspace, quarter)


def get(workspace: Workspace, quarter: str) -> QuarterlyReview:
    """The review of a quarter. Raises Missing, KnownError `bad_quarter`."""
    known = _known(workspace, _spelled(quarter))
    if known is None:
        raise Missing("quarterly_review", quarter)
    return known


def find(workspace: Workspace) -> list[QuarterlyReview]:
    """All reviews, the newest quarter first."""
    rows = workspace.rows("SELECT * FROM quarterly_review ORDER BY quarter DESC")
    return [_from_row(workspace, row) for row in rows]


def gather(workspace: Workspace, quarter: str) -> ReviewPages:
    """Everything the review of a quarter tells; a closed one the same for ever.

    A quarter whose review was not started is gathered too, and nothing is written.
    Raises KnownError `bad_quarter`.
    """
    quarter = _spelled(quarter)
    summary = workspace.value("SELECT summary FROM quarterly_review WHERE quarter = ?", [quarter])
    if summary:
        return review_summary.from_text(workspace, summary)
    before = _before(workspace, quarter)
    return review_gathering.pages(
        workspace,
        quarter,
        _known(workspace, quarter),
        _promises(workspace, before.id) if before else (),
        before.closed_at if before else None,
    )


def move_to_step(workspace: Workspace, quarter: str, step: int) -> QuarterlyReview:
    """Remember how far the walk went; `step` counts STEPS from 0. Leaves nothing to undo.

    Raises KnownError `no_such_step`, `review_closed`, `bad_quarter`.
    """
    if not 0 <= step < len(STEPS):
        raise KnownError("no_such_step", N_("The review has no step {number}."), number=step + 1)
    with workspace.write(N_("Review continued")) as write:
        review = _require_open(workspace, quarter)
        # A bookmark, not a change: Ctrl+Z must not walk back through the steps.
        write.execute("UPDATE quarterly_review SET step = ? WHERE id = ?", [step, review.id])
    return get(workspace, quarter)


def note(workspace: Workspace, quarter: str, notes: str) -> QuarterlyReview:
    """Keep the owner's notes, in place of those before.

    Raises KnownError `notes_too_long`, `review_closed`, `bad_quarter`.
    """
    text = clean(notes)
    if len(text) > LONGEST_NOTES:
        raise KnownError("notes_too_long", N_("These notes are too long for a review."))
    with workspace.write(N_("Review notes saved")) as write:
        write.update("quarterly_review", _require_open(workspace, quarter).id, notes=text)
    return get(workspace, quarter)


def promise(workspace: Workspace, quarter: str, new: NewPromise) -> Promise:
    """Add a promise, at most three a quarter.

    Raises RefusedInput; Missing for an unknown suggestion; KnownError `too_many_promises`,
    `review_closed`, `bad_quarter`.
    """
    refuse(new.problems())
    with workspace.write(N_("Promise added")) as write:
        if new.suggestion_id is not None:
            workspace.require("suggestion", new.suggestion_id)
        review = _require_open(workspace, quarter)
        if len(review.promises) >= MOST_PROMISES:
            sentence = N_("Three promises are enough for one quarter; fewer are kept more often.")
            raise KnownError("too_many_promises", sentence)
        promise_id = write.insert(
            "promise",
            quarterly_review_id=review.id,
            suggestion_id=new.suggestion_id,
            body=clean(new.body),
            owner=one_line(new.owner),
            due_on=new.due_on.isoformat(),
        )
    return _promise(workspace, promise_id)


def drop_promise(workspace: Workspace, promise_id: int) -> None:
    """Take a promise back while its review is open. Raises Missing, KnownError `review_closed`."""
    with workspace.write(N_("Promise taken back")) as write:
        _require_open(workspace, _promise(workspace, promise_id).quarter)
        write.delete("promise", promise_id)


def keep_promise(workspace: Workspace, promise_id: int, kept: bool | None) -> Promise:
    """Say whether a promise was kept; None means that it is not known yet.

    The review in which it was given may be closed, a later one may not.
    Raises Missing, KnownError `review_closed`.
    """
    quarter = _promise(workspace, promise_id).quarter
    judged = workspace.value(
        "SELECT 1 FROM quarterly_review WHERE quarter > ? AND closed_at IS NOT NULL", [quarter]
    )
    if judged:
        raise _closed()
    with workspace.write(N_("Promise judged")) as write:
        write.update("promise", promise_id, kept=None if kept is None else int(kept))
    return _promise(workspace, promise_id)


def close(workspace: Workspace, quarter: str) -> QuarterlyReview:
    """End the review: its figures are stored and it cannot be changed any more.

    Raises KnownError `review_closed`, `too_many_promises`, `bad_quarter`.
    """
    now = workspace.clock.now()
    with workspace.write(N_("Review closed")) as write:
        review = _require_open(workspace, quarter)
        if len(review.promises) > MOST_PROMISES:
            raise KnownError("too_many_promises", N_("Please keep at most three promises."))
        pages = replace(gather(workspace, quarter), closed_at=now)
        summary = review_summary.to_text(pages)
        write.update("quarterly_review", review.id, summary=summary, closed_at=iso(now))
    return get(workspace, quarter)


def _spelled(quarter: str) -> str:
    return quarter_of(days_of(quarter)[0])


def _require_open(workspace: Workspace, quarter: str) -> QuarterlyReview:
    review = start(workspace, quarter)
    if review.closed:
        raise _closed()
    return review


def _closed() -> KnownError:
    return KnownError("review_closed", N_("This review is closed and stays as it is."))


def _known(workspace: Workspace, quarter: str) -> QuarterlyReview | None:
    row = workspace.row("SELECT * FROM quarterly_review WHERE quarter = ?", [quarter])
    return _from_row(workspace, row) if row else None


def _before(workspace: Workspace, quarter: str) -> QuarterlyReview | None:
    """The last review of an earlier quarter; one may have been skipped."""
    row = workspace.row(
        "SELECT * FROM quarterly_review WHERE quarter < ? ORDER BY quarter DESC LIMIT 1", [quarter]
    )
    return _from_row(workspace, row) if row else None


_PROMISE = """SELECT promise.*, quarter FROM promise
    JOIN quarterly_review ON quarterly_review.id = quarterly_review_id"""


def _promises(workspace: Workspace, review_id: int) -> tuple[Promise, ...]:
    rows = workspace.rows(
        f"{_PROMISE} WHERE quarterly_review_id = ? ORDER BY promise.id", [review_id]
    )
    return tuple(_promise_from_row(row) for row in rows)


def _promise(workspace: Workspace, promise_id: int) -> Promise:
    row = workspace.row(f"{_PROMISE} WHERE promise.id = ?", [promise_id])
    if row is None:
        raise Missing("promise", promise_id)
    return _promise_from_row(row)


def _promise_from_row(row: sqlite3.Row) -> Promise:
    return Promise(
        id=row["id"],
        quarter=row["quarter"],
        suggestion_id=row["suggestion_id"],
        body=row["body"],
        owner=row["owner"],
        due_on=parse_day(row["due_on"]),
        kept=None if row["kept"] is None else bool(row["kept"]),
    )


def _from_row(workspace: Workspace, row: sqlite3.Row) -> QuarterlyReview:
    return QuarterlyReview(
        id=row["id"],
        quarter=row["quarter"],
        step=row["step"],
        notes=row["notes"],
        promises=_promises(workspace, row["id"]),
        opened_at=parse_instant(row["opened_at"]),
        closed_at=parse_optional(row["closed_at"]),
    )
