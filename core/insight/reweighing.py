"""What other weights would do to everyone's health score, told while the owner still chooses.

Everyone's factors are read once; weighing them again is then a matter of milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.insight import health_scores, shop_days, snapshots, standings
from core.measures.factors import FACTORS
from core.measures.health import BANDS, HEALTHY_FROM, WATCH_FROM, Band, band
from core.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.store.workspace import Workspace

    Floats = NDArray[np.float64]

_NAMES = tuple(FACTORS)
_BANDS: tuple[Band, ...] = tuple(BANDS)


@dataclass(frozen=True, slots=True)
class ScoreBook:
    """Everyone's factors on a day: a row for each customer with a score, a column for each factor.

    `points` are 0–100; `shares` say how much of its weight a factor still has, 1 for a fresh one
    and 0 for one without any fact behind it. `weights` are those in force on the day.
    """

    on: date
    people: Sequence[tuple[int, str]]
    points: Floats
    shares: Floats
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Mover:
    """A customer whom other weights would bring into another band."""

    customer_id: int
    customer: str
    score: float
    before: float
    band: Band
    before_band: Band


@dataclass(frozen=True, slots=True)
class Preview:
    """What weights would do: who changes band, and how many would be in each.

    `moved` has the longest ways first. `unscored` customers would have no score any more,
    because nothing that would still count is known of them.
    """

    moved: list[Mover]
    counts_before: dict[Band, int]
    counts: dict[Band, int]
    unscored: int


def read(workspace: Workspace, progress: Progress | None = None) -> ScoreBook:
    """Everyone's factors today, hidden customers left out. Raises Cancelled."""
    key, nouns = ("score_book", workspace.clock.today()), frozenset(snapshots.MOVING_NOUNS)
    return workspace.kept(key, nouns, lambda: _read(workspace, progress))


def _read(workspace: Workspace, progress: Progress | None) -> ScoreBook:
    import numpy as np

    day = shop_days.one(workspace, workspace.clock.today())
    bare = replace(day, weights=dict.fromkeys(FACTORS, 1.0))
    people: list[tuple[int, str]] = []
    factors: list[float] = []
    for history in health_scores.known(workspace, bare, bare.on, progress):
        found = standings.health(history, bare)
        if found is None:
            continue
        people.append((history.customer_id, history.customer))
        known = {part.factor.name: part.factor for part in found.contributions}
        for name in _NAMES:
            factor = known.get(name)
            factors += (factor.points, factor.weight) if factor else (0.0, 0.0)
    table = np.array(factors, float).reshape(len(people), len(_NAMES), 2)
    return ScoreBook(day.on, people, table[:, :, 0], table[:, :, 1], day.weights)


def preview(book: ScoreBook, chosen: Mapping[str, float]) -> Preview:
    """What the weights would do; factors not named keep the weight in force."""
    import numpy as np

    before, after = _scores(book, book.weights), _scores(book, {**book.weights, **chosen})
    band_before, band_after = _bands(before), _bands(after)
    both = ~np.isnan(before) & ~np.isnan(after)
    moved = np.flatnonzero(both & (band_before != band_after))
    farthest = moved[np.argsort(-np.abs(after - before)[moved], kind="stable")]
    return Preview(
        moved=[_mover(book.people[at], before, after, at) for at in farthest.tolist()],
        counts_before=_counts(before, band_before),
        counts=_counts(after, band_after),
        unscored=int((~np.isnan(before) & np.isnan(after)).sum()),
    )


def _mover(person: tuple[int, str], before: Floats, after: Floats, at: int) -> Mover:
    customer_id, customer = person
    was, now = float(before[at]), float(after[at])
    return Mover(customer_id, customer, now, was, band(now), band(was))


def _scores(book: ScoreBook, chosen: Mapping[str, float]) -> Floats:
    """`health.score` of everyone at once, to one decimal; not a number where nothing counts."""
    import numpy as np

    factor_weights = np.array([chosen[name] for name in _NAMES])
    effective = book.shares * factor_weights
    whole = effective.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        tenths = (10 * book.points * effective / whole[:, None]).sum(axis=1)
    found: Floats = np.where(whole > 0, np.floor(tenths + 0.5) / 10, np.nan)
    return found


def _bands(scores: Floats) -> NDArray[np.int64]:
    """The place of each score's band in BANDS; the first for one that is not a number."""
    import numpy as np

    return np.digitize(np.nan_to_num(scores), [WATCH_FROM, HEALTHY_FROM])


def _counts(scores: Floats, bands: NDArray[np.int64]) -> dict[Band, int]:
    import numpy as np

    counted = np.bincount(bands[~np.isnan(scores)], minlength=len(_BANDS))
    return {name: int(n) for name, n in zip(_BANDS, counted, strict=True)}
