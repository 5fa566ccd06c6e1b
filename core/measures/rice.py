"""RICE: which suggestion moves the most people for the least work."""

from __future__ import annotations

import math
from datetime import date
from typing import Protocol

from core.errors import KnownError
from core.i18n import N_

# How strongly one person feels the change: the scale of the original, from Intercom.
IMPACTS: dict[float, str] = {
    3.0: N_("massive"),
    2.0: N_("high"),
    1.0: N_("medium"),
    0.5: N_("low"),
    0.25: N_("minimal"),
}
# How much evidence stands behind the estimate.
CONFIDENCES: dict[float, str] = {
    1.0: N_("sure"),
    0.8: N_("fairly sure"),
    0.5: N_("a guess"),
}
DAYS_PER_MONTH = 20
MIN_EFFORT_DAYS = 0.5
STALE_AFTER_DAYS = 90
MOST_PEOPLE = 10**10


class Rated(Protocol):
    """Whatever has the inputs of RICE and its score."""

    @property
    def reach(self) -> int: ...
    @property
    def impact(self) -> float | None: ...
    @property
    def confidence(self) -> float | None: ...
    @property
    def effort_days(self) -> float | None: ...
    @property
    def score(self) -> float | None: ...


def score(reach: float, impact: float, confidence: float, effort_days: float) -> float:
    """Reach × impact × confidence per person-month of effort (Intercom's RICE).

    `reach` is distinct people per quarter (≥ 0), `impact` a key of IMPACTS, `confidence` a
    key of CONFIDENCES, `effort_days` person-days (≥ MIN_EFFORT_DAYS, 20 make a month).
    Raises KnownError: reach_negative, reach_too_large, impact_off_scale, confidence_off_scale,
    effort_too_small.
    """
    check_reach(reach)
    check_impact(impact)
    check_confidence(confidence)
    check_effort(effort_days)
    return reach * impact * confidence * DAYS_PER_MONTH / effort_days


def score_from_months(
    reach: float, impact: float, confidence: float, effort_months: float
) -> float:
    """The same score with the effort in person-months, as the original writes it."""
    return score(reach, impact, confidence, effort_months * DAYS_PER_MONTH)


def check_reach(reach: float) -> None:
    """Refuse a reach that is below zero, or of more people than there are.

    The codes are reach_negative and reach_too_large.
    """
    if reach < 0 or math.isnan(reach):
        sentence = N_("Reach counts people, so it is zero or more; “{value}” is not.")
        raise KnownError("reach_negative", sentence, value=f"{reach:g}")
    if reach > MOST_PEOPLE:
        sentence = N_("Reach counts people; write a whole number, not “{value}”.")
        raise KnownError("reach_too_large", sentence, value=f"{reach:g}")


def check_impact(impact: float) -> None:
    """Refuse an impact outside IMPACTS: impact_off_scale."""
    if impact not in IMPACTS:
        sentence = N_("Impact is 3, 2, 1, 0.5 or 0.25; “{value}” is not on the scale.")
        raise KnownError("impact_off_scale", sentence, value=f"{impact:g}")


def check_confidence(confidence: float) -> None:
    """Refuse a confidence outside CONFIDENCES: confidence_off_scale."""
    if confidence not in CONFIDENCES:
        sentence = N_("Confidence is 1, 0.8 or 0.5; “{value}” is not on the scale.")
        raise KnownError("confidence_off_scale", sentence, value=f"{confidence:g}")


def lower_confidence(confidence: float) -> float:
    """The step below a confidence; the lowest stays. Raises KnownError confidence_off_scale."""
    check_confidence(confidence)
    return max((step for step in CONFIDENCES if step < confidence), default=confidence)


def check_effort(effort_days: float) -> None:
    """Refuse an effort under MIN_EFFORT_DAYS: effort_too_small."""
    if not MIN_EFFORT_DAYS <= effort_days < math.inf:
        sentence = N_("Effort is at least half a day of work; “{value}” is not.")
        raise KnownError("effort_too_small", sentence, value=f"{effort_days:g}")


def is_stale(rated_on: date, new_voices: int, today: date) -> bool:
    """Whether a rating wants another look: over 90 days old, or voices joined after it."""
    return new_voices > 0 or (today - rated_on).days > STALE_AFTER_DAYS
