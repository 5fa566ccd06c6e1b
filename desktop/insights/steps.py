"""Months side by side in a chart; of many years, quarters, so that each can be seen and hit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar

from core.insight import periods
from desktop import formats
from desktop.insights.picture import Span

# In half a page a month of more would be narrower than a finger or a mouse can aim.
MOST_MONTHS = 40


class Monthly(Protocol):
    """A record of a month, which its first day stands for."""

    @property
    def month(self) -> date: ...


M = TypeVar("M", bound=Monthly)


def steps(months: Sequence[M]) -> list[list[M]]:
    """Each month by itself; of more than 40, those of a quarter together."""
    if len(months) <= MOST_MONTHS:
        return [[month] for month in months]
    by_quarter = groupby(months, key=lambda each: periods.quarter_of(each.month))
    return [list(group) for _quarter, group in by_quarter]


def name(step: Sequence[Monthly], grouped: bool) -> str:
    """What a step is called: September 2026 or Quarter 3, 2026."""
    return formats.quarter(step[0].month) if grouped else formats.month(step[0].month)


def days(step: Sequence[Monthly], span: Span) -> tuple[date, date]:
    """The days of a step that lie between the first day drawn and the last."""
    first, last = step[0].month, periods.last_day(step[-1].month)
    return max(first, span.drawn_since), min(last, span.until)
