"""Weights of the health factors: the owner's choice, kept with the day since when."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import RefusedInput
from core.insight import health_scores, weights
from core.measures.factors import WEIGHTS
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)
YESTERDAY = TODAY - timedelta(days=1)


def store(workspace: Workspace, value: Any) -> None:
    with workspace.write("Written by another program") as write:
        write.insert("setting", key="health_weights", value=json.dumps(value))


def test_a_new_shop_weighs_factors_as_regulars_comes_with(workspace: Workspace) -> None:
    assert weights.current(workspace) == WEIGHTS
    assert weights.since(workspace) is None


def test_a_choice_holds_from_its_day_on_and_leaves_the_past_alone(workspace: Workspace) -> None:
    weights.change(workspace, {"rhythm": 2, "mood": 0})
    chosen = {**WEIGHTS, "rhythm": 2, "mood": 0}
    assert weights.current(workspace) == weights.current(workspace, TODAY) == chosen
    assert weights.current(workspace, TODAY + timedelta(days=400)) == chosen
    assert weights.current(workspace, YESTERDAY) == WEIGHTS
    assert weights.since(workspace) == TODAY


def test_each_choice_is_kept_with_its_day(workspace: Workspace, clock: FixedClock) -> None:
    weights.change(workspace, {"rhythm": 1})
    clock.move_to("2026-10-21T08:00:00Z")
    weights.change(workspace, {"rhythm": 5})
    assert weights.current(workspace, date(2026, 10, 20))["rhythm"] == 1
    assert weights.current(workspace, date(2026, 10, 21))["rhythm"] == 5
    weights.change(workspace, {"rhythm": 3})
    assert weights.current(workspace)["rhythm"] == 3


def test_going_back_to_the_first_weights_is_a_choice_as_well(
    workspace: Workspace, clock: FixedClock
) -> None:
    weights.change(workspace, {"spend": 5})
    clock.move_to("2026-10-21T08:00:00Z")
    weights.reset(workspace)
    assert weights.current(workspace) == WEIGHTS
    assert weights.current(workspace, date(2026, 10, 1))["spend"] == 5
    assert weights.since(workspace) is None


def test_a_choice_can_be_taken_back_and_done_again(workspace: Workspace) -> None:
    weights.change(workspace, {"pulse": 4})
    assert journal.undo(workspace)
    assert weights.current(workspace) == WEIGHTS
    assert journal.redo(workspace)
    assert weights.current(workspace)["pulse"] == 4


def test_choosing_what_holds_already_leaves_no_undo_step(workspace: Workspace) -> None:
    last = workspace.value("SELECT max(id) FROM journal")
    weights.change(workspace, dict(WEIGHTS))
    weights.reset(workspace)
    assert workspace.value("SELECT max(id) FROM journal") == last


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rhythm": -0.1}, "rhythm"),
        ({"mood": 5.1}, "mood"),
        ({"spend": float("nan")}, "spend"),
        ({"luck": 1}, "luck"),
        (dict.fromkeys(WEIGHTS, 0), "weights"),
    ],
)
def test_weights_outside_their_bounds_are_refused(
    workspace: Workspace, wrong: dict[str, float], field: str
) -> None:
    with pytest.raises(RefusedInput) as refused:
        weights.change(workspace, wrong)
    assert refused.value.problems[0].field == field
    assert weights.current(workspace) == WEIGHTS


@pytest.mark.parametrize(
    "nonsense",
    [
        [],
        "much",
        {"2026-09-01": 7},
        {"someday": {"rhythm": 2}},
        {"20260901": {"rhythm": 2}},
        {"2026-09-01": {"rhythm": "much", "luck": 3, "mood": -4, "spend": None}},
        {"2026-09-01": dict.fromkeys(WEIGHTS, 0)},
    ],
)
def test_nonsense_in_the_file_counts_as_never_chosen(workspace: Workspace, nonsense: Any) -> None:
    store(workspace, nonsense)
    assert weights.current(workspace) == WEIGHTS
    weights.change(workspace, {"rhythm": 1})
    assert weights.current(workspace)["rhythm"] == 1


def test_a_clock_set_back_a_year_forgets_no_choice(workspace: Workspace, clock: FixedClock) -> None:
    weights.change(workspace, {"rhythm": 1})
    clock.move_to("2025-09-21T08:00:00Z")
    assert weights.current(workspace)["rhythm"] == 1
    weights.change(workspace, {"rhythm": 2})
    assert weights.current(workspace)["rhythm"] == 2
    clock.move_to("2026-09-21T08:00:00Z")
    assert weights.current(workspace)["rhythm"] == 2


@given(
    chosen=st.dictionaries(
        st.sampled_from(sorted(WEIGHTS)), st.floats(min_value=0, max_value=5), max_size=6
    )
)
def test_whatever_is_chosen_is_in_force_or_refused(chosen: dict[str, float]) -> None:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    wanted = {**WEIGHTS, **chosen}
    if any(weight > 0 for weight in wanted.values()):
        weights.change(workspace, chosen)
        assert weights.current(workspace) == wanted
    else:
        with pytest.raises(RefusedInput):
            weights.change(workspace, chosen)
    workspace.close()


def test_scores_follow_the_weights_and_nobody_has_fallen_by_it(workspace: Workspace) -> None:
    """The score of thirty days ago is weighed as today's: the owner's choice is no bad news."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková", joined_on=date(2020, 1, 1))).id
    for ago in (400, 370, 340, 310, 280):
        visits.record(workspace, NewVisit(jana, TODAY - timedelta(days=ago), amount_minor=500_00))
    health_scores.refresh(workspace)
    was = health_scores.of_customer(workspace, jana)
    weights.change(workspace, {"rhythm": 0, "spend": 5})
    assert not health_scores.is_fresh(workspace)
    now = health_scores.of_customer(workspace, jana)
    assert was.health is not None
    assert now.health is not None
    assert [part.factor.name for part in now.health.contributions] == ["spend"]
    assert now.health.score > was.health.score + 10
    assert now.trend == "no_clear_change"
    yesterday = health_scores.of_customer(workspace, jana, YESTERDAY)
    assert yesterday.health is not None
    assert yesterday.health.score < was.health.score + 2


def test_the_whole_shop_takes_its_weights_along(workspace: Workspace) -> None:
    from core.exchange.shop_tables import SETTINGS

    assert "health_weights" in SETTINGS
