"""Patience: for how long a voice has waited, and whether that is fresh, amber or red.

The one place that knows: Today, the inbox, the answers, the review and the terminal ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.measures.waiting import WaitingColour, colour_after, days_waited
from core.people import closures
from core.store import settings

if TYPE_CHECKING:
    from core.clock import Clock
    from core.measures.opening import WorkingDays
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Patience:
    """The moment from which one looks, and after how many days a wait turns amber and red.

    Days on which the shop is shut are no days of waiting.
    """

    clock: Clock
    at: datetime
    amber_days: float
    red_days: float
    working_days: WorkingDays

    def days(self, said_at: datetime) -> int:
        """For how many whole open days a voice has waited; 0 on the first."""
        return int(self._waited(said_at))

    def colour(self, said_at: datetime) -> WaitingColour:
        """The word for the wait: fresh, amber or red."""
        return colour_after(self._waited(said_at), self.amber_days, self.red_days)

    def _waited(self, said_at: datetime) -> float:
        local = self.clock.local
        return days_waited(local(said_at), local(self.at), self.working_days)


def of(workspace: Workspace, at: datetime | None = None) -> Patience:
    """The patience of the shop at a moment, None being now."""
    clock = workspace.clock
    seen_at = at or clock.now()
    return Patience(
        clock,
        seen_at,
        settings.get(workspace, settings.AMBER_DAYS),
        settings.get(workspace, settings.RED_DAYS),
        closures.working_days(workspace, clock.day_of(seen_at)),
    )
