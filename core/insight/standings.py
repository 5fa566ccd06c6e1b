"""Where one customer stood at the end of a day: health, stage, rhythm and the next visit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from core.insight.histories import OVERRULED, History, Mood
from core.insight.shop_days import ShopDay
from core.measures import factors, rhythm
from core.measures.health import Factor, Health, score
from core.measures.rhythm import State
from core.measures.stage import STAGES, Stage, stage


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer at the end of a day; days and state are None before the first visit."""

    health: Health | None
    stage: Stage
    last_visit_on: date | None
    due_on: date | None
    state: State | None
    usual_gap_days: float | None
    gap_is_estimate: bool
    booked_on: date | None


def was_known(history: History, day: ShopDay) -> bool:
    """Whether the shop knew the customer by then and had not hidden her."""
    if not day.is_past:
        return history.archived_on is None
    archived = history.archived_on is not None and history.archived_on <= day.on
    return history.known_on <= day.on and not archived


def health(history: History, day: ShopDay) -> Health | None:
    """The health score from the facts up to that day; None where there is none."""
    return score(_factors(history, day))


def standing(history: History, day: ShopDay) -> Standing:
    """Everything about a customer on a day; a future booking keeps her in rhythm."""
    days = _until(history.days, day.on)
    booked_on = day.bookings.get(history.customer_id)
    found = health(history, day)
    if not days:
        at = _pinned(history, day) or "prospect"
        return Standing(found, at, None, None, None, None, True, booked_on)
    own, last = rhythm.rhythm(days, day.gap), days[-1]
    lost_on = None if booked_on else rhythm.lost_on(own, last)
    return Standing(
        health=found,
        stage=_pinned(history, day) or stage(len(days), lost_on, day.on),
        last_visit_on=last,
        due_on=rhythm.due_on(own, last),
        state="in_rhythm" if booked_on else rhythm.state(own, last, day.on),
        usual_gap_days=own.median_gap_days,
        gap_is_estimate=own.is_estimate,
        booked_on=booked_on,
    )


def _pinned(history: History, day: ShopDay) -> Stage | None:
    """The stage set by hand. Since when is not kept, so no past day is told from it."""
    known = not day.is_past and history.stage_pin in STAGES
    return cast(Stage, history.stage_pin) if known else None


def _factors(history: History, day: ShopDay) -> Iterator[Factor | None]:
    on = day.on
    if history.days:
        yield factors.frequency_and_rhythm(_until(history.days, on), day.gap, on)
    if len(history.spends) >= factors.RECENT_PAID_VISITS + factors.EARLIER_PAID_VISITS:
        yield factors.spend_against_own_past(history.spends, on)
    if history.moods:
        yield factors.mood_of_recent_feedback(_moods(history.moods, day), on)
    if history.complaints:
        still = (said.on for said in history.complaints if not _closed(said.closed_on, day))
        yield factors.open_complaints(still, on)
    if history.answers:
        yield factors.survey_answers(history.answers, on)
    if history.pulse in factors.PULSES and history.pulse_on:
        yield factors.pulse(history.pulse, history.pulse_on, on)


def _until(days: Sequence[date], on: date) -> Sequence[date]:
    """The visit days up to a day; mostly all of them."""
    if not days or days[-1] <= on:
        return days
    return days[: bisect_right(days, on)]


def _moods(moods: Sequence[Mood], day: ShopDay) -> Iterator[tuple[date, float]]:
    for mood in moods:
        overruled = mood.overruled_on is not None and (
            not day.is_past or mood.overruled_on <= day.on
        )
        found = OVERRULED.get(mood.overruled or "") if overruled else mood.score
        if found is not None:
            yield mood.on, found


def _closed(closed_on: date | None, day: ShopDay) -> bool:
    return closed_on is not None and (not day.is_past or closed_on <= day.on)
