"""When the next review is due: a day the owner chose, or two weeks into the next quarter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import parse_day
from core.errors import KnownError
from core.i18n import N_
from core.insight import periods
from core.insight.quarterly_review.pages import ReviewDue
from core.people import closures

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# By then the last visits and answers of a quarter are written down.
WEEKS_IN = 2
FARTHEST = timedelta(days=366)
# So long a quarter that is over is still the one to look back at.
SETTLED = timedelta(days=45)


def usual(workspace: Workspace, quarter: str) -> date:
    """When a quarter is reviewed: the first open day two weeks into the one that follows it."""
    day = periods.days_of(quarter)[1] + timedelta(days=1, weeks=WEEKS_IN)
    open_days = closures.working_days(workspace, day)
    return date.fromordinal(open_days.first_open(day.toordinal()))


def require_possible(workspace: Workspace, next_on: date) -> None:
    """Raises KnownError `review_too_early`, `review_too_late`."""
    today = workspace.clock.today()
    if next_on <= today:
        sentence = N_("The next review lies ahead; please choose a day after today.")
        raise KnownError("review_too_early", sentence)
    if next_on > today + FARTHEST:
        sentence = N_("A review comes once a quarter; please choose a day within a year.")
        raise KnownError("review_too_late", sentence)


def following(workspace: Workspace, on: date | None = None) -> ReviewDue | None:
    """The review that comes next, also where its day has not come yet (`days_late` is 0 then).

    That is the one left open; else that of the last quarter that is over on the day `on` (None:
    today) and not reviewed; else that of the quarter that runs. None for a shop that has
    written nothing down yet.
    """
    on = on or workspace.clock.today()
    reviews = workspace.rows(
        "SELECT quarter, closed_at, next_on FROM quarterly_review ORDER BY quarter DESC"
    )
    left_open = next((row["quarter"] for row in reviews if row["closed_at"] is None), None)
    if left_open is not None:
        return _due(left_open, _day_of(workspace, left_open, reviews), on, is_open=True)
    wanted = _wanted(workspace, reviews, on)
    return _due(wanted, _day_of(workspace, wanted, reviews), on) if wanted else None


def _wanted(workspace: Workspace, reviews: list[sqlite3.Row], on: date) -> str:
    """The quarter whose review comes next where none is open; "" where there is nothing yet."""
    over = periods.quarter_before(periods.quarter_of(on))
    if not reviews:
        # Whoever has just begun with the app has missed nothing yet.
        recent = max(over, periods.quarter_of(on - SETTLED))
        return recent if _has_lived(workspace, recent) else ""
    chosen = _chosen(reviews[0])
    if chosen is not None and (chosen[1] > on or chosen[0] >= over):
        return chosen[0]
    last: str = reviews[0]["quarter"]
    if last < over and _has_lived(workspace, over):
        return over
    return periods.quarter_after(max(last, over))


def due(workspace: Workspace, on: date | None = None) -> ReviewDue | None:
    """The review whose day has come, or that was left open; None while there is time."""
    on = on or workspace.clock.today()
    found = following(workspace, on)
    return found if found and (found.open or found.due_on <= on) else None


def _due(quarter: str, due_on: date, on: date, *, is_open: bool = False) -> ReviewDue:
    return ReviewDue(quarter, due_on, max(0, (on - due_on).days), is_open)


def _day_of(workspace: Workspace, quarter: str, reviews: list[sqlite3.Row]) -> date:
    """The day that was chosen when the review before was closed, or the usual one."""
    before = next((row for row in reviews if row["quarter"] < quarter), None)
    chosen = _chosen(before) if before is not None else None
    return chosen[1] if chosen and chosen[0] == quarter else usual(workspace, quarter)


def _chosen(review: sqlite3.Row) -> tuple[str, date] | None:
    """For which quarter a review has set a day: the last that is over by then, not its own."""
    day = parse_day(review["next_on"])
    if day is None:
        return None
    over_then = periods.quarter_before(periods.quarter_of(day))
    return max(over_then, periods.quarter_after(review["quarter"])), day


def _has_lived(workspace: Workspace, quarter: str) -> bool:
    """Whether anything was written down about a quarter: a visit, or what someone said."""
    since, until = periods.days_of(quarter)
    begins, ends = periods.span(workspace.clock, since, until)
    return bool(
        workspace.value(
            "SELECT EXISTS (SELECT 1 FROM visit WHERE visited_on BETWEEN ? AND ?) "
            "OR EXISTS (SELECT 1 FROM feedback WHERE said_at >= ? AND said_at < ?)",
            [since.isoformat(), until.isoformat(), begins, ends],
        )
    )
