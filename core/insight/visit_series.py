"""Visits by month and monthly cohorts, counted on the columns of the visit table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import periods

if TYPE_CHECKING:
    from core.insight.visit_table import Numbers, VisitTable


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Visit days, customers who came and money in minor units, by month of a period."""

    visits: Sequence[int]
    customers: Sequence[int]
    revenue_minor: Sequence[int]


def by_month(table: VisitTable, since: date, until: date) -> MonthCounts:
    """Count local days since–until; months without anything have zeros."""
    import numpy as np

    months = periods.months_between(since, until)
    within = (table.days >= since.toordinal()) & (table.days <= until.toordinal())
    place = _month_places(months, table.days[within])
    came, spends = table.came[within], table.spends[within]
    who, month = table.rows_of[within][came], place[came]
    # Rows stand by customer and day, so a new customer or month is seen from the row before.
    is_first = np.ones(len(who), bool)
    is_first[1:] = (np.diff(who) != 0) | (np.diff(month) != 0)
    revenue = np.zeros(len(months), dtype=np.int64)
    np.add.at(revenue, place, spends)
    return MonthCounts(
        np.bincount(month, minlength=len(months)).tolist(),
        np.bincount(month[is_first], minlength=len(months)).tolist(),
        revenue.tolist(),
    )


def cohorts(table: VisitTable, since: date, until: date, later: int) -> dict[date, list[int]]:
    """Of those who first came on the days since–until: how many came in each month, by cohort.

    A list goes from the first month (all of them) to the one `later` months after it; `until` is
    the last day that counts. Months without new customers are missing.
    """
    import numpy as np

    months = periods.months_between(since, until)
    firsts, who, days = _came(table)
    new = (firsts >= since.toordinal()) & (firsts <= until.toordinal())
    first_place = np.full(len(firsts), -1)
    first_place[new] = _month_places(months, firsts[new])
    wanted = new[who] & (days <= until.toordinal())
    who, place = who[wanted], _month_places(months, days[wanted])
    is_first = np.ones(len(who), bool)
    is_first[1:] = (np.diff(who) != 0) | (np.diff(place) != 0)
    cohort = first_place[who[is_first]]
    after = place[is_first] - cohort
    near = after <= later
    counts = np.zeros((len(months), later + 1), dtype=np.int64)
    np.add.at(counts, (cohort[near], after[near]), 1)
    return {month: row.tolist() for month, row in zip(months, counts, strict=True) if row[0]}


def of_cohort(table: VisitTable, month: date, later: date) -> list[int]:
    """The customers who first came in one month and came in a later one, by their ids."""
    import numpy as np

    firsts, who, days = _came(table)
    new = (firsts >= month.toordinal()) & (firsts <= periods.last_day(month).toordinal())
    again = (days >= later.toordinal()) & (days <= periods.last_day(later).toordinal())
    found: list[int] = table.customers[np.unique(who[again & new[who]])].tolist()
    return found


def _came(table: VisitTable) -> tuple[Numbers, Numbers, Numbers]:
    """First visit days by place of the customer; and place and day of every visit.

    Whoever had nothing but refunds has a first day far away.
    """
    import numpy as np

    who = np.repeat(np.arange(len(table.customers)), np.diff(table.starts))[table.came]
    days = table.days[table.came]
    firsts = np.full(len(table.customers), date.max.toordinal() + 1)
    begins = np.ones(len(who), bool)
    begins[1:] = np.diff(who) != 0
    firsts[who[begins]] = days[begins]
    return firsts, who, days


def _month_places(months: Sequence[date], days: Numbers) -> Numbers:
    """Which of neighbouring months each day falls into; all of them lie within."""
    import numpy as np

    begins = np.array([month.toordinal() for month in months], dtype=np.int64)
    places: Numbers = np.searchsorted(begins, days, side="right") - 1
    return places
