"""Visits of one period counted once for every figure about coming back and spending."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import visit_gaps
from core.measures.margins import Rate
from core.measures.retention import RETURN_WITHIN_DAYS
from core.measures.rhythm import LOST_AFTER_GAPS, OWN_RHYTHM_FROM_VISITS, REMEMBERED_GAPS

if TYPE_CHECKING:
    from core.insight.visit_table import Flags, Numbers, VisitTable


@dataclass(frozen=True, slots=True)
class Counted:
    """How many numbers there are, what they add up to and how far they lie apart."""

    n: int
    whole: int
    deviation: float | None

    @property
    def mean(self) -> float | None:
        """Their mean; None where there are none."""
        return self.whole / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class VisitTally:
    """What one look at everyone's visit days leaves behind, for local days since–until.

    `retained` are those who came among the customers active on the eve of the period,
    `still_active` those of them who were active at the end of its last day as well. `visits`
    counts visit days of each who came, `repeated` those who came on two or more. `returned` are
    newcomers who came again within 90 days, of those whose 90 days are over. `spends` are the
    amounts of paid visit days in minor units; `revenue_minor` has refunds on other days taken
    off as well. `measures.retention` says the same of sets of people, one by one.
    """

    retained: Rate
    still_active: Rate
    visits: Counted
    repeated: Rate
    returned: Rate
    spends: Counted
    revenue_minor: int


def tally(
    table: VisitTable,
    since: date,
    until: date,
    on: date,
    window_days: int,
    shut: Sequence[int] = (),
) -> VisitTally:
    """Count local days since–until in the rows of a table up to the day `on`.

    `window_days` is for how long somebody without a rhythm counts as active. `shut` are the
    ordinals of days of closures, oldest first: they are taken out of every absence.
    """
    import numpy as np

    first, last, asked = since.toordinal(), until.toordinal(), on.toordinal()
    known = table.days <= asked
    within = (table.days >= first) & (table.days <= last) & known
    came = table.came & known
    times = _per_customer(table, came & within)
    here = times[times > 0]
    active = was_active(table, came & (table.days < first), first - 1, window_days, shut)
    at_the_end = was_active(table, came & (table.days <= last), last, window_days, shut)
    return VisitTally(
        retained=Rate(int(np.sum(active & (times > 0))), int(np.sum(active))),
        still_active=Rate(int(np.sum(active & at_the_end)), int(np.sum(active))),
        visits=_counted(here),
        repeated=Rate(int(np.sum(here >= 2)), len(here)),
        returned=_returned(table, came, (first, last), asked),
        spends=_counted(table.spends[within & table.came & table.paid]),
        revenue_minor=int(table.spends[within].sum()),
    )


def was_active(
    table: VisitTable, before: Flags, eve: int, window_days: int, shut: Sequence[int] = ()
) -> Flags:
    """`rhythm.is_active` of everyone at once on the day `eve`, from the rows `before` it.

    The shop's gap is no matter here: whoever has no rhythm yet is judged by the window.
    """
    import numpy as np

    counts = _per_customer(table, before)
    days = table.days[before]
    # The last visit days of everyone, the latest first; beyond the first one they repeat it.
    back = np.minimum(np.arange(REMEMBERED_GAPS + 1), np.maximum(counts, 1)[:, None] - 1)
    latest = days[np.maximum(np.cumsum(counts)[:, None] - 1 - back, 0)] if len(days) else back
    latest = visit_gaps.left_out(latest, shut)
    now = eve - bisect_right(shut, eve)
    gaps = np.maximum(1, latest[:, :-1] - latest[:, 1:]).astype(float)
    gaps[np.arange(REMEMBERED_GAPS) >= counts[:, None] - 1] = np.inf
    is_estimate = counts < OWN_RHYTHM_FROM_VISITS
    allowed = np.where(is_estimate, window_days, LOST_AFTER_GAPS * visit_gaps.own_medians(gaps))
    active: Flags = (counts > 0) & (now - latest[:, 0] <= allowed)
    return active


def _returned(table: VisitTable, came: Flags, period: tuple[int, int], asked: int) -> Rate:
    """Who came again within 90 days of a first visit in the period, and was told of in time."""
    import numpy as np

    counts = _per_customer(table, came)
    days = table.days[came]
    starts = np.cumsum(counts) - counts
    firsts = days[starts[counts > 0]]
    seconds = days[np.minimum(starts + 1, max(len(days) - 1, 0))[counts > 0]]
    again = (counts[counts > 0] > 1) & (seconds - firsts <= RETURN_WITHIN_DAYS)
    new = (firsts >= period[0]) & (firsts <= period[1]) & (firsts + RETURN_WITHIN_DAYS < asked)
    return Rate(int(np.sum(again & new)), int(np.sum(new)))


def _per_customer(table: VisitTable, wanted: Flags) -> Numbers:
    import numpy as np

    if not len(wanted):
        return np.zeros(0, dtype=np.int64)
    found: Numbers = np.add.reduceat(wanted.astype(np.int64), table.starts[:-1])
    return found


def _counted(numbers: Numbers) -> Counted:
    n, whole = len(numbers), int(numbers.sum())
    return Counted(n, whole, float(numbers.std(ddof=1)) if n > 1 else None)
