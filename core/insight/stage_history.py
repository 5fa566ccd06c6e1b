"""How a customer's stage changed, and why: the days between which each stage was shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from core.clock import parse_instant
from core.errors import Missing
from core.i18n import N_
from core.insight import histories, shop_days, usual_gaps
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.insight.usual_gaps import UsualGaps
from core.measures import rhythm
from core.measures.opening import OpenDays
from core.measures.stage import LOYAL_FROM_VISITS, STAGES, Stage, of_visits

if TYPE_CHECKING:
    from core.store.workspace import Workspace

KNOWN = N_("Became known to the shop.")
FIRST = N_("The first visit.")
SECOND = N_("The second day with a visit.")
FIFTH = N_("The fifth day with a visit.")
LOST = N_("Away for more than twice the usual time between two visits.")
BACK = N_("Came back.")
BOOKED = N_("Booked to come again.")
NOT_LOST = N_("The usual time between two visits got longer.")
PINNED = N_("Set by hand.")
UNPINNED = N_("No longer set by hand.")
_REACHED = {1: FIRST, 2: SECOND, LOYAL_FROM_VISITS: FIFTH}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StageChange:
    """The day on which a customer's stage became another, or began to be set by hand.

    `because` is a sentence (a msgid).
    """

    on: date
    stage: Stage
    because: str
    pinned: bool


class _Step(NamedTuple):
    """A change by the rules, on a day's ordinal."""

    on: int
    stage: Stage
    because: str


def of_customer(
    workspace: Workspace, customer_id: int, on: date | None = None
) -> list[StageChange]:
    """The changes of a customer's stage up to a day (None: today), oldest first. Raises Missing.

    Each day until then had the stage of the last change before it, as `health_scores` says it
    for that day from the records.
    """
    on = on or workspace.clock.today()
    history = next(histories.each(workspace, on, on, customer_id), None)
    if history is None:
        raise Missing("customer", customer_id)
    return changes(workspace, history, shop_days.one(workspace, on, customer_id))


def changes(workspace: Workspace, history: History, day: ShopDay) -> list[StageChange]:
    """The same of a history that was read already, and the shop on its last day.

    None where the shop did not know her by the end of that day.
    """
    if day.is_past and history.known_on > day.on:
        return []
    steps = _by_rules(
        [each for each in history.ordinals if each <= day.on.toordinal()],
        # Of somebody written down before a clock was set back it is not told when that was.
        min(history.known_on, day.on).toordinal(),
        day.on.toordinal() + 1,
        usual_gaps.of_shop(workspace),
        day.open_days,
        _booked(workspace, history.customer_id, day),
    )
    return list(_shown(steps, _pins(history, day)))


def entered(
    workspace: Workspace,
    history: History,
    now: ShopDay,
    before: ShopDay,
    then: Stage | None,
    stage: Stage,
) -> date | None:
    """Since when somebody is at a stage that she was not at on the day `before`.

    `then` is her stage of that day, None if nobody knew her. None for whoever has not moved:
    hardly anybody does within a month, so only of those few the past is gone through.
    """
    if then == stage:
        return None
    since = None
    for change in reversed(changes(workspace, history, now)):
        if change.stage != stage or change.on <= before.on:
            break
        since = change.on
    return since


# -- by the rules -----------------------------------------------------------------------


def _by_rules(
    days: Sequence[int],
    known_on: int,
    end: int,
    shop_gaps: UsualGaps,
    open_days: OpenDays,
    booked: Sequence[Span],
) -> Iterator[_Step]:
    """The steps of somebody who came on `days`, before the day `end`."""
    if not days or known_on < days[0]:
        yield _Step(known_on, "prospect", KNOWN)
    own_gaps = [open_days.gap(a, b) for a, b in pairwise(days)]
    was_lost = False
    for count, last in enumerate(days, 1):
        if was_lost or count in _REACHED:
            yield _Step(last, of_visits(count), BACK if was_lost else _REACHED[count])
        until = days[count] if count < len(days) else end
        recent = own_gaps[max(0, count - 1 - rhythm.REMEMBERED_GAPS) : count - 1]
        lost = _without(_lost(recent, last, until, shop_gaps, open_days), booked)
        was_lost = bool(lost) and lost[-1][1] == until
        yield from _lost_steps(lost, until, of_visits(count), booked)


def _lost_steps(
    lost: Sequence[Span], until: int, otherwise: Stage, booked: Sequence[Span]
) -> Iterator[_Step]:
    for first, end in lost:
        yield _Step(first, "lost", LOST)
        if end < until:
            is_booked = any(begin <= end < over for begin, over in booked)
            yield _Step(end, otherwise, BOOKED if is_booked else NOT_LOST)


def _lost(
    own_gaps: Sequence[int], last: int, until: int, shop_gaps: UsualGaps, open_days: OpenDays
) -> list[Span]:
    """The days after a visit and before `until` on which a customer counts as lost."""
    # Nobody is lost within the grace, or two of her shortest gaps: most visits need no rhythm.
    shortest = min(own_gaps) if _has_rhythm(own_gaps) else 0
    if until - last <= max(rhythm.GRACE_DAYS, rhythm.LOST_AFTER_GAPS * shortest):
        return []
    came = date.fromordinal(last)
    spans: list[Span] = []
    for first, end, shop_gap in _parts(own_gaps, last, until, shop_gaps):
        own = rhythm.of_gaps(own_gaps, shop_gap)
        begin = max(first, rhythm.lost_on(own, came, open_days).toordinal())
        if begin >= end:
            continue
        if spans and spans[-1][1] == begin:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return spans


def _parts(
    own_gaps: Sequence[int], last: int, until: int, shop_gaps: UsualGaps
) -> Iterator[tuple[int, int, float]]:
    """The days after a visit; with a rhythm of her own the shop's gap makes no difference."""
    if _has_rhythm(own_gaps):
        return iter([(last + 1, until, rhythm.USUAL_GAP_DAYS)])
    return shop_gaps.between(last + 1, until)


def _has_rhythm(own_gaps: Sequence[int]) -> bool:
    return len(own_gaps) >= rhythm.OWN_RHYTHM_FROM_VISITS - 1


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of spans of days without others; both in order, neither overlapping itself."""
    left: list[Span] = []
    for first, end in spans:
        for begin, over in taken:
            if over <= first or begin >= end:
                continue
            if first < begin:
                left.append((first, begin))
            first = min(over, end)
        if first < end:
            left.append((first, end))
    return left


# -- bookings and pins ------------------------------------------------------------------


def _booked(workspace: Workspace, customer_id: int, day: ShopDay) -> list[Span]:
    """The days on which a later visit was booked already, as `shop_days` reads bookings.

    A booking holds from the day it was written down to the eve of the visit, or to that day
    itself as long as it is not settled.
    """
    rows = workspace.rows(
        """SELECT created_at, visited_on, status = 'booked' FROM visit
        WHERE customer_id = ? AND status <> 'cancelled' AND created_at < ?
            AND visited_on >= substr(created_at, 1, 10)""",
        [customer_id, day.ends_at],
    )
    today = workspace.clock.today().toordinal()
    spans = []
    for created_at, visited_on, still_booked in rows:
        end = date.fromisoformat(visited_on).toordinal() + still_booked
        # Whatever a clock that was set back says, today knows all that is written.
        since = min(workspace.clock.day_of(parse_instant(created_at)).toordinal(), today)
        if since < end:
            spans.append((since, end))
    return _joined(sorted(spans))


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for first, end in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return joined


def _pins(history: History, day: ShopDay) -> list[tuple[int, Stage | None]]:
    """What was pinned at the end of each day on which that changed; None for the rules."""
    pins: list[tuple[int, Stage | None]] = []
    for on, told in groupby(history.pins, key=itemgetter(0)):
        last = list(told)[-1][1]
        if on <= day.on:
            pins.append((on.toordinal(), last if last in STAGES else None))
    now = history.stage_pin if history.stage_pin in STAGES else None
    if not day.is_past and now != (pins[-1][1] if pins else None):
        pins.append((day.on.toordinal(), now))
    return pins


def _shown(
    steps: Iterator[_Step], pins: Sequence[tuple[int, Stage | None]]
) -> Iterator[StageChange]:
    """What was shown when a pin goes before the rules."""
    by_rules: _Step | None = None
    pin: Stage | None = None
    shown: tuple[Stage, bool] | None = None
    told: list[tuple[int, _Step | None, Stage | None]] = [(step.on, step, None) for step in steps]
    told += [(on, None, stage) for on, stage in pins]
    for on, together in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0)):
        was_pinned = pin
        for _on, step, stage in together:
            if step is not None:
                by_rules = step
            else:
                pin = stage
        now = pin or (by_rules.stage if by_rules else None)
        if now is None or (now, pin is not None) == shown:
            continue
        shown = (now, pin is not None)
        yield StageChange(date.fromordinal(on), now, _because(by_rules, was_pinned, pin), shown[1])


def _because(by_rules: _Step | None, was_pinned: Stage | None, pin: Stage | None) -> str:
    if pin is not None:
        return PINNED
    return UNPINNED if was_pinned is not None or by_rules is None else by_rules.because
