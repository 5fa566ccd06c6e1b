"""What a customer is worth over the years, and when that cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.measures.margins import Rate

Basis = Literal["revenue", "margin"]

MOST_YEARS = 5.0
ENOUGH_LOST = 10


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """Expected worth of one customer in minor units of money; None when it can't be said.

    `basis` says what the spend was: revenue, or margin after costs. `years` is None with
    fewer than ten lost customers to learn from; `capped` says the five-year cap decided.
    """

    amount_minor: int | None
    years: float | None
    capped: bool
    churn: Rate
    basis: Basis


def lifetime_value(
    average_spend_minor: float | None,
    visits_a_year: float | None,
    annual_churn: Rate,
    basis: Basis = "revenue",
) -> LifetimeValue:
    """Average spend × visits a year × years, with years = 1 / annual churn, at most 5.

    `annual_churn` is lost customers of all customers over one year.
    """
    years, capped = _years(annual_churn)
    amount = None
    if average_spend_minor is not None and visits_a_year is not None and years is not None:
        amount = round(average_spend_minor * visits_a_year * years)
    return LifetimeValue(amount, years, capped, annual_churn, basis)


def _years(annual_churn: Rate) -> tuple[float | None, bool]:
    lost, customers = annual_churn.numerator, annual_churn.denominator
    if lost < ENOUGH_LOST or customers < lost:
        return None, False
    years = customers / lost
    return min(years, MOST_YEARS), years > MOST_YEARS
