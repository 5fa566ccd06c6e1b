"""Who still waits for an answer: one list, the longest waiting first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.voice.unanswered import WAITING

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody without an answer, with the draft where there is one.

    `since` is the moment from which she waits: when she spoke or, where the answer is about a
    decision that she was not told of yet (`suggestion_id`), when it was taken or drafted.
    """

    feedback_id: int
    customer_id: int
    customer: str
    kind: str
    body: str
    said_at: datetime
    draft_id: int | None
    since: datetime
    suggestion_id: int | None = None
    suggestion: str = ""


def waiting(workspace: Workspace, limit: int = 500, offset: int = 0) -> list[Waiting]:
    """Everyone by name who still waits, the longest waiting first.

    These are voices that asked for an answer and have none (but for those put off to a day
    still to come), drafts not sent, and supporters who know nothing of a decision.
    """
    rows = workspace.rows(
        f"{_WAITING} SELECT feedback_id, waits.customer_id, customer.name, kind, feedback.body, "
        "said_at, draft_id, since, suggestion_id, suggestion.title FROM waits "
        "JOIN feedback ON feedback.id = waits.feedback_id "
        "JOIN customer ON customer.id = waits.customer_id "
        "LEFT JOIN suggestion ON suggestion.id = waits.suggestion_id "
        "ORDER BY since, feedback_id, draft_id LIMIT :limit OFFSET :offset",
        {"today": _today(workspace), "limit": limit, "offset": offset},
    )
    return [
        Waiting(
            feedback_id=row[0],
            customer_id=row[1],
            customer=row[2],
            kind=row[3],
            body=row[4],
            said_at=parse_instant(row[5]),
            draft_id=row[6],
            since=parse_instant(row[7]),
            suggestion_id=row[8],
            suggestion=row[9] or "",
        )
        for row in rows
    ]


def count_waiting(workspace: Workspace) -> int:
    """How many lines `waiting` has."""
    today = _today(workspace)

    def counted() -> int:
        return int(workspace.value(f"{_WAITING} SELECT count(*) FROM waits", {"today": today}))

    return workspace.kept(("count_waiting", today), _NOUNS, counted)


def _today(workspace: Workspace) -> str:
    return workspace.clock.today().isoformat()


_NOUNS = frozenset({"feedback", "reply", "support", "suggestion", "decision", "customer"})

_WAITING = f"""WITH latest AS (
        SELECT suggestion_id, max(id) AS id FROM decision GROUP BY suggestion_id),
    decided AS (
        SELECT suggestion.id AS suggestion_id, decision.decided_at FROM suggestion
        JOIN latest ON latest.suggestion_id = suggestion.id
        JOIN decision ON decision.id = latest.id
        WHERE suggestion.status IN ('planned', 'done', 'declined')),
    waits (feedback_id, customer_id, suggestion_id, since, draft_id) AS (
        SELECT feedback.id, feedback.customer_id, NULL, feedback.said_at,
            (SELECT max(id) FROM reply
             WHERE reply.feedback_id = feedback.id AND reply.status = 'draft')
        FROM feedback WHERE {WAITING}
            AND (feedback.snoozed_until IS NULL OR feedback.snoozed_until <= :today)
        UNION ALL
        SELECT feedback.id, reply.customer_id, reply.suggestion_id, reply.drafted_at, reply.id
        FROM reply JOIN feedback ON feedback.id = reply.feedback_id
        WHERE reply.status = 'draft' AND reply.customer_id IS NOT NULL AND NOT ({WAITING})
        UNION ALL
        SELECT max(feedback.id), feedback.customer_id, decided.suggestion_id,
            decided.decided_at, NULL
        FROM decided JOIN support ON support.suggestion_id = decided.suggestion_id
        JOIN feedback ON feedback.id = support.feedback_id
        WHERE feedback.customer_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM reply
                WHERE reply.suggestion_id = decided.suggestion_id
                AND reply.customer_id = feedback.customer_id
                AND (reply.status = 'draft' OR reply.drafted_at >= decided.decided_at))
            AND NOT EXISTS (SELECT 1 FROM reply
                WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
                AND coalesce(reply.sent_at, reply.drafted_at) >= decided.decided_at)
            AND NOT ({WAITING})
        GROUP BY feedback.customer_id, decided.suggestion_id)"""
