"""The factors of a customer's health; each is None when there is nothing to read it from."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from core.i18n import N_
from core.measures.foretelling import ELSEWHERE, Slopes
from core.measures.health import HEALTHY_FROM, Factor
from core.measures.opening import ALWAYS_OPEN, OpenDays
from core.measures.own_spend import change_percent, own_ratio
from core.measures.rhythm import REMEMBERED_GAPS, Rhythm, gaps_between, of_gaps
from core.measures.satisfaction import SCALES

FACTORS: dict[str, str] = {
    "rhythm": N_("Rhythm and frequency"),
    "spend": N_("Spend"),
    "mood": N_("Mood of recent feedback"),
    "complaints": N_("Open complaints"),
    "survey": N_("Survey answers"),
    "pulse": N_("Your own view"),
}
WEIGHTS: dict[str, float] = {
    "rhythm": 4.0,
    "spend": 0.5,
    "mood": 1.5,
    "complaints": 2.0,
    "survey": 1.0,
    "pulse": 1.5,
}
PULSES: dict[int, str] = {1: N_("Worried"), 2: N_("Not sure"), 3: N_("All well")}

SHOP_PSEUDO_GAPS = 2
# Older visits say little of how often somebody comes now; without a limit old loyalty hides a
# long absence.
FREQUENCY_DAYS = 730
_FREQUENCY = timedelta(days=FREQUENCY_DAYS)
REGULAR_FROM_GAPS = 4
# Each visit beyond the twelfth counts a quarter: who comes weekly is no likelier to come again
# after two missed visits than her number of visits would have it.
FULL_VISITS, FURTHER_VISITS_COUNT = 12, 0.25
# Whoever came five times like clockwork and is due today stands on the border of healthy, in
# every shop: four equal gaps have a regularity of two thirds.
ANCHOR_VISITS, ANCHOR_GAPS_AWAY, ANCHOR_REGULARITY = 5, 1.0, 2 / 3
ANCHOR_POINTS = HEALTHY_FROM
MOOD_FADES_DAYS = 180
CALM_POINTS = 70
COMPLAINT_POINTS, COMPLAINT_LASTS_DAYS = 40, 14
SURVEY_FADES_DAYS = 365
PULSE_COUNTS_DAYS = 90
PULSE_POINTS = {1: 10.0, 2: 50.0, 3: 95.0}

SurveyKind = Literal["nps", "csat", "ces"]


def frequency_and_rhythm(
    visit_days: Iterable[date],
    shop_gap: float,
    today: date,
    weight: float = WEIGHTS["rhythm"],
    slopes: Slopes = ELSEWHERE,
    open_days: OpenDays = ALWAYS_OPEN,
) -> Factor | None:
    """How often someone came against how long they have been away, in their own gaps.

    With v visit days of the last two years (beyond twelve a quarter each), r = open days since
    the last one in gaps and g = regularity: log odds = a + s₁·log(v) − (s₂ + s₃·g)·log1p(r), and
    points are their logistic function × 100. The gap is the own mean shrunk to the shop's with a
    weight of two pseudo-gaps. `shop_gap` is in days, > 0; `slopes` are learned from the shop's
    own past.
    """
    days = sorted({day.toordinal() for day in visit_days if day <= today})
    if not days:
        return None
    gaps = gaps_between(days[-REMEMBERED_GAPS - 1 :], open_days)
    points = rhythm_points(days, gaps, shop_gap, today.toordinal(), slopes, open_days)
    return rhythm_factor(points, days, of_gaps(gaps, shop_gap), today, weight)


def rhythm_points(
    days: Sequence[int],
    recent_gaps: Sequence[int],
    shop_gap: float,
    now: int,
    slopes: Slopes,
    open_days: OpenDays,
) -> float:
    """The points of `frequency_and_rhythm`, 0–100.

    `days` are ordinals in order, each once, at least one and none after `now`; `recent_gaps` the
    last twelve gaps between them.
    """
    last = days[-1]
    span = last - days[0] - open_days.shut_between(days[0], last)
    gap = (span + SHOP_PSEUDO_GAPS * shop_gap) / (len(days) - 1 + SHOP_PSEUDO_GAPS)
    lately = max(1, len(days) - bisect_right(days, now - FREQUENCY_DAYS))
    away = open_days.away(last, now) / gap
    odds = _log_odds(counted_visits(lately), away, _regularity(recent_gaps), slopes) + _level(
        slopes
    )
    return 100 / (1 + math.exp(-odds))


def rhythm_factor(
    points: float, days: Sequence[int], own: Rhythm, today: date, weight: float
) -> Factor:
    """The factor with these points; `own` is the rhythm that the days have."""
    reason, facts = _rhythm_reason(days, today.toordinal() - days[-1], own)
    return Factor("rhythm", points, weight, date.fromordinal(days[-1]), reason, facts)


def counted_visits(visits: Any) -> Any:
    """How much a number of visits counts. Takes a number or an array of them."""
    return visits - (1 - FURTHER_VISITS_COUNT) * (visits > FULL_VISITS) * (visits - FULL_VISITS)


def _log_odds(visits: float, gaps_away: float, regularity: float, slopes: Slopes) -> float:
    missed = regularity * max(0.0, gaps_away - 1)
    absence = slopes.away * math.log1p(gaps_away) + slopes.regular * missed
    return slopes.visits * math.log(visits) - absence


@lru_cache(maxsize=16)
def _level(slopes: Slopes) -> float:
    """What gives the anchor its points, whatever the slopes."""
    anchor = _log_odds(ANCHOR_VISITS, ANCHOR_GAPS_AWAY, ANCHOR_REGULARITY, slopes)
    return math.log(ANCHOR_POINTS / (100 - ANCHOR_POINTS)) - anchor


def _regularity(gaps: Sequence[int]) -> float:
    """0 for irregular or few gaps, towards 1 when they are long in number and alike."""
    n = len(gaps)
    if n < REGULAR_FROM_GAPS:
        return 0.0
    mean = sum(gaps) / n
    spread = sum([abs(gap - mean) for gap in gaps]) / n
    return max(0.0, float(regularity_of(n, spread / mean)))


def regularity_of(n: Any, spread: Any) -> Any:
    """Regularity of `n` gaps that are `spread` of their mean away from it; below 0 is none.

    Takes numbers or arrays of them.
    """
    return (1 - 2 * spread) * n / (n + 2)


def _rhythm_reason(days: Sequence[int], away: int, own: Rhythm) -> tuple[str, dict[str, int]]:
    if away == 0:
        return "here_today", {"visits": len(days)}
    if len(days) == 1:
        return "came_once", {"days": away}
    if own.is_estimate:
        return "came_twice", {"days": away}
    return "last_seen", {"days": away, "gap": max(1, round(own.median_gap_days))}


def spend_against_own_past(
    spends: Sequence[tuple[date, int]],
    today: date,
    weight: float = WEIGHTS["spend"],
    usual_minor: float | None = None,
) -> Factor | None:
    """What was spent in two years, and the last three paid days against those before.

    `spends` are visit days in order, each once and none after `today`, with amounts in minor
    units of one currency (refunds negative); `usual_minor` is the shop's usual amount of one.
    With t = the sum in usual amounts and q = recent ÷ earlier average (1 with fewer than five
    paid days): points = 100·t√q / (t√q + 2). None without any paid day, or without an earlier
    average where the shop's usual is unknown.
    """
    if not spends:
        return None
    ratio = own_ratio([amount for _day, amount in spends])
    if ratio is None and usual_minor is None:
        return None
    since = today - _FREQUENCY
    lately = sum([amount for day, amount in spends if day > since])
    usual = usual_minor or sum([amount for _day, amount in spends]) / len(spends)
    share = max(0.0, lately / usual) * math.sqrt(1 if ratio is None else ratio)
    reason, facts = _spend_reason(ratio, share)
    return Factor("spend", 100 * share / (share + 2), weight, spends[-1][0], reason, facts)


def _spend_reason(ratio: float | None, share: float) -> tuple[str, dict[str, int]]:
    if ratio is None:
        return "spent_so_far", {"times": max(0, round(share))}
    change = change_percent(ratio)
    if not change:
        return "spends_same", {}
    return "spends_more" if change > 0 else "spends_less", {"percent": abs(change)}


def mood_of_recent_feedback(
    moods: Iterable[tuple[date, float]], today: date, weight: float = WEIGHTS["mood"]
) -> Factor | None:
    """The mean score −1…+1 of feedback that was read; each entry fades out in 180 days.

    A calm mean (0) gives 70 points, because a question is no bad sign. The factor weighs
    as much as its freshest entry.
    """
    faded = _faded(moods, today, MOOD_FADES_DAYS)
    if not faded:
        return None
    mean = _faded_mean(faded)
    points = CALM_POINTS + mean * (100 - CALM_POINTS if mean > 0 else CALM_POINTS)
    reason = "mood_even" if abs(mean) < 0.15 else "mood_good" if mean > 0 else "mood_bad"
    fresh = max(freshness for _, _, freshness in faded)
    on = max(day for day, _, _ in faded)
    return Factor("mood", points, weight * fresh, on, reason, {"n": len(faded)})


def open_complaints(
    said_on: Iterable[date], today: date, weight: float = WEIGHTS["complaints"]
) -> Factor | None:
    """Complaints that still wait: 40 points on the first day, none after 14 or with three."""
    days = [day for day in said_on if day <= today]
    if not days:
        return None
    waited = (today - min(days)).days
    left = 1 - waited / COMPLAINT_LASTS_DAYS - (len(days) - 1) / 2
    points = COMPLAINT_POINTS * max(0.0, left)
    if len(days) == 1:
        facts = {"days": waited}
        return Factor("complaints", points, weight, days[0], "complaint_waits", facts)
    return Factor("complaints", points, weight, max(days), "complaints_wait", {"n": len(days)})


def survey_answers(
    answers: Iterable[tuple[date, SurveyKind, int]],
    today: date,
    weight: float = WEIGHTS["survey"],
) -> Factor | None:
    """The mean of answers to scaled questions, 0–100 from end to end; they fade in a year."""
    moods = ((on, _survey_points(kind, number)) for on, kind, number in answers)
    faded = _faded(moods, today, SURVEY_FADES_DAYS)
    if not faded:
        return None
    points = _faded_mean(faded)
    fresh = max(freshness for _, _, freshness in faded)
    on = max(day for day, _, _ in faded)
    return Factor("survey", points, weight * fresh, on, "survey", {"points": round(points)})


def _survey_points(kind: SurveyKind, number: int) -> float:
    worst, best = SCALES[kind].start, SCALES[kind].stop - 1
    return min(100.0, max(0.0, 100 * (number - worst) / (best - worst)))


def pulse(value: int, set_on: date, today: date, weight: float = WEIGHTS["pulse"]) -> Factor | None:
    """The owner's own view, a key of PULSES; it counts 90 days and fades as they pass."""
    faded = _faded([(set_on, PULSE_POINTS[value])], today, PULSE_COUNTS_DAYS)
    if not faded:
        return None
    _, points, freshness = faded[0]
    return Factor("pulse", points, weight * freshness, set_on, f"pulse_{value}")


def _faded(
    events: Iterable[tuple[date, float]], today: date, fades_days: int
) -> list[tuple[date, float, float]]:
    """Events with their freshness, 1 today and falling in a line to 0; the faded are gone."""
    aged = ((on, value, 1 - (today - on).days / fades_days) for on, value in events if on <= today)
    return [event for event in aged if event[2] > 0]


def _faded_mean(faded: list[tuple[date, float, float]]) -> float:
    whole = sum(freshness for _, _, freshness in faded)
    return sum(value * freshness for _, value, freshness in faded) / whole
