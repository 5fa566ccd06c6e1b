"""Health scores: how every customer is on any day, from the shop's records alone.

Nothing here depends on when it is asked: a past day is computed from the facts up to that day.
The snapshots in the file are a cache of today and of thirty days ago, for lists and for Today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from core.errors import Missing
from core.insight import (
    falls,
    histories,
    refusals,
    shop_days,
    snapshot_rows,
    snapshots,
    stage_history,
    standings,
    touched,
)
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.insight.snapshots import Stamp
from core.insight.stage_history import StageChange
from core.insight.standings import Standing
from core.measures.health import Health, health_trend
from core.measures.trend import Trend
from core.progress import Progress

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_STEP = 250
_OF_STANDING = tuple(field.name for field in fields(Standing))


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerHealth(Standing):
    """How a customer stands on a day, how she is, and what she has been to the shop until then.

    `before` is the score of thirty days earlier; `spend_minor` is in the shop's currency. A
    customer who `refused` contact, or is `booked_on` a day to come, is never listed as due.
    `fallen_on` is the first day of a band worse than thirty days ago, where it was asked for.
    `stage_since` is told of one customer alone; where falls of everyone were asked for, of those
    who moved within these thirty days.
    """

    customer_id: int
    customer: str
    reference: str
    health: Health | None
    before: float | None
    trend: Trend
    visits: int
    spend_minor: int
    refused: bool
    fallen_on: date | None = None
    stage_since: date | None = None

    @property
    def why(self) -> str:
        """The reasons of the score as sentences, in the language in use now."""
        return _why(self.health)


def of_customer(workspace: Workspace, customer_id: int, on: date | None = None) -> CustomerHealth:
    """One customer on a day (None: today), also a hidden one. Raises Missing."""
    return with_stages(workspace, customer_id, on)[0]


def with_stages(
    workspace: Workspace, customer_id: int, on: date | None = None
) -> tuple[CustomerHealth, list[StageChange]]:
    """The same with the changes of her stage until then, oldest first, read in one go."""
    on = on or workspace.clock.today()
    now, before = shop_days.pair(workspace, on, customer_id)
    history = next(histories.each(workspace, before.on, on, customer_id), None)
    if history is None:
        raise Missing("customer", customer_id)
    refused = refusals.refused(workspace, on, [customer_id])
    changed = stage_history.changes(workspace, history, now)
    found = _customer_health(history, now, before, bool(refused))
    return replace(found, stage_since=changed[-1].on if changed else None), changed


def each(
    workspace: Workspace,
    on: date | None = None,
    progress: Progress | None = None,
    *,
    with_falls: bool = False,
) -> Iterator[CustomerHealth]:
    """Everyone whom the shop knew on a day (None: today) and had not hidden, by customer id.

    Since when somebody has been in a worse band takes long to find out, and is left open unless
    asked for.
    """
    on = on or workspace.clock.today()
    now, before = shop_days.pair(workspace, on)
    refused = refusals.refused(workspace, on)
    between = falls.days_between(now, before) if with_falls else None
    for history in known(workspace, now, before.on, progress):
        found = _customer_health(history, now, before, history.customer_id in refused, between)
        yield found if between is None else _since_when(workspace, history, now, before, found)


def known(
    workspace: Workspace, day: ShopDay, since: date, progress: Progress | None = None
) -> Iterator[History]:
    """The histories of everyone whom the shop knew on a day, for asking about days from `since`."""
    for history in _told(workspace, histories.each(workspace, since, day.on), progress):
        if standings.was_known(history, day):
            yield history


def rows(workspace: Workspace, on: date | None = None) -> Iterator[dict[str, Any]]:
    """Everyone's health on a day as flat records for a file; `reference` is the shop's own."""
    on = on or workspace.clock.today()
    day = shop_days.one(workspace, on)
    for history in known(workspace, day, on):
        at, found = standings.of_day(history, day)
        yield {
            "customer": history.customer,
            "reference": history.reference,
            "score": round(found.score, 1) if found else None,
            "band": found.band if found else None,
            "stage": at.stage,
            "last_visit_on": _text(at.last_visit_on),
            "due_on": _text(at.due_on),
            "why": _why(found),
        }


def refresh(workspace: Workspace, progress: Progress | None = None) -> None:
    """Compute health anew and keep the snapshots of today and of thirty days ago, no others.

    Where little has changed since the last time, only the customers concerned are computed.
    What takes long is reading, a run of customers at a time, so that saves get in between;
    the write at the end is short. Raises Cancelled, and then the old snapshots stay.
    """
    journal_id = snapshots.last_journal_id(workspace)
    now, before = shop_days.pair(workspace, workspace.clock.today())
    computed_from = Stamp(now.on.isoformat(), journal_id, _measured(now, before))
    concerned = _concerned(workspace, computed_from)
    between = falls.days_between(now, before)
    found: list[tuple[Any, ...]] = []
    for history in _told(workspace, _histories(workspace, now, before, concerned), progress):
        found.extend(snapshot_rows.of_customer(workspace, history, now, before, between))
    snapshots.replace(workspace, found, computed_from, concerned)


def _concerned(workspace: Workspace, now: Stamp) -> set[int] | None:
    """Whom a refresh is about; None for everyone, as on a new day or with a new usual gap."""
    kept = snapshots.stamp(workspace)
    if kept is None or (kept.day, kept.measured) != (now.day, now.measured):
        return None
    return touched.customers(workspace, kept)


def _measured(now: ShopDay, before: ShopDay) -> tuple[float | None, ...]:
    """What one customer's visits may change for all others."""
    slopes = now.slopes
    usual = (now.gap, before.gap, now.usual_spend, before.usual_spend)
    return (*usual, slopes.visits, slopes.away, slopes.regular)


def _histories(
    workspace: Workspace, now: ShopDay, before: ShopDay, concerned: set[int] | None
) -> Iterator[History]:
    if concerned is None:
        yield from histories.each(workspace, before.on, now.on)
        return
    for customer_id in sorted(concerned):
        yield from histories.each(workspace, before.on, now.on, customer_id)


def is_fresh(workspace: Workspace) -> bool:
    """Whether the snapshots are of today and nothing has happened since."""
    return snapshots.is_fresh(workspace)


def _customer_health(
    history: History,
    now: ShopDay,
    before: ShopDay,
    refused: bool,
    between: Sequence[ShopDay] | None = None,
) -> CustomerHealth:
    at, found = standings.of_day(history, now)
    then = standings.score_alone(history, before) if standings.was_known(history, before) else None
    score = found.score if found else None
    return CustomerHealth(
        **{name: getattr(at, name) for name in _OF_STANDING},
        customer_id=history.customer_id,
        customer=history.customer,
        reference=history.reference,
        health=found,
        before=then,
        trend=health_trend(score, then),
        visits=len(history.ordinals),
        spend_minor=sum(amount for _day, amount in history.spends),
        refused=refused,
        fallen_on=None if between is None else falls.fallen_on(history, now, between, found, then),
    )


def _since_when(
    workspace: Workspace, history: History, now: ShopDay, before: ShopDay, found: CustomerHealth
) -> CustomerHealth:
    known = standings.was_known(history, before)
    then = standings.standing(history, before).stage if known else None
    since = stage_history.entered(workspace, history, now, before, then, found.stage)
    return replace(found, stage_since=since)


def _told(
    workspace: Workspace, found: Iterator[History], progress: Progress | None
) -> Iterator[History]:
    """The same histories, with the progress told now and then."""
    if progress is None:
        yield from found
        return
    total = int(workspace.value("SELECT count(*) FROM customer"))
    for done, history in enumerate(found):
        if done % _STEP == 0:
            progress.step(done, total)
        yield history
    progress.step(total, total)


def _why(health: Health | None) -> str:
    return " ".join([part.factor.text() for part in health.contributions]) if health else ""


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
