"""A key press in search is answered at once among 100,000 voices, and no list loads them all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import pytest

from core.people import customers
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import FeedbackFilter

# Typed letter by letter; first letters hit the most rows, and the last word none.
TYPED = ("price", "velmi", "je", "barva", "sakaru", "jana novak", "eva barva", "xylophon")
MOST_SCANS = 2.0


@pytest.fixture(scope="module")
def shop(talkative_shop: Path) -> Iterator[Workspace]:
    opened = Workspace.open(talkative_shop)
    assert feedback.count(opened) >= 100_000
    yield opened
    opened.close()


def slowest(keys: list[str], press: Callable[[str], object]) -> float:
    """The seconds of the slowest key; of each key the fastest of three presses counts.

    All keys are pressed before the first comes again: of the latest search something is kept.
    """
    runs = [[_seconds(lambda key=key: press(key)) for key in keys] for _again in range(3)]
    return max(map(min, zip(*runs, strict=True)))


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def scan(shop: Workspace) -> float:
    """The seconds that reading every word said takes: what search has to do without an index."""
    look = "SELECT count(*) FROM feedback WHERE body LIKE '%nobody says this%'"
    return min(_seconds(lambda: shop.value(look)) for _again in range(3))


def first_page(shop: Workspace, text: str) -> None:
    wanted = FeedbackFilter(text=text)
    feedback.find(shop, wanted)
    feedback.count(shop, wanted)


KEYS = [text for word in TYPED for text in accumulate(word)]


@pytest.mark.slow
@pytest.mark.parametrize("press", [first_page, customers.matching], ids=["feedback", "customers"])
def test_a_key_press_in_search(benchmark, shop: Workspace, press) -> None:
    worst = benchmark.pedantic(slowest, (KEYS, lambda key: press(shop, key)), rounds=3)
    benchmark.extra_info |= {
        "slowest_key_ms": round(worst * 1000, 1), "scan_ms": round(scan(shop) * 1000, 1)
    }  # fmt: skip
    assert worst <= MOST_SCANS * scan(shop)


@pytest.mark.slow
def test_scrolling_through_all_feedback_keeps_a_few_pages(benchmark, qtbot, shop: Workspace):
    from PySide6.QtWidgets import QTableView

    from desktop.desk import Desk
    from desktop.feedback.feedback_page import FeedbackPage
    from desktop.widgets.record_model import KEPT_SLICES, SLICE, RecordModel
    from desktop.widgets.record_table import RecordTable

    desk = Desk.of(shop)
    page = FeedbackPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    desk.tasks.wait_idle()
    (table,) = page.findChildren(RecordTable)
    bar, model = table.findChild(QTableView).verticalScrollBar(), table.findChild(RecordModel)

    def scroll() -> None:
        for step in range(60):
            bar.setValue(bar.maximum() * step // 59)
            desk.tasks.wait_idle()

    benchmark.pedantic(scroll, rounds=1)
    assert model.rowCount() >= 100_000
    assert 0 < len(model.known()) <= KEPT_SLICES * SLICE
    desk.close()
