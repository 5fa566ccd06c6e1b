"""The health score: weighting, bands, trend, and points that add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.health import Factor, Health, band, health_trend, score
from core.measures.points import whole

TODAY = date(2026, 9, 20)


def factor(points: float, weight: float = 1.0, name: str = "mood") -> Factor:
    return Factor(name, points, weight, TODAY, "spends_same")


factors = st.builds(factor, st.floats(0, 100), st.floats(0.01, 10))


def tenths(number: float) -> int:
    return round(number * 10)


def found(*given: Factor | None) -> Health:
    health = score(given)
    assert health is not None
    return health


def test_the_score_is_the_weighted_mean_of_the_factors() -> None:
    assert found(factor(90, 3), factor(50, 1)).score == 80


def test_a_missing_factor_is_not_a_zero() -> None:
    assert found(factor(90), None).score == 90
    assert found(factor(90), factor(0, weight=0)).score == 90


def test_without_any_factor_there_is_no_score() -> None:
    assert score([None, None]) is None
    assert score([]) is None


def test_three_equal_thirds_still_add_up_to_the_score_shown() -> None:
    health = found(factor(50), factor(50), factor(50))
    assert health.score == 50
    assert [part.points for part in health.contributions] == [16.7, 16.7, 16.6]


@given(st.lists(factors, min_size=1, max_size=6))
def test_the_points_shown_add_up_to_the_score_exactly(several: list[Factor]) -> None:
    health = found(*several)
    assert sum(tenths(part.points) for part in health.contributions) == tenths(health.score)
    assert 0 <= health.score <= 100
    assert all(part.points >= 0 for part in health.contributions)


@given(st.lists(factors, min_size=1, max_size=6))
def test_the_score_lies_between_the_worst_and_the_best_factor(several: list[Factor]) -> None:
    points = [each.points for each in several]
    assert min(points) - 0.051 <= found(*several).score <= max(points) + 0.051


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (0, "at_risk"),
        (49.94, "at_risk"),
        (49.95, "watch"),
        (50, "watch"),
        (74.94, "watch"),
        (74.95, "healthy"),
        (75, "healthy"),
        (100, "healthy"),
    ],
)
def test_the_band_follows_the_score_as_it_is_shown(points: float, expected: str) -> None:
    assert band(points) == expected
    assert found(factor(points)).band == expected


def test_five_points_are_no_clear_change_and_more_is_a_trend() -> None:
    assert health_trend(65, 60) == "no_clear_change"
    assert health_trend(65.1, 60) == "up"
    assert health_trend(54.9, 60) == "down"
    assert health_trend(65, None) == "no_clear_change"


def test_the_factor_that_costs_most_is_named_first_for_a_customer_at_risk() -> None:
    health = found(factor(10, 1, "mood"), factor(40, 4, "rhythm"))
    assert health.deciding.name == "rhythm"


def test_what_costs_a_healthy_customer_most_can_be_named_too() -> None:
    health = found(factor(50, 1, "mood"), factor(95, 4, "rhythm"))
    assert (health.band, health.costing.name) == ("healthy", "mood")


def test_the_factor_that_lifts_most_is_named_first_for_a_healthy_customer() -> None:
    health = found(factor(100, 1, "mood"), factor(80, 4, "rhythm"))
    assert health.deciding.name == "rhythm"


@given(st.floats(0, 100))
def test_whole_points_are_rounded_down_and_do_not_contradict_the_band(score: float) -> None:
    shown = whole(score)
    assert band(shown) == band(score)
    assert -0.05 <= round(score - shown, 9) < 1


@pytest.mark.parametrize(
    ("score", "shown"), [(74.9, 74), (74.95, 75), (49.9, 49), (75.9, 75), (60.5, 60), (100, 100)]
)
def test_nobody_reads_75_points_and_watch(score: float, shown: int) -> None:
    assert whole(score) == shown
