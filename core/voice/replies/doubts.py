"""What is asked or refused before an answer counts as sent: once per decision, with consent,
and not in the same words again within a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core import formats
from core.clock import iso, parse_instant
from core.errors import KnownError
from core.i18n import N_
from core.voice import wording
from core.voice.replies.permission import grounds, permission

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.replies.records import Reply

SAME_WORDING_DAYS = 30


@dataclass(frozen=True, slots=True)
class Told:
    """An earlier answer in the same wording to the same person."""

    reply_id: int
    on: date


def same_wording(workspace: Workspace, reply: Reply) -> Told | None:
    """The newest answer of the last 30 days to the same person in the same wording or words."""
    since = workspace.clock.now() - timedelta(days=SAME_WORDING_DAYS)
    row = workspace.row(
        "SELECT id, sent_at FROM reply WHERE customer_id = ? AND status = 'sent' AND id <> ? "
        "AND sent_at >= ? AND ((wording <> '' AND wording = ?) OR body = ?) "
        "ORDER BY sent_at DESC, id DESC LIMIT 1",
        [reply.customer_id, reply.id, iso(since), reply.wording, reply.body],
    )
    return Told(row[0], workspace.clock.day_of(parse_instant(row[1]))) if row else None


def refuse_second_answer(workspace: Workspace, reply: Reply) -> None:
    """Raise KnownError `reply_sent` where the person was already told of this decision."""
    if already_told(workspace, reply):
        raise KnownError(
            "reply_sent",
            N_("{customer} already has an answer to this decision."),
            customer=reply.customer,
        )


def already_told(workspace: Workspace, reply: Reply) -> bool:
    """Whether another answer to the last decision went to the same person."""
    if reply.suggestion_id is None or reply.customer_id is None:
        return False
    told = workspace.value(
        "SELECT 1 FROM reply WHERE suggestion_id = ?1 AND customer_id = ?2 AND id <> ?3 "
        "AND status = 'sent' AND drafted_at >= coalesce("
        "(SELECT max(decided_at) FROM decision WHERE suggestion_id = ?1), '')",
        [reply.suggestion_id, reply.customer_id, reply.id],
    )
    return bool(told)


def refuse_unasked_advertising(workspace: Workspace, reply: Reply, channel: str) -> None:
    """Raise KnownError `no_consent` or `no_opt_out` for advertising that may not go out."""
    if reply.purpose != "commercial":
        return
    ruling = permission(reply.purpose, channel, grounds(workspace, reply.customer_id))
    if not ruling.allowed:
        raise KnownError("no_consent", ruling.sentence, **ruling.facts)
    if not wording.has_opt_out(reply.body):
        raise KnownError(
            "no_opt_out", N_("Advertising needs a line that tells how to get no more of it.")
        )


def ask_about_same_wording(workspace: Workspace, reply: Reply) -> None:
    """Raise KnownError `same_wording` where the person got these words within 30 days."""
    told = same_wording(workspace, reply)
    if told is not None:
        raise KnownError(
            "same_wording",
            N_("{customer} got an answer in the same wording on {day}."),
            customer=reply.customer,
            day=formats.day(told.on),
        )
