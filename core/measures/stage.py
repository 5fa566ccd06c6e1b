"""The lifecycle stage of a customer, by rules that anyone can check."""

from __future__ import annotations

from datetime import date
from typing import Literal

from core.i18n import N_

Stage = Literal["prospect", "first", "repeat", "loyal", "lost"]

STAGES: dict[Stage, str] = {
    "prospect": N_("Prospect"),
    "first": N_("First purchase"),
    "repeat": N_("Repeat purchase"),
    "loyal": N_("Loyal"),
    "lost": N_("Lost"),
}
LOYAL_FROM_VISITS = 5


def stage(visit_day_count: int, lost_on: date | None, today: date) -> Stage:
    """The stage on `today`: no visit day, one, two to four, five or more — unless lost.

    `lost_on` is `rhythm.lost_on` of the last visit, or None when nobody is lost: no visit
    yet, or a future booking.
    """
    if visit_day_count <= 0:
        return "prospect"
    if lost_on is not None and today >= lost_on:
        return "lost"
    if visit_day_count == 1:
        return "first"
    return "loyal" if visit_day_count >= LOYAL_FROM_VISITS else "repeat"
