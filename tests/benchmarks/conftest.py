"""The big shops that the numbers are measured on, made once, and whole programs timed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import sample
from core.insight import health_scores
from core.store.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]

Timed = Callable[..., float]


@pytest.fixture(scope="session")
def big_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop of the numbers: 5,000 customers and 10 years of visits."""
    return _made(tmp_path_factory.mktemp("big") / "big.regulars", customers=5_000, years=10)


@pytest.fixture(scope="session")
def talkative_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same customers, who said 100,000 things."""
    path = tmp_path_factory.mktemp("talkative") / "talkative.regulars"
    return _made(path, customers=5_000, years=10, feedback_per_customer=20)


@pytest.fixture(scope="session")
def small_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop as most are, made in a second."""
    return _made(tmp_path_factory.mktemp("small") / "small.regulars", customers=250, years=2)


def _made(path: Path, *, customers: int, years: int, **more: float) -> Path:
    shop = Workspace.open(path, create=True)
    sample.fill(shop, customers=customers, years=years, **more)
    health_scores.refresh(shop)
    shop.close()
    return path


@pytest.fixture
def window(qapp: QApplication, big_shop: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window as it stands a few seconds after the start, with Today in view."""
    from desktop import theme
    from desktop.rooms import Rooms
    from tests.benchmarks.turns import longest_turn_ms
    from tests.benchmarks.windows import desk_over, window_over

    theme.apply(qapp, "light")
    with desk_over(big_shop, tmp_path) as desk, window_over(desk, qapp) as made:
        desk.navigation.open("today")
        rooms = Rooms(made)
        rooms.start()
        longest_turn_ms(lambda: None, lambda: desk.tasks.busy or rooms.under_way)
        yield made


@pytest.fixture
def timed(tmp_path: Path) -> Timed:
    """Gives the seconds that a whole Python process takes."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "REGULARS_HOME": str(tmp_path),
    }

    def run(*words: str | Path) -> float:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, *map(str, words)],
            capture_output=True, check=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        return time.perf_counter() - began

    return run
