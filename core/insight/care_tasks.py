"""Care tasks: whom the plan of her stage asks the owner to be in touch with, and why.

Nothing of it is stored: a task follows from the stage, its plan and the contacts, so a contact
ends it and no day that was missed loses or doubles it. Plans are those of now, also for a day
gone by.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from core.clock import instant_of, iso, parse_instant
from core.i18n import N_
from core.insight import likely_reasons
from core.people import care_plans, checkins, closures, snoozes
from core.people.care_plans import ENTERED_WITHIN_DAYS, CarePlan
from core.people.counted import REACHED

if TYPE_CHECKING:
    from core.insight.slipping import Stand
    from core.measures.opening import WorkingDays
    from core.measures.stage import Stage
    from core.store.workspace import Workspace

Sort = Literal["first_purchase", "winback", "interval", "checkin"]

BECAUSE: dict[Sort, str] = {
    "first_purchase": N_("The first visit was some days ago: ask how it went."),
    "winback": N_("Has stopped coming: ask why, and ask back."),
    "interval": N_("You have not been in touch for a while."),
    "checkin": N_("Has come to a new stage: a good moment to be in touch."),
}
_OF_STAGE: dict[Stage, Sort] = {"first": "first_purchase", "lost": "winback"}
_REASON_NOUNS = frozenset(
    {"feedback", "reply", "support", "visit", "customer", "staff_member", "setting"}
)
_ORDER: dict[Sort, int] = {"first_purchase": 0, "winback": 1, "checkin": 2, "interval": 3}


@dataclass(frozen=True, slots=True)
class CareTask:
    """A customer whom the plan of her stage asks to be in touch with.

    `because` and `likely_reason` are sentences (msgids), the latter of whoever was lost, else
    empty; `goals` is how many open goals there are to ask about.
    """

    customer_id: int
    customer: str
    sort: Sort
    due_on: date
    because: str
    likely_reason: str = ""
    goals: int = 0

    def days_late(self, today: date) -> int:
        """Days past due."""
        return (today - self.due_on).days


@dataclass(frozen=True, slots=True)
class _Contacts:
    """The last days on which a customer was in touch, and on which she was not reached."""

    last_on: date | None = None
    missed_on: date | None = None


def due(workspace: Workspace, on: date | None = None) -> list[CareTask]:
    """The care tasks of a day (None: today), also of those who have another line on Today."""
    from core.insight import slipping

    on = on or workspace.clock.today()
    if on == workspace.clock.today():
        stands = slipping.from_snapshots(workspace, on).stands
    else:
        from core.insight import slipped

        stands = slipped.from_records(workspace, on).stands
    return of_stands(workspace, on, stands)


def won_back(workspace: Workspace, on: date, stands: Iterable[Stand]) -> set[int]:
    """Those lost lately whose one task is to win them back, due, put off or done."""
    if care_plans.of(workspace)["lost"].after_days is None:
        return set()
    return {one.customer_id for one in stands if one.stage == "lost" and _is_news(one, on)}


def of_stands(
    workspace: Workspace,
    on: date,
    stands: Sequence[Stand],
    but: Collection[int] = (),
    reasons: int | None = None,
) -> list[CareTask]:
    """The tasks of customers by where they stand, the most urgent first, but for some of them.

    Likely reasons take the longest; `reasons` is of how many tasks they are told, None for all.
    """
    plans = care_plans.of(workspace)
    asked = [
        one for one in stands if _is_asked(one, plans[one.stage], on) and one.customer_id not in but
    ]
    if not asked:
        return []
    ids = [one.customer_id for one in asked]
    contacts, own = _contacts(workspace, on, ids), _with_own_interval(workspace, ids)
    days = closures.working_days(workspace, on)
    tasks: list[CareTask] = []
    for one in asked:
        met = contacts.get(one.customer_id, _Contacts())
        plan = plans[one.stage]
        if one.customer_id in own:
            plan = replace(plan, interval_days=None)
        task = _task(workspace, on, days, one, plan, met)
        if task is not None:
            tasks.append(task)
    awake = sorted(_awake(workspace, on, tasks), key=_urgency)
    return _told(workspace, on, awake, stands, awake[:reasons])


def _urgency(task: CareTask) -> tuple[int, date, int]:
    return _ORDER[task.sort], task.due_on, task.customer_id


def _is_news(one: Stand, on: date) -> bool:
    return one.since_on is not None and 0 <= (on - one.since_on).days < ENTERED_WITHIN_DAYS


def _is_asked(one: Stand, plan: CarePlan, on: date) -> bool:
    return plan.interval_days is not None or (plan.after_days is not None and _is_news(one, on))


def _task(
    workspace: Workspace,
    on: date,
    days: WorkingDays,
    one: Stand,
    plan: CarePlan,
    met: _Contacts,
) -> CareTask | None:
    """What the plan asks for by a day; None where that is nothing yet."""
    sort: Sort = _OF_STAGE.get(one.stage, "checkin")
    due_on = _on_entering(one, plan, met, on)
    if due_on is None:
        sort, due_on = "interval", _on_interval(one, plan, met, on)
    if due_on is None or due_on > on:
        return None
    due_on = date.fromordinal(days.first_open(due_on.toordinal()))
    if met.missed_on and met.missed_on >= due_on:
        due_on = checkins.tried_again_on(workspace, met.missed_on)
    if due_on > on:
        return None
    return CareTask(one.customer_id, one.customer, sort, due_on, BECAUSE[sort])


def _on_entering(one: Stand, plan: CarePlan, met: _Contacts, on: date) -> date | None:
    """When the plan asks for a contact after entering the stage, unless there was one since.

    A word at the till on the day of the first visit is no call some days later.
    """
    if plan.after_days is None or one.since_on is None or not _is_news(one, on):
        return None
    counts_from = one.since_on + timedelta(days=min(1, plan.after_days))
    if met.last_on is not None and met.last_on >= counts_from:
        return None
    return one.since_on + timedelta(days=plan.after_days)


def _on_interval(one: Stand, plan: CarePlan, met: _Contacts, on: date) -> date | None:
    """When the plan asks for the next contact; who was never in touch is asked for at once."""
    if plan.interval_days is None:
        return None
    known = [day for day in (met.last_on, one.last_visit_on, one.since_on) if day]
    return max(known) + timedelta(days=plan.interval_days) if known else on


def _awake(workspace: Workspace, on: date, tasks: list[CareTask]) -> list[CareTask]:
    """Those that nobody has put off; whoever was put off as late or lost stays so."""
    resting = snoozes.resting(workspace, "care", on)
    gone = resting | snoozes.resting(workspace, "winback", on)
    gone |= snoozes.resting(workspace, "visit", on)
    return [
        task
        for task in tasks
        if task.customer_id not in (gone if task.sort == "winback" else resting)
    ]


def _told(
    workspace: Workspace,
    on: date,
    tasks: list[CareTask],
    stands: Iterable[Stand],
    explained: Iterable[CareTask],
) -> list[CareTask]:
    """The same with their number of goals, some with the likely reasons of the lost."""
    lost = {task.customer_id for task in explained if task.sort == "winback"}
    last_visits = {
        one.customer_id: one.last_visit_on
        for one in stands
        if one.customer_id in lost and one.last_visit_on
    }
    key = ("likely reasons", on, workspace.clock.today(), tuple(sorted(last_visits.items())))
    reasons = workspace.kept(
        key, _REASON_NOUNS, lambda: likely_reasons.of(workspace, on, last_visits)
    )
    goals = _goals(workspace, on, [task.customer_id for task in tasks])
    return [
        replace(
            task,
            likely_reason=reasons.get(task.customer_id, ""),
            goals=goals.get(task.customer_id, 0),
        )
        for task in tasks
    ]


def _contacts(workspace: Workspace, on: date, ids: Sequence[int]) -> dict[int, _Contacts]:
    clock = workspace.clock
    is_past = on < clock.today()
    until = iso(instant_of(clock, on + timedelta(days=1))) if is_past else "9999"

    def day(at: str | None) -> date | None:
        return clock.day_of(parse_instant(at)) if at else None

    rows = workspace.rows(_LAST, [until, json.dumps(ids)])
    return {row[0]: _Contacts(day(row[1]), day(row[2])) for row in rows}


def _with_own_interval(workspace: Workspace, ids: Sequence[int]) -> set[int]:
    rows = workspace.rows(
        "SELECT customer_id FROM checkin WHERE customer_id IN (SELECT value FROM json_each(?))",
        [json.dumps(ids)],
    )
    return {row[0] for row in rows}


def _goals(workspace: Workspace, on: date, ids: Sequence[int]) -> dict[int, int]:
    rows = workspace.rows(_GOALS, [json.dumps(ids), on.isoformat(), on.isoformat()])
    return {row[0]: row[1] for row in rows}


_LAST = f"""SELECT customer_id, max(CASE WHEN {REACHED} THEN at END),
        max(CASE WHEN NOT ({REACHED}) THEN at END)
    FROM touchpoint WHERE at < ? AND customer_id IN (SELECT value FROM json_each(?))
    GROUP BY customer_id"""
_GOALS = """SELECT customer_id, count(*) FROM goal
    WHERE customer_id IN (SELECT value FROM json_each(?)) AND set_on <= ?
        AND (reached_on IS NULL OR reached_on > ?) GROUP BY customer_id"""
