"""What somebody spends now against her own past; light enough for the first page."""

from __future__ import annotations

from collections.abc import Sequence

RECENT_PAID_VISITS, EARLIER_PAID_VISITS = 3, 2
SAME_SPEND_PERCENT = 10


def own_ratio(amounts: Sequence[int]) -> float | None:
    """The average of the last three paid days over that of those before, never negative.

    `amounts` are of days in order, in minor units. None with fewer than five of them, or where
    those before come to nothing.
    """
    if len(amounts) < RECENT_PAID_VISITS + EARLIER_PAID_VISITS:
        return None
    recent, earlier = amounts[-RECENT_PAID_VISITS:], amounts[:-RECENT_PAID_VISITS]
    if sum(earlier) <= 0:
        return None
    return max(0.0, sum(recent) / len(recent)) / (sum(earlier) / len(earlier))


def change_percent(ratio: float) -> int:
    """The ratio as a change in percent; 0 where it is too small to be told."""
    change = round(100 * (ratio - 1))
    return change if abs(change) >= SAME_SPEND_PERCENT else 0


def spends_less(amounts: Sequence[int]) -> bool:
    """Whether the last amounts are clearly below those before."""
    ratio = own_ratio(amounts)
    return ratio is not None and change_percent(ratio) < 0
