"""How the health scores of the shop are spread, now and thirty days ago."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from core.insight import health_scores
from core.measures.health import BANDS, Band, band
from core.measures.trend import day_before

if TYPE_CHECKING:
    from core.store.workspace import Workspace

T = TypeVar("T", bound=Hashable)

BIN_POINTS = 5
_LAST = 100 // BIN_POINTS - 1


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """Customers whose score is from `lowest` up to, not with, `highest`; the last has 100 too.

    `before` counts those thirty days ago; None where that is not known.
    """

    lowest: int
    highest: int
    band: Band
    customers: int
    before: int | None

    @property
    def last(self) -> int:
        """The highest score in it, as it is shown in whole points."""
        return 100 if self.highest == 100 else self.highest - 1


@dataclass(frozen=True, slots=True)
class BandCount:
    """Customers in one health band, and how many were there thirty days before."""

    band: Band
    customers: int
    before: int | None


@dataclass(frozen=True, slots=True)
class ScoreSpread:
    """The scores of everyone who has one, in steps of five points, and by band, lowest first."""

    on: date
    bins: tuple[ScoreBin, ...]
    bands: tuple[BandCount, ...]

    @property
    def customers(self) -> int:
        """How many have a score."""
        return sum(each.customers for each in self.bins)


def of_day(workspace: Workspace, on: date | None = None) -> ScoreSpread:
    """Today (None) from the newest snapshots, nobody before there are any; or a past day anew."""
    today = workspace.clock.today()
    on = on or today
    return _spread(on, *(_computed(workspace, on) if on < today else _kept(workspace)))


def _kept(workspace: Workspace) -> tuple[Counter[float], Counter[float] | None]:
    """The newest scores and how many have each, and those of thirty days before, if kept."""
    taken_on = workspace.value("SELECT max(taken_on) FROM health_snapshot")
    if taken_on is None:
        return Counter(), None
    before = day_before(date.fromisoformat(taken_on))
    return _scores(workspace, taken_on), _scores(workspace, before.isoformat()) or None


def _scores(workspace: Workspace, taken_on: str) -> Counter[float]:
    rows = workspace.rows(
        "SELECT score, count(*) FROM health_snapshot "
        "JOIN customer ON customer.id = customer_id AND archived_at IS NULL "
        "WHERE taken_on = ? AND score IS NOT NULL GROUP BY score",
        [taken_on],
    )
    return Counter({row[0]: row[1] for row in rows})


def _computed(workspace: Workspace, on: date) -> tuple[Counter[float], Counter[float]]:
    now, before = Counter[float](), Counter[float]()
    for found in health_scores.each(workspace, on):
        if found.health:
            now[found.health.score] += 1
        if found.before is not None:
            before[found.before] += 1
    return now, before


def _spread(on: date, now: Counter[float], before: Counter[float] | None) -> ScoreSpread:
    bins, bins_before = _sorted_in(_place, now), _sorted_in(_place, before)
    bands, bands_before = _sorted_in(band, now), _sorted_in(band, before)
    return ScoreSpread(
        on,
        tuple(
            ScoreBin(
                place * BIN_POINTS,
                (place + 1) * BIN_POINTS,
                band(place * BIN_POINTS),
                bins[place],
                None if before is None else bins_before[place],
            )
            for place in range(_LAST + 1)
        ),
        tuple(
            BandCount(each, bands[each], None if before is None else bands_before[each])
            for each in BANDS
        ),
    )


def _place(score: float) -> int:
    return min(_LAST, int(score) // BIN_POINTS)


def _sorted_in(drawer: Callable[[float], T], scores: Counter[float] | None) -> Counter[T]:
    found = Counter[T]()
    for score, customers in (scores or {}).items():
        found[drawer(score)] += customers
    return found
