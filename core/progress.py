"""How a long piece of work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Who is told how far a long piece of work is, and may raise Cancelled."""

    def step(self, done: int, total: int) -> None:
        """`done` of `total` pieces are finished; a total of 0 says that nobody knows yet."""


class Part:
    """A part of a longer piece of work, `start` to `end` in shares of the whole."""

    WHOLE = 1000

    def __init__(self, progress: Progress | None, start: float, end: float) -> None:
        self._progress, self._start, self._end = progress, start, end

    def step(self, done: int, total: int) -> None:
        """`done` of `total` pieces of this part are finished; a total of 0 stays at its start."""
        if self._progress is not None:
            share = min(done / total, 1) if total else 0.0
            at = self._start + (self._end - self._start) * share
            self._progress.step(round(at * self.WHOLE), self.WHOLE)
