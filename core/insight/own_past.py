"""What a shop's own past says: its usual spend, and how strongly an absence counts."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from core.insight import periods, usual_gaps, visit_gaps, visit_table
from core.insight.visit_table import NOUNS, VisitTable
from core.measures.factors import (
    FREQUENCY_DAYS,
    REGULAR_FROM_GAPS,
    SHOP_PSEUDO_GAPS,
    counted_visits,
    regularity_of,
)
from core.measures.foretelling import ELSEWHERE, Cases, Slopes, learn
from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.rhythm import REMEMBERED_GAPS
from core.people import closures

if TYPE_CHECKING:
    from core.insight.visit_table import Flags, Numbers
    from core.measures.foretelling import Floats
    from core.store.workspace import Workspace

_NOUNS = NOUNS | {"closure"}
# Whether somebody came is looked at over half a year, or a third of a shorter past.
LOOKED_AHEAD_DAYS = 183
_PARTS = 3


def usual_spend(workspace: Workspace, on: date) -> float | None:
    """The median of paid visit days until a day, in minor units; None before there is any."""
    import numpy as np

    table = visit_table.of_shop(workspace)
    wanted = table.came & table.paid & (table.spends > 0) & (table.days <= on.toordinal())
    paid = table.spends[wanted]
    return float(np.median(paid)) if len(paid) else None


def slopes(workspace: Workspace, on: date) -> Slopes:
    """How strongly visits and absences count in this shop, learned from the months before `on`.

    They stand for a whole month, so that no score moves because the day turned. The past is cut
    twice: what customers did in the time after each cut is what there is to learn.
    """
    learned_on = periods.month_of(on)
    return workspace.kept(("slopes", learned_on), _NOUNS, lambda: _slopes(workspace, learned_on))


def _slopes(workspace: Workspace, on: date) -> Slopes:
    # A visit of this month is a new table, but nothing new to learn from.
    table = visit_table.of_shop(workspace)
    past = table.came & (table.days < on.toordinal())
    closed = closures.open_days(workspace, on).closed
    shut = tuple(closed[: bisect_left(closed, on.toordinal())])
    known = hash((table.rows_of[past].tobytes(), table.days[past].tobytes(), shut))
    return workspace.kept(("learned", on, known), frozenset(), lambda: _learned(workspace, on))


def _learned(workspace: Workspace, on: date) -> Slopes:
    table = visit_table.of_shop(workspace).visits().until(on.toordinal() - 1)
    if not len(table.days):
        return ELSEWHERE
    last = on.toordinal() - 1
    ahead = min(LOOKED_AHEAD_DAYS, (last - int(table.days.min())) // _PARTS)
    if ahead < 1:
        return ELSEWHERE
    shop_gaps, open_days = usual_gaps.of_shop(workspace), closures.open_days(workspace, on)
    earlier, later = (
        cases(table, cut, ahead, shop_gaps.on(cut), open_days)
        for cut in (last - 2 * ahead, last - ahead)
    )
    return learn(earlier, later)


def cases(
    table: VisitTable, cut: int, ahead: int, shop_gap: float, open_days: OpenDays = ALWAYS_OPEN
) -> Cases:
    """Everyone who had come by the day `cut`, as they stood then, and who came `ahead` days on.

    `shop_gap` is the shop's usual gap on that day; closures and holidays count as they do in
    `factors.rhythm_points`.
    """
    import numpy as np

    then = table.until(cut)
    ends = then.starts[1:] - 1
    open_until = visit_gaps.left_out(then.days, open_days.shut)
    n_gaps = np.diff(then.starts) - 1
    span = open_until[ends] - open_until[then.starts[:-1]]
    own = (span + SHOP_PSEUDO_GAPS * shop_gap) / (n_gaps + SHOP_PSEUDO_GAPS)
    last, now = visit_gaps.left_out(
        np.stack([then.days[ends], np.full(len(ends), cut)]), open_days.closed
    )
    lately = _counts(then, then.days > cut - FREQUENCY_DAYS)
    after = table.where((table.days > cut) & (table.days <= cut + ahead))
    return Cases(
        visits=counted_visits(np.maximum(1, lately)).astype(float),
        gaps_away=np.maximum(0, now - last) / own,
        regularity=_regularity(then, visit_gaps.steps(then, open_days)),
        came=np.isin(then.customers, after.customers),
    )


def _counts(table: VisitTable, wanted: Flags) -> Numbers:
    import numpy as np

    found: Numbers = np.add.reduceat(wanted.astype(int), table.starts[:-1])
    return found


def _regularity(table: VisitTable, steps: Numbers) -> Floats:
    """`factors.regularity_of` of everyone at once; `steps` lie between the rows of the table."""
    import numpy as np

    people = np.repeat(np.arange(len(table.customers)), np.diff(table.starts))
    ends = table.starts[1:] - 1
    gap = np.insert(steps, 0, 0)[: len(people)]
    begins = np.zeros(len(gap), bool)
    begins[table.starts[:-1]] = True
    counted = ~begins & (ends[people] - np.arange(len(gap)) < REMEMBERED_GAPS)
    n = np.bincount(people, counted, len(table.customers))
    mean = np.bincount(people, gap * counted, len(table.customers)) / np.maximum(n, 1)
    off = np.bincount(people, np.abs(gap - mean[people]) * counted, len(table.customers))
    found = regularity_of(np.maximum(n, 1), off / np.maximum(n, 1) / np.maximum(mean, 1))
    return np.where(n >= REGULAR_FROM_GAPS, np.maximum(0.0, found), 0.0)
