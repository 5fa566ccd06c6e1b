"""How sure a number is: rates with their interval, and when two numbers truly differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.96
ENOUGH_ANSWERS = 10


def too_few(n: int) -> bool:
    """Whether a rate over `n` people or answers is too few to judge (below 10)."""
    return n < ENOUGH_ANSWERS


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that shows what it rests on: `numerator` of `denominator` people or answers.

    Every reading of it is None when there was nobody to count.
    """

    numerator: int
    denominator: int

    @property
    def n(self) -> int:
        """How many people or answers the rate rests on."""
        return self.denominator

    @property
    def share(self) -> float | None:
        """The rate as a share, 0–1 for a part of a set."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> float | None:
        """The rate in percent, 0–100 for a part of a set."""
        return 100 * self.numerator / self.denominator if self.denominator else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval in percent; None where the rate is not a part of a set."""
        if not 0 <= self.numerator <= self.denominator or not self.denominator:
            return None
        return wilson(self.numerator, self.denominator)

    @property
    def too_few(self) -> bool:
        """Whether to say "too few to judge" beside the number."""
        return too_few(self.n)

    def rest(self) -> Rate:
        """The other part of the same set: churn for retention, and back."""
        return Rate(self.denominator - self.numerator, self.denominator)


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of `successes` out of `n` ≥ 1, in percent."""
    share = successes / n
    spread = Z95**2 / n
    centre = share + spread / 2
    half = Z95 * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    low, high = (100 * (centre + side * half) / (1 + spread) for side in (-1, 1))
    return max(0.0, low), min(100.0, high)


def adjusted_wald(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Centre and 95 % margin of an NPS over `n` answers, in points (adjusted Wald)."""
    adjusted = n + 3
    up, down = (promoters + 0.75) / adjusted, (detractors + 0.75) / adjusted
    variance = up + down - (up - down) ** 2
    return 100 * (up - down), Z95 * 100 * math.sqrt(variance / adjusted)


def median_interval(ordered: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % interval of a median by ranks, as far from one end as from the other.

    The normal approximation to the binomial, rounded to ranks; None for fewer than six numbers,
    of which even the smallest and the largest are too near.
    """
    n = len(ordered)
    low = round((n - Z95 * math.sqrt(n)) / 2) - 1
    return (ordered[low], ordered[n - 1 - low]) if low >= 0 else None


def half_width(interval: tuple[float, float] | None) -> float | None:
    """The margin that an interval leaves on either side of its middle."""
    return (interval[1] - interval[0]) / 2 if interval else None


def differ(delta: float, margin1: float, margin2: float) -> bool:
    """Whether two measured numbers differ by more than their margins: |Δ| > √(m₁² + m₂²)."""
    return abs(delta) > math.hypot(margin1, margin2)
