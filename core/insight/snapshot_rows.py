"""What a snapshot keeps of a customer's health and of her next visit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from core.insight import falls, stage_history, standings
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.insight.standings import Standing
from core.measures.health import Health

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def of_customer(
    workspace: Workspace,
    history: History,
    now: ShopDay,
    before: ShopDay,
    between: Sequence[ShopDay],
) -> Iterator[tuple[Any, ...]]:
    """A customer's rows of `snapshots.COLUMNS`, of each of the days on which the shop knew her."""
    then, stage = None, None
    if standings.was_known(history, before):
        at, health = standings.of_day(history, before)
        then, stage = health.score if health else None, at.stage
        yield _row(history, before, at, health, None, None)
    if standings.was_known(history, now):
        at, found = standings.of_day(history, now)
        fallen_on = falls.fallen_on(history, now, between, found, then)
        entered_on = stage_history.entered(workspace, history, now, before, stage, at.stage)
        yield _row(history, now, at, found, fallen_on, entered_on)


def _row(
    history: History,
    day: ShopDay,
    at: Standing,
    found: Health | None,
    fallen_on: date | None,
    entered_on: date | None,
) -> tuple[Any, ...]:
    return (
        history.customer_id,
        day.on.isoformat(),
        found.score if found else None,
        found.band if found else None,
        at.stage,
        _text(at.last_visit_on),
        _text(at.due_on),
        at.state,
        at.usual_gap_days,
        kept_reasons(found) if found else "[]",
        _text(at.overdue_on),
        _text(at.lost_on),
        _text(at.expected.since if at.expected else None),
        at.usual_spend_minor,
        at.gap_is_estimate,
        _text(fallen_on),
        _text(entered_on),
    )


def kept_reasons(health: Health) -> str:
    """What a snapshot keeps of the factors: keys and facts, told in any language later."""
    deciding = health.deciding
    ordered = sorted(health.contributions, key=lambda part: part.factor is not deciding)
    return json.dumps(
        [
            {
                "factor": part.factor.name,
                "points": part.points,
                "on": part.factor.on.isoformat(),
                "reason": part.factor.reason,
                "facts": dict(part.factor.facts),
            }
            for part in ordered
        ]
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
