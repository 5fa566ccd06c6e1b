"""The last reviews of a sample shop, walked and closed on their days by the shop's own verbs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from core.insight import quarterly_review
from core.insight.periods import days_of, quarter_before, quarter_of
from core.insight.quarterly_review import STEPS, NewPromise, dates
from core.sample import earlier
from core.sample.earlier import ThatDay

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

CLOSED = time(15, 20, tzinfo=UTC)
ONE_HOUR = timedelta(hours=1)
# The ideas behind the promises of the last two reviews.
PROMISED = (("text_late", "price_first"), ("online_booking", "price_first"))


@dataclass(frozen=True, slots=True)
class Held:
    """A review that is over: of which quarter, when it was closed, which ideas it promised."""

    quarter: str
    closed_at: datetime
    promised: tuple[str, ...]


def held(workspace: Workspace, first: date) -> list[Held]:
    """The last two whose usual day is over, oldest first; none from before the `first` day."""
    today = workspace.clock.today()
    newest = quarter_before(quarter_of(today))
    if dates.usual(workspace, newest) >= today:
        newest = quarter_before(newest)
    return [
        Held(quarter, datetime.combine(dates.usual(workspace, quarter), CLOSED), promised)
        for quarter, promised in zip((quarter_before(newest), newest), PROMISED, strict=True)
        if first <= days_of(quarter)[1]
    ]


def rated_at(reviews: list[Held], key: str, heard_at: datetime | None) -> datetime | None:
    """When an idea was rated for the first review that found or promised it; None for no review.

    `heard_at` is when somebody spoke of it first, None for nobody.
    """
    for one in reviews:
        day_before = one.closed_at - timedelta(days=1)
        if key in one.promised or (heard_at and heard_at < day_before):
            return day_before
    return None


def store(
    workspace: Workspace, write: Write, reviews: list[Held], told: dict[str, Any],
    ids: dict[str, int], staff: list[str],
) -> None:  # fmt: skip
    """Walk through each in the shop as it was then, and take over what was written there.

    `told` are the words of the shop, `ids` the suggestions by idea, `staff` who may promise.
    """
    for one in reviews:
        clock = ThatDay(workspace.clock, one.closed_at - ONE_HOUR)
        until = days_of(quarter_of(clock.today()))[1]
        promises = [
            NewPromise(told["promises"][key], owner, until, ids[key])
            for key, owner in zip(one.promised, staff, strict=False)
        ]
        with closing(earlier.opened(workspace, clock)) as then:
            _walk(then, one.quarter, told["review"]["notes"], promises)
            clock.instant = one.closed_at
            quarterly_review.close(then, one.quarter)
            for noun in ("quarterly_review", "promise"):
                rows = then.rows(f"SELECT * FROM {noun} ORDER BY id")
                write.put_back(noun, [dict(row) for row in rows])


def _walk(then: Workspace, quarter: str, notes: str, promises: list[NewPromise]) -> None:
    quarterly_review.start(then, quarter)
    for review in quarterly_review.find(then)[1:2]:
        for promise in review.promises:
            is_done = _is_done(then, promise.suggestion_id)
            quarterly_review.keep_promise(then, promise.id, is_done)
    quarterly_review.note(then, quarter, notes)
    for new in promises:
        if not _is_done(then, new.suggestion_id):
            quarterly_review.promise(then, quarter, new)
    quarterly_review.move_to_step(then, quarter, len(STEPS) - 1)


def _is_done(then: Workspace, suggestion_id: int | None) -> bool:
    status = then.value("SELECT status FROM suggestion WHERE id = ?", [suggestion_id])
    return bool(status == "done")
