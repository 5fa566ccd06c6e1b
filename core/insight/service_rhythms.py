"""Services with a rhythm of their own: colour every six weeks, a cut every four."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from core.insight import shop_days
from core.measures import rhythm, services
from core.measures.opening import OpenDays
from core.measures.rhythm import OWN_RHYTHM_FROM_VISITS, Rhythm
from core.measures.rhythm_state import State
from core.people import closures
from core.people.counted import AHEAD, CAME
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# The shop's usual gap for a service rests on at least so many gaps, of at most about so many
# customers spread over the whole shop, in two years: a page of one customer waits for it.
SHOP_GAPS = 20
SHOP_CUSTOMERS = 400
SHOP_DAYS = 730
_NOUNS = frozenset({"visit", "customer", "closure", "setting"})
_URGENCY: dict[State | None, int] = {
    "overdue": 0,
    "due": 1,
    "in_rhythm": 2,
    "lost": 3,
    None: 4,
}


@dataclass(frozen=True, slots=True)
class ServiceRhythm:
    """How often a customer has a service, and when it is due again.

    `service` is as it was last written, `visits` counts visit days. The gap is her own median
    from three days on, the shop's for this service where `is_estimate`; without either, gap, day
    and state are None.
    """

    service: str
    visits: int
    last_on: date
    usual_gap_days: float | None
    is_estimate: bool
    due_on: date | None
    state: State | None


def of_customer(
    workspace: Workspace, customer_id: int, on: date | None = None
) -> list[ServiceRhythm]:
    """Every service that a customer had by a day (None: today), the most due first.

    A service that is booked is in rhythm, and so is every one with a booking that names none.
    Those lost are told last.
    """
    on = on or workspace.clock.today()
    language = settings.get(workspace, settings.LANGUAGE)
    had = _had(language, workspace.rows(_OWN, [customer_id, on.isoformat()]))
    if not had:
        return []
    usual = _usual_gaps(workspace, on)
    open_days = closures.open_days(workspace, on)
    booked = _Booked(workspace, customer_id, on, language)
    found = [
        _rhythm(one, usual.get(key), open_days, on, booked.has(key)) for key, one in had.items()
    ]
    return sorted(found, key=_most_due)


@dataclass(slots=True)
class _Had:
    """The days on which a customer had one service, each once and in order."""

    service: str
    days: list[date]


def _had(language: str, rows: Iterable[Sequence[str]]) -> dict[str, _Had]:
    found: dict[str, _Had] = {}
    for visited_on, text in rows:
        day = date.fromisoformat(visited_on)
        for key, service in split(text, language):
            one = found.setdefault(key, _Had(service, []))
            one.service = service
            if not one.days or one.days[-1] != day:
                one.days.append(day)
    return found


def _rhythm(
    had: _Had, shop_gap: float | None, open_days: OpenDays, on: date, is_booked: bool
) -> ServiceRhythm:
    own, last = _own(had.days, shop_gap, open_days), had.days[-1]
    if own is None:
        return ServiceRhythm(had.service, len(had.days), last, None, True, None, None)
    return ServiceRhythm(
        service=had.service,
        visits=len(had.days),
        last_on=last,
        usual_gap_days=own.median_gap_days,
        is_estimate=own.is_estimate,
        due_on=rhythm.due_on(own, last, open_days),
        state="in_rhythm" if is_booked else rhythm.state(own, last, on, open_days),
    )


def _own(days: Sequence[date], shop_gap: float | None, open_days: OpenDays) -> Rhythm | None:
    if len(days) < OWN_RHYTHM_FROM_VISITS and shop_gap is None:
        return None
    recent = days[-rhythm.REMEMBERED_GAPS - 1 :]
    return rhythm.rhythm(recent, shop_gap or 0, open_days=open_days)


def _most_due(one: ServiceRhythm) -> tuple[int, date, str]:
    return _URGENCY[one.state], one.due_on or date.max, one.service


class _Booked:
    """What a customer's bookings from a day on are for."""

    def __init__(self, workspace: Workspace, customer_id: int, on: date, language: str) -> None:
        ends_at = shop_days.ends_at(workspace, on)
        rows = workspace.rows(_BOOKED, {"who": customer_id, "on": on.isoformat(), "at": ends_at})
        named = [[key for key, _service in split(row[0] or "", language)] for row in rows]
        self._keys = {key for keys in named for key in keys}
        self._for_anything = any(not keys for keys in named)

    def has(self, key: str) -> bool:
        """Whether a service is booked, or may be."""
        return self._for_anything or key in self._keys


def _usual_gaps(workspace: Workspace, on: date) -> dict[str, float]:
    """The shop's usual gap in days of each service that has enough of them, by its key."""
    return workspace.kept(("service_gaps", on), _NOUNS, lambda: _gaps_of_shop(workspace, on))


def _gaps_of_shop(workspace: Workspace, on: date) -> dict[str, float]:
    open_days = closures.open_days(workspace, on)
    language = settings.get(workspace, settings.LANGUAGE)
    gaps: defaultdict[str, list[int]] = defaultdict(list)
    seen: dict[tuple[int, str], int] = {}
    for customer_id, visited_on, text in _sample(workspace, on):
        day = _ordinal(visited_on)
        for key, _service in split(text, language):
            last = seen.get((customer_id, key))
            if last is not None and last != day:
                gaps[key].append(open_days.gap(last, day))
            seen[customer_id, key] = day
    return {
        key: rhythm.shop_median(found) for key, found in gaps.items() if len(found) >= SHOP_GAPS
    }


def _sample(workspace: Workspace, on: date) -> list[sqlite3.Row]:
    last = int(workspace.value("SELECT coalesce(max(id), 0) FROM customer"))
    step = -(-last // SHOP_CUSTOMERS) or 1
    since = (on - timedelta(days=SHOP_DAYS)).isoformat()
    chosen = json.dumps(list(range(step, last + 1, step)))
    return workspace.rows(_OF_SHOP, [chosen, since, on.isoformat()])


@lru_cache(maxsize=4096)
def split(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Key and name of each service in a line, remembered: a shop writes the same few lines."""
    return tuple((services.key(one), one) for one in services.split(text, language))


@lru_cache(maxsize=SHOP_DAYS + 1)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


_OWN = f"""SELECT visited_on, services FROM visit
    WHERE {CAME} AND customer_id = ? AND visited_on <= ? AND services <> ''
    ORDER BY visited_on, id"""
_BOOKED = f"""SELECT services FROM visit
    WHERE customer_id = :who AND {AHEAD} AND created_at < :at"""
_OF_SHOP = f"""SELECT customer_id, visited_on, services FROM visit
    WHERE {CAME} AND customer_id IN (SELECT value FROM json_each(?))
        AND visited_on BETWEEN ? AND ? AND services <> ''
    ORDER BY customer_id, visited_on"""
