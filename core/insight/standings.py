"""How one customer was at the end of a day: health, stage, rhythm and the next visit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from core.insight.histories import OVERRULED, History
from core.insight.shop_days import ShopDay
from core.measures import factors, rhythm
from core.measures.health import Factor, Health, score
from core.measures.rhythm import State
from core.measures.stage import STAGES, Stage, stage


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer's rhythm at the end of a day; days and state are None before any visit."""

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
    return history.known_on <= day.on and not _was_so(history.archived_on, day)


def health(history: History, day: ShopDay) -> Health | None:
    """The health score from the facts up to that day; None where there is none."""
    return score(_factors(history, day))


def standing(history: History, day: ShopDay) -> Standing:
    """Stage and rhythm on a day; a future booking keeps a customer in rhythm."""
    days = _until(history.days, day.on)
    booked_on = day.bookings.get(history.customer_id)
    if not days:
        at = _pinned(history, day) or "prospect"
        return Standing(at, None, None, None, None, True, booked_on)
    own, last = rhythm.rhythm(days, day.gap), days[-1]
    state: State = "in_rhythm" if booked_on else rhythm.state(own, last, day.on)
    lost_on = rhythm.lost_on(own, last) if state == "lost" else None
    return Standing(
        stage=_pinned(history, day) or stage(len(days), lost_on, day.on),
        last_visit_on=last,
        due_on=rhythm.due_on(own, last),
        state=state,
        usual_gap_days=own.median_gap_days,
        gap_is_estimate=own.is_estimate,
        booked_on=booked_on,
    )


def moods(history: History, day: ShopDay) -> Iterator[tuple[date, float]]:
    """Scores −1…+1 of feedback as they were known on a day; the owner's word beats a reading."""
    for mood in history.moods:
        overruled = _was_so(mood.overruled_on, day)
        found = OVERRULED.get(mood.overruled or "") if overruled else mood.score
        if found is not None:
            yield mood.on, found


def open_complaints(history: History, day: ShopDay) -> Iterator[date]:
    """The days of complaints that still waited for an answer at the end of a day."""
    return (said.on for said in history.complaints if not _was_so(said.closed_on, day))


def _pinned(history: History, day: ShopDay) -> Stage | None:
    """The stage set by hand. Since when is not kept, so no past day is told from it."""
    known = not day.is_past and history.stage_pin in STAGES
    return cast(Stage, history.stage_pin) if known else None


def _factors(history: History, day: ShopDay) -> Iterator[Factor | None]:
    on, weight = day.on, day.weights
    if history.days:
        yield factors.frequency_and_rhythm(
            _until(history.days, on), day.gap, on, weight["rhythm"], day.slopes, day.open_days
        )
    if history.spends:
        yield factors.spend_against_own_past(history.spends, on, weight["spend"], day.usual_spend)
    if history.moods:
        yield factors.mood_of_recent_feedback(moods(history, day), on, weight["mood"])
    if history.complaints:
        yield factors.open_complaints(open_complaints(history, day), on, weight["complaints"])
    if history.answers:
        yield factors.survey_answers(history.answers, on, weight["survey"])
    if history.pulse in factors.PULSES and history.pulse_on:
        yield factors.pulse(history.pulse, history.pulse_on, on, weight["pulse"])


def _until(days: Sequence[date], on: date) -> Sequence[date]:
    """The visit days up to a day; mostly all of them."""
    if not days or days[-1] <= on:
        return days
    return days[: bisect_right(days, on)]


def _was_so(since: date | None, day: ShopDay) -> bool:
    return since is not None and (not day.is_past or since <= day.on)
