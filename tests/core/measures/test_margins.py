"""Rates, their intervals, and when two numbers differ."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.margins import Rate, differ, half_width, median_interval, too_few, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(9, 10, 59.6, 98.2), (18, 20, 69.9, 97.2), (45, 50, 78.6, 95.7)],
)
def test_wilson_gives_the_published_interval(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson(successes, n) == (pytest.approx(low, abs=0.05), pytest.approx(high, abs=0.05))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_rate_and_stays_within_0_to_100(counts: tuple[int, int]) -> None:
    rate = Rate(*counts)
    assert rate.interval is not None
    assert rate.percent is not None
    low, high = rate.interval
    assert 0 <= low <= rate.percent + 1e-9
    assert rate.percent - 1e-9 <= high <= 100


def test_a_rate_over_nobody_has_no_value() -> None:
    nobody = Rate(0, 0)
    assert (nobody.share, nobody.percent, nobody.interval) == (None, None, None)
    assert nobody.too_few


def test_a_rate_that_is_no_part_of_a_set_has_no_interval() -> None:
    assert Rate(12, 10).percent == 120
    assert Rate(12, 10).interval is None
    assert Rate(-2, 10).interval is None


def test_a_rate_and_its_rest_make_the_whole() -> None:
    assert Rate(7, 10).rest() == Rate(3, 10)


def test_nine_answers_are_too_few_and_ten_are_enough() -> None:
    assert too_few(9)
    assert not too_few(10)


def test_two_numbers_differ_only_beyond_both_margins_together() -> None:
    assert not differ(5.0, 3.0, 4.0)
    assert differ(5.1, 3.0, 4.0)
    assert differ(-5.1, 3.0, 4.0)


def test_half_an_interval_is_its_margin() -> None:
    assert half_width((40.0, 60.0)) == 10
    assert half_width(None) is None


@given(st.integers(6, 400))
def test_the_median_lies_in_its_interval_19_times_in_20(n: int) -> None:
    """It lies outside where fewer than so many of n fall on one side of it, by tossing a coin."""
    low, high = median_interval(range(n)) or (0, 0)
    assert low + high == n - 1
    outside = 2 * sum(comb(n, fewer) for fewer in range(int(low) + 1)) / 2**n
    assert outside <= 0.05


def test_five_numbers_are_too_few_to_bound_a_median() -> None:
    assert median_interval([1, 2, 3, 4, 5]) is None
    assert median_interval([]) is None
    assert median_interval([1, 2, 3, 4, 5, 6]) == (1, 6)
