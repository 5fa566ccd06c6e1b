"""Months along the foot of a chart: as many names as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.formats import locale

ALL_NAMED = 14
QUARTERS_NAMED = 40


def name_months(axes: Any, months: Sequence[date]) -> None:
    """Put a tick under the months that are named; the year stands under its first one."""
    from babel.dates import get_month_names

    names = get_month_names("abbreviated", context="stand-alone", locale=locale())
    ticks, labels, year = [], [], None
    for place, month in enumerate(months):
        if not _is_named(month, len(months)):
            continue
        text = str(month.year) if len(months) > QUARTERS_NAMED else names[month.month]
        if month.year != year and len(months) <= QUARTERS_NAMED:
            text += f"\n{month.year}"
        year = month.year
        ticks.append(place)
        labels.append(text)
    axes.set_xticks(ticks, labels)
    axes.set_xlim(-0.6, max(len(months), 4) - 0.4)


def _is_named(month: date, count: int) -> bool:
    if count <= ALL_NAMED:
        return True
    return month.month in ((1,) if count > QUARTERS_NAMED else (1, 4, 7, 10))
