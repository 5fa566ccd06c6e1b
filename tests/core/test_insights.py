"""Everything that Insights shows: one record, kept until a write touches what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from core.clock import FixedClock
from core.insight import insights, metrics, stage_flow, topic_moods, trends
from core.insight.insights import Insights
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback

SINCE, UNTIL = date(2026, 6, 1), date(2026, 8, 31)


def filled(workspace: Workspace) -> int:
    """One customer who came weekly from May on and complained once."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for week in range(20):
        on = date(2026, 5, 1) + timedelta(weeks=week)
        visits.record(workspace, NewVisit(jana, on, amount_minor=500_00))
    at = datetime(2026, 7, 15, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("complaint", "Too dear.", jana, said_at=at))
    return jana


def test_the_record_holds_what_each_room_says(workspace: Workspace) -> None:
    filled(workspace)
    found = insights.read(workspace, SINCE, UNTIL)
    assert list(found.metrics) == metrics.compare(workspace, SINCE, UNTIL)
    assert list(found.visits) == trends.visits_by_month(workspace, SINCE, UNTIL)
    assert list(found.cohorts) == trends.cohorts(workspace, SINCE, UNTIL)
    assert list(found.stages) == stage_flow.by_month(workspace, SINCE, UNTIL)
    assert list(found.moods) == trends.mood_by_month(workspace, SINCE, UNTIL)
    assert list(found.topics) == trends.topics_pareto(workspace, SINCE, UNTIL)
    assert list(found.topic_moods) == topic_moods.by_topic(workspace, SINCE, UNTIL)
    assert list(found.nps) == trends.nps_by_quarter(workspace, SINCE, UNTIL)
    assert (found.before_since, found.before_until) == (date(2026, 3, 1), date(2026, 5, 31))
    assert (found.first_on, found.on) == (date(2026, 5, 1), date(2026, 9, 21))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (SINCE, UNTIL),
        (date(2027, 1, 1), date(2027, 2, 1)),  # in the future
        (date(1900, 1, 1), date(2099, 12, 31)),  # all that can be asked for
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_an_empty_shop_has_nothing_to_show_and_says_so(
    workspace: Workspace, since: date, until: date
) -> None:
    found = insights.read(workspace, since, until)
    assert found.first_on is None
    assert {each.now.value for each in found.metrics} == {None}
    assert not any(month.visits for month in found.visits)
    assert (found.cohorts, found.topics, found.topic_moods) == ((), (), ())
    assert found.health.customers == 0


def test_series_may_begin_earlier_than_the_figures(workspace: Workspace) -> None:
    filled(workspace)
    earlier = date(2025, 6, 1)
    long, short = (insights.read(workspace, since, UNTIL) for since in (earlier, SINCE))
    found = insights.read(workspace, SINCE, UNTIL, series_since=earlier)
    for part in ("visits", "cohorts", "stages", "moods", "nps"):
        assert getattr(found, part) == getattr(long, part) != getattr(short, part)
    for part in ("metrics", "topics", "topic_moods", "before_since", "health"):
        assert getattr(found, part) == getattr(short, part)


def test_asked_again_nothing_is_computed_again(workspace: Workspace) -> None:
    filled(workspace)
    first, second = (insights.read(workspace, SINCE, UNTIL) for _time in range(2))
    assert first.metrics is second.metrics
    assert first.visits is second.visits
    assert first.topics is second.topics
    assert first.health is second.health


def visit(workspace: Workspace, jana: int) -> None:
    visits.record(workspace, NewVisit(jana, date(2026, 8, 8), amount_minor=100_00))


def voice(workspace: Workspace, jana: int) -> None:
    at = datetime(2026, 7, 16, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("complaint", "Too late.", jana, said_at=at))


@pytest.mark.parametrize(
    ("act", "part"),
    [(visit, lambda found: found.visits), (voice, lambda found: found.moods)],
    ids=["visit", "voice"],
)
def test_what_a_write_touches_is_told_anew_and_undo_brings_it_back(
    workspace: Workspace,
    act: Callable[[Workspace, int], None],
    part: Callable[[Insights], object],
) -> None:
    jana = filled(workspace)
    before = insights.read(workspace, SINCE, UNTIL)
    act(workspace, jana)
    after = insights.read(workspace, SINCE, UNTIL)
    assert part(after) != part(before)
    assert after.metrics != before.metrics
    journal.undo(workspace)
    assert insights.read(workspace, SINCE, UNTIL) == before


def test_a_voice_leaves_what_was_counted_of_visits_alone(workspace: Workspace) -> None:
    jana = filled(workspace)
    before = insights.read(workspace, SINCE, UNTIL)
    voice(workspace, jana)
    assert insights.read(workspace, SINCE, UNTIL).cohorts is before.cohorts


def test_as_of_a_past_day_the_record_is_that_of_then(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = filled(workspace)
    clock.move_to("2026-09-21T21:00:00Z")
    shown = insights.read(workspace, SINCE, date(2026, 9, 30), date(2026, 9, 20))
    clock.move_to("2026-12-01T08:00:00Z")
    visits.record(workspace, NewVisit(jana, date(2026, 9, 25), amount_minor=100_00))
    at = datetime(2026, 9, 26, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("praise", "Lovely.", jana, said_at=at))
    feedback.override(workspace, 1, "mixed")
    assert insights.read(workspace, SINCE, date(2026, 9, 30), date(2026, 9, 20)) == shown


def test_a_visit_noted_late_moves_the_health_of_a_past_day_at_once(workspace: Workspace) -> None:
    filled(workspace)
    petr = customers.add(workspace, NewCustomer("Petr Novák", joined_on=date(2026, 5, 1))).id
    past = date(2026, 9, 1)
    assert insights.read(workspace, SINCE, UNTIL, past).health.customers == 1
    visits.record(workspace, NewVisit(petr, date(2026, 8, 20)))
    assert insights.read(workspace, SINCE, UNTIL, past).health.customers == 2


def test_one_customer_is_too_few_to_judge_anything(workspace: Workspace) -> None:
    filled(workspace)
    found = insights.read(workspace, SINCE, UNTIL)
    assert {each.now.key for each in found.metrics if not each.now.too_few} == {"average_spend"}
    assert {each.change for each in found.metrics} == {"no_clear_change"}
