"""Ranking who came back, and learning from a shop's own past how strongly an absence counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.foretelling import ELSEWHERE, Cases, Slopes, learn, ranking

Scored = list[tuple[int, bool]]


def test_one_for_a_perfect_order_a_half_for_ties_and_none_for_the_wrong_one() -> None:
    assert ranking([1, 2, 3], [False, True, True]) == 1
    assert ranking([1, 1], [False, True]) == 0.5
    assert ranking([2, 1], [False, True]) == 0


def test_where_all_or_nobody_came_there_is_nothing_to_rank() -> None:
    assert ranking([], []) is None
    assert ranking([1, 2], [True, True]) is None
    assert ranking([1, 2], [False, False]) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=30))
def test_the_ranking_is_the_share_of_pairs_in_the_right_order(scored: Scored) -> None:
    came = [score for score, returned in scored if returned]
    gone = [score for score, returned in scored if not returned]
    pairs = [(a > b) + (a == b) / 2 for a in came for b in gone]
    expected = sum(pairs) / len(pairs) if pairs else None
    found = ranking([score for score, _ in scored], [returned for _, returned in scored])
    assert found == (None if expected is None else pytest.approx(expected))


def customers(true: Slopes, seed: int, n: int = 3000) -> Cases:
    """Made-up customers who come back just as strongly as `true` says."""
    rng = np.random.default_rng(seed)
    visits = rng.integers(1, 15, n).astype(float)
    away = rng.exponential(1.2, n)
    regularity = rng.uniform(0, 0.9, n)
    missed = regularity * np.maximum(0, away - 1)
    odds = true.visits * np.log(visits) - true.away * np.log1p(away) - true.regular * missed
    return Cases(visits, away, regularity, rng.uniform(size=n) < 1 / (1 + np.exp(-odds)))


def test_a_shop_where_an_absence_says_more_learns_so() -> None:
    true = Slopes(visits=0.3, away=3.5, regular=1.5)
    found = learn(customers(true, 1), customers(true, 2))
    assert found != ELSEWHERE
    # A good part of the way from what holds elsewhere; the pull keeps the rest.
    assert ELSEWHERE.away + 0.8 < found.away < true.away
    assert true.visits < found.visits < ELSEWHERE.visits - 0.3


def test_a_shop_like_others_stays_near_the_slopes_from_elsewhere() -> None:
    found = learn(customers(ELSEWHERE, 3), customers(ELSEWHERE, 4))
    assert found.visits == pytest.approx(ELSEWHERE.visits, abs=0.2)
    assert found.away == pytest.approx(ELSEWHERE.away, abs=0.2)


def test_what_does_not_hold_later_is_not_learned() -> None:
    true = Slopes(visits=0.3, away=3.5, regular=1.5)
    assert learn(customers(true, 5), customers(ELSEWHERE, 6)) == ELSEWHERE


def test_a_handful_of_customers_teaches_nothing() -> None:
    true = Slopes(visits=0.0, away=6.0, regular=0.0)
    assert learn(customers(true, 7, n=40), customers(true, 8, n=40)) == ELSEWHERE


@given(st.integers(0, 10_000), st.floats(0, 3), st.floats(0, 5))
def test_a_slope_is_never_below_zero(seed: int, visits: float, away: float) -> None:
    true = Slopes(visits, away, 0)
    found = learn(customers(true, seed, n=300), customers(true, seed + 1, n=300))
    assert min(found.visits, found.away, found.regular) >= 0
