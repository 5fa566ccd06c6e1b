"""Touchpoints: any contact with a customer, either way. Each restarts her check-in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from core.clock import iso, parse_instant
from core.errors import Problem, refuse
from core.i18n import N_
from core.people.counted import REACHED
from core.text import clean

if TYPE_CHECKING:
    from core.store.workspace import Workspace

CHANNELS = ("in_person", "phone", "sms", "whatsapp", "email", "social", "web", "survey", "letter")
CHANNEL_LABELS = {
    "in_person": N_("In person"),
    "phone": N_("Phone"),
    "sms": N_("SMS"),
    "whatsapp": N_("WhatsApp"),
    "email": N_("E-mail"),
    "social": N_("Social media"),
    "web": N_("Website"),
    "survey": N_("Survey"),
    "letter": N_("Letter"),
}
# How a check-in went.
RESULTS = {
    "happy": N_("Happy"),
    "booked": N_("Booked a visit"),
    "problem": N_("Has a problem"),
    "not_reached": N_("Not reached"),
    "other": N_("Something else"),
}
Reason = Literal["checkin", "reply", "feedback", "winback", "booking", "other"]


@dataclass(frozen=True, slots=True)
class NewTouchpoint:
    """What a form gives; `at` None means now."""

    customer_id: int
    channel: str
    direction: str = "out"
    reason: Reason = "other"
    note: str = ""
    at: datetime | None = None
    result: str | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being a touchpoint."""
        found = []
        if self.channel not in CHANNELS:
            found.append(Problem("channel", N_("Please choose how you were in touch.")))
        if self.direction not in ("in", "out"):
            found.append(Problem("direction", N_("Please say who got in touch.")))
        if self.result is not None and self.result not in RESULTS:
            found.append(Problem("result", N_("Please choose how it went.")))
        return found


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A contact as the store knows it."""

    id: int
    customer_id: int
    at: datetime
    channel: str
    direction: str
    reason: str
    note: str
    result: str = ""


def record(workspace: Workspace, new: NewTouchpoint) -> Touchpoint:
    """Write a contact down. Raises RefusedInput, Missing."""
    refuse(new.problems())
    at = new.at or workspace.clock.now()
    with workspace.write(N_("Contact noted")) as write:
        workspace.require("customer", new.customer_id)
        touchpoint_id = write.insert(
            "touchpoint",
            customer_id=new.customer_id,
            at=iso(at),
            channel=new.channel,
            direction=new.direction,
            reason=new.reason,
            note=clean(new.note) or None,
            result=new.result,
        )
    row = workspace.row("SELECT * FROM touchpoint WHERE id = ?", [touchpoint_id])
    assert row is not None
    return _from_row(row)


def of_customer(workspace: Workspace, customer_id: int, limit: int = 200) -> list[Touchpoint]:
    """The contacts with a customer, newest first."""
    rows = workspace.rows(
        "SELECT * FROM touchpoint WHERE customer_id = ? ORDER BY at DESC, id DESC LIMIT ?",
        [customer_id, limit],
    )
    return [_from_row(row) for row in rows]


def last_on(workspace: Workspace, customer_id: int) -> date | None:
    """The local day on which she was last in touch, or None."""
    at = workspace.value(
        f"SELECT max(at) FROM touchpoint WHERE customer_id = ? AND {REACHED}", [customer_id]
    )
    return workspace.clock.day_of(parse_instant(at)) if at else None


def _from_row(row: sqlite3.Row) -> Touchpoint:
    return Touchpoint(
        id=row["id"],
        customer_id=row["customer_id"],
        at=parse_instant(row["at"]),
        channel=row["channel"],
        direction=row["direction"],
        reason=row["reason"],
        note=row["note"] or "",
        result=row["result"] or "",
    )
