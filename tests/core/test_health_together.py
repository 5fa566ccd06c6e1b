"""Health of the whole shop at once: it says what is said of each customer, and is kept so."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import sample
from core.insight import health_scores, histories, shop_days, standings
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


def came(workspace: Workspace, customer_id: int, *ago: int, minor: int) -> None:
    """Paid visits so many days before today."""
    for days in ago:
        day = TODAY - timedelta(days=days)
        visits.record(workspace, NewVisit(customer_id, day, amount_minor=minor))


@pytest.fixture
def full_shop(workspace: Workspace) -> Workspace:
    """A believable shop, with refunds, two visits on a day and money from elsewhere as well."""
    sample.fill(workspace, customers=60, years=1.5, seed=5)
    first = workspace.row("SELECT customer_id, visited_on FROM visit WHERE status = 'done'")
    assert first is not None
    who, on = first["customer_id"], date.fromisoformat(first["visited_on"])
    for minor in (300_00, -50_00):
        visits.record(workspace, NewVisit(who, on, amount_minor=minor))
    visits.record(workspace, NewVisit(who, on + timedelta(days=1), amount_minor=-200_00))
    foreign = visits.record(workspace, NewVisit(who, on + timedelta(days=2), amount_minor=90_00)).id
    with workspace.write("Paid in euros") as write:
        write.update("visit", foreign, currency="EUR")
    return workspace


@pytest.mark.parametrize("ago", [0, 30, 200])
def test_everyone_read_together_is_as_each_read_alone(full_shop: Workspace, ago: int) -> None:
    on = TODAY - timedelta(days=ago)
    together = {one.customer_id: one for one in health_scores.each(full_shop, on)}
    assert len(together) > 20
    for customer_id, found in together.items():
        alone = health_scores.of_customer(full_shop, customer_id, on)
        assert replace(alone, stage_since=None) == found


def test_a_refresh_keeps_what_the_records_tell_of_the_same_days(full_shop: Workspace) -> None:
    health_scores.refresh(full_shop)
    today, before = (
        {row["customer_id"]: row for row in rows_of(full_shop, TODAY - timedelta(days=ago))}
        for ago in (0, 30)
    )
    told = list(health_scores.each(full_shop, with_falls=True))
    assert {one.customer_id for one in told} == set(today)
    for one in told:
        row, health = today[one.customer_id], one.health
        earlier = before.get(one.customer_id)
        assert (row["score"], row["band"]) == (
            (health.score, health.band) if health else (None, None)
        )
        assert (earlier["score"] if earlier else None) == one.before
        for column, day in {
            "last_visit_on": one.last_visit_on,
            "due_on": one.due_on,
            "overdue_on": one.overdue_on,
            "lost_on": one.lost_on,
            "expected_from_on": one.expected.since if one.expected else None,
            "band_since_on": one.fallen_on,
        }.items():
            assert row[column] == (day.isoformat() if day else None), column
        assert (row["stage"], row["rhythm_state"]) == (one.stage, one.state)
        assert (row["usual_gap_days"], row["usual_spend_minor"], row["gap_is_estimate"]) == (
            one.usual_gap_days,
            one.usual_spend_minor,
            one.gap_is_estimate,
        )


def rows_of(workspace: Workspace, on: date) -> list[sqlite3.Row]:
    return workspace.rows("SELECT * FROM health_snapshot WHERE taken_on = ?", [on.isoformat()])


def test_a_table_of_scores_is_what_each_customer_is_told(full_shop: Workspace) -> None:
    for row, one in zip(health_scores.rows(full_shop), health_scores.each(full_shop), strict=True):
        assert row["customer"] == one.customer
        assert row["score"] == (one.health.score if one.health else None)
        assert (row["stage"], row["why"]) == (one.stage, one.why)


def test_the_score_by_itself_is_that_of_the_reasons(full_shop: Workspace) -> None:
    now, before = shop_days.pair(full_shop, TODAY)
    for history in histories.each(full_shop, before.on, TODAY):
        for day in (now, before):
            found = standings.health(history, day)
            assert standings.score_alone(history, day) == (found.score if found else None)


def test_when_the_shops_usual_spend_moves_everyone_is_computed_anew(workspace: Workspace) -> None:
    """Spend counts in the shop's usual amounts, so one visit can move everybody's score."""
    people = [customers.add(workspace, NewCustomer(name)).id for name in ("Jana", "Ilze")]
    for who in people:
        came(workspace, who, 60, 40, minor=100_00)
    health_scores.refresh(workspace)
    for _again in range(5):
        came(workspace, people[0], 10, minor=9_000_00)
    health_scores.refresh(workspace)
    found = health_scores.of_customer(workspace, people[1]).health
    kept = workspace.value(
        "SELECT score FROM health_snapshot WHERE customer_id = ? ORDER BY taken_on DESC",
        [people[1]],
    )
    assert found is not None
    assert kept == found.score
