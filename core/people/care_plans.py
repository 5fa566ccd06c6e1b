"""Care plans: what each stage asks for, a contact some days after entering it and a regular one.

Plans are the shop's own; what a shop never said is as usual. A customer's own check-in goes
before the regular contact of her stage.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from core.errors import Problem, refuse
from core.i18n import N_
from core.measures.stage import STAGES, Stage
from core.people.checkins import LONGEST_INTERVAL
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# Entering a stage asks for something within so many days; later it is no news any more.
ENTERED_WITHIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class CarePlan:
    """What one stage asks for; None asks for nothing.

    `interval_days`: a contact after so many days (1–730) without any, or without a visit.
    `after_days`: a contact so many days (0–29) after entering the stage.
    """

    interval_days: int | None = None
    after_days: int | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being a plan."""
        found = []
        if self.interval_days is not None and not 0 < self.interval_days <= LONGEST_INTERVAL:
            found.append(
                Problem("interval_days", N_("Please give a number of days from 1 to 730."))
            )
        if self.after_days is not None and not 0 <= self.after_days < ENTERED_WITHIN_DAYS:
            found.append(Problem("after_days", N_("Please give a number of days from 0 to 29.")))
        return found


USUAL: dict[Stage, CarePlan] = {
    "prospect": CarePlan(),
    "first": CarePlan(after_days=7),
    "repeat": CarePlan(),
    "loyal": CarePlan(),
    "lost": CarePlan(after_days=0),
}


def of(workspace: Workspace) -> dict[Stage, CarePlan]:
    """The plan of every stage, in the order of the stages."""
    own = settings.get(workspace, settings.CARE_PLANS)
    return {stage: _read(own.get(stage)) or usual for stage, usual in USUAL.items()}


def change(workspace: Workspace, stage: Stage, plan: CarePlan) -> None:
    """Give a stage another plan. Raises RefusedInput."""
    problems = plan.problems()
    if stage not in STAGES:
        problems.append(Problem("stage", N_("Please choose one of the stages.")))
    refuse(problems)
    own = settings.get(workspace, settings.CARE_PLANS)
    with workspace.write(N_("Care plan changed")):
        settings.put(workspace, settings.CARE_PLANS, {**own, stage: asdict(plan)})


def reset(workspace: Workspace) -> None:
    """Let every stage be cared for as usual again."""
    with workspace.write(N_("Care plans as usual")):
        settings.put(workspace, settings.CARE_PLANS, {})


def _read(kept: object) -> CarePlan | None:
    """A plan as it is stored; None for what this version cannot read."""
    if not isinstance(kept, dict):
        return None
    days = [kept.get("interval_days"), kept.get("after_days")]
    if any(type(value) not in (int, type(None)) for value in days):
        return None
    plan = CarePlan(*days)
    return None if plan.problems() else plan
