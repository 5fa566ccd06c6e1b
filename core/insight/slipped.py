"""Who slipped away on any day, computed from everyone's records: slower than the snapshots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.insight import health_scores, snapshot_rows
from core.insight.health_scores import CustomerHealth
from core.insight.slipping import (
    Drop,
    DueVisit,
    Slipping,
    Stand,
    awake,
    is_stopped,
    state_of_task,
    steady_stages,
)
from core.measures.health import band

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def from_records(workspace: Workspace, on: date) -> Slipping:
    """Customers past their rhythm and those whose health fell, by the end of a day."""
    visits, drops, gone, stands = [], [], [], []
    steady = steady_stages(workspace)
    for found in health_scores.each(workspace, on, with_falls=True):
        visits.append(_due_of(found, on))
        drop = _drop_of(found)
        if drop:
            drops.append(drop)
        if _has_stopped(found, on):
            gone.append(found.usual_spend_minor)
        if (found.stage_since or found.stage in steady) and not _is_left_alone(found):
            stands.append(_stand(found))
    return awake(workspace, on, visits, drops, gone, stands)


def _is_left_alone(found: CustomerHealth) -> bool:
    return found.refused or found.booked_on is not None


def _stand(found: CustomerHealth) -> Stand:
    return Stand(
        found.customer_id, found.customer, found.stage, found.stage_since, found.last_visit_on
    )


def _has_stopped(found: CustomerHealth, on: date) -> bool:
    if _is_left_alone(found) or found.lost_on is None:
        return False
    return is_stopped(on, found.lost_on)


def _due_of(found: CustomerHealth, on: date) -> DueVisit | None:
    last, due, overdue, lost = found.last_visit_on, found.due_on, found.overdue_on, found.lost_on
    if _is_left_alone(found) or not (last and due and overdue and lost):
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
