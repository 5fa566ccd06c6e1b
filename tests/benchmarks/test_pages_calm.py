"""On a big shop no page, first opened, filled anew or dressed anew, holds the window for long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QScrollArea

from desktop import theme
from desktop.main_window import MainWindow
from desktop.widgets.period_choice import KINDS
from tests.benchmarks.turns import longest_turn_ms

LONGEST_TURN_MS = 100
PERIODS = ("all", "12_months", "month", "all")
OTHERS = ("health", "settings", "feedback", "suggestions", "surveys", "review", "replies",
          "twins", "faq", "exchange")  # fmt: skip
# Some who come often and some who came once.
PEOPLE = range(1, 4_000, 400)


@pytest.fixture
def turn(window: MainWindow) -> Callable[[Callable[[], object]], float]:
    """The longest turn of what an act sets off, until the page is full and painted."""
    return lambda act: longest_turn_ms(act, lambda: window.page.desk.tasks.busy)


def bounded(benchmark, walk: Callable[[], dict[str, float]]) -> None:
    found: dict[str, float] = {}
    benchmark.pedantic(lambda: found.update(walk()), rounds=1)
    told = {part: round(longest) for part, longest in found.items()}
    benchmark.extra_info.update(told)
    assert max(found.values()) < LONGEST_TURN_MS, told


@pytest.mark.slow
def test_insights_opens_is_scrolled_and_shows_other_periods(benchmark, window, turn) -> None:
    def walk() -> dict[str, float]:
        found = {"open": turn(lambda: window.page.desk.navigation.open("insights"))}
        page = window.page
        bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
        for down in range(0, bar.maximum() + 1, 400):
            found[f"down to {down}"] = turn(partial(bar.setValue, down))
        for number, period in enumerate(PERIODS):
            place = list(dict(KINDS)).index(period)
            found[f"{period} ({number})"] = turn(partial(page.period.kinds._press, place))
        return found

    bounded(benchmark, walk)


@pytest.mark.slow
def test_customers_open_and_are_shown_one_after_the_other(benchmark, window, turn) -> None:
    def walk() -> dict[str, float]:
        go = window.page.desk.navigation.open
        found = {"open": turn(partial(go, "customers"))}
        for customer_id in PEOPLE:
            found[f"customer {customer_id}"] = turn(partial(go, "customers", customer_id))
        return found

    bounded(benchmark, walk)


@pytest.mark.slow
@pytest.mark.parametrize("page", OTHERS)
def test_a_page_opens_for_the_first_time(benchmark, window, turn, page: str) -> None:
    go = window.page.desk.navigation.open
    bounded(benchmark, lambda: {page: turn(partial(go, page))})


@pytest.mark.slow
def test_light_and_dark_are_switched_with_every_page_opened(benchmark, window, turn, qapp) -> None:
    def walk() -> dict[str, float]:
        go, found = window.page.desk.navigation.open, {}
        for page in OTHERS:
            turn(partial(go, page))
        for page in OTHERS:
            found[f"{page}, switched while hidden"] = turn(partial(go, page))
            for mode in ("dark", "light", "dark"):
                found[f"{page} {mode}"] = turn(partial(theme.apply, qapp, mode))
        return found

    try:
        bounded(benchmark, walk)
    finally:
        theme.apply(qapp, "light")
