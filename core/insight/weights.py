"""How much each factor counts in a health score: the owner's choice, with the day since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from core.errors import Problem, refuse
from core.i18n import N_
from core.measures.factors import WEIGHTS
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LEAST, MOST = 0.0, 5.0


def current(workspace: Workspace, on: date | None = None) -> Mapping[str, float]:
    """The weight of every factor in force at the end of a day (None: today), 0–5.

    For today and later it is the last choice, so that a clock which was set back hides nothing.
    """
    chosen = _chosen(workspace, on)
    return {**WEIGHTS, **(_sound(chosen[1]) if chosen else {})}


def since(workspace: Workspace) -> date | None:
    """The day on which the weights in force were chosen; None where they never were."""
    chosen = _chosen(workspace, None)
    return date.fromisoformat(chosen[0]) if chosen and chosen[1] else None


def problems(weights: Mapping[str, float]) -> list[Problem]:
    """What keeps these from being the weights of all factors."""
    found = []
    for factor, weight in weights.items():
        if factor not in WEIGHTS:
            found.append(Problem(factor, N_("“{value}” is no factor."), {"value": factor}))
        elif not LEAST <= weight <= MOST:
            found.append(Problem(factor, N_("A weight lies between 0 and 5.")))
    if not any(weights.get(factor, 0) > 0 for factor in WEIGHTS):
        found.append(Problem("weights", N_("At least one factor has to count.")))
    return found


def change(workspace: Workspace, weights: Mapping[str, float]) -> None:
    """Let factors count differently from today on; those not named stay. Raises RefusedInput."""
    before = current(workspace)
    now = {**before, **weights}
    refuse(problems(now))
    if now != before:
        _choose(workspace, {factor: float(weight) for factor, weight in now.items()})


def reset(workspace: Workspace) -> None:
    """Go back to the weights that Regulars comes with, from today on."""
    if current(workspace) != WEIGHTS:
        _choose(workspace, {})


def _chosen(workspace: Workspace, on: date | None) -> tuple[str, dict[str, Any]] | None:
    """The last choice by the end of a day: its day, and its weights (none: those of the app)."""
    kept = _kept(workspace)
    if on is not None and on < workspace.clock.today():
        kept = {day: weights for day, weights in kept.items() if day <= on.isoformat()}
    return max(kept.items(), default=None, key=itemgetter(0))


def _kept(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Every choice by its day; what another program wrote there and makes no sense is left out."""
    return {
        day: weights
        for day, weights in settings.get(workspace, settings.HEALTH_WEIGHTS).items()
        if _is_day(day) and isinstance(weights, dict)
    }


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _choose(workspace: Workspace, weights: dict[str, float]) -> None:
    today = workspace.clock.today().isoformat()
    kept = _kept(workspace)
    # What a clock that went wrong wrote down for days to come must not outlive this choice.
    before = {day: chosen for day, chosen in kept.items() if day < today}
    with workspace.write(N_("Weights of the health score changed")):
        settings.put(workspace, settings.HEALTH_WEIGHTS, {**before, today: weights})


def _sound(stored: Mapping[str, Any]) -> dict[str, float]:
    """The weights of a stored choice, as far as they make sense; none if none would count."""
    weights = {
        factor: float(weight)
        for factor, weight in stored.items()
        if isinstance(weight, int | float) and not problems({**WEIGHTS, factor: weight})
    }
    return {} if problems({**WEIGHTS, **weights}) else weights
