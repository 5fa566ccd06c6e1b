"""The health score 0–100: weighted factors that explain themselves and add up to it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.i18n import N_
from core.measures import reasons
from core.measures.trend import Trend, trend

Band = Literal["at_risk", "watch", "healthy"]

BANDS: dict[Band, str] = {
    "at_risk": N_("At risk"),
    "watch": N_("Watch"),
    "healthy": N_("Healthy"),
}
WATCH_FROM, HEALTHY_FROM = 50, 75
TREND_DEAD_ZONE = 5


@dataclass(frozen=True, slots=True)
class Factor:
    """One side of a customer's health.

    `points` 0–100, `weight` > 0, `on` the day of the newest fact behind it; `reason` names a
    sentence of `reasons.SENTENCES` and `facts` fill it.
    """

    name: str
    points: float
    weight: float
    on: date
    reason: str
    facts: reasons.Facts = field(default_factory=dict)

    def text(self) -> str:
        """The reason as a sentence in the language in use now."""
        return reasons.text(self.reason, self.facts)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A factor with the points of the score that it brings, to one decimal."""

    factor: Factor
    points: float


@dataclass(frozen=True, slots=True)
class Health:
    """A score 0–100 with one decimal, its band, and contributions that add up to it."""

    score: float
    band: Band
    contributions: tuple[Contribution, ...]

    @property
    def deciding(self) -> Factor:
        """The factor to name first: what lifts a healthy customer, what costs the others."""
        if self.band != "healthy":
            return self.costing
        factors = [contribution.factor for contribution in self.contributions]
        return max(factors, key=lambda factor: factor.weight * factor.points)

    @property
    def costing(self) -> Factor:
        """The factor that costs most: what to name when a score has fallen."""
        factors = [contribution.factor for contribution in self.contributions]
        return max(factors, key=lambda factor: factor.weight * (100 - factor.points))


def score(factors: Iterable[Factor | None]) -> Health | None:
    """Σ weight·points / Σ weight over the factors that have data.

    A factor without data (None, or faded to no weight) is left out, not counted as zero;
    without any factor there is no score.
    """
    present = [factor for factor in factors if factor is not None and factor.weight > 0]
    if not present:
        return None
    whole = sum([factor.weight for factor in present])
    shares = _tenths([10 * factor.points * factor.weight / whole for factor in present])
    total = sum(shares) / 10
    contributions = [
        Contribution(factor, share / 10) for factor, share in zip(present, shares, strict=True)
    ]
    return Health(total, band(total), tuple(contributions))


def total(sides: Iterable[tuple[float, float]]) -> float | None:
    """The score that `score` gives for factors with such points and weights, by itself."""
    present = [side for side in sides if side[1] > 0]
    if not present:
        return None
    whole = sum([weight for _points, weight in present])
    shares = [10 * points * weight / whole for points, weight in present]
    return math.floor(sum(shares) + 0.5) / 10


def band(score: float) -> Band:
    """The band of a score as it is shown, to one decimal: 49.94 is at risk, 49.95 is watch."""
    shown = math.floor(score * 10 + 0.5) / 10
    if shown < WATCH_FROM:
        return "at_risk"
    return "watch" if shown < HEALTHY_FROM else "healthy"


def health_trend(now: float | None, then: float | None) -> Trend:
    """The word for a score against the one of 30 days ago; ±5 points are no clear change."""
    return trend(now, then, TREND_DEAD_ZONE)


def _tenths(shares: list[float]) -> list[int]:
    """Whole tenths that add up to the rounded sum (largest remainders are rounded up)."""
    tenths = [math.floor(share) for share in shares]
    missing = math.floor(sum(shares) + 0.5) - sum(tenths)
    if missing:
        by_remainder = sorted(range(len(shares)), key=lambda i: tenths[i] - shares[i])
        for i in by_remainder[:missing]:
            tenths[i] += 1
    return tenths
