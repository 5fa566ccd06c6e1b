"""Do people come back: retention, churn, repeat rate and the return of new customers.

These are the definitions, person by person. `insight.visit_tally` counts the same of a whole shop
on columns, and is held against them by its tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, timedelta
from typing import TypeVar

from core.measures.margins import Rate

RETURN_WITHIN_DAYS = 90

Person = TypeVar("Person")


def retention(start: int, new: int, end: int) -> Rate:
    """The textbook form (E − N) / S from three counts of customers.

    It leaves 0–100 % when the three counts come from different sets; prefer `retained`.
    """
    return Rate(end - new, start)


def retained(start_people: Set[Person], seen_again: Set[Person]) -> Rate:
    """Those of the people at the start who were seen again in the period; always 0–100 %."""
    return Rate(len(start_people & seen_again), len(start_people))


def churned(start_people: Set[Person], seen_again: Set[Person]) -> Rate:
    """Those of the people at the start who were not seen again: 100 − retention."""
    return retained(start_people, seen_again).rest()


def repeat_rate(visits_per_customer: Iterable[int]) -> Rate:
    """Customers with two or more visits in the window among those with any.

    Give each customer's number of visit days in the window; zeros are not counted.
    """
    counts = [visits for visits in visits_per_customer if visits > 0]
    return Rate(sum(visits >= 2 for visits in counts), len(counts))


def new_client_return(
    first_and_second: Iterable[tuple[date, date | None]],
    today: date,
    within_days: int = RETURN_WITHIN_DAYS,
) -> Rate:
    """First visits that had a second one within 90 days.

    Give the first and second visit day of everyone who first came in the month. People
    whose 90 days are not over yet are left out: counting only their early returns would
    flatter the rate.
    """
    window = timedelta(days=within_days)
    settled = [(first, second) for first, second in first_and_second if first + window < today]
    returned = sum(second is not None and second - first <= window for first, second in settled)
    return Rate(returned, len(settled))
