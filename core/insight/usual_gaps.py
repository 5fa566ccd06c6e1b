"""The shop's usual gap between two visits on every day of its past, counted once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from core.insight import visit_gaps, visit_table
from core.insight.visit_table import NOUNS, VisitTable
from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.rhythm import USUAL_GAP_DAYS
from core.people import closures

if TYPE_CHECKING:
    from core.insight.visit_table import Flags, Numbers
    from core.store.workspace import Workspace

_NOUNS = NOUNS | {"closure"}
_DAYS = 64
# Whoever comes every day for years must not make it look as if most customers did.
EACH_GAPS = 12


@dataclass(frozen=True, slots=True)
class UsualGaps:
    """The median gap in days over everyone's first twelve until a day; `since` are ordinals.

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
    """The whole shop's, kept until a visit, a closure or a setting changes."""
    return workspace.kept("usual_gaps", _NOUNS, lambda: _of_shop(workspace))


def _of_shop(workspace: Workspace) -> UsualGaps:
    open_days = closures.open_days(workspace, workspace.clock.today())
    return of_visits(visit_table.of_shop(workspace).visits(), open_days)


def of_visits(table: VisitTable, open_days: OpenDays = ALWAYS_OPEN) -> UsualGaps:
    """The same from the visit days of a table; days of closures are no part of a gap."""
    gaps, ends, counted = visit_gaps.steps(table, open_days), table.days[1:], _counted(table)
    return _running(gaps[counted], ends[counted]) if counted.any() else UsualGaps((), ())


def _counted(table: VisitTable) -> Flags:
    """Which of the steps from one row of a table to the next are gaps that count.

    Those are within one customer, and among the first twelve of hers.
    """
    import numpy as np

    begins = np.repeat(table.starts[:-1], np.diff(table.starts))
    nth = np.arange(len(begins) - 1) - begins[:-1]
    wanted: Flags = (begins[1:] == begins[:-1]) & (nth < EACH_GAPS)
    return wanted


def _running(gaps: Numbers, ends: Numbers) -> UsualGaps:
    """The medians so far of gaps that end on days in any order."""
    import numpy as np

    days, day_of = _ranked(ends)
    lengths, length_of = _ranked(gaps)
    since: list[int] = []
    medians: list[float] = []
    times = np.zeros(len(lengths), dtype=np.int64)
    # Some months at a time: a table of all days and all lengths would be large.
    # Sixteen bits hold the days of a hundred years and are sorted in a tenth of the time.
    in_time = np.argsort(day_of.astype(np.uint16 if len(days) < 1 << 16 else int), kind="stable")
    cuts = np.searchsorted(day_of[in_time], np.arange(0, len(days) + _DAYS, _DAYS))
    for first, (begin, end) in zip(
        range(0, len(days), _DAYS), pairwise(cuts.tolist()), strict=True
    ):
        some = in_time[begin:end]
        size = min(_DAYS, len(days) - first)
        cells = (day_of[some] - first) * len(lengths) + length_of[some]
        ended = np.bincount(cells, minlength=size * len(lengths)).reshape(size, -1)
        ended[0] += times
        so_far = ended.cumsum(axis=0)
        times = so_far[-1]
        places = so_far.cumsum(axis=1)
        n = places[:, -1:]
        low = lengths[np.count_nonzero(places <= (n - 1) // 2, axis=1)]
        high = lengths[np.count_nonzero(places <= n // 2, axis=1)]
        since += days[first : first + size].tolist()
        medians += ((low + high) / 2).tolist()
    return _joined(since, medians)


def _ranked(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers in order, and the place of each among them."""
    import numpy as np

    low = int(numbers.min())
    there = np.bincount(numbers - low) > 0
    places = np.cumsum(there) - 1
    return np.flatnonzero(there) + low, places[numbers - low]


def _joined(since: Sequence[int], medians: Sequence[float]) -> UsualGaps:
    """Only a gap that is another makes a new part."""
    new = [at for at in range(len(since)) if not at or medians[at] != medians[at - 1]]
    return UsualGaps([since[at] for at in new], [medians[at] for at in new])
