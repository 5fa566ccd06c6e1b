"""The window: Qt and nothing but Qt. Whatever is true without a screen lives in core."""

from __future__ import annotations

import time

# The first line of ours that runs, whichever way the program was started.
STARTED = time.perf_counter()
