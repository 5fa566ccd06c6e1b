"""How one customer was at the end of a day: health, stage, rhythm and the next visit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.measures import factors, rhythm
from core.measures.health import Factor, Health, score, total
from core.measures.rhythm import Rhythm, Window
from core.measures.rhythm_state import State, state_between
from core.measures.stage import STAGES, Stage, stage
from core.voice.overruled import OVERRULED

REMEMBERED_PAID_DAYS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer's rhythm at the end of a day; days and state are None before any visit.

    `expected` are the days between which the next visit is to be expected, the booked one alone
    where there is a booking. `usual_spend_minor` is the median of her last twelve paid days in
    the shop's currency, None before there is any.
    """

    stage: Stage
    last_visit_on: date | None = None
    due_on: date | None = None
    state: State | None = None
    usual_gap_days: float | None = None
    gap_is_estimate: bool = True
    booked_on: date | None = None
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


def of_day(history: History, day: ShopDay) -> tuple[Standing, Health | None]:
    """Both `standing` and `health`, whose rhythm is counted once."""
    pace = _pace(history, day)
    return _standing(history, day, pace), score(_factors(history, day, pace))


def health(history: History, day: ShopDay) -> Health | None:
    """The health score from the facts up to that day; None where there is none."""
    return score(_factors(history, day, _pace(history, day)))


def score_alone(history: History, day: ShopDay) -> float | None:
    """The score that `health` has, without the reasons: for comparing days."""
    return _score_alone(history, day, _pace(history, day))


def with_score(history: History, day: ShopDay) -> tuple[Standing, float | None]:
    """Both `standing` and `score_alone`, whose rhythm is counted once."""
    pace = _pace(history, day)
    return _standing(history, day, pace), _score_alone(history, day, pace)


def _score_alone(history: History, day: ShopDay, pace: _Pace) -> float | None:
    sides = [(factor.points, factor.weight) for factor in _other_factors(history, day) if factor]
    if pace.days:
        sides.insert(0, (_rhythm_points(pace, day), day.weights["rhythm"]))
    return total(sides)


def standing(history: History, day: ShopDay) -> Standing:
    """Stage and rhythm on a day; a future booking keeps a customer in rhythm."""
    return _standing(history, day, _pace(history, day))


def _standing(history: History, day: ShopDay, pace: _Pace) -> Standing:
    days = pace.days
    booked_on = day.bookings.get(history.customer_id)
    pinned, spend = _pinned(history, day), usual_spend(history.spends, day.on)
    next_one = Window(booked_on, booked_on) if booked_on else None
    if not days:
        return Standing(
            stage=pinned or "prospect",
            booked_on=booked_on,
            expected=next_one,
            usual_spend_minor=spend,
            stage_pinned=pinned is not None,
        )
    own, last = pace.own, date.fromordinal(days[-1])
    times = rhythm.times(own, last, pace.gaps, day.open_days)
    now = state_between(day.on, times.due_on, times.overdue_on, times.lost_on)
    state: State = "in_rhythm" if booked_on else now
    return Standing(
        stage=pinned or stage(len(days), times.lost_on if state == "lost" else None, day.on),
        last_visit_on=last,
        due_on=times.due_on,
        state=state,
        usual_gap_days=own.median_gap_days,
        gap_is_estimate=own.is_estimate,
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


class _Pace(NamedTuple):
    """The ordinals of visit days up to a day, the last twelve gaps, and the rhythm they have."""

    days: Sequence[int]
    gaps: list[int]
    own: Rhythm


def _pace(history: History, day: ShopDay) -> _Pace:
    days, on = history.ordinals, day.on.toordinal()
    if days and days[-1] > on:
        days = days[: bisect_right(days, on)]
    gaps = rhythm.gaps_between(days[-rhythm.REMEMBERED_GAPS - 1 :], day.open_days)
    return _Pace(days, gaps, rhythm.of_gaps(gaps, day.gap))


def _factors(history: History, day: ShopDay, pace: _Pace) -> Iterator[Factor | None]:
    if pace.days:
        points, weight = _rhythm_points(pace, day), day.weights["rhythm"]
        yield factors.rhythm_factor(points, pace.days, pace.own, day.on, weight)
    yield from _other_factors(history, day)


def _rhythm_points(pace: _Pace, day: ShopDay) -> float:
    days, gaps, now = pace.days, pace.gaps, day.on.toordinal()
    return factors.rhythm_points(days, gaps, day.gap, now, day.slopes, day.open_days)


def _other_factors(history: History, day: ShopDay) -> Iterator[Factor | None]:
    on, weight = day.on, day.weights
    if history.spends:
        paid = history.spends
        if paid[-1][0] > on:
            paid = paid[: bisect_right(paid, on, key=itemgetter(0))]
        yield factors.spend_against_own_past(paid, on, weight["spend"], day.usual_spend)
    if history.moods:
        yield factors.mood_of_recent_feedback(moods(history, day), on, weight["mood"])
    if history.complaints:
        yield factors.open_complaints(open_complaints(history, day), on, weight["complaints"])
    if history.answers:
        yield factors.survey_answers(history.answers, on, weight["survey"])
    if felt := _pulse(history, day):
        yield factors.pulse(felt[1], felt[0], on, weight["pulse"])


def _was_so(since: date | None, day: ShopDay) -> bool:
    return since is not None and (not day.is_past or since <= day.on)
