"""How long a voice has waited for its answer, as a badge that turns amber and red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.i18n import _, ngettext, pgettext
from core.measures.waiting import AMBER_AFTER_DAYS, RED_AFTER_DAYS, waiting_colour
from core.store import settings
from core.store.workspace import Workspace
from desktop.widgets.badge import Look

_TONES = {
    "fresh": ("neutral", "waiting"),
    "amber": ("warning", "waiting"),
    "red": ("negative", "overdue"),
}


@dataclass(frozen=True, slots=True)
class Patience:
    """The moment from which one looks, and after how many days a wait turns amber and red."""

    now: datetime
    amber_days: float = AMBER_AFTER_DAYS
    red_days: float = RED_AFTER_DAYS

    @classmethod
    def of(cls, workspace: Workspace) -> Patience:
        """What the settings of the shop say, as of now."""
        return cls(
            workspace.clock.now(),
            settings.get(workspace, settings.AMBER_DAYS),
            settings.get(workspace, settings.RED_DAYS),
        )

    def look(self, said_at: datetime) -> Look:
        """The badge of a voice that still waits."""
        tone, icon = _TONES[self.colour(said_at)]
        return Look(self.age(said_at), tone, icon)

    def colour(self, said_at: datetime) -> str:
        """The word for the wait: fresh, amber or red."""
        return waiting_colour(said_at, self.now, self.amber_days, self.red_days)

    def age(self, said_at: datetime) -> str:
        """The wait in words; a wait that began less than a day ago counts as new."""
        days = (self.now - said_at).days
        if days < 1:
            return pgettext("waiting", "new")
        return ngettext("{n} day", "{n} days", days).format(n=days)

    def sentence(self, said_at: datetime) -> str:
        """The wait as a sentence, for a tool tip."""
        days = max(0, (self.now - said_at).days)
        if self.colour(said_at) == "red":
            words = ngettext(
                "Waiting for {n} day: answer this one first.",
                "Waiting for {n} days: answer this one first.",
                days,
            )
        elif self.colour(said_at) == "amber":
            words = ngettext(
                "Waiting for {n} day: it is time for an answer.",
                "Waiting for {n} days: it is time for an answer.",
                days,
            )
        else:
            words = _("Said just recently and not answered yet.")
        return words.format(n=days)
