"""Python's garbage, looked for on the window's own thread only.

Python collects wherever an allocation happens to cross a limit. A dialog that is part of a
cycle would then be destroyed by a worker, and Qt ends the app when another thread destroys
a widget.

What was loaded meanwhile, such as matplotlib with the first chart, is no garbage: looking through
it again and again would hold the window for 100 ms each time.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 250


class Garbage(QObject):
    """Takes over from Python's own collector for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()
        self._loaded = len(sys.modules)

    def look(self) -> None:
        """Collect what is due; if code was loaded since the last look, set all there is aside."""
        loaded = len(sys.modules)
        if loaded != self._loaded:
            self._loaded = loaded
            # What is garbage already must not be set aside with it: that would never end.
            gc.collect(0)
            gc.freeze()
        collect()


def collect() -> None:
    """Collect the oldest generation whose limit was crossed, as Python itself would."""
    limits = gc.get_threshold()
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > limits[generation]:
            gc.collect(generation)
            return
