"""Each customer's own rhythm of visits, and when they are due, overdue or lost."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.rhythm_state import State, state_between

REMEMBERED_GAPS = 12
LONG_GAP = 3
OWN_RHYTHM_FROM_VISITS = 3
GRACE_DAYS, GRACE_SHARE = 7, 0.25
LOST_AFTER_GAPS = 2
# A shop that has not seen anyone twice yet has to start from something: six weeks.
USUAL_GAP_DAYS = 42.0
_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days between visits: the median of `n_gaps` own gaps, or the shop's as an estimate."""

    median_gap_days: float
    is_estimate: bool
    n_gaps: int


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a next visit is expected, both included."""

    since: date
    until: date


class Times(NamedTuple):
    """The days on which somebody is due, overdue and lost, and when she is expected."""

    due_on: date
    overdue_on: date
    lost_on: date
    expected: Window


def gaps(
    visit_days: Iterable[date], today: date | None = None, open_days: OpenDays = ALWAYS_OPEN
) -> list[int]:
    """Days between consecutive visit days without those of closures, oldest first.

    Several visits on one day are one visit day, and days after `today` do not count.
    """
    days = sorted({day.toordinal() for day in visit_days})
    if today is not None:
        days = days[: bisect_right(days, today.toordinal())]
    return gaps_between(days, open_days)


def gaps_between(days: Sequence[int], open_days: OpenDays) -> list[int]:
    """The same of ordered ordinals, each once."""
    if not open_days.shut:
        return [later - earlier for earlier, later in pairwise(days)]
    return [open_days.gap(earlier, later) for earlier, later in pairwise(days)]


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


def rhythm(
    visit_days: Iterable[date],
    shop_gap: float,
    today: date | None = None,
    open_days: OpenDays = ALWAYS_OPEN,
) -> Rhythm:
    """The median gap over the last 12, without gaps over three times the median.

    With fewer than three visit days it is the shop's gap, marked as an estimate: one visit, or
    two, are not yet anybody's rhythm.
    """
    return of_gaps(gaps(visit_days, today, open_days), shop_gap)


def of_gaps(own_gaps: Sequence[int], shop_gap: float) -> Rhythm:
    """The rhythm that somebody's gaps in days have, oldest first; `shop_gap` where too few."""
    if len(own_gaps) < OWN_RHYTHM_FROM_VISITS - 1:
        return Rhythm(shop_gap, True, len(own_gaps))
    usual = _usual(own_gaps)
    return Rhythm(_median(usual), False, len(usual))


def due_on(rhythm: Rhythm, last_visit_on: date, open_days: OpenDays = ALWAYS_OPEN) -> date:
    """The day the next visit is expected: last visit + median gap, or the next open day."""
    return times(rhythm, last_visit_on, (), open_days).due_on


def overdue_on(rhythm: Rhythm, last_visit_on: date, open_days: OpenDays = ALWAYS_OPEN) -> date:
    """The day from which a visit is overdue: a grace of 7 days or 25 % after the gap."""
    return times(rhythm, last_visit_on, (), open_days).overdue_on


def lost_on(rhythm: Rhythm, last_visit_on: date, open_days: OpenDays = ALWAYS_OPEN) -> date:
    """The first day that is more than two gaps after the last visit.

    Someone who comes more often than weekly would be lost before being overdue, so this
    is never before the day after `overdue_on`.
    """
    return times(rhythm, last_visit_on, (), open_days).lost_on


def expected(
    rhythm: Rhythm,
    last_visit_on: date,
    own_gaps: Sequence[int],
    open_days: OpenDays = ALWAYS_OPEN,
) -> Window:
    """From when a next visit is likely until the eve of `overdue_on`.

    It opens after the lower quartile of the usual `own_gaps` (as `gaps` gives them), so that
    three of four earlier visits came later than that; with an estimate, the grace before the due
    day. It never opens after the due day.
    """
    return times(rhythm, last_visit_on, own_gaps, open_days).expected


def times(
    rhythm: Rhythm, last_visit_on: date, own_gaps: Sequence[int], open_days: OpenDays
) -> Times:
    """All the days that follow from a rhythm and the last visit, counted together."""
    earliest = _earliest(rhythm, own_gaps)
    return _times(rhythm.median_gap_days, earliest, last_visit_on.toordinal(), open_days)


# In a large shop many came on the same day with the same gap: those who were there once.
@lru_cache(maxsize=4096)
def _times(gap: float, earliest: int, last: int, open_days: OpenDays) -> Times:
    due = open_days.after(last, math.ceil(gap))
    overdue = open_days.after_open(last, math.ceil(gap + _grace(gap)))
    past_two_gaps = open_days.after_open(last, math.floor(LOST_AFTER_GAPS * gap) + 1)
    lost = max(past_two_gaps, open_days.after_open(overdue, 1))
    window = (min(open_days.after(last, earliest), due), max(due, overdue - 1))
    return Times(_day(due), _day(overdue), _day(lost), Window(*map(_day, window)))


def state(
    rhythm: Rhythm, last_visit_on: date, today: date, open_days: OpenDays = ALWAYS_OPEN
) -> State:
    """Where a customer stands on `today`; a future booking is the caller's to respect."""
    found = times(rhythm, last_visit_on, (), open_days)
    return state_between(today, found.due_on, found.overdue_on, found.lost_on)


def is_active(rhythm: Rhythm, last_visit_on: date, today: date, window_days: int = 180) -> bool:
    """Whether a customer was seen within two own gaps, or else within the shop's window."""
    own = LOST_AFTER_GAPS * rhythm.median_gap_days
    allowed = window_days if rhythm.is_estimate else own
    return (today - last_visit_on).days <= allowed


def _grace(gap_days: float) -> float:
    return max(GRACE_DAYS, GRACE_SHARE * gap_days)


def _earliest(rhythm: Rhythm, own_gaps: Sequence[int]) -> int:
    gap = rhythm.median_gap_days
    if rhythm.is_estimate:
        return max(1, math.floor(gap - _grace(gap)))
    usual = sorted(_usual(own_gaps))
    return usual[len(usual) // 4] if usual else math.ceil(gap)


def _usual(own_gaps: Sequence[int]) -> list[int]:
    recent = own_gaps[-REMEMBERED_GAPS:]
    longest = LONG_GAP * _median(recent) if recent else 0
    return [gap for gap in recent if gap <= longest]


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(ordinal, _LAST))
