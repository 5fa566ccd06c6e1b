"""Who slips away: customers past their rhythm, and those whose health fell into a worse band.

This is today, read from the snapshots, and light enough for the first page of the window; who
slipped on any other day is computed by `slipped`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from core.clock import parse_day
from core.insight import band_changes, refusals, snapshots
from core.measures.rhythm_state import state_between
from core.measures.trend import day_before
from core.people import care_plans, snoozes
from core.people.counted import AHEAD, CAME

if TYPE_CHECKING:
    import sqlite3

    from core.measures.health import Band
    from core.measures.stage import Stage
    from core.store.workspace import Workspace

# Whoever was lost longer ago is no task for today: that is what win-back is for.
FRESHLY_LOST_DAYS = 30
# Whoever was lost within a year is still told of: a quiet day is not yet a good one.
STOPPED_WITHIN_DAYS = 365

_DROP_NOUNS = frozenset({"health_snapshot", "customer"})
_REFUSAL_NOUNS = frozenset({"consent", "customer"})
# A visit or a refusal since the snapshots takes somebody out.
_LATE_NOUNS = _DROP_NOUNS | {"visit", "consent"}

DueState = Literal["due", "overdue", "lost"]
_URGENCY: dict[DueState, int] = {"overdue": 0, "due": 1, "lost": 2}


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A customer past the day on which the next visit was to be expected.

    The gap is her own median, or the shop's where `gap_is_estimate`; `usual_spend_minor` is the
    median of her paid days in the shop's currency, None where no amount is known.
    """

    customer_id: int
    customer: str
    last_visit_on: date
    due_on: date
    state: DueState
    usual_gap_days: float
    gap_is_estimate: bool
    overdue_on: date
    lost_on: date
    usual_spend_minor: int | None


@dataclass(frozen=True, slots=True)
class Drop:
    """A customer whose health clearly fell, and into a worse band, within thirty days.

    She has been in the worse band since the day `since_on`.
    `reasons` are those of a snapshot, as `snapshots.sentences` tells them.
    """

    customer_id: int
    customer: str
    score: float
    before: float
    band: Band
    before_band: Band
    reasons: str
    since_on: date

    @property
    def why(self) -> str:
        """The reasons of the score as sentences, in the language in use now."""
        return " ".join(snapshots.sentences(self.reasons))


class Stand(NamedTuple):
    """The stage of a customer, and since when where she came to it within a month."""

    customer_id: int
    customer: str
    stage: Stage
    since_on: date | None
    last_visit_on: date | None


class Slipping(NamedTuple):
    """Who slips on a day: `late` is everyone past due, `due` those of them not put off.

    `stopped` is what each of those usually spends who were lost within a year, and `stands` is
    where those stand whose stage is news or asks for regular contacts. None has those who are
    booked or who refused contact.
    """

    late: list[DueVisit]
    due: list[DueVisit]
    drops: list[Drop]
    stopped: list[int | None]
    stands: list[Stand]


def from_snapshots(workspace: Workspace, on: date) -> Slipping:
    """Who slips by the snapshots, unless a visit, a booking or a refusal came since.

    From snapshots of an earlier day the state is told anew, so that they still speak of this.
    """
    kept = snapshots.stamp(workspace)
    if kept is None:
        return Slipping([], [], [], [], [])
    before = day_before(date.fromisoformat(kept.day)).isoformat()
    days = {
        "taken_on": kept.day,
        "before": before,
        "on": on.isoformat(),
        "lost_from": (on - timedelta(days=FRESHLY_LOST_DAYS)).isoformat(),
    }
    key = tuple(days.values())
    late = workspace.kept(("late", *key), _LATE_NOUNS, lambda: _late(workspace, on, days))
    drops = workspace.kept(("drops", *key), _DROP_NOUNS, lambda: _drops(workspace, days))
    gone = workspace.kept(
        ("stopped", *key),
        _LATE_NOUNS,
        lambda: [row[1] for row in _stopped(workspace, on, "usual_spend_minor")],
    )
    steady = tuple(steady_stages(workspace))
    stands = workspace.kept(
        ("stands", *key, steady), _LATE_NOUNS, lambda: _stands(workspace, on, days, steady)
    )
    return awake(workspace, on, late, drops, gone, stands)


def steady_stages(workspace: Workspace) -> list[Stage]:
    """The stages whose plan asks for a contact now and then, whenever they were reached."""
    plans = care_plans.of(workspace)
    return [stage for stage, plan in plans.items() if plan.interval_days is not None]


def _stands(
    workspace: Workspace, on: date, days: dict[str, str], steady: Sequence[Stage]
) -> list[Stand]:
    refused = _refused(workspace, on)
    # Without a steady stage, an index finds the few who came to theirs lately.
    wanted = _IS_NEWS if not steady else f"({_IS_NEWS} OR {_IS_STEADY})"
    rows = workspace.rows(f"{_STANDS} AND {wanted}", {**days, "steady": json.dumps(steady)})
    return [
        Stand(row[0], row[1], row[2], parse_day(row[3]), parse_day(row[4]))
        for row in rows
        if row[0] not in refused
    ]


def stopped(workspace: Workspace, on: date) -> list[DueVisit]:
    """The customers of `Slipping.stopped` by the snapshots, in no order."""
    return [_visit(row, "lost") for row in _stopped(workspace, on, _OF_VISIT)]


def is_stopped(on: date, lost: date) -> bool:
    """Whether somebody lost on a day stopped coming within the year up to another."""
    return lost <= on < lost + timedelta(days=STOPPED_WITHIN_DAYS)


def _stopped(workspace: Workspace, on: date, columns: str) -> list[sqlite3.Row]:
    """The id and further columns of everybody who stopped coming within the year."""
    kept = snapshots.stamp(workspace)
    if kept is None:
        return []
    since = on - timedelta(days=STOPPED_WITHIN_DAYS - 1)
    days = {"taken_on": kept.day, "on": on.isoformat(), "lost_from": since.isoformat()}
    rows = workspace.rows(f"SELECT customer_id, {columns} {_GONE} AND lost_on <= :on", days)
    refused = _refused(workspace, on)
    return [row for row in rows if row[0] not in refused]


def _late(workspace: Workspace, on: date, days: dict[str, str]) -> list[DueVisit]:
    refused = _refused(workspace, on)
    rows = workspace.rows(f"SELECT customer_id, {_OF_VISIT} {_GONE}", days)
    found = (_due_from_row(row, on) for row in rows if row[0] not in refused)
    return [visit for visit in found if visit]


def _refused(workspace: Workspace, on: date) -> set[int]:
    return workspace.kept(("refused", on), _REFUSAL_NOUNS, lambda: refusals.refused(workspace, on))


def _drops(workspace: Workspace, days: dict[str, str]) -> list[Drop]:
    return [_drop_from_row(row) for row in workspace.rows(_DROPS, days)]


def awake(
    workspace: Workspace,
    on: date,
    visits: Iterable[DueVisit | None],
    drops: Sequence[Drop],
    gone: list[int | None],
    stands: list[Stand],
) -> Slipping:
    """The same in order, the most urgent first, and without those that were put off."""
    resting = snoozes.resting(workspace, "visit", on)
    unwell = snoozes.resting(workspace, "health", on)
    late = sorted((visit for visit in visits if visit), key=_urgency)
    due = [visit for visit in late if visit.customer_id not in resting]
    fallen = [
        drop
        for drop in band_changes.still_open(workspace, on, drops)
        if drop.customer_id not in unwell
    ]
    return Slipping(late, due, sorted(fallen, key=_fall), gone, stands)


def _urgency(visit: DueVisit) -> tuple[int, date, int]:
    return _URGENCY[visit.state], visit.due_on, visit.customer_id


def _fall(drop: Drop) -> tuple[float, int]:
    return drop.score - drop.before, drop.customer_id


def _due_from_row(row: sqlite3.Row, on: date) -> DueVisit | None:
    due, overdue, lost = (date.fromisoformat(day) for day in row[3:6])
    now = state_of_task(on, due, overdue, lost)
    return now and _visit(row, now)


def _visit(row: sqlite3.Row, now: DueState) -> DueVisit:
    customer_id, customer, last_on, due_on, overdue_on, lost_on, gap, is_estimate, spend = row
    return DueVisit(
        customer_id,
        customer,
        date.fromisoformat(last_on),
        date.fromisoformat(due_on),
        now,
        gap,
        bool(is_estimate),
        date.fromisoformat(overdue_on),
        date.fromisoformat(lost_on),
        spend,
    )


def _drop_from_row(row: sqlite3.Row) -> Drop:
    customer_id, customer, score, before, band, before_band, reasons, since_on = row
    since = date.fromisoformat(since_on)
    return Drop(customer_id, customer, score, before, band, before_band, reasons, since)


def state_of_task(on: date, due: date, overdue: date, lost: date) -> DueState | None:
    """What a customer's visit is on a day; None in rhythm, or lost too long ago."""
    now = state_between(on, due, overdue, lost)
    if now == "in_rhythm" or (on - lost).days > FRESHLY_LOST_DAYS:
        return None
    return now


_OF_VISIT = """customer.name, last_visit_on, due_on, overdue_on, lost_on,
    usual_gap_days, gap_is_estimate, usual_spend_minor"""
_GONE = f"""FROM health_snapshot JOIN customer ON customer.id = customer_id
    WHERE taken_on = :taken_on AND due_on <= :on AND lost_on >= :lost_from
        AND archived_at IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM visit WHERE visit.customer_id = health_snapshot.customer_id
            AND visited_on > last_visit_on AND ({CAME} OR ({AHEAD})))"""
_IS_NEWS = "stage_since_on IS NOT NULL"
_IS_STEADY = "stage IN (SELECT value FROM json_each(:steady))"
_STANDS = f"""SELECT customer_id, customer.name, stage, stage_since_on, last_visit_on
    FROM health_snapshot JOIN customer ON customer.id = customer_id
    WHERE taken_on = :taken_on AND archived_at IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM visit WHERE visit.customer_id = health_snapshot.customer_id
            AND visited_on >= coalesce(last_visit_on, '')
            AND (visited_on > coalesce(last_visit_on, '') AND {CAME} OR ({AHEAD})))"""
_DROPS = """SELECT now.customer_id, customer.name, now.score, before.score, now.band,
        before.band, now.why, now.band_since_on
    FROM health_snapshot AS now
    JOIN health_snapshot AS before
        ON before.customer_id = now.customer_id AND before.taken_on = :before
    JOIN customer ON customer.id = now.customer_id
    WHERE now.taken_on = :taken_on AND now.band_since_on IS NOT NULL
        AND customer.archived_at IS NULL"""
