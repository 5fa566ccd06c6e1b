"""BG/NBD, the model a score has to beat: fitted by likelihood, ranked by expected purchases.

P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way (Marketing
Science 24, 2005), equations 6 and 10. Written out here because SciPy stays out of the project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TERMS = 2000
_ROUNDS = 600
_SETTLED = 1e-7


@dataclass(frozen=True, slots=True)
class Purchases:
    """Per customer: repeat purchases, when the last one was and how long she is known, in weeks."""

    repeats: Floats
    last_at: Floats
    known_for: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """The four parameters of the BG/NBD model, time in weeks."""

    r: float
    alpha: float
    a: float
    b: float


def fit(seen: Purchases) -> Model:
    """The likeliest parameters, found by a downhill simplex over their logarithms."""
    columns = np.column_stack([seen.repeats, seen.last_at, seen.known_for])
    different, times = np.unique(columns, axis=0, return_counts=True)
    groups = Purchases(*different.T)
    found = _lowest(
        lambda logs: -float((_log_likelihood(Model(*np.exp(logs)), groups) * times).sum()),
        np.zeros(4),
    )
    return Model(*(float(value) for value in np.exp(found)))


def expected(model: Model, seen: Purchases, weeks: float) -> Floats:
    """How many purchases each customer is expected to make in the coming weeks (equation 10)."""
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    x, last, known = seen.repeats, seen.last_at, seen.known_for
    z = weeks / (alpha + known + weeks)
    shrink = ((alpha + known) / (alpha + known + weeks)) ** (r + x)
    alive = 1 - shrink * _hypergeometric(r + x, b + x, a + b + x - 1, z)
    ratio = ((alpha + known) / (alpha + last)) ** (r + x)
    gone = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ratio, 0)
    return np.asarray((a + b + x - 1) / (a - 1) * alive / (1 + gone), float)


def _log_likelihood(model: Model, seen: Purchases) -> Floats:
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    x, last, known = seen.repeats, seen.last_at, seen.known_for
    shared = _lgamma(r + x) - lgamma(r) + r * np.log(alpha)
    beta = _lgamma(b + x) - _lgamma(a + b + x) + lgamma(a + b) - lgamma(b)
    alive = beta - (r + x) * np.log(alpha + known)
    gone = beta + np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last)
    return np.asarray(shared + np.where(x > 0, np.logaddexp(alive, gone), alive), float)


def _lgamma(values: Floats) -> Floats:
    different, place = np.unique(values, return_inverse=True)
    return np.array([lgamma(value) for value in different])[place]


def _hypergeometric(a: Floats, b: Floats, c: Floats, z: Floats) -> Floats:
    """₂F₁ by its series, for 0 ≤ z < 1."""
    term = np.ones_like(z)
    total = np.ones_like(z)
    for n in range(_TERMS):
        term = term * (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total = total + term
        if np.all(np.abs(term) < 1e-12 * np.abs(total)):
            break
    return total


def _lowest(of: Callable[[Floats], float], start: Floats) -> Floats:
    """Nelder and Mead's downhill simplex."""
    points = [start, *(start + 0.5 * row for row in np.eye(len(start)))]
    scored = sorted(((of(point), point) for point in points), key=lambda pair: pair[0])
    for _round in range(_ROUNDS):
        if scored[-1][0] - scored[0][0] < _SETTLED:
            break
        middle = np.mean([point for _score, point in scored[:-1]], axis=0)
        worst = scored[-1][1]

        def at(
            reach: float, middle: Floats = middle, worst: Floats = worst
        ) -> tuple[float, Floats]:
            point = middle + reach * (middle - worst)
            return of(point), point

        tried = at(1)
        if tried[0] < scored[0][0]:
            tried = min(tried, at(2), key=lambda pair: pair[0])
        elif tried[0] >= scored[-2][0]:
            tried = min(tried, at(-0.5), key=lambda pair: pair[0])
        if tried[0] < scored[-1][0]:
            scored[-1] = tried
        else:
            best = scored[0][1]
            shrunk = [best + (point - best) / 2 for _score, point in scored[1:]]
            scored[1:] = [(of(point), point) for point in shrunk]
        scored.sort(key=lambda pair: pair[0])
    return scored[0][1]
