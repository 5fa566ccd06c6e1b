"""Who slipped away on any day, computed from everyone's records: slower than the snapshots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.insight import health_scores, snapshot_rows
from core.insight.health_scores import CustomerHealth
from core.insight.slipping import Drop, DueVisit, Slipping, awake, is_stopped, state_of_task
from core.measures.health import band

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def from_records(workspace: Workspace, on: date) -> Slipping:
    """Customers past their rhythm and those whose health fell, by the end of a day."""
    visits, drops, gone = [], [], []
    for found in health_scores.each(workspace, on, with_falls=True):
        visits.append(_due_of(found, on))
        drop = _drop_of(found)
        if drop:
            drops.append(drop)
        if _has_stopped(found, on):
            gone.append(found.usual_spend_minor)
    return awake(workspace, on, visits, drops, gone)


def _has_stopped(found: CustomerHealth, on: date) -> bool:
    if found.refused or found.booked_on or found.lost_on is None:
        return False
    return is_stopped(on, found.lost_on)


def _due_of(found: CustomerHealth, on: date) -> DueVisit | None:
    last, due, overdue, lost = found.last_visit_on, found.due_on, found.overdue_on, found.lost_on
    if found.refused or found.booked_on or not (last and due and overdue and lost):
        return None
    now = state_of_task(on, due, overdue, lost)
    return now and DueVisit(
        customer_id=found.customer_id,
        customer=found.customer,
        last_visit_on=last,
        due_on=due,
        state=now,
        usual_gap_days=found.usual_gap_days or 0,
        gap_is_estimate=found.gap_is_estimate,
        overdue_on=overdue,
        lost_on=lost,
        usual_spend_minor=found.usual_spend_minor,
    )


def _drop_of(found: CustomerHealth) -> Drop | None:
    now, before, since_on = found.health, found.before, found.fallen_on
    if now is None or before is None or since_on is None:
        return None
    return Drop(
        customer_id=found.customer_id,
        customer=found.customer,
        score=now.score,
        before=before,
        band=now.band,
        before_band=band(before),
        reasons=snapshot_rows.kept_reasons(now),
        since_on=since_on,
    )
