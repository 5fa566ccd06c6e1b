"""Garbage is looked for on the window's thread, never by a worker."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from desktop import garbage
from desktop.desk import Desk


class Ring:
    """A cycle that only a collector ends."""

    def __init__(self) -> None:
        self.itself = self


def test_a_worker_that_makes_much_collects_nothing(qtbot, desk: Desk) -> None:
    ended_on: list[str] = []
    weakref.finalize(Ring(), lambda: ended_on.append(threading.current_thread().name))
    desk.tasks.read(lambda: [[number] for number in range(200_000)] and None, None)
    desk.tasks.wait_idle()
    assert not [name for name in ended_on if name.startswith("regulars")]
    for _look in range(200):
        if ended_on:
            break
        [Ring() for _more in range(800)]
        garbage.collect()
    assert ended_on == [threading.main_thread().name]


def test_a_window_in_a_cycle_is_collected_in_time(qtbot) -> None:
    window = QWidget()
    window.itself = window
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    del window
    gc.collect()
    assert gone == [True]
