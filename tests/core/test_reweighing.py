"""Weighing again: a preview says what the scores would be, and agrees with what they become."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Cancelled
from core.insight import health_scores, reweighing, weights
from core.insight.reweighing import ScoreBook
from core.measures.factors import FACTORS, WEIGHTS
from core.measures.health import Factor, score
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback

TODAY = date(2026, 9, 21)
STRICT = {"rhythm": 1, "spend": 0, "complaints": 5, "pulse": 0}


def person(workspace: Workspace, name: str, *ago: int, paid: int | None = None) -> int:
    """A customer who came so many days before today."""
    found = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1)))
    for days in ago:
        day = TODAY - timedelta(days=days)
        visits.record(workspace, NewVisit(found.id, day, amount_minor=paid))
    return found.id


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """A regular with an open complaint, one long away, one who was here once, one who never was."""
    jana = person(workspace, "Jana Nováková", 150, 120, 90, 60, 30, 1, paid=900_00)
    person(workspace, "Ilze Kalniņa", 500, 470, 440, 410, 380, paid=900_00)
    person(workspace, "Eva Malá", 20)
    person(workspace, "Nobody Yet")
    feedback.log(workspace, NewFeedback("complaint", "Terrible and slow.", jana))
    customers.feel_pulse(workspace, jana, 3)
    return workspace


def test_an_empty_shop_has_nobody_to_move(workspace: Workspace) -> None:
    found = reweighing.preview(reweighing.read(workspace), {"rhythm": 5})
    assert found.moved == []
    assert found.counts == found.counts_before == {"at_risk": 0, "watch": 0, "healthy": 0}
    assert found.unscored == 0


def test_the_weights_in_force_move_nobody(shop: Workspace) -> None:
    found = reweighing.preview(reweighing.read(shop), WEIGHTS)
    assert found.moved == []
    assert found.counts == found.counts_before
    assert sum(found.counts.values()) == 3


def test_whoever_changes_band_is_named_with_both_scores(shop: Workspace) -> None:
    book = reweighing.read(shop)
    found = reweighing.preview(book, STRICT)
    (mover,) = found.moved
    assert mover.customer == "Jana Nováková"
    assert (mover.before_band, mover.band) == ("watch", "at_risk")
    assert mover.score < mover.before
    assert found.counts["at_risk"] == found.counts_before["at_risk"] + 1


def test_the_longest_way_stands_first(shop: Workspace) -> None:
    person(shop, "Rarely Here", 700, 350, 3, paid=10_000_00)
    found = reweighing.preview(reweighing.read(shop), {**STRICT, "rhythm": 0, "spend": 1})
    ways = [abs(mover.score - mover.before) for mover in found.moved]
    assert len(ways) > 1
    assert ways == sorted(ways, reverse=True)


def test_those_of_whom_nothing_would_count_are_left_without_a_score(shop: Workspace) -> None:
    found = reweighing.preview(reweighing.read(shop), {"rhythm": 0, "spend": 0})
    assert found.unscored == 2
    assert sum(found.counts.values()) == 1
    nothing = reweighing.preview(reweighing.read(shop), dict.fromkeys(FACTORS, 0))
    assert (nothing.unscored, nothing.moved) == (3, [])


@pytest.mark.parametrize(
    "chosen",
    [
        {"rhythm": 1.5, "spend": 3},
        {"complaints": 5, "mood": 0},
        {"pulse": 5, "survey": 5, "rhythm": 0.5},
    ],
)
def test_a_preview_is_what_the_scores_become(shop: Workspace, chosen: dict[str, float]) -> None:
    book = reweighing.read(shop)
    before = {one.customer_id: one.health for one in health_scores.each(shop)}
    found = reweighing.preview(book, chosen)
    weights.change(shop, chosen)
    after = {one.customer_id: one.health for one in health_scores.each(shop)}
    moved = {}
    for who, health in after.items():
        was = before[who]
        if health and was and health.band != was.band:
            moved[who] = (health.score, was.score, health.band, was.band)
    assert moved == {
        mover.customer_id: (mover.score, mover.before, mover.band, mover.before_band)
        for mover in found.moved
    }
    counts = [health.band for health in after.values() if health]
    assert found.counts == {band: counts.count(band) for band in found.counts}


def test_a_hidden_customer_moves_nowhere(shop: Workspace) -> None:
    (mover,) = reweighing.preview(reweighing.read(shop), STRICT).moved
    customers.archive(shop, mover.customer_id)
    assert reweighing.preview(reweighing.read(shop), STRICT).moved == []


def test_reading_can_be_stopped_and_tells_how_far_it_is(shop: Workspace) -> None:
    steps = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        reweighing.read(shop, Watching())
    assert steps == [(0, 4), (4, 4)]


points = st.floats(min_value=0, max_value=100)
shares = st.floats(min_value=0.01, max_value=1) | st.just(0.0)
chosen_weights = st.floats(min_value=0, max_value=5).map(lambda weight: round(weight, 1))


@given(
    sides=st.lists(st.tuples(points, shares), min_size=6, max_size=6),
    chosen=st.lists(chosen_weights, min_size=6, max_size=6),
)
def test_weighing_in_columns_is_weighing_one_by_one(
    sides: list[tuple[float, float]], chosen: list[float]
) -> None:
    import numpy as np

    row, share = ([[side[at] for side in sides]] for at in (0, 1))
    weighed = dict(zip(FACTORS, chosen, strict=True))
    book = ScoreBook(TODAY, [(1, "Jana")], np.array(row), np.array(share), WEIGHTS)
    found = reweighing.preview(book, weighed)
    alone = score(
        Factor(name, each, weighed[name] * fresh, TODAY, "survey")
        for name, (each, fresh) in zip(FACTORS, sides, strict=True)
    )
    if alone is None:
        assert sum(found.counts.values()) == 0
    elif min(abs(alone.score - edge) for edge in (50, 75)) > 0.11:
        assert found.counts[alone.band] == 1
