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
# What makes each stage, for whoever wants to check it; `LOYAL_FROM_VISITS` and
# `rhythm.LOST_AFTER_GAPS` are the same numbers.
RULES: dict[Stage, str] = {
    "prospect": N_("Known to the shop, and has not come yet."),
    "first": N_("Came on one day so far."),
    "repeat": N_("Came on two, three or four days."),
    "loyal": N_("Came on five days or more."),
    "lost": N_(
        "Has been away for more than twice the usual time between two visits, and has no booking."
    ),
}
LOYAL_FROM_VISITS = 5


def stage(visit_day_count: int, lost_on: date | None, today: date) -> Stage:
    """The stage on `today`: no visit day, one, two to four, five or more — unless lost.

    `lost_on` is `rhythm.lost_on` of the last visit, or None when nobody is lost: no visit
    yet, or a future booking.
    """
    if visit_day_count > 0 and lost_on is not None and today >= lost_on:
        return "lost"
    return of_visits(visit_day_count)


def of_visits(visit_day_count: int) -> Stage:
    """The stage of somebody who is not lost, by the number of her visit days."""
    if visit_day_count <= 0:
        return "prospect"
    if visit_day_count == 1:
        return "first"
    return "loyal" if visit_day_count >= LOYAL_FROM_VISITS else "repeat"
