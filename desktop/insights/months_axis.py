"""Months along the foot of a chart: as many names as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.formats import locale
from core.insight.periods import MONTHS_A_QUARTER
from desktop.insights import dressing


def name_months(axes: Any, months: Sequence[date], *, grouped: bool = False) -> None:
    """Put a tick under the months that are named; the year stands under its first one.

    Where months are grouped to quarters, a year stands under its first quarter.
    """
    from babel.dates import get_month_names

    names = get_month_names("abbreviated", context="stand-alone", locale=locale())
    ticks, labels, year = [], [], None
    for place, month in enumerate(months):
        if not _is_named(month, len(months), grouped):
            continue
        text = str(month.year) if grouped else names[month.month]
        if month.year != year and not grouped:
            text += f"\n{month.year}"
        year = month.year
        ticks.append(place)
        labels.append(text)
    axes.set_xticks(ticks, labels)
    axes.set_xlim(-0.6, max(len(months), 4) - 0.4)


def _is_named(month: date, count: int, grouped: bool) -> bool:
    if grouped:
        return month.month <= MONTHS_A_QUARTER
    return count <= dressing.ALL_NAMED or month.month in (1, 4, 7, 10)
