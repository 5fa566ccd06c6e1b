"""How far the notebook is: on which day the last visit was written down, and whether it lags."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.people.counted import SOLD

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LATEST_DAYS = 11
# Nobody minds a quiet week, and a shop with a visit a week is not behind after two.
QUIET_DAYS, QUIET_GAPS = 10, 3


def behind_since(workspace: Workspace, on: date | None = None) -> date | None:
    """The day of the last visit, where none was written down for unusually long; else None.

    That is more than ten days on which the shop was not closed, and more than three times as
    long as it usually was between its last eleven days with visits.
    """
    on = on or workspace.clock.today()
    days = _latest_days(workspace, on)
    if not days:
        return None
    usual = (days[0] - days[-1]).days / max(1, len(days) - 1)
    quiet, allowed = (on - days[0]).days, max(QUIET_DAYS, QUIET_GAPS * usual)
    # Mostly visits were written down lately, and closures need not be looked up.
    is_behind = quiet > allowed and quiet - _closed(workspace, days[0], on) > allowed
    return days[0] if is_behind else None


def _latest_days(workspace: Workspace, on: date) -> list[date]:
    rows = workspace.rows(
        f"SELECT DISTINCT visited_on FROM visit WHERE {SOLD} AND visited_on <= ? "
        "ORDER BY visited_on DESC LIMIT ?",
        [on.isoformat(), LATEST_DAYS],
    )
    return [date.fromisoformat(row[0]) for row in rows]


def _closed(workspace: Workspace, after: date, until: date) -> int:
    """The days of noted closures after a day, up to and with another."""
    # The first page of the window asks, and mostly does not come here.
    from core.people import closures

    shut: set[int] = set()
    for closure in closures.find(workspace):
        first = max(closure.since_on.toordinal(), after.toordinal() + 1)
        last = min(closure.until_on.toordinal(), until.toordinal())
        shut.update(range(first, last + 1))
    return len(shut)
