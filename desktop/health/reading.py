"""What the page reads beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import Cancelled
from core.insight import backtest, shop_days, weights
from core.insight.backtest import Backtest
from core.insight.shop_days import ShopDay
from core.measures import factors
from core.measures.foretelling import Slopes
from core.store.workspace import Workspace

# Somebody as a shop has many: came ten times, always after the usual gap.
EXAMPLE_VISITS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """Points for rhythm of a regular with a gap of so many days: on the day, and gaps later."""

    gap_days: int
    points: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Past:
    """How the score would have done in the shop's past, and what that past taught."""

    backtest: Backtest
    slopes: Slopes
    example: Example


@dataclass(frozen=True, slots=True)
class InForce:
    """The weights in force, and the day on which the owner chose them, if she ever did."""

    weights: Mapping[str, float]
    since: date | None


def in_force(workspace: Workspace) -> InForce:
    """The weights in force."""
    return InForce(weights.current(workspace), weights.since(workspace))


class Trial:
    """A trial of other weights on the past, stopped when the owner goes on to others."""

    def __init__(self) -> None:
        self.stopped = False

    def step(self, _done: int, _total: int) -> None:
        """Go on, or not. Raises Cancelled."""
        if self.stopped:
            raise Cancelled()


def past(workspace: Workspace) -> Past:
    """Try the score on the shop's own past."""
    on = workspace.clock.today()
    day = shop_days.one(workspace, on)
    return Past(backtest.run(workspace, on), day.slopes, example(day))


def example(day: ShopDay) -> Example:
    """What staying away costs a regular in this shop, by the formula that all are read with."""
    gap = max(1, round(day.gap))
    last = day.on - timedelta(days=3 * gap)
    visits = [last - timedelta(days=gap * number) for number in range(EXAMPLE_VISITS)]
    points = {}
    for gaps_away in range(4):
        on = last + timedelta(days=gap * gaps_away)
        found = factors.frequency_and_rhythm(visits, gap, on, slopes=day.slopes)
        points[gaps_away] = found.points if found else 0.0
    return Example(gap, points)
