"""Replies: an answer to every voice, drafted by the app, sent and marked by the owner."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant, parse_optional
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import N_
from core.people import touchpoints
from core.people.touchpoints import NewTouchpoint
from core.store import settings
from core.text import clean
from core.voice import wording
from core.voice.unanswered import WAITING

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one feedback; `status` none means that none is needed, for a reason."""

    id: int
    feedback_id: int
    suggestion_id: int | None
    suggestion: str
    customer_id: int | None
    customer: str
    phone: str
    email: str
    channel: str
    body: str
    status: str
    purpose: str
    because: str
    said: str
    said_at: datetime
    drafted_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A voice without an answer, with its draft where there is one."""

    feedback_id: int
    customer_id: int
    customer: str
    kind: str
    body: str
    said_at: datetime
    draft_id: int | None


def draft(workspace: Workspace, feedback_id: int, body: str = "") -> Reply:
    """Draft an answer to one feedback; without a body, one in the customer's language.

    Gives the draft that is already there. Raises Missing; KnownError for a walk-in.
    """
    known = _draft_of(workspace, feedback_id)
    if known:
        return get(workspace, known)
    row = _addressee(workspace, feedback_id)
    text = clean(body) or wording.thanks(_letter(workspace, row), row["kind"])
    with workspace.write(N_("Answer drafted")):
        return _insert(workspace, row, text, None, "")


def drafts_for(workspace: Workspace, suggestion_id: int) -> list[Reply]:
    """Draft one answer for every supporter not yet told of the last decision.

    One person gets one, however often she spoke; walk-ins cannot be written to. The whole is
    one transaction. Raises Missing when nothing was decided.
    """
    decision = workspace.row(
        "SELECT decision.status, because, decided_at, suggestion.title FROM decision "
        "JOIN suggestion ON suggestion.id = decision.suggestion_id "
        "WHERE suggestion_id = ? ORDER BY decision.id DESC LIMIT 1",
        [suggestion_id],
    )
    if decision is None:
        raise Missing("decision", suggestion_id)
    made = []
    with workspace.write(N_("Answers drafted")):
        for feedback_id in _untold(workspace, suggestion_id, decision["decided_at"]):
            row = _addressee(workspace, feedback_id)
            letter = _letter(workspace, row)
            text = wording.decision(
                letter, decision["status"], decision["title"], decision["because"]
            )
            made.append(_insert(workspace, row, text, suggestion_id, decision["because"]))
    return made


def drop_drafts(workspace: Workspace, suggestion_id: int) -> None:
    """Take back the unsent drafts about a suggestion: a new decision makes new ones."""
    rows = workspace.rows(
        "SELECT id FROM reply WHERE suggestion_id = ? AND status = 'draft'", [suggestion_id]
    )
    with workspace.write(N_("Drafts removed")) as write:
        for row in rows:
            write.delete("reply", row["id"])


def edit(workspace: Workspace, reply_id: int, body: str, channel: str | None = None) -> Reply:
    """Change a draft. Raises RefusedInput, Missing, KnownError `reply_sent`."""
    text = clean(body)
    if not text:
        refuse([Problem("body", N_("An answer cannot be empty."))])
    before = _require_draft(workspace, reply_id)
    with workspace.write(N_("Answer changed")) as write:
        write.update("reply", reply_id, body=text, channel=channel or before.channel)
    return get(workspace, reply_id)


def mark_sent(workspace: Workspace, reply_id: int, channel: str | None = None) -> Reply:
    """Note that the owner has sent a draft; the contact restarts the check-in.

    Raises Missing, RefusedInput for an unknown channel, KnownError `reply_sent`.
    """
    reply = _require_draft(workspace, reply_id)
    now = workspace.clock.now()
    by = channel or reply.channel
    with workspace.write(N_("Answer marked as sent")) as write:
        write.update("reply", reply_id, status="sent", sent_at=iso(now), channel=by)
        if reply.customer_id is not None:
            touchpoints.record(workspace, NewTouchpoint(reply.customer_id, by, "out", "reply"))
    return get(workspace, reply_id)


def none_needed(workspace: Workspace, feedback_id: int, because: str) -> Reply:
    """Record why a voice gets no answer. Raises Missing, RefusedInput without a reason."""
    reason = clean(because)
    if not reason:
        refuse([Problem("because", N_("Please note why no answer is needed."))])
    row = _spoken(workspace, feedback_id)
    now = iso(workspace.clock.now())
    with workspace.write(N_("No answer needed")) as write:
        known = _draft_of(workspace, feedback_id)
        if known:
            # Settled now: a past day still counts the voice as waiting, draft or not.
            write.update("reply", known, status="none", because=reason, drafted_at=now)
            return get(workspace, known)
        return _insert(workspace, row, "", None, reason, status="none")


def get(workspace: Workspace, reply_id: int) -> Reply:
    """One reply. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE reply.id = ?", [reply_id])
    if row is None:
        raise Missing("reply", reply_id)
    return _from_row(row)


def find(
    workspace: Workspace,
    *,
    status: str | None = None,
    suggestion_id: int | None = None,
    customer_id: int | None = None,
    feedback_id: int | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[Reply]:
    """Replies that fit everything given; drafts oldest voice first, sent ones newest first."""
    wanted = {
        "reply.status": status,
        "reply.suggestion_id": suggestion_id,
        "reply.customer_id": customer_id,
        "reply.feedback_id": feedback_id,
    }
    given = {column: value for column, value in wanted.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in given) or "TRUE"
    rows = workspace.rows(
        f"{_SELECT} WHERE {where} ORDER BY reply.sent_at DESC, feedback.said_at, reply.id "
        "LIMIT ? OFFSET ?",
        [*given.values(), limit, offset],
    )
    return [_from_row(row) for row in rows]


def count(workspace: Workspace, status: str, suggestion_id: int | None = None) -> int:
    """How many replies have a status, or of them those about one suggestion."""
    return int(
        workspace.value(
            "SELECT count(*) FROM reply WHERE status = ?1 AND (?2 IS NULL OR suggestion_id = ?2)",
            [status, suggestion_id],
        )
    )


def waiting(workspace: Workspace, limit: int = 500, offset: int = 0) -> list[Waiting]:
    """Everyone who still waits for an answer, the longest waiting first."""
    rows = workspace.rows(
        "SELECT feedback.id, customer_id, customer.name, kind, feedback.body, said_at, "
        "(SELECT id FROM reply WHERE reply.feedback_id = feedback.id AND status = 'draft') "
        f"FROM feedback JOIN customer ON customer.id = feedback.customer_id WHERE {WAITING} "
        "ORDER BY said_at, feedback.id LIMIT ? OFFSET ?",
        [limit, offset],
    )
    return [
        Waiting(row[0], row[1], row[2], row[3], row[4], parse_instant(row[5]), row[6])
        for row in rows
    ]


def count_waiting(workspace: Workspace) -> int:
    """How many voices still wait for an answer."""
    return int(workspace.value(f"SELECT count(*) FROM feedback WHERE {WAITING}"))


_SELECT = """SELECT reply.*, suggestion.title AS suggestion, customer.name AS customer,
    customer.phone, customer.email, feedback.body AS said, feedback.said_at
    FROM reply JOIN feedback ON feedback.id = reply.feedback_id
    LEFT JOIN suggestion ON suggestion.id = reply.suggestion_id
    LEFT JOIN customer ON customer.id = reply.customer_id"""


def _untold(workspace: Workspace, suggestion_id: int, decided_at: str) -> list[int]:
    """The newest feedback of each named supporter without a reply to this decision."""
    rows = workspace.rows(
        "SELECT max(feedback.id) FROM support "
        "JOIN feedback ON feedback.id = support.feedback_id "
        "WHERE support.suggestion_id = ? AND feedback.customer_id IS NOT NULL AND NOT EXISTS ("
        "    SELECT 1 FROM reply WHERE reply.suggestion_id = support.suggestion_id "
        "    AND reply.customer_id = feedback.customer_id "
        "    AND (reply.status = 'draft' OR reply.drafted_at >= ?)) "
        "GROUP BY feedback.customer_id ORDER BY min(feedback.said_at)",
        [suggestion_id, decided_at],
    )
    return [row[0] for row in rows]


def _spoken(workspace: Workspace, feedback_id: int) -> sqlite3.Row:
    row = workspace.row(
        "SELECT feedback.id, feedback.customer_id, feedback.kind, feedback.body, "
        "feedback.channel, feedback.language AS read_language, customer.first_name, "
        "customer.language, customer.email, customer.phone FROM feedback "
        "LEFT JOIN customer ON customer.id = feedback.customer_id WHERE feedback.id = ?",
        [feedback_id],
    )
    if row is None:
        raise Missing("feedback", feedback_id)
    return row


def _addressee(workspace: Workspace, feedback_id: int) -> sqlite3.Row:
    row = _spoken(workspace, feedback_id)
    if row["customer_id"] is None:
        raise KnownError(
            "walk_in_reply",
            N_("A walk-in left no name to answer. Choose the customer first, or tell everyone."),
        )
    return row


def _letter(workspace: Workspace, row: sqlite3.Row) -> wording.Letter:
    shop_language = settings.get(workspace, settings.LANGUAGE)
    return wording.Letter(
        language=row["language"] or row["read_language"] or shop_language,
        first_name=row["first_name"],
        words=row["body"],
        shop=settings.get(workspace, settings.SHOP_NAME),
        owner=settings.get(workspace, settings.OWNER_NAME),
    )


def _insert(
    workspace: Workspace,
    row: sqlite3.Row,
    body: str,
    suggestion_id: int | None,
    because: str,
    status: str = "draft",
) -> Reply:
    with workspace.write(N_("Answer drafted")) as write:
        reply_id = write.insert(
            "reply",
            feedback_id=row["id"],
            suggestion_id=suggestion_id,
            customer_id=row["customer_id"],
            channel=way_back(row["channel"], row["email"], row["phone"]),
            body=body,
            status=status,
            because=because or None,
            drafted_at=iso(workspace.clock.now()),
        )
        return get(workspace, reply_id)


def way_back(channel: str, email: str | None, phone: str | None) -> str:
    """By what an answer goes: the way the voice came, unless that needs an address we lack."""
    if channel in ("survey", "web") and email:
        return "email"
    if channel in ("survey", "web", "letter"):
        return "phone" if phone else "in_person"
    return channel


def _draft_of(workspace: Workspace, feedback_id: int) -> int | None:
    found: int | None = workspace.value(
        "SELECT id FROM reply WHERE feedback_id = ? AND status = 'draft' ORDER BY id DESC",
        [feedback_id],
    )
    return found


def _require_draft(workspace: Workspace, reply_id: int) -> Reply:
    reply = get(workspace, reply_id)
    if reply.status != "draft":
        raise KnownError("reply_sent", N_("This answer is closed and stays as it is."))
    return reply


def _from_row(row: sqlite3.Row) -> Reply:
    return Reply(
        id=row["id"],
        feedback_id=row["feedback_id"],
        suggestion_id=row["suggestion_id"],
        suggestion=row["suggestion"] or "",
        customer_id=row["customer_id"],
        customer=row["customer"] or "",
        phone=row["phone"] or "",
        email=row["email"] or "",
        channel=row["channel"],
        body=row["body"],
        status=row["status"],
        purpose=row["purpose"],
        because=row["because"] or "",
        said=row["said"],
        said_at=parse_instant(row["said_at"]),
        drafted_at=parse_instant(row["drafted_at"]),
        sent_at=parse_optional(row["sent_at"]),
    )
