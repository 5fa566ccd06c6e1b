"""The shop as a whole at the end of a day: its usual gap and who is booked to come.

A past day is seen as it was then: only what was written down by its end counts as known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import iso
from core.insight import periods, snapshots, visit_days
from core.measures.rhythm import shop_median

if TYPE_CHECKING:
    from core.store.workspace import Workspace

FAR = "9999-12-31T23:59:59Z"
# A shop's usual gap moves slowly, so for one customer that of the last refresh will do.
GAPS_KEPT_DAYS = 31


@dataclass(frozen=True, slots=True)
class ShopDay:
    """What the health of every customer on a day is read against.

    `ends_at` is the stored instant at which the day ends; for today and later it is far away,
    so that a clock which was set back hides nothing. `bookings` are the days of the next
    booking by customer id; `gap` is the shop's median gap in days.
    """

    on: date
    is_past: bool
    ends_at: str
    gap: float
    bookings: dict[int, date]


def pair(workspace: Workspace, on: date, customer_id: int | None = None) -> tuple[ShopDay, ShopDay]:
    """A day and the one thirty days before; with a customer, only as far as she needs it."""
    days = (on, snapshots.day_before(on))
    kept = _kept_gaps(workspace, on) if customer_id is not None else None
    now, before = kept or usual_gaps(workspace, days)
    return (
        _shop_day(workspace, days[0], now, customer_id),
        _shop_day(workspace, days[1], before, customer_id),
    )


def one(workspace: Workspace, on: date) -> ShopDay:
    """The whole shop at the end of one day."""
    (gap,) = usual_gaps(workspace, [on])
    return _shop_day(workspace, on, gap, None)


def usual_gaps(workspace: Workspace, days: Sequence[date]) -> list[float]:
    """The median gap of the shop in days, as of each of some days."""
    found: list[list[int]] = [[] for _day in days]
    gaps_by = [(day.isoformat(), gaps) for day, gaps in zip(days, found, strict=True)]
    for ended_on, gap in visit_days.each_gap(workspace, max(days)):
        for day, gaps in gaps_by:
            if ended_on <= day:
                gaps.append(gap)
    return [shop_median(gaps) for gaps in found]


def _kept_gaps(workspace: Workspace, on: date) -> tuple[float, float] | None:
    kept = snapshots.stamp(workspace)
    if kept is None or on != workspace.clock.today():
        return None
    age = (on - date.fromisoformat(kept.day)).days
    return kept.gaps if 0 <= age <= GAPS_KEPT_DAYS else None


def _shop_day(workspace: Workspace, on: date, gap: float, customer_id: int | None) -> ShopDay:
    is_past = on < workspace.clock.today()
    tomorrow = on + timedelta(days=1)
    ends_at = iso(periods.begins_at(workspace.clock, tomorrow)) if is_past else FAR
    return ShopDay(on, is_past, ends_at, gap, _bookings(workspace, on, ends_at, customer_id))


def _bookings(
    workspace: Workspace, on: date, ends_at: str, customer_id: int | None
) -> dict[int, date]:
    one = "" if customer_id is None else "AND customer_id = :customer_id"
    rows = workspace.each(
        f"""SELECT customer_id, min(visited_on) FROM visit
        WHERE customer_id IS NOT NULL AND visited_on >= :on AND status <> 'cancelled'
            AND created_at < :ends_at AND (visited_on > :on OR status = 'booked') {one}
        GROUP BY customer_id""",
        {"on": on.isoformat(), "ends_at": ends_at, "customer_id": customer_id},
    )
    return {row[0]: date.fromisoformat(row[1]) for row in rows}
