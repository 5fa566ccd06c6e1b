"""The quarterly review: what is told at its seven steps, what is kept of it, and its paper."""

from __future__ import annotations

from core.insight.periods import days_of, quarter_before, quarter_of
from core.insight.quarterly_review.dates import due, following
from core.insight.quarterly_review.pages import (
    MOST_PROMISES,
    STEPS,
    NewPromise,
    Promise,
    QuarterlyReview,
    ReviewDue,
    ReviewPages,
)
from core.insight.quarterly_review.walk import (
    change_promise,
    close,
    drop_promise,
    find,
    gather,
    get,
    keep_promise,
    move_to_step,
    next_day,
    note,
    promise,
    start,
)

__all__ = [
    "MOST_PROMISES",
    "STEPS",
    "NewPromise",
    "Promise",
    "QuarterlyReview",
    "ReviewDue",
    "ReviewPages",
    "change_promise",
    "close",
    "days_of",
    "drop_promise",
    "due",
    "find",
    "following",
    "gather",
    "get",
    "keep_promise",
    "move_to_step",
    "next_day",
    "note",
    "promise",
    "quarter_before",
    "quarter_of",
    "start",
]
