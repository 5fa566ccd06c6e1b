"""How long customers wait for an answer, and when the wait turns amber and red."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.measures.margins import Rate
    from core.measures.opening import WorkingDays

WaitingColour = Literal["fresh", "amber", "red"]

_SECONDS_PER_HOUR = 3600
_SECONDS_PER_DAY = 86_400


def hours_to_first_answer(said_at: datetime, first_sent_at: datetime | None) -> float | None:
    """Hours from the moment it was said to the first sent reply; None while there is none.

    A reply dated before the feedback (written down later) counts as an answer at once.
    """
    if first_sent_at is None:
        return None
    return max(0.0, (first_sent_at - said_at).total_seconds() / _SECONDS_PER_HOUR)


def answered_share(answered: int, asking: int) -> Rate:
    """Feedback with a sent reply among the feedback that asks for one."""
    from core.measures.margins import Rate

    return Rate(answered, asking)


def days_waited(said_at: datetime, now: datetime, working_days: WorkingDays) -> float:
    """Days of 24 hours from one moment to another, both in the shop's own time, never negative.

    What falls on closed days is left out: in a shop that is shut on Sundays, Saturday noon is one
    day before Monday noon.
    """
    first, last = said_at.toordinal(), now.toordinal()
    seconds = now.timestamp() - said_at.timestamp()
    if seconds <= 0 or (first == last and not working_days.is_open(first)):
        return 0.0
    closed = working_days.closed_between(first, last - 1) * _SECONDS_PER_DAY
    if first < last and not working_days.is_open(first):
        closed += _SECONDS_PER_DAY - _second_of_day(said_at)
    if first < last and not working_days.is_open(last):
        closed += _second_of_day(now)
    return max(0.0, (seconds - closed) / _SECONDS_PER_DAY)


def colour_after(days: float, amber_days: float, red_days: float) -> WaitingColour:
    """The colour of a voice that has waited for so many days: amber or red from those on."""
    if days >= red_days:
        return "red"
    return "amber" if days >= amber_days else "fresh"


def _second_of_day(at: datetime) -> int:
    return at.hour * _SECONDS_PER_HOUR + at.minute * 60 + at.second
