"""Everyone's history read once for a review: who was lost in a quarter, and how healthy all are."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.insight import health_scores, shop_days, standings, winback
from core.insight.score_spread import BandCount
from core.measures.health import BANDS, Band, band

if TYPE_CHECKING:
    from core.insight.histories import History
    from core.insight.shop_days import ShopDay
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class People:
    """Who became lost from a day on, worth most first, and everyone with a score by band."""

    lost: tuple[winback.Lost, ...]
    health: tuple[BandCount, ...]


def gather(workspace: Workspace, since: date, on: date) -> People:
    """Those lost from `since` to `on`, and the health bands of `on` and of the day before `since`.

    Lost is told by the day on which twice the own gap was over; asking who was not lost before
    it began would not do: an import brings old losses.
    """
    with _no_garbage():
        return _gather(workspace, since, on)


def _gather(workspace: Workspace, since: date, on: date) -> People:
    now = shop_days.one(workspace, on)
    then = shop_days.one(workspace, since - timedelta(days=1), alike=now)
    tally = _Tally(now, then)
    remembered = min(then.on, on - timedelta(days=winback.REMEMBERED_DAYS))
    gone = [
        (history, at)
        for history, at in tally.counted(health_scores.known(workspace, now, remembered))
        if at.state == "lost" and at.lost_on is not None and at.lost_on >= since
    ]
    return People(tuple(winback.among(workspace, now, gone)), tally.bands())


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Ten thousands of records live to the end here; looking for garbage takes a seventh more."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


class _Tally:
    """Counts the bands of whoever passes by, so that nobody's history is read twice."""

    def __init__(self, now: ShopDay, then: ShopDay) -> None:
        self._now, self._then = now, then
        self._bands: Counter[Band] = Counter()
        self._bands_then: Counter[Band] = Counter()

    def counted(self, everyone: Iterator[History]) -> Iterator[winback.Gone]:
        for history in everyone:
            at, score = standings.with_score(history, self._now)
            if score is not None:
                self._bands[band(score)] += 1
            if standings.was_known(history, self._then):
                before = standings.score_alone(history, self._then)
                if before is not None:
                    self._bands_then[band(before)] += 1
            yield history, at

    def bands(self) -> tuple[BandCount, ...]:
        known_then = bool(self._bands_then)
        return tuple(
            BandCount(each, self._bands[each], self._bands_then[each] if known_then else None)
            for each in BANDS
        )
