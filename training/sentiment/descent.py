"""The minimum of a smooth convex function by L-BFGS (Liu and Nocedal, 1989), in numpy alone.

scipy has the same, but TextBlob's nltk imports scipy wherever it is installed, which doubles
the time to the first English reading; so it stays out of the environment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

Slope = Callable[[np.ndarray], tuple[float, np.ndarray]]

REMEMBERED = 10
# A step must bring at least this part of what the slope promises (Armijo).
HONEST = 1e-4


def minimum(
    loss: Slope, start: np.ndarray, rounds: int = 250, tolerance: float = 1e-6
) -> np.ndarray:
    """Where `loss` is lowest, given a function that tells its value and slope at a place."""
    place, (value, slope) = start, loss(start)
    past: deque[tuple[np.ndarray, np.ndarray]] = deque(maxlen=REMEMBERED)
    for _round in range(rounds):
        direction = -_bent(slope, past)
        promised = float(slope @ direction)
        step = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            next_place = place + step * direction
            next_value, next_slope = loss(next_place)
            if next_value <= value + HONEST * step * promised or step < 1e-12:
                break
            step /= 2
        moved, turned = next_place - place, next_slope - slope
        if moved @ turned > 1e-12:
            past.append((moved, turned))
        done = value - next_value <= tolerance * max(1.0, abs(value))
        place, value, slope = next_place, next_value, next_slope
        if done:
            break
    return place


def _bent(slope: np.ndarray, past: deque[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The slope seen through the curvature of the last steps (the two-loop recursion)."""
    bent, shares = slope.copy(), []
    for moved, turned in reversed(past):
        share = (moved @ bent) / (moved @ turned)
        bent -= share * turned
        shares.append(share)
    if past:
        moved, turned = past[-1]
        bent *= (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(past, reversed(shares), strict=True):
        bent += moved * (share - (turned @ bent) / (moved @ turned))
    return bent
