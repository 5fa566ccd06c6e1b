"""Since when a customer has been in a worse band of health than thirty days ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.insight import standings
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.measures import health
from core.measures.health import BANDS, Band

_RANK: dict[Band, int] = {name: rank for rank, name in enumerate(BANDS)}


def is_worse(band: Band | None, than: Band | None) -> bool:
    """Whether a band is worse than another; one that is not known is not."""
    return band is not None and than is not None and _RANK[band] < _RANK[than]


def days_between(now: ShopDay, before: ShopDay) -> list[ShopDay]:
    """The days between two, the newest first, seen with the shop as it is on the later one."""
    count = (now.on - before.on).days
    return [replace(now, on=now.on - timedelta(days=ago), is_past=True) for ago in range(1, count)]


def since(history: History, now: ShopDay, between: Sequence[ShopDay], band: Band) -> date:
    """The first of the days in a row, up to now, on which health was in the band or a worse one.

    Whoever came back up in between fell anew; `between` are the days looked at, newest first.
    """
    first = now.on
    for day in between:
        found = standings.score_alone(history, day)
        if found is None or is_worse(band, health.band(found)):
            break
        first = day.on
    return first
