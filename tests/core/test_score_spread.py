"""How scores are spread: everyone in one step of five points and in one band."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import health_scores, score_spread
from core.measures import health
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


def kept(workspace: Workspace, taken_on: date, *scores: float | None) -> None:
    with workspace.write("Scores for a test") as write:
        for score in scores:
            who = customers.add(workspace, NewCustomer("Jana Nováková")).id
            write.insert(
                "health_snapshot", customer_id=who, taken_on=taken_on.isoformat(), score=score,
                band=None if score is None else health.band(score), stage="repeat",
            )  # fmt: skip


def test_an_empty_shop_has_twenty_empty_steps(workspace: Workspace) -> None:
    found = score_spread.of_day(workspace)
    assert (found.on, found.customers, len(found.bins)) == (TODAY, 0, 20)
    assert [(each.lowest, each.highest) for each in found.bins[:2]] == [(0, 5), (5, 10)]
    assert [each.last for each in found.bins[:2]] == [4, 9]
    assert found.bins[-1].last == 100
    assert {health.band(each.last) == each.band for each in found.bins} == {True}
    assert [each.band for each in found.bins] == (
        ["at_risk"] * 10 + ["watch"] * 5 + ["healthy"] * 5
    )  # fmt: skip


def test_a_step_begins_with_its_lowest_score_and_the_last_has_a_hundred(
    workspace: Workspace,
) -> None:
    kept(workspace, TODAY, 0, 4.9, 5, 49.9, 50, 74.9, 75, 99.9, 100, None)
    found = score_spread.of_day(workspace)
    counts = {each.lowest: each.customers for each in found.bins if each.customers}
    assert counts == {0: 2, 5: 1, 45: 1, 50: 1, 70: 1, 75: 1, 95: 2}
    assert [(each.band, each.customers) for each in found.bands] == [
        ("at_risk", 4), ("watch", 2), ("healthy", 3),
    ]  # fmt: skip
    assert {each.before for each in found.bins} == {None}


@given(st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), max_size=30))
def test_the_steps_of_a_band_hold_the_people_of_the_band(scores: list[float]) -> None:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    kept(workspace, TODAY, *scores)
    found = score_spread.of_day(workspace)
    workspace.close()
    assert found.customers == len(scores)
    for band in found.bands:
        assert band.customers == sum(s.customers for s in found.bins if s.band == band.band)


def test_hidden_customers_are_in_no_step(workspace: Workspace) -> None:
    kept(workspace, TODAY, 20, 80)
    customers.archive(workspace, 1)
    assert [each.customers for each in score_spread.of_day(workspace).bands] == [0, 0, 1]


def test_snapshots_of_an_earlier_day_are_shown_until_there_are_new_ones(
    workspace: Workspace,
) -> None:
    """Scores of yesterday and of thirty days before that; today none are computed yet."""
    yesterday = TODAY - timedelta(days=1)
    kept(workspace, yesterday, 80)
    kept(workspace, yesterday - timedelta(days=30), 20)
    found = score_spread.of_day(workspace)
    assert [(each.customers, each.before) for each in found.bands] == [(0, 1), (0, 0), (1, 0)]


def test_thirty_days_ago_stands_beside_today(workspace: Workspace) -> None:
    kept(workspace, TODAY - timedelta(days=30), 20, 80)
    kept(workspace, TODAY, 80)
    found = score_spread.of_day(workspace)
    assert [(each.customers, each.before) for each in found.bands] == [(0, 1), (0, 0), (1, 1)]
    assert (found.bins[4].customers, found.bins[4].before) == (0, 1)


def test_a_past_day_is_computed_and_agrees_with_what_was_kept_then(
    workspace: Workspace, clock: FixedClock
) -> None:
    clock.move_to("2026-06-01T08:00:00Z")
    for number in range(6):
        who = customers.add(workspace, NewCustomer(f"Jana {number}")).id
        for back in range(0, 300, 20 + 9 * number):
            visits.record(workspace, NewVisit(who, date(2026, 5, 20) - timedelta(days=back)))
    health_scores.refresh(workspace)
    shown = score_spread.of_day(workspace)
    assert shown.customers == 6
    clock.move_to("2026-09-21T08:00:00Z")
    visits.record(workspace, NewVisit(who, date(2026, 9, 1)))
    health_scores.refresh(workspace)
    assert score_spread.of_day(workspace) != shown
    then = score_spread.of_day(workspace, date(2026, 6, 1))
    assert [each.customers for each in then.bins] == [each.customers for each in shown.bins]
