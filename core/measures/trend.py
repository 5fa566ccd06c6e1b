"""Words for a change: up or down only when it exceeds the margin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from core.i18n import N_

Trend = Literal["up", "down", "no_clear_change"]

# After how many days a health score is compared with itself.
TREND_AFTER_DAYS = 30

TRENDS: dict[Trend, str] = {
    "up": N_("up"),
    "down": N_("down"),
    "no_clear_change": N_("no clear change"),
}


def trend(now: float | None, then: float | None, margin: float) -> Trend:
    """The word for the change from `then` to `now`, in the unit of `margin` (≥ 0).

    A number that does not exist on one side shows no clear change.
    """
    if now is None or then is None or not abs(now - then) > margin:
        return "no_clear_change"
    return "up" if now > then else "down"


def day_before(day: date) -> date:
    """The day with which a health score is compared: thirty days earlier."""
    return day - timedelta(days=TREND_AFTER_DAYS)
