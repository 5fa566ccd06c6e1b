"""What draws charts is loaded beside the window while the first step of a review is read."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from core.insight import quarterly_review
from desktop.review.review_page import ReviewPage
from desktop.widgets import drawing

Q3 = "2026-Q3"


@pytest.fixture
def loaded_in(monkeypatch) -> list[threading.Thread]:
    """The threads in which charts were made ready."""
    threads: list[threading.Thread] = []
    monkeypatch.setattr(drawing, "get_ready", lambda _look: threads.append(_thread()))
    return threads


def _thread() -> threading.Thread:
    return threading.current_thread()


def test_an_open_review_makes_charts_ready_beside_the_window(desk, shown, workspace, loaded_in):
    quarterly_review.start(workspace, Q3)
    shown(ReviewPage(desk), 1130, 720)
    assert loaded_in
    assert threading.main_thread() not in loaded_in


def test_an_invitation_loads_nothing(desk, shown, loaded_in):
    shown(ReviewPage(desk), 1130, 720)
    assert loaded_in == []


def test_making_ready_loads_what_draws_and_its_fonts_once():
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "True", "True"], told.stderr


_PROGRAM = """
import sys
from desktop import theme
from desktop.widgets import drawing
print("matplotlib" in sys.modules)
drawing.get_ready(theme.LIGHT)
from matplotlib import font_manager
print("Inter" in {font.name for font in font_manager.fontManager.ttflist})
drawing.drawing = None
drawing.get_ready(theme.LIGHT)
print(True)
"""
