"""The quarterly review: one hour, seven steps, at most three promises.

An open review is told from the shop as it is; closing stores its figures and words, and from
then on it is told from those for ever.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import iso, parse_day, parse_instant, parse_optional
from core.errors import KnownError, Missing
from core.i18n import N_
from core.insight.periods import days_of, quarter_after, quarter_of
from core.insight.quarterly_review import dates, gathering, promise_rows, summary
from core.insight.quarterly_review.pages import (
    LONGEST_NOTES,
    MOST_PROMISES,
    STEPS,
    NewPromise,
    Promise,
    QuarterlyReview,
    ReviewPages,
)
from core.store import closed_reviews
from core.text import clean

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# What is typed on and on is one change to undo, not one for every pause.
ONE_SITTING = timedelta(minutes=15)
_NOTES_SAVED = N_("Review notes saved")


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

    A quarter whose review was not started is gathered too, and nothing is written. A closed one
    that kept no figures is counted anew from the shop as it is, and says so.
    Raises KnownError `bad_quarter`.
    """
    quarter = _spelled(quarter)
    stored = workspace.value("SELECT summary FROM quarterly_review WHERE quarter = ?", [quarter])
    if stored:
        return summary.from_text(workspace, stored)
    before = _before(workspace, quarter)
    return gathering.pages(
        workspace,
        quarter,
        _known(workspace, quarter),
        promise_rows.of_review(workspace, before.id) if before else (),
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
    """Keep the owner's notes, in place of those before; one undo takes back one sitting.

    Raises KnownError `notes_too_long`, `review_closed`, `bad_quarter`.
    """
    text = clean(notes)
    if len(text) > LONGEST_NOTES:
        raise KnownError("notes_too_long", N_("These notes are too long for a review."))
    with workspace.write(_NOTES_SAVED) as write:
        review = _require_open(workspace, quarter)
        if _goes_on(workspace, review):
            # The image from before the sitting is in the journal already.
            write.execute("UPDATE quarterly_review SET notes = ? WHERE id = ?", [text, review.id])
        else:
            write.update("quarterly_review", review.id, notes=text)
    return get(workspace, quarter)


def _goes_on(workspace: Workspace, review: QuarterlyReview) -> bool:
    """Whether the last change of all was to these notes, and not long ago."""
    last = workspace.row(
        "SELECT label, at FROM journal JOIN journal_image ON journal_id = journal.id "
        "WHERE journal.id = (SELECT max(id) FROM journal) AND undone_by IS NULL "
        "AND undoes IS NULL AND noun = 'quarterly_review' AND row_id = ?",
        [review.id],
    )
    if last is None or last["label"] != _NOTES_SAVED:
        return False
    return workspace.clock.now() - parse_instant(last["at"]) < ONE_SITTING


def promise(workspace: Workspace, quarter: str, new: NewPromise) -> Promise:
    """Add a promise, at most three a quarter, for a day after today.

    Raises RefusedInput; Missing for an unknown suggestion; KnownError `too_many_promises`,
    `review_closed`, `bad_quarter`.
    """
    with workspace.write(N_("Promise added")) as write:
        told = promise_rows.columns(workspace, new)
        review = _require_open(workspace, quarter)
        if len(review.promises) >= MOST_PROMISES:
            sentence = N_("Three promises are enough for one quarter; fewer are kept more often.")
            raise KnownError("too_many_promises", sentence)
        promise_id = write.insert("promise", quarterly_review_id=review.id, **told)
    return promise_rows.get(workspace, promise_id)


def change_promise(workspace: Workspace, promise_id: int, new: NewPromise) -> Promise:
    """Say a promise in other words, by somebody else or another day, while its review is open.

    Raises RefusedInput; Missing; KnownError `review_closed`.
    """
    with workspace.write(N_("Promise changed")) as write:
        told = promise_rows.columns(workspace, new)
        _require_open(workspace, promise_rows.get(workspace, promise_id).quarter)
        write.update("promise", promise_id, **told)
    return promise_rows.get(workspace, promise_id)


def drop_promise(workspace: Workspace, promise_id: int) -> None:
    """Take a promise back while its review is open. Raises Missing, KnownError `review_closed`."""
    with workspace.write(N_("Promise taken back")) as write:
        _require_open(workspace, promise_rows.get(workspace, promise_id).quarter)
        write.delete("promise", promise_id)


def keep_promise(workspace: Workspace, promise_id: int, kept: bool | None) -> Promise:
    """Say whether a promise was kept; None means that it is not known yet.

    The review in which it was given may be closed, a later one may not.
    Raises Missing, KnownError `review_closed`.
    """
    quarter = promise_rows.get(workspace, promise_id).quarter
    judged = workspace.value(
        "SELECT 1 FROM quarterly_review WHERE quarter > ? AND closed_at IS NOT NULL", [quarter]
    )
    if judged:
        raise closed_reviews.closed()
    with workspace.write(N_("Promise judged")) as write:
        write.update("promise", promise_id, kept=None if kept is None else int(kept))
    return promise_rows.get(workspace, promise_id)


def close(workspace: Workspace, quarter: str, next_on: date | None = None) -> QuarterlyReview:
    """End the review: its figures and words are stored and it cannot be changed any more.

    `next_on` is the day of the next one, None for the usual `next_day`. Raises KnownError
    `review_closed`, `too_many_promises`, `review_too_early`, `review_too_late`, `bad_quarter`.
    """
    now = workspace.clock.now()
    if next_on is not None:
        dates.require_possible(workspace, next_on)
    # Within a write nothing kept serves, and the visits of everybody are read a dozen times.
    seen = workspace.newest_change, _known(workspace, _spelled(quarter))
    pages = gather(workspace, quarter)
    with workspace.write(N_("Review closed")) as write:
        review = _require_open(workspace, quarter)
        if len(review.promises) > MOST_PROMISES:
            raise KnownError("too_many_promises", N_("Please keep at most three promises."))
        chosen = next_on or next_day(workspace, quarter)
        if (workspace.newest_change, review) != seen:
            pages = gather(workspace, quarter)
        pages = replace(pages, closed_at=now, next_on=chosen)
        write.update(
            "quarterly_review",
            review.id,
            summary=summary.to_text(pages),
            closed_at=iso(now),
            next_on=chosen.isoformat(),
        )
        write.lasting = True
    return get(workspace, quarter)


def next_day(workspace: Workspace, quarter: str) -> date:
    """The day that is offered for the review after that of `quarter`; it lies ahead.

    Raises KnownError `bad_quarter`.
    """
    after = quarter_after(_spelled(quarter))
    while (day := dates.usual(workspace, after)) <= workspace.clock.today():
        after = quarter_after(after)
    return day


def _spelled(quarter: str) -> str:
    return quarter_of(days_of(quarter)[0])


def _require_open(workspace: Workspace, quarter: str) -> QuarterlyReview:
    review = start(workspace, quarter)
    if review.closed:
        raise closed_reviews.closed()
    return review


def _known(workspace: Workspace, quarter: str) -> QuarterlyReview | None:
    row = workspace.row("SELECT * FROM quarterly_review WHERE quarter = ?", [quarter])
    return _from_row(workspace, row) if row else None


def _before(workspace: Workspace, quarter: str) -> QuarterlyReview | None:
    """The last review of an earlier quarter; one may have been skipped."""
    row = workspace.row(
        "SELECT * FROM quarterly_review WHERE quarter < ? ORDER BY quarter DESC LIMIT 1", [quarter]
    )
    return _from_row(workspace, row) if row else None


def _from_row(workspace: Workspace, row: sqlite3.Row) -> QuarterlyReview:
    return QuarterlyReview(
        id=row["id"],
        quarter=row["quarter"],
        step=row["step"],
        notes=row["notes"],
        promises=promise_rows.of_review(workspace, row["id"]),
        opened_at=parse_instant(row["opened_at"]),
        closed_at=parse_optional(row["closed_at"]),
        next_on=parse_day(row["next_on"]),
    )
