"""How well a score foretold who came back, and what a shop's own past teaches it.

The slopes are learned as a logistic regression pulled towards the ones that hold elsewhere (a
Gaussian prior), fitted by Newton's method; docs/health-score-inside.md says what was tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slopes:
    """How strongly each side of a rhythm counts, on the scale of log odds; all ≥ 0.

    `visits` multiplies ln(visits), `away` ln(1 + gaps away), and `regular` each gap beyond the
    first that somebody perfectly regular has missed.
    """

    visits: float = 1.0
    away: float = 1.0
    regular: float = 1.0


@dataclass(frozen=True, slots=True)
class Cases:
    """Customers as they stood on a past day, and whether each came within the time after it.

    `visits` ≥ 1, `gaps_away` ≥ 0 in own gaps, `regularity` 0–1; all of the same length.
    """

    visits: Floats
    gaps_away: Floats
    regularity: Floats
    came: NDArray[np.bool_]


ELSEWHERE = Slopes()
# The pull of the slopes that hold elsewhere, as if seen in the log odds of so many customers.
PULL = 60.0
# Fewer who came, or who did not, teach nothing that would hold.
ENOUGH_CASES = 30
_STEPS = 50
_SETTLED = 1e-6


def learn(earlier: Cases, later: Cases) -> Slopes:
    """The slopes that foretell a shop's own past, or those from elsewhere where that is no better.

    What the earlier cases teach is tried on the later ones; only where it ranks those better are
    the slopes learned from both.
    """
    if not (_enough(earlier) and _enough(later)):
        return ELSEWHERE
    tried = _fit([earlier])
    if _ranking(later, tried) <= _ranking(later, ELSEWHERE):
        return ELSEWHERE
    return _fit([earlier, later])


def ranking(scores: ArrayLike, came: ArrayLike) -> float | None:
    """How often one who came had the higher score than one who did not: the AUC, 0–1.

    Equal scores count half; 0.5 is what chance gives. None where nobody came, or everybody did.
    """
    import numpy as np

    values, returned = np.asarray(scores, float), np.asarray(came, bool)
    n_came = int(returned.sum())
    n_gone = len(returned) - n_came
    if not n_came or not n_gone:
        return None
    _different, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    ranks = np.cumsum(ties) - (ties - 1) / 2
    above = ranks[place][returned].sum() - n_came * (n_came + 1) / 2
    return float(above / (n_came * n_gone))


def _ranking(cases: Cases, slopes: Slopes) -> float:
    found = ranking(_sides(cases) @ _vector(slopes), cases.came)
    return 0.5 if found is None else found


def _enough(cases: Cases) -> bool:
    came = int(cases.came.sum())
    return min(came, len(cases.came) - came) >= ENOUGH_CASES


def _sides(cases: Cases) -> Floats:
    import numpy as np

    missed = cases.regularity * np.maximum(0, cases.gaps_away - 1)
    return np.column_stack([np.log(cases.visits), -np.log1p(cases.gaps_away), -missed])


def _vector(slopes: Slopes) -> Floats:
    import numpy as np

    return np.array([slopes.visits, slopes.away, slopes.regular])


def _fit(all_cases: list[Cases]) -> Slopes:
    import numpy as np

    sides = np.vstack([_sides(cases) for cases in all_cases])
    rows = np.column_stack([np.ones(len(sides)), sides])
    came = np.concatenate([cases.came for cases in all_cases])
    prior = np.concatenate([[0.0], _vector(ELSEWHERE)])
    # The level is free: only the slopes are pulled.
    pull = np.array([_SETTLED, PULL, PULL, PULL])

    def loss(at: Floats) -> float:
        odds = np.where(came, -1, 1) * (rows @ at)
        return float(np.logaddexp(0, odds).sum() + (pull * (at - prior) ** 2).sum() / 2)

    at, now = prior, loss(prior)
    for _step in range(_STEPS):
        step = _newton(rows, came, at, pull, prior)
        while (then := loss(at + step)) > now and np.abs(step).max() > _SETTLED:
            step = step / 2
        if now - then < _SETTLED:
            break
        at, now = np.asarray(at + step, float), then
    # A slope below zero would say that more visits are a bad sign: noise, not knowledge.
    visits, away, regular = np.maximum(at[1:], 0).round(3)
    return Slopes(float(visits), float(away), float(regular))


def _newton(
    rows: Floats, came: NDArray[np.bool_], at: Floats, pull: Floats, prior: Floats
) -> Floats:
    import numpy as np

    chance = 1 / (1 + np.exp(-np.clip(rows @ at, -30, 30)))
    slope = rows.T @ (came - chance) - pull * (at - prior)
    bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
    return np.asarray(np.linalg.solve(bend, slope), float)
