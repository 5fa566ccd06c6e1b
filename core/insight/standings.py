"""How one customer was at the end of a day: health, stage, rhythm and the next visit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.insight.histories import OVERRULED, History
from core.insight.shop_days import ShopDay
from core.measures import factors, rhythm
from core.measures.health import Factor, Health, score
from core.measures.rhythm import Rhythm, State, Window
from core.measures.stage import STAGES, Stage, stage

REMEMBERED_PAID_DAYS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer's rhythm at the end of a day; days and state are None before any visit.

    `expected` are the days between which the next visit is to be expected, the booked one alone
    where there is a booking. `usual_spend_minor` is the median of her last twelve paid days in
    the shop's currency, None before there is any.
    """

    stage: Stage
    last_visit_on: date | None
    due_on: date | None
    state: State | None
    usual_gap_days: float | None
    gap_is_estimate: bool
    booked_on: date | None
    overdue_on: date | None = None
    lost_on: date | None = None
    expected: Window | None = None
    usual_spend_minor: int | None = None
    stage_pinned: bool = False


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
    pinned, spend = _pinned(history, day), usual_spend(history.spends, day.on)
    next_one = Window(booked_on, booked_on) if booked_on else None
    if not days:
        at = pinned or "prospect"
        return Standing(
            *(at, None, None, None, None, True, booked_on, None, None, next_one, spend),
            stage_pinned=pinned is not None,
        )
    times = _times(days, day)
    state: State = "in_rhythm" if booked_on else times.state(day.on)
    return Standing(
        stage=pinned or stage(len(days), times.lost_on if state == "lost" else None, day.on),
        last_visit_on=days[-1],
        due_on=times.due_on,
        state=state,
        usual_gap_days=times.rhythm.median_gap_days,
        gap_is_estimate=times.rhythm.is_estimate,
        booked_on=booked_on,
        overdue_on=times.overdue_on,
        lost_on=times.lost_on,
        expected=next_one or times.expected,
        usual_spend_minor=spend,
        stage_pinned=pinned is not None,
    )


def usual_spend(spends: Sequence[tuple[date, int]], on: date) -> int | None:
    """The median of the last twelve paid days up to `on`, in minor units; None without any.

    Days of nothing but refunds, or for free, are no paid days. `spends` are in order of time.
    """
    paid: list[int] = []
    for day, amount in reversed(spends):
        if amount > 0 and day <= on:
            paid.append(amount)
            if len(paid) == REMEMBERED_PAID_DAYS:
                break
    if not paid:
        return None
    paid.sort()
    half = len(paid) // 2
    return paid[half] if len(paid) % 2 else round((paid[half - 1] + paid[half]) / 2)


class _Times(NamedTuple):
    """A rhythm with the days that follow from it."""

    rhythm: Rhythm
    due_on: date
    overdue_on: date
    lost_on: date
    expected: Window

    def state(self, today: date) -> State:
        return rhythm.state_between(today, self.due_on, self.overdue_on, self.lost_on)


def _times(days: Sequence[date], day: ShopDay) -> _Times:
    # Older gaps are forgotten anyway, and two thousand visits are as quick as thirteen.
    recent = days[-rhythm.REMEMBERED_GAPS - 1 :]
    open_days, last = day.open_days, days[-1]
    own_gaps = rhythm.gaps(recent, open_days=open_days)
    own = rhythm.of_gaps(own_gaps, day.gap)
    return _Times(
        own,
        rhythm.due_on(own, last, open_days),
        rhythm.overdue_on(own, last, open_days),
        rhythm.lost_on(own, last, open_days),
        rhythm.expected(own, last, own_gaps, open_days),
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
    """The stage set by hand, as it was on a day."""
    pin = history.stage_pin
    if day.is_past:
        pin = next((pin for on, pin in reversed(history.pins) if on <= day.on), None)
    return pin if pin in STAGES else None


def _pulse(history: History, day: ShopDay) -> tuple[date, int] | None:
    """The owner's own view as it was on a day, with the day of it."""
    if day.is_past:
        felt = next((felt for felt in reversed(history.pulses) if felt[0] <= day.on), None)
        return felt if felt and felt[1] in factors.PULSES else None
    if history.pulse_on is None or history.pulse not in factors.PULSES:
        return None
    return history.pulse_on, history.pulse


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
    if felt := _pulse(history, day):
        yield factors.pulse(felt[1], felt[0], on, weight["pulse"])


def _until(days: Sequence[date], on: date) -> Sequence[date]:
    """The visit days up to a day; mostly all of them."""
    if not days or days[-1] <= on:
        return days
    return days[: bisect_right(days, on)]


def _was_so(since: date | None, day: ShopDay) -> bool:
    return since is not None and (not day.is_past or since <= day.on)
