"""How a long piece of work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Who is told how far a long piece of work is, and may raise Cancelled."""

    def step(self, done: int, total: int) -> None:
        """`done` of `total` pieces are finished; a total of 0 says that nobody knows yet."""
