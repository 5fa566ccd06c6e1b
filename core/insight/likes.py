"""What a customer likes: the services she has had, how often and when again, and from whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import service_rhythms
from core.people import visits

if TYPE_CHECKING:
    from core.insight.service_rhythms import ServiceRhythm
    from core.people.visits import Visit
    from core.store.workspace import Workspace

_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Staff:
    """Who looked after her, on how many of her visit days, and the last of them."""

    name: str
    visits: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Likes:
    """Services and staff, those of most visit days first; `staffed` are days that name anybody."""

    services: tuple[ServiceRhythm, ...]
    staff: tuple[Staff, ...]
    staffed: int


def of_customer(workspace: Workspace, customer_id: int, on: date | None = None) -> Likes:
    """What a customer likes, as far as her visits until a day (None: today) say."""
    came = visits.of_customer(workspace, customer_id, _ALL)
    return of_visits(workspace, customer_id, came, on)


def of_visits(
    workspace: Workspace, customer_id: int, came: Iterable[Visit], on: date | None = None
) -> Likes:
    """The same from visits that were read already."""
    on = on or workspace.clock.today()
    days: dict[str, set[date]] = {}
    for visit in came:
        if visit.was_here and visit.staff_member and visit.visited_on <= on:
            days.setdefault(visit.staff_member, set()).add(visit.visited_on)
    staff = [Staff(name, len(when), max(when)) for name, when in days.items()]
    services = service_rhythms.of_customer(workspace, customer_id, on)
    return Likes(
        services=tuple(sorted(services, key=_most_first)),
        staff=tuple(sorted(staff, key=lambda one: (-one.visits, -one.last_on.toordinal()))),
        staffed=len(set().union(*days.values())),
    )


def _most_first(service: ServiceRhythm) -> tuple[int, int]:
    return -service.visits, -service.last_on.toordinal()
