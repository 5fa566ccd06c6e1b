"""Since when a customer has been in a worse band of health than thirty days ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.insight import standings
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.measures.health import BANDS, Band, Health, band, health_trend

_RANK: dict[Band, int] = {name: rank for rank, name in enumerate(BANDS)}


def days_between(now: ShopDay, before: ShopDay) -> list[ShopDay]:
    """The days between two, the newest first, seen with the shop as it is on the later one."""
    count = (now.on - before.on).days
    return [replace(now, on=now.on - timedelta(days=ago), is_past=True) for ago in range(1, count)]


def fallen_on(
    history: History,
    now: ShopDay,
    between: Sequence[ShopDay],
    found: Health | None,
    then: float | None,
) -> date | None:
    """Since when health has been in a band worse than that of the score `then`; None if it is not.

    A score that has not clearly moved has not fallen, whatever bound it crossed. `between` are
    the days looked at, newest first.
    """
    if found is None or then is None or not _is_worse(found.band, band(then)):
        return None
    if health_trend(found.score, then) != "down":
        return None
    return _since(history, now, between, found.band)


def _since(history: History, now: ShopDay, between: Sequence[ShopDay], at: Band) -> date:
    """The first of the days in a row, up to now, in the band or a worse one.

    Whoever came back up in between fell anew.
    """
    first = now.on
    for day in between:
        found = standings.score_alone(history, day)
        if found is None or _is_worse(at, band(found)):
            break
        first = day.on
    return first


def _is_worse(one: Band, than: Band) -> bool:
    return _RANK[one] < _RANK[than]
