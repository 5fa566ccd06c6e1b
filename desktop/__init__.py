"""The window: Qt and nothing but Qt. Whatever is true without a screen lives in core."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The first line of ours that runs, whichever way the program was started.
STARTED = time.perf_counter()

_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown; asked first, because Qt ends the program where it cannot."""
    return not sys.platform.startswith("linux") or any(environment.get(sign) for sign in _SIGNS)
