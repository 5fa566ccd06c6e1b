"""Who slips away: customers past their rhythm, and those whose health fell into a worse band.

This is today, read from the snapshots, and light enough for the first page of the window; who
slipped on any other day is computed by `slipped`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from core.insight import refusals, snapshots
from core.measures.rhythm import Rhythm, lost_on, state
from core.people import snoozes

if TYPE_CHECKING:
    import sqlite3

    from core.measures.health import Band
    from core.store.workspace import Workspace

# Whoever was lost longer ago is no task for today: that is what win-back is for.
FRESHLY_LOST_DAYS = 30

DueState = Literal["due", "overdue", "lost"]
_URGENCY: dict[DueState, int] = {"overdue": 0, "due": 1, "lost": 2}


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A customer past the day on which the next visit was to be expected."""

    customer_id: int
    customer: str
    last_visit_on: date
    due_on: date
    state: DueState
    usual_gap_days: float


@dataclass(frozen=True, slots=True)
class Drop:
    """A customer whose health fell into a worse band within thirty days.

    `reasons` are those of a snapshot, as `snapshots.sentences` tells them.
    """

    customer_id: int
    customer: str
    score: float
    before: float
    band: Band
    before_band: Band
    reasons: str

    @property
    def why(self) -> str:
        """The reasons of the score as sentences, in the language in use now."""
        return " ".join(snapshots.sentences(self.reasons))


def from_snapshots(workspace: Workspace, on: date) -> tuple[list[DueVisit], list[Drop]]:
    """Who slips by the snapshots, unless a visit, a booking or a refusal came since.

    From snapshots of an earlier day the state is told anew, so that they still speak of this.
    """
    kept = snapshots.stamp(workspace)
    if kept is None:
        return [], []
    before = snapshots.day_before(date.fromisoformat(kept.day)).isoformat()
    days = {"taken_on": kept.day, "before": before, "on": on.isoformat()}
    late = workspace.rows(_DUE, days)
    refused = refusals.refused(workspace, on, [row["customer_id"] for row in late])
    same_day = kept.day == days["on"]
    visits = [_due_from_row(row, on, same_day) for row in late if row["customer_id"] not in refused]
    drops = [Drop(*row) for row in workspace.rows(_DROPS, days)]
    return awake(workspace, on, visits, drops)


def awake(
    workspace: Workspace, on: date, visits: Iterable[DueVisit | None], drops: Iterable[Drop]
) -> tuple[list[DueVisit], list[Drop]]:
    """Those that were not put off, the most urgent first."""
    resting = snoozes.resting(workspace, "visit", on)
    unwell = snoozes.resting(workspace, "health", on)
    due = [visit for visit in visits if visit and visit.customer_id not in resting]
    fallen = [drop for drop in drops if drop.customer_id not in unwell]
    return sorted(due, key=_urgency), sorted(fallen, key=_fall)


def _urgency(visit: DueVisit) -> tuple[int, date, int]:
    return _URGENCY[visit.state], visit.due_on, visit.customer_id


def _fall(drop: Drop) -> tuple[float, int]:
    return drop.score - drop.before, drop.customer_id


def _due_from_row(row: sqlite3.Row, on: date, same_day: bool) -> DueVisit | None:
    customer_id, customer, last_visit_on, due_on, gap, now = row
    last, due = date.fromisoformat(last_visit_on), date.fromisoformat(due_on)
    if same_day and now in ("due", "overdue"):
        return DueVisit(customer_id, customer, last, due, now, gap)
    return past_due(customer_id, customer, last, due, gap, on)


def past_due(
    customer_id: int, customer: str, last: date, due_on: date, gap: float, on: date
) -> DueVisit | None:
    """A customer's visit past due on a day; None in rhythm, or lost too long ago."""
    own = Rhythm(gap, False, 0)
    now = state(own, last, on)
    if now == "in_rhythm":
        return None
    if now == "lost" and (on - lost_on(own, last)).days > FRESHLY_LOST_DAYS:
        return None
    return DueVisit(customer_id, customer, last, due_on, now, gap)


# Roughly bounded here, so that those lost long ago are not looked at; `past_due` says it exactly.
_DUE = f"""SELECT customer_id, customer.name, last_visit_on, due_on, usual_gap_days,
        rhythm_state
    FROM health_snapshot JOIN customer ON customer.id = customer_id
    WHERE taken_on = :taken_on AND due_on <= :on AND archived_at IS NULL
        AND julianday(:on) - julianday(last_visit_on)
            <= max(2 * usual_gap_days, usual_gap_days + 8) + {FRESHLY_LOST_DAYS + 2}
        AND NOT EXISTS (
            SELECT 1 FROM visit WHERE visit.customer_id = health_snapshot.customer_id
            AND visited_on > last_visit_on
            AND (status = 'done' OR (status = 'booked' AND visited_on >= :on)))"""
_DROPS = """SELECT now.customer_id, customer.name, now.score, before.score, now.band,
        before.band, now.why
    FROM health_snapshot AS now
    JOIN health_snapshot AS before
        ON before.customer_id = now.customer_id AND before.taken_on = :before
    JOIN customer ON customer.id = now.customer_id
    WHERE now.taken_on = :taken_on AND now.band <> before.band AND now.score < before.score
        AND customer.archived_at IS NULL"""
