"""How long a voice has waited for its answer, as a badge that turns amber and red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.clock import Clock, instant_of
from core.i18n import _, ngettext, pgettext
from core.store.workspace import Workspace
from core.voice import patience
from desktop.widgets.badge import Look

if TYPE_CHECKING:
    from core.voice.feedback import Feedback

_TONES = {
    "fresh": ("neutral", "waiting"),
    "amber": ("warning", "waiting"),
    "red": ("negative", "overdue"),
}


def waits_since(said: Feedback, clock: Clock) -> datetime:
    """Since when a voice waits: since the day that was promised, else since it was said."""
    return said.said_at if said.come_back_on is None else instant_of(clock, said.come_back_on)


@dataclass(frozen=True, slots=True)
class Patience:
    """Looks and words for what core.voice.patience knows; until that is read nothing presses."""

    now: datetime
    known: patience.Patience | None = None

    @classmethod
    def of(cls, workspace: Workspace) -> Patience:
        """What the settings and the calendar of the shop say, as of now; reads the shop."""
        return cls(workspace.clock.now(), patience.of(workspace))

    def look(self, said_at: datetime) -> Look:
        """The badge of a voice that still waits."""
        tone, icon = _TONES[self.colour(said_at)]
        return Look(self.age(said_at), tone, icon)

    def promised_look(self, since: datetime, on: date, today: date) -> Look:
        """The badge of whoever the owner promised to come back to on a day."""
        look = self.look(since)
        return Look(_("today") if on == today else look.text, look.tone, "promise")

    def colour(self, said_at: datetime) -> str:
        """The word for the wait: fresh, amber or red."""
        return self.known.colour(said_at) if self.known is not None else "fresh"

    def days(self, said_at: datetime) -> int:
        """For how many whole open days it waits."""
        if self.known is not None:
            return self.known.days(said_at)
        return max(0, (self.now - said_at).days)

    def age(self, said_at: datetime) -> str:
        """The wait in words; a wait of less than an open day counts as new."""
        days = self.days(said_at)
        if days < 1:
            return pgettext("waiting", "new")
        return ngettext("{n} day", "{n} days", days).format(n=days)

    def sentence(self, said_at: datetime) -> str:
        """The wait as a sentence, for a tool tip."""
        days = self.days(said_at)
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
