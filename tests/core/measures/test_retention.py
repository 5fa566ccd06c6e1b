"""Do people come back, from counts and from sets."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.measures.retention import churned, new_client_return, repeat_rate, retained, retention

people = st.sets(st.integers(0, 50))
FIRST = date(2026, 1, 10)


def test_ten_thousand_with_5500_new_ending_at_13000_retain_75_percent() -> None:
    assert retention(10_000, 5_500, 13_000).percent == 75


def test_sets_give_the_same_as_the_formula_when_they_agree() -> None:
    start, new = set(range(100)), set(range(100, 155))
    end = set(range(75)) | new
    by_counts = retention(len(start), len(new), len(end))
    assert retained(start, end).percent == by_counts.percent == 75


def test_both_terms_are_shown() -> None:
    rate = retained({1, 2, 3, 4}, {2, 3, 4, 9})
    assert (rate.numerator, rate.denominator, rate.n) == (3, 4, 4)


@given(people, people)
def test_retention_and_churn_over_sets_make_100_percent(start: set[int], seen: set[int]) -> None:
    kept, gone = retained(start, seen), churned(start, seen)
    assert kept.numerator + gone.numerator == kept.denominator == gone.denominator
    assert 0 <= kept.numerator <= len(start)


def test_nobody_at_the_start_gives_no_rate() -> None:
    assert retained(set(), {1}).percent is None
    assert churned(set(), {1}).percent is None
    assert retention(0, 5, 5).percent is None


def test_repeat_rate_counts_two_or_more_visits_among_those_seen() -> None:
    rate = repeat_rate([1, 2, 5, 0, 1])
    assert (rate.numerator, rate.denominator) == (2, 4)


def test_repeat_rate_of_an_empty_window_has_no_value() -> None:
    assert repeat_rate([0, 0]).percent is None


def test_a_second_visit_within_ninety_days_is_a_return() -> None:
    long_after = FIRST + timedelta(days=400)
    firsts = [
        (FIRST, FIRST + timedelta(days=90)),
        (FIRST, FIRST + timedelta(days=91)),
        (FIRST, None),
    ]
    rate = new_client_return(firsts, long_after)
    assert (rate.numerator, rate.denominator) == (1, 3)


def test_a_new_customer_is_judged_only_when_the_ninety_days_are_over() -> None:
    pairs = [(FIRST, FIRST + timedelta(days=10))]
    assert new_client_return(pairs, FIRST + timedelta(days=90)).n == 0
    assert new_client_return(pairs, FIRST + timedelta(days=91)).percent == 100
