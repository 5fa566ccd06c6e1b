"""How long the window did not answer."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer


class Ticks:
    """Measures the longest time in which the event loop did not come round."""

    def __init__(self, interval_ms: int) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=interval_ms)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now
