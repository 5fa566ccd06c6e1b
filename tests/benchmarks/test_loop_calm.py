"""A suggestion with thousands behind it, pages of words and every step of a review: all calm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from core.clock import iso
from core.insight import quarterly_review
from core.insight.periods import quarter_of
from core.insight.quarterly_review.pages import STEPS
from core.store.workspace import Workspace
from core.voice import feedback, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from desktop.main_window import MainWindow
from desktop.widgets.decide_dialog import DecideDialog
from tests.benchmarks.turns import longest_turn_ms

LONGEST_TURN_MS = 100
SUPPORTERS = 5_000
PAGES = ("Rude. " * 6_000, "x" * 40_000)


def wanted_by_thousands(shop: Workspace) -> int:
    wish = suggestions.suggest(shop, NewSuggestion("Open on Sundays")).id
    now = iso(shop.clock.now())
    with shop.write("Thousands") as write:
        ids = write.insert_many(
            "feedback",
            ("customer_id", "kind", "channel", "body", "said_at", "logged_at"),
            ((n, "suggestion", "phone", "Sundays?", now, now) for n in range(1, SUPPORTERS)),
        )
        linked = ("feedback_id", "suggestion_id", "linked_at")
        write.insert_many("support", linked, ((each, wish, now) for each in ids))
    return wish


@pytest.mark.slow
def test_the_loop_is_gone_through_without_a_halt(benchmark, window: MainWindow) -> None:
    desk = window.page.desk
    shop, found = desk.workspace, {}
    wish = wanted_by_thousands(shop)
    long = [feedback.log(shop, NewFeedback("complaint", body)).id for body in PAGES]
    quarterly_review.start(shop, quarter_of(shop.clock.today()))
    dialog: list[DecideDialog] = []

    def decide() -> None:
        dialog.append(DecideDialog(desk, suggestions.get(shop, wish), window))
        dialog[0].open()

    def turn(name: str, act: Callable[[], object]) -> None:
        found[name] = round(longest_turn_ms(act, lambda: desk.tasks.busy))

    def walk() -> None:
        go = desk.navigation.open
        turn("thousands", partial(go, "suggestions", wish))
        turn("board", lambda: window.page.show_as("board"))
        turn("search", lambda: window.page.search.setText("Sundays"))
        turn("decide", decide)
        turn("leave", lambda: dialog[0].reject())
        for number, feedback_id in enumerate(long):
            turn(f"pages {number}", partial(go, "feedback", feedback_id))
        turn("review", partial(go, "review"))
        for step in range(1, len(STEPS)):
            turn(f"step {step + 1}", partial(window.page.walk.go, step))

    longest_turn_ms(lambda: None, lambda: desk.tasks.busy)
    benchmark.pedantic(walk, rounds=1)
    benchmark.extra_info.update(found)
    assert max(found.values()) < LONGEST_TURN_MS, found
