"""Each customer's own rhythm of visits, and when they are due, overdue or lost."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Literal

from core.i18n import N_

State = Literal["in_rhythm", "due", "overdue", "lost"]

STATES: dict[State, str] = {
    "in_rhythm": N_("In rhythm"),
    "due": N_("Due"),
    "overdue": N_("Overdue"),
    "lost": N_("Lost"),
}
REMEMBERED_GAPS = 12
LONG_GAP = 3
OWN_RHYTHM_FROM_VISITS = 3
GRACE_DAYS, GRACE_SHARE = 7, 0.25
LOST_AFTER_GAPS = 2
# A shop that has not seen anyone twice yet has to start from something: six weeks.
USUAL_GAP_DAYS = 42.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days between visits: the median of `n_gaps` own gaps, or the shop's as an estimate."""

    median_gap_days: float
    is_estimate: bool
    n_gaps: int


def gaps(visit_days: Iterable[date], today: date | None = None) -> list[int]:
    """Days between consecutive visit days, oldest first; days after `today` do not count."""
    days = sorted({day.toordinal() for day in visit_days})
    if today is not None:
        days = [day for day in days if day <= today.toordinal()]
    return [later - earlier for earlier, later in pairwise(days)]


def shop_median(all_gaps: Sequence[float]) -> float:
    """The shop's own gap in days: the median over everyone's gaps; 42 before there is any."""
    if not all_gaps:
        return USUAL_GAP_DAYS
    # Few different gaps come very often: sorting each of a large shop's takes a tenth of a
    # second in which nothing else may run.
    times = Counter(all_gaps)
    ordered = sorted(times)
    places = list(accumulate(times[gap] for gap in ordered))
    middle = ((len(all_gaps) - 1) // 2, len(all_gaps) // 2)
    return sum(ordered[bisect_right(places, at)] for at in middle) / 2


def rhythm(visit_days: Iterable[date], shop_gap: float, today: date | None = None) -> Rhythm:
    """The median gap over the last 12, without gaps over three times the median.

    Several visits on one day are one visit day. With fewer than three visit days it is
    the shop's gap, marked as an estimate.
    """
    own = gaps(visit_days, today)[-REMEMBERED_GAPS:]
    if len(own) < OWN_RHYTHM_FROM_VISITS - 1:
        return Rhythm(shop_gap, True, len(own))
    usual = [gap for gap in own if gap <= LONG_GAP * _median(own)]
    return Rhythm(_median(usual), False, len(usual))


def due_on(rhythm: Rhythm, last_visit_on: date) -> date:
    """The day the next visit is expected: last visit + median gap."""
    return _days_after(last_visit_on, math.ceil(rhythm.median_gap_days))


def overdue_on(rhythm: Rhythm, last_visit_on: date) -> date:
    """The day from which a visit is overdue: a grace of 7 days or 25 % after the gap."""
    gap = rhythm.median_gap_days
    return _days_after(last_visit_on, math.ceil(gap + max(GRACE_DAYS, GRACE_SHARE * gap)))


def lost_on(rhythm: Rhythm, last_visit_on: date) -> date:
    """The first day that is more than two gaps after the last visit.

    Someone who comes more often than weekly would be lost before being overdue, so this
    is never before the day after `overdue_on`.
    """
    past_two_gaps = math.floor(LOST_AFTER_GAPS * rhythm.median_gap_days) + 1
    past_grace = _days_after(overdue_on(rhythm, last_visit_on), 1)
    return max(_days_after(last_visit_on, past_two_gaps), past_grace)


def state(rhythm: Rhythm, last_visit_on: date, today: date) -> State:
    """Where a customer stands on `today`; a future booking is the caller's to respect."""
    if today >= lost_on(rhythm, last_visit_on):
        return "lost"
    if today >= overdue_on(rhythm, last_visit_on):
        return "overdue"
    return "due" if today >= due_on(rhythm, last_visit_on) else "in_rhythm"


def is_active(rhythm: Rhythm, last_visit_on: date, today: date, window_days: int = 180) -> bool:
    """Whether a customer was seen within two own gaps, or else within the shop's window."""
    own = LOST_AFTER_GAPS * rhythm.median_gap_days
    allowed = window_days if rhythm.is_estimate else own
    return (today - last_visit_on).days <= allowed


def _median(values: Sequence[float]) -> float:
    # `statistics` brings fractions and decimals along, which the first page need not wait for.
    from statistics import median

    return float(median(values))


def _days_after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
