"""Whatever is kept between looks is what would be counted anew: writes let go of all they move."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import (
    backtest,
    health_scores,
    insights,
    likes,
    reweighing,
    today,
    topic_moods,
    visit_table,
)
from core.store.keeping import Keeping
from core.store.workspace import Workspace
from tests.core.history import FIRST_DAY, STEPS_WITH_UNDO, Step, live

# Late enough for some to be due, early enough for a few bookings.
TODAY = FIRST_DAY + timedelta(days=57)
PAST = FIRST_DAY + timedelta(days=30)
# Four people with a past, so that most of what happens is about somebody.
BEGINNING: list[Step] = [
    *(("add", who, who, 0) for who in range(4)),
    *(("visit", who, 2 * day + who, 8) for who in range(4) for day in range(0, 20, 4)),
]
SPAN = (FIRST_DAY - timedelta(days=20), TODAY)


def told(workspace: Workspace) -> dict[str, Any]:
    """Everything of the shop that somebody may have looked at before."""
    book = reweighing.read(workspace)
    people = [row[0] for row in workspace.rows("SELECT id FROM customer ORDER BY id")]
    return {
        "today": today.gather(workspace),
        "insights": insights.read(workspace, *SPAN),
        "insights then": insights.read(workspace, *SPAN, PAST),
        "health": list(health_scores.each(workspace, with_falls=True)),
        "health then": list(health_scores.each(workspace, PAST)),
        "topics": topic_moods.compare(workspace, *SPAN),
        "test": backtest.run(workspace, cut=PAST),
        "book": (book.on, book.people, book.points.tolist(), book.shares.tolist(), book.weights),
        "likes": [likes.of_customer(workspace, who) for who in people],
        "pages": [health_scores.with_stages(workspace, who) for who in people],
    }


def anew(workspace: Workspace) -> dict[str, Any]:
    kept, workspace._keeping = workspace._keeping, Keeping()
    known = visit_table._known.pop(workspace, None)
    try:
        return told(workspace)
    finally:
        workspace._keeping = kept
        if known is not None:
            visit_table._known[workspace] = known


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(STEPS_WITH_UNDO, min_size=1, max_size=4), min_size=2, max_size=8))
def test_after_every_write_all_is_told_as_if_nothing_had_been_kept(
    lived: list[list[Step]],
) -> None:
    clock = FixedClock(f"{TODAY}T10:00:00Z")
    with closing(Workspace.in_memory(clock=clock)) as workspace:
        live(workspace, BEGINNING)
        for turn, steps in enumerate(lived):
            live(workspace, steps)
            kept, new = told(workspace), anew(workspace)
            assert [name for name in new if kept[name] != new[name]] == []
            if turn % 3 == 0:
                health_scores.refresh(workspace)
                told(workspace)
