"""Gaps between visits as columns: what `measures.rhythm` says of one customer, of all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.measures.opening import OpenDays
from core.measures.rhythm import LONG_GAP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.insight.visit_table import Numbers, VisitTable

    Reals = NDArray[np.float64]


def left_out(days: Numbers, closed: Sequence[int]) -> Numbers:
    """Days as a count that stands still on the `closed` ones, which are in order."""
    import numpy as np

    found: Numbers = days - np.searchsorted(np.array(closed, dtype=np.int64), days, side="right")
    return found


def steps(table: VisitTable, open_days: OpenDays) -> Numbers:
    """`OpenDays.gap` from each row of a table to the next, also to that of another customer."""
    import numpy as np

    found: Numbers = np.maximum(1, np.diff(left_out(table.days, open_days.shut)))
    return found


def own_medians(recent: Reals) -> Reals:
    """`rhythm.of_gaps` of each row of remembered gaps, infinite where there are none (any more)."""
    import numpy as np

    ordered = np.sort(recent, axis=1)
    longest = LONG_GAP * _middle(ordered, np.isfinite(ordered).sum(axis=1))
    return _middle(ordered, (ordered <= longest[:, None]).sum(axis=1))


def _middle(ordered: Reals, counts: Numbers) -> Reals:
    """The medians of the first `counts` numbers of each row."""
    import numpy as np

    rows = np.arange(len(ordered))
    found: Reals = (ordered[rows, (counts - 1) // 2] + ordered[rows, counts // 2]) / 2
    return found
