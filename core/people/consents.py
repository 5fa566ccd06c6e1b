"""Consents: what a customer agreed to, per channel, since when and where she said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.errors import Problem, refuse
from core.i18n import N_
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

CHANNELS = ("email", "sms", "phone", "whatsapp", "letter")
STATES = ("unknown", "yes", "no")


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What a form gives; `since_on` None means today."""

    customer_id: int
    channel: str
    state: str
    source: str = ""
    wording: str = ""
    since_on: date | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being a consent; a yes needs the place where it was given."""
        found = []
        if self.channel not in CHANNELS:
            found.append(Problem("channel", N_("Please choose a channel.")))
        if self.state not in STATES:
            found.append(Problem("state", N_("Please choose yes, no or unknown.")))
        if self.state == "yes" and not one_line(self.source):
            found.append(
                Problem("source", N_("Please note where the customer agreed, for example a form."))
            )
        return found


@dataclass(frozen=True, slots=True)
class Consent:
    """What holds for one channel now."""

    channel: str
    state: str
    since_on: date | None
    source: str
    wording: str


def record(workspace: Workspace, new: NewConsent) -> Consent:
    """Write down a yes, a no or a withdrawal; what was said before is kept.

    Raises RefusedInput, Missing.
    """
    refuse(new.problems())
    since = new.since_on or workspace.clock.today()
    with workspace.write(N_("Consent noted")) as write:
        workspace.require("customer", new.customer_id)
        write.insert(
            "consent",
            customer_id=new.customer_id,
            channel=new.channel,
            state=new.state,
            since_on=since.isoformat(),
            source=one_line(new.source),
            wording=one_line(new.wording) or None,
        )
    return current(workspace, new.customer_id)[new.channel]


def current(workspace: Workspace, customer_id: int) -> dict[str, Consent]:
    """What holds now for every channel; what was never said is unknown, never yes."""
    holding = {channel: Consent(channel, "unknown", None, "", "") for channel in CHANNELS}
    rows = workspace.rows(
        "SELECT channel, state, since_on, source, wording FROM consent "
        "WHERE customer_id = ? ORDER BY since_on, id",
        [customer_id],
    )
    for channel, state, since, source, wording in rows:
        holding[channel] = Consent(channel, state, date.fromisoformat(since), source, wording or "")
    return holding
