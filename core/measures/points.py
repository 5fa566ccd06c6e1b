"""Scores as the window shows them."""

from __future__ import annotations

import math


def whole(score: float) -> int:
    """The score in whole points as the window shows it, rounded down: 74.9 is 74, still watch."""
    return math.floor(score * 10 + 0.5) // 10
