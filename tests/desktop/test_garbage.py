"""Garbage is looked for on the window's thread, never by a worker."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from types import ModuleType

import pytest
from PySide6.QtWidgets import QWidget

from desktop import garbage
from desktop.desk import Desk
from desktop.garbage import Garbage


class Ring:
    """A cycle that only a collector ends."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def looking(request: pytest.FixtureRequest) -> Garbage:
    """The one that looks while the tests run; what they loaded so far is set aside already."""
    found: Garbage = request.getfixturevalue("garbage")
    found.look()
    return found


def test_a_worker_that_makes_much_collects_nothing(qtbot, desk: Desk, looking) -> None:
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


def test_what_was_loaded_is_set_aside_and_not_looked_through(
    looking: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "just_loaded", ModuleType("just_loaded"))
    before = gc.get_freeze_count()
    many = [[number] for number in range(10_000)]
    looking.look()
    assert gc.get_freeze_count() >= before + len(many)


def test_what_came_without_any_loading_is_looked_through(looking: Garbage) -> None:
    before = gc.get_freeze_count()
    many = [[number] for number in range(10_000)]
    looking.look()
    assert gc.get_freeze_count() < before + len(many)
