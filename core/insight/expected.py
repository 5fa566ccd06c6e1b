"""Money at risk: the usual spend of those who should have been here by now.

It is a sum of what is known, never a chance: nobody can say of one person whether she returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import slipping, snapshots
from core.insight.slipping import DueVisit
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One usual visit of each of `people`, added up in minor units of `currency`.

    Of `unknown` of them no amount is known, so they add nothing.
    """

    people: int
    minor: int
    currency: str
    unknown: int


def at_risk(workspace: Workspace, on: date | None = None) -> AtRisk:
    """The money at risk on a day; None is today."""
    return added_up(workspace, people_at_risk(workspace, on))


def people_at_risk(workspace: Workspace, on: date | None = None) -> list[DueVisit]:
    """Who is overdue, or lost since at most thirty days, worth most first.

    Left out are those who are booked or refused contact; who was put off is still at risk.
    """
    late = [visit for visit in _late(workspace, on) if is_at_risk(visit)]
    return sorted(late, key=_worth)


def added_up(workspace: Workspace, late: Iterable[DueVisit]) -> AtRisk:
    """What the usual visits of those at risk come to; who is only due adds nothing."""
    return of_spends(workspace, [x.usual_spend_minor for x in late if is_at_risk(x)])


def people_stopped(workspace: Workspace) -> list[DueVisit]:
    """Who stopped coming within the last year, by the snapshots, worth most first.

    Left out are those who are booked or refused contact.
    """
    gone = slipping.stopped(workspace, workspace.clock.today())
    return sorted(gone, key=_worth)


def of_spends(workspace: Workspace, spends: Sequence[int | None]) -> AtRisk:
    """The usual visits of so many people, None being one of whom no amount is known."""
    known = [spend for spend in spends if spend is not None]
    currency = settings.get(workspace, settings.CURRENCY)
    return AtRisk(len(spends), sum(known), currency, len(spends) - len(known))


def is_at_risk(visit: DueVisit) -> bool:
    """Whether a visit is later than the grace allows."""
    return visit.state != "due"


def _worth(visit: DueVisit) -> tuple[int, int]:
    return -(visit.usual_spend_minor or 0), visit.customer_id


def _late(workspace: Workspace, on: date | None) -> list[DueVisit]:
    today = workspace.clock.today()
    if (on is None or on == today) and snapshots.is_fresh(workspace):
        return slipping.from_snapshots(workspace, today).late
    # The formulas behind health scores are needed where no snapshot speaks.
    from core.insight import slipped

    return slipped.from_records(workspace, on or today).late
