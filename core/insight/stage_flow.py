"""How customers move through the stages: who stood where at the end of each month.

It is counted from visits alone: nothing set by hand counts, nobody is a prospect, and whoever is
away for too long is lost until she comes, also if she has booked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import periods, usual_gaps, visit_gaps, visit_table
from core.insight.behind import Trace
from core.insight.visit_table import NOUNS, VisitTable
from core.measures import rhythm
from core.measures.stage import LOYAL_FROM_VISITS, STAGES, Stage
from core.people import closures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.insight.visit_gaps import Reals
    from core.insight.visit_table import Flags, Numbers
    from core.store.workspace import Workspace

    # Of each day, the place in `_STAGES` of each customer.
    Places = NDArray[np.int8]

_NOUNS = NOUNS | {"closure"}
_STAGES: tuple[Stage, ...] = tuple(STAGES)
_PROSPECT, _FIRST, _REPEAT, _LOYAL, _LOST = range(len(_STAGES))
_RUN = 12
COUNTED: tuple[Stage, ...] = _STAGES[_FIRST:]


@dataclass(frozen=True, slots=True)
class StageMonth:
    """The customers at the end of a month (its first day stands for it), or so far.

    `counts` has each stage but prospects. `moved` counts the customers by the stage in which
    they ended the month before and this one, where those differ; who had not come by then was a
    prospect.
    """

    month: date
    counts: dict[Stage, int]
    moved: dict[tuple[Stage, Stage], int]


def by_month(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[StageMonth]:
    """Every month that has a day from `since` to `until`, as known at the end of `on` (today)."""
    on = on or workspace.clock.today()
    months = tuple(periods.months_between(since, min(until, on)))
    if not months:
        return []
    return workspace.kept(("stage_flow", months, on), _NOUNS, lambda: _flow(workspace, months, on))


def people(workspace: Workspace, month: date, stage: Stage, on: date | None = None) -> list[Trace]:
    """Who stood at a stage at the end of a month, or so far: the last to have come first.

    `on` of each is the last visit day by then, and `number` how many there were.
    """
    on = on or workspace.clock.today()
    last = _ends(month, on)
    table = visit_table.of_shop(workspace).visits().until(last)
    if stage not in COUNTED or not len(table.days):
        return []
    there = _Rules(workspace, table, on).places([last])[0] == _STAGES.index(stage)
    # The table ends with that day, so each customer's last row is the last visit by then.
    last_rows = table.starts[1:][there] - 1
    visits = (table.starts[1:] - table.starts[:-1])[there]
    return _named(
        workspace,
        list(
            zip(
                table.customers[there].tolist(),
                table.days[last_rows].tolist(),
                visits.tolist(),
                strict=True,
            )
        ),
    )


def _named(workspace: Workspace, found: Sequence[tuple[int, int, int]]) -> list[Trace]:
    names = {row[0]: (row[1], row[2]) for row in workspace.rows(_NAMES)}
    ordered = sorted(found, key=lambda one: (-one[1], names[one[0]][1], one[0]))
    return [
        Trace(who, who, names[who][0], date.fromordinal(day), visits)
        for who, day, visits in ordered
    ]


_NAMES = "SELECT id, name, sort_name FROM customer"


def _ends(month: date, on: date) -> int:
    return min(periods.last_day(month), on).toordinal()


def _flow(workspace: Workspace, months: Sequence[date], on: date) -> list[StageMonth]:
    import numpy as np

    table = visit_table.of_shop(workspace).visits().until(on.toordinal())
    days = [_ends(periods.months_after(months[0], -1), on), *(_ends(each, on) for each in months)]
    places = _Rules(workspace, table, on).places(days)
    size = len(_STAGES)
    flow = []
    for month, then, now in zip(months, places, places[1:], strict=False):
        times = np.bincount(then.astype(int) * size + now, minlength=size * size)
        pairs = times.reshape(size, size).tolist()
        flow.append(StageMonth(month, _counts(pairs), _moved(pairs)))
    return flow


def _counts(pairs: Sequence[Sequence[int]]) -> dict[Stage, int]:
    return {
        stage: sum(row[at] for row in pairs) for at, stage in enumerate(_STAGES) if stage in COUNTED
    }


def _moved(pairs: Sequence[Sequence[int]]) -> dict[tuple[Stage, Stage], int]:
    return {
        (was, now): pairs[i][j]
        for i, was in enumerate(_STAGES)
        for j, now in enumerate(_STAGES)
        if i != j and pairs[i][j]
    }


class _Rules:
    """The rules of `measures.stage` and `measures.rhythm` for everyone at once."""

    def __init__(self, workspace: Workspace, table: VisitTable, on: date) -> None:
        import numpy as np

        open_days = closures.open_days(workspace, on)
        self._table, self._shop_gaps = table, usual_gaps.of_shop(workspace)
        self._closed = open_days.closed
        # The gap before each row; that before the first of a customer is nobody's.
        self._gaps = np.insert(visit_gaps.steps(table, open_days).astype(float), 0, 0)
        self._visited = self._open_until(table.days)

    def places(self, days: Sequence[int]) -> Places:
        """The stages of all customers of the table at the end of each day."""
        import numpy as np

        # A year at a time: ten years of everyone at once would need 70 MiB while they last.
        runs = [days[at : at + _RUN] for at in range(0, len(days), _RUN)]
        return np.concatenate([self._places(run) for run in runs])

    def _places(self, days: Sequence[int]) -> Places:
        import numpy as np

        places = np.zeros((len(days), len(self._table.customers)), dtype=np.int8)
        if not len(self._table.days):
            return places
        visits = self._visits_until(days)
        last = self._table.starts[:-1] + visits - 1
        for count, place in ((1, _FIRST), (2, _REPEAT), (LOYAL_FROM_VISITS, _LOYAL)):
            places[visits >= count] = place
        places[self._lost(days, visits, last)] = _LOST
        return places

    def _visits_until(self, days: Sequence[int]) -> Numbers:
        """How many visit days each customer had by each day; the days are in order."""
        import numpy as np

        sizes = np.diff(self._table.starts)
        shape = (len(sizes), len(days) + 1)
        from_day_on = np.searchsorted(np.array(days), self._table.days, side="left")
        at = np.repeat(np.arange(len(sizes)) * shape[1], sizes) + from_day_on
        times = np.bincount(at, minlength=shape[0] * shape[1]).reshape(shape)
        found: Numbers = times[:, :-1].cumsum(axis=1).T
        return found

    def _lost(self, days: Sequence[int], visits: Numbers, last: Numbers) -> Flags:
        import numpy as np

        on = np.array(days, dtype=np.int64)[:, None]
        away = np.where(visits > 0, self._open_until(on) - self._visited[last], 0)
        # Nobody is lost within the grace, so most rows need no rhythm.
        asked = away > rhythm.GRACE_DAYS
        own = asked & (visits >= rhythm.OWN_RHYTHM_FROM_VISITS)
        gaps = np.array([self._shop_gaps.on(day) for day in days])[:, None] + np.zeros(last.shape)
        rows, place = np.unique(last[own], return_inverse=True)
        gaps[own] = self._own_medians(rows)[place]
        grace = np.maximum(rhythm.GRACE_DAYS, rhythm.GRACE_SHARE * gaps)
        lost_after = np.maximum(np.floor(rhythm.LOST_AFTER_GAPS * gaps), np.ceil(gaps + grace))
        lost: Flags = asked & (away > lost_after)
        return lost

    def _open_until(self, days: Numbers) -> Numbers:
        """A count of days that leaves out those on which the shop was closed."""
        return visit_gaps.left_out(days, self._closed)

    def _own_medians(self, rows: Numbers) -> Reals:
        """`rhythm.of_gaps` of the gaps up to each of some rows, of which there are two at least."""
        import numpy as np

        back = np.arange(rhythm.REMEMBERED_GAPS)
        first = self._table.starts[np.searchsorted(self._table.starts, rows, side="right") - 1]
        at = np.maximum(first[:, None], rows[:, None] - back)
        return visit_gaps.own_medians(np.where(at > first[:, None], self._gaps[at], np.inf))
