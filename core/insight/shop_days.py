"""The shop as a whole at the end of a day: its usual gap and spend, its weights, its bookings.

A past day is seen as it was then: only what was written down by its end counts as known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import iso
from core.insight import own_past, periods, usual_gaps, weights
from core.insight.visit_table import NOUNS
from core.measures.factors import WEIGHTS
from core.measures.foretelling import ELSEWHERE, Slopes
from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.trend import day_before
from core.people import closures
from core.people.counted import AHEAD

if TYPE_CHECKING:
    from core.store.workspace import Workspace

FAR = "9999-12-31T23:59:59Z"


@dataclass(frozen=True, slots=True)
class ShopDay:
    """What the health of every customer on a day is read against.

    `ends_at` is the stored instant at which the day ends; for today and later it is far away,
    so that a clock which was set back hides nothing. `bookings` are the days of the next
    booking by customer id; `gap` is the shop's median gap in days, `usual_spend` its median paid
    visit day in minor units. `slopes` are what its past teaches about absences, `weights` those
    of the health factors in force, `open_days` when it was open.
    """

    on: date
    is_past: bool
    ends_at: str
    gap: float
    bookings: dict[int, date]
    usual_spend: float | None = None
    slopes: Slopes = ELSEWHERE
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    open_days: OpenDays = ALWAYS_OPEN


def pair(workspace: Workspace, on: date, customer_id: int | None = None) -> tuple[ShopDay, ShopDay]:
    """A day and the one thirty days before; with a customer, only as far as she needs it.

    Both are measured alike, with the slopes and weights of the later day: nobody's health moved
    because a month turned or the owner weighed factors anew.
    """
    now = one(workspace, on, customer_id)
    return now, one(workspace, day_before(on), customer_id, alike=now)


def one(
    workspace: Workspace,
    on: date,
    customer_id: int | None = None,
    alike: ShopDay | None = None,
) -> ShopDay:
    """The whole shop at the end of one day; with a customer, only her bookings.

    With `alike`, slopes and weights are those of that day.
    """
    usual = _usual(workspace, on)
    return ShopDay(
        on=on,
        is_past=on < workspace.clock.today(),
        ends_at=ends_at(workspace, on),
        gap=usual.gap,
        bookings=_bookings(workspace, on, customer_id),
        usual_spend=usual.spend,
        slopes=alike.slopes if alike else own_past.slopes(workspace, on),
        weights=alike.weights if alike else weights.current(workspace, on),
        open_days=closures.open_days(workspace, on),
    )


def ends_at(workspace: Workspace, on: date) -> str:
    """The stored instant at which a past day ends; far away for today and later."""
    if on >= workspace.clock.today():
        return FAR
    return iso(periods.begins_at(workspace.clock, on + timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class _Usual:
    gap: float
    spend: float | None


def _usual(workspace: Workspace, on: date) -> _Usual:
    def count() -> _Usual:
        gap = usual_gaps.of_shop(workspace).on(on.toordinal())
        return _Usual(gap, own_past.usual_spend(workspace, on))

    return workspace.kept(("usual", on), NOUNS | {"closure"}, count)


def _bookings(workspace: Workspace, on: date, customer_id: int | None) -> dict[int, date]:
    one = "" if customer_id is None else "AND customer_id = :customer_id"
    rows = workspace.each(
        f"""SELECT customer_id, min(visited_on) FROM visit
        WHERE customer_id IS NOT NULL AND {AHEAD} AND created_at < :ends_at {one}
        GROUP BY customer_id""",
        {
            "on": on.isoformat(),
            "ends_at": ends_at(workspace, on),
            "customer_id": customer_id,
        },
    )
    return {row[0]: date.fromisoformat(row[1]) for row in rows}
