"""The shop's usual gap between two visits on every day of its past, counted once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.insight import visit_table
from core.insight.visit_table import NOUNS, VisitTable
from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.rhythm import USUAL_GAP_DAYS
from core.people import closures

if TYPE_CHECKING:
    from core.insight.visit_table import Numbers
    from core.store.workspace import Workspace

_NOUNS = NOUNS | {"closure"}


@dataclass(frozen=True, slots=True)
class UsualGaps:
    """The median gap in days over everyone's visits until a day; `since` are ordinals, in order.

    `gaps[i]` holds from the day `since[i]` on. Before the first of them it is six weeks.
    """

    since: Sequence[int]
    gaps: Sequence[float]

    def on(self, day: int) -> float:
        """The usual gap at the end of a day."""
        at = bisect_right(self.since, day) - 1
        return self.gaps[at] if at >= 0 else USUAL_GAP_DAYS

    def between(self, first: int, end: int) -> Iterator[tuple[int, int, float]]:
        """The days from `first` up to but not with `end`, cut where the gap changes.

        Each part is its first day, the day after its last, and the gap.
        """
        at = bisect_right(self.since, first)
        while first < end:
            until = min(end, self.since[at]) if at < len(self.since) else end
            yield first, until, self.gaps[at - 1] if at else USUAL_GAP_DAYS
            first, at = until, at + 1


def of_shop(workspace: Workspace) -> UsualGaps:
    """The whole shop's, kept until a visit, a customer, a closure or a setting changes."""
    return workspace.kept("usual_gaps", _NOUNS, lambda: _of_shop(workspace))


def _of_shop(workspace: Workspace) -> UsualGaps:
    open_days = closures.open_days(workspace, workspace.clock.today())
    return of_visits(visit_table.of_shop(workspace).visits(), open_days)


def of_visits(table: VisitTable, open_days: OpenDays = ALWAYS_OPEN) -> UsualGaps:
    """The same from the visit days of a table; days of closures are no part of a gap."""
    import numpy as np

    gaps, ends = np.diff(table.days), table.days[1:]
    if open_days.shut:
        shut = np.searchsorted(np.array(open_days.shut), table.days, side="right")
        gaps = np.maximum(1, gaps - np.diff(shut))
    within = np.ones(len(gaps), bool)
    within[table.starts[1:-1] - 1] = False
    gaps, ends = gaps[within], ends[within]
    in_time = np.argsort(ends, kind="stable")
    lengths, kinds = np.unique(gaps[in_time], return_inverse=True)
    days, begins = np.unique(ends[in_time], return_index=True)
    return _running(lengths, days, np.split(kinds, begins[1:]))


def _running(lengths: Numbers, days: Numbers, kinds: Sequence[Numbers]) -> UsualGaps:
    """The medians so far; `kinds` are the gaps that end on each day, as places in `lengths`."""
    import numpy as np

    times = np.zeros(len(lengths), dtype=np.int64)
    since: list[int] = []
    medians: list[float] = []
    for day, ended in zip(days.tolist(), kinds, strict=False):
        np.add.at(times, ended, 1)
        places = np.cumsum(times)
        middle = ((places[-1] - 1) // 2, places[-1] // 2)
        low, high = lengths[np.searchsorted(places, middle, side="right")].tolist()
        # Only a gap that is another makes a new part.
        if not medians or medians[-1] != (low + high) / 2:
            since.append(day)
            medians.append((low + high) / 2)
    return UsualGaps(since, medians)
