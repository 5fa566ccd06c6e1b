"""Where a customer stands in her own rhythm: in it, due, overdue or lost."""

from __future__ import annotations

from datetime import date
from typing import Literal

from core.i18n import N_

State = Literal["in_rhythm", "due", "overdue", "lost"]

STATES: dict[State, str] = {
    "in_rhythm": N_("In rhythm"),
    "due": N_("Due"),
    "overdue": N_("Overdue"),
    "lost": N_("Lost"),
}


def state_between(today: date, due: date, overdue: date, lost: date) -> State:
    """Where `today` lies among the days on which a customer is due, overdue and lost."""
    if today >= lost:
        return "lost"
    if today >= overdue:
        return "overdue"
    return "due" if today >= due else "in_rhythm"
