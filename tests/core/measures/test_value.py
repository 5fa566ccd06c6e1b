"""Lifetime value and when it cannot be said."""

from __future__ import annotations

import pytest

from core.measures.margins import Rate
from core.measures.value import lifetime_value


def test_spend_times_visits_times_the_years_that_churn_leaves() -> None:
    worth = lifetime_value(80_000, 6, Rate(50, 100))
    assert worth.years == 2
    assert worth.amount_minor == 960_000
    assert not worth.capped
    assert worth.basis == "revenue"


def test_years_are_capped_at_five_and_say_so() -> None:
    worth = lifetime_value(80_000, 6, Rate(10, 100))
    assert (worth.years, worth.capped) == (5, True)


def test_exactly_five_years_are_not_called_capped() -> None:
    assert not lifetime_value(1, 1, Rate(20, 100)).capped


def test_nine_lost_customers_are_too_few_to_tell_the_years() -> None:
    worth = lifetime_value(80_000, 6, Rate(9, 100))
    assert (worth.years, worth.amount_minor) == (None, None)
    assert worth.churn.n == 100


@pytest.mark.parametrize(("spend", "visits"), [(None, 6.0), (80_000.0, None)])
def test_without_spend_or_visits_there_is_no_value(
    spend: float | None, visits: float | None
) -> None:
    assert lifetime_value(spend, visits, Rate(50, 100)).amount_minor is None


def test_the_basis_can_be_the_margin() -> None:
    assert lifetime_value(1, 1, Rate(50, 100), basis="margin").basis == "margin"
