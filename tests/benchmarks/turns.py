"""How much of the processor one turn of the window's event loop takes at most."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

AFTERWARDS_SECONDS = 0.3


def longest_turn_ms(act: Callable[[], object], busy: Callable[[], bool]) -> float:
    """Act, then let the event loop run while busy and a while longer, until all is painted.

    Only the time of the window's own thread counts, so another program that holds the processor
    meanwhile does not: these are the milliseconds for which a click has to wait at least.
    """
    longest = _own_ms(act)
    until = time.perf_counter() + AFTERWARDS_SECONDS
    while busy() or time.perf_counter() < until:
        if busy():
            until = time.perf_counter() + AFTERWARDS_SECONDS
        longest = max(longest, _own_ms(QCoreApplication.processEvents))
        time.sleep(0.0005)
    return longest


def _own_ms(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000
