"""What a shop's own past says: its usual spend, and how strongly an absence counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.insight import periods, usual_gaps, visit_table
from core.insight.visit_table import NOUNS, VisitTable
from core.measures.factors import (
    FREQUENCY_DAYS,
    REGULAR_FROM_GAPS,
    SHOP_PSEUDO_GAPS,
    counted_visits,
    regularity_of,
)
from core.measures.foretelling import ELSEWHERE, Cases, Slopes, learn
from core.measures.rhythm import REMEMBERED_GAPS, USUAL_GAP_DAYS

if TYPE_CHECKING:
    from core.insight.visit_table import Flags, Numbers
    from core.measures.foretelling import Floats
    from core.store.workspace import Workspace

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
    return workspace.kept(("slopes", learned_on), NOUNS, lambda: _slopes(workspace, learned_on))


def _slopes(workspace: Workspace, on: date) -> Slopes:
    # A visit of this month is a new table, but nothing new to learn from.
    table = visit_table.of_shop(workspace)
    past = table.came & (table.days < on.toordinal())
    known = hash((table.rows_of[past].tobytes(), table.days[past].tobytes()))
    return workspace.kept(("learned", on, known), frozenset(), lambda: _learned(workspace, on))


def _learned(workspace: Workspace, on: date) -> Slopes:
    table = visit_table.of_shop(workspace).visits().until(on.toordinal() - 1)
    if not len(table.days):
        return ELSEWHERE
    last = on.toordinal() - 1
    ahead = min(LOOKED_AHEAD_DAYS, (last - int(table.days.min())) // _PARTS)
    if ahead < 1:
        return ELSEWHERE
    return learn(cases(table, last - 2 * ahead, ahead), cases(table, last - ahead, ahead))


def cases(table: VisitTable, cut: int, ahead: int) -> Cases:
    """Everyone who had come by the day `cut`, as they stood then, and who came `ahead` days on."""
    import numpy as np

    then = table.until(cut)
    gap = _gap(then)
    first, last = then.days[then.starts[:-1]], then.days[then.starts[1:] - 1]
    n_gaps = np.diff(then.starts) - 1
    own = (last - first + SHOP_PSEUDO_GAPS * gap) / (n_gaps + SHOP_PSEUDO_GAPS)
    lately = _counts(then, then.days > cut - FREQUENCY_DAYS)
    after = table.where((table.days > cut) & (table.days <= cut + ahead))
    return Cases(
        visits=counted_visits(np.maximum(1, lately)).astype(float),
        gaps_away=(cut - last) / own,
        regularity=_regularity(then),
        came=np.isin(then.customers, after.customers),
    )


def _counts(table: VisitTable, wanted: Flags) -> Numbers:
    import numpy as np

    found: Numbers = np.add.reduceat(wanted.astype(int), table.starts[:-1])
    return found


def _regularity(table: VisitTable) -> Floats:
    """`factors.regularity_of` of everyone at once."""
    import numpy as np

    people = np.repeat(np.arange(len(table.customers)), np.diff(table.starts))
    ends = table.starts[1:] - 1
    gap = np.diff(table.days, prepend=0)
    begins = np.zeros(len(gap), bool)
    begins[table.starts[:-1]] = True
    counted = ~begins & (ends[people] - np.arange(len(gap)) < REMEMBERED_GAPS)
    n = np.bincount(people, counted, len(table.customers))
    mean = np.bincount(people, gap * counted, len(table.customers)) / np.maximum(n, 1)
    off = np.bincount(people, np.abs(gap - mean[people]) * counted, len(table.customers))
    found = regularity_of(np.maximum(n, 1), off / np.maximum(n, 1) / np.maximum(mean, 1))
    return np.where(n >= REGULAR_FROM_GAPS, np.maximum(0.0, found), 0.0)


def _gap(visits: VisitTable) -> float:
    import numpy as np

    own = np.diff(visits.days)[usual_gaps.counted(visits)]
    return float(np.median(own)) if len(own) else USUAL_GAP_DAYS
