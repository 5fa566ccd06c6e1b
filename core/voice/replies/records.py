"""Replies as the store knows them, and the ways to find them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.clock import parse_day, parse_instant, parse_optional
from core.errors import KnownError, Missing, Problem
from core.i18n import LANGUAGES, N_
from core.store import settings
from core.voice import reasons
from core.voice.replies.foreign_reasons import ForeignReasons
from core.voice.unanswered import PROMISED

if TYPE_CHECKING:
    from core.store.workspace import Workspace

PURPOSES = ("service", "commercial")
LONGEST_BODY = 40_000
TOO_LONG = Problem("body", N_("This answer is too long to keep."))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one feedback; `status` none means that none is needed, for a reason.

    `language` is the one its customer is written to; `wording` the key of the wording that it
    was drafted from, "" where the owner wrote it herself. `come_back_on` is the day on which the
    owner promised to come back with this draft. `reason_in` is the language in which a draft
    still carries the reason of its decision, where that is another than its own.
    """

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
    kind: str = "other"
    language: str = "en"
    wording: str = ""
    come_back_on: date | None = None
    reason_in: str = ""


def get(workspace: Workspace, reply_id: int) -> Reply:
    """One reply. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE reply.id = ?", [reply_id])
    if row is None:
        raise Missing("reply", reply_id)
    return _from_rows(workspace, [row])[0]


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
    order = "ORDER BY reply.sent_at DESC, feedback.said_at, reply.id"
    # Only the slice's own rows are looked at as a whole; thousands may have to be sorted.
    rows = workspace.rows(
        f"{_SELECT} WHERE reply.id IN (SELECT reply.id FROM reply "
        f"JOIN feedback ON feedback.id = reply.feedback_id WHERE {where} {order} "
        f"LIMIT ? OFFSET ?) {order}",
        [*given.values(), limit, offset],
    )
    return _from_rows(workspace, rows)


def of_run(workspace: Workspace, ids: range) -> list[Reply]:
    """The replies of a run of ids, in its order."""
    rows = workspace.rows(
        f"{_SELECT} WHERE reply.id BETWEEN ? AND ? ORDER BY reply.id", [ids.start, ids.stop - 1]
    )
    return _from_rows(workspace, rows)


def count(workspace: Workspace, status: str, suggestion_id: int | None = None) -> int:
    """How many replies have a status, or of them those about one suggestion."""
    return int(
        workspace.value(
            "SELECT count(*) FROM reply WHERE status = ?1 AND (?2 IS NULL OR suggestion_id = ?2)",
            [status, suggestion_id],
        )
    )


def require_draft(workspace: Workspace, reply_id: int) -> Reply:
    """A reply that may still be changed. Raises Missing, KnownError `reply_sent`."""
    reply = get(workspace, reply_id)
    if reply.status != "draft":
        raise KnownError("reply_sent", N_("This answer is closed and stays as it is."))
    return reply


_SELECT = f"""SELECT reply.*, suggestion.title AS suggestion, customer.name AS customer,
    customer.phone, customer.email, customer.language AS own_language,
    feedback.body AS said, feedback.said_at, feedback.kind, feedback.language AS read_language,
    CASE WHEN reply.status = 'draft' AND {PROMISED} THEN snoozed_until END AS come_back_on
    FROM reply JOIN feedback ON feedback.id = reply.feedback_id
    LEFT JOIN suggestion ON suggestion.id = reply.suggestion_id
    LEFT JOIN customer ON customer.id = reply.customer_id"""


def spoken(own: str | None, read: str | None, shop: str) -> str:
    """In which of our languages one is written to: her own, that of her words, the shop's."""
    wanted = own or read or shop
    return wanted if wanted in LANGUAGES else "en"


def _from_rows(workspace: Workspace, rows: list[sqlite3.Row]) -> list[Reply]:
    shop = settings.get(workspace, settings.LANGUAGE)
    foreign = ForeignReasons(workspace)
    return [_from_row(row, shop, foreign) for row in rows]


def _from_row(row: sqlite3.Row, shop_language: str, foreign: ForeignReasons) -> Reply:
    language = spoken(row["own_language"], row["read_language"], shop_language)
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
        because=reasons.told(row["because"] or ""),
        said=row["said"],
        said_at=parse_instant(row["said_at"]),
        drafted_at=parse_instant(row["drafted_at"]),
        sent_at=parse_optional(row["sent_at"]),
        kind=row["kind"],
        language=language,
        wording=row["wording"] or "",
        come_back_on=parse_day(row["come_back_on"]) if row["come_back_on"] else None,
        reason_in=foreign.of(row, language),
    )
