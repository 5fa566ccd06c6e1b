"""Who still waits for an answer, now or at the end of a day gone by: one list for every room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import instant_of, iso, parse_instant
from core.voice.unanswered import ASLEEP, SETTLED_AT, TOLD_SINCE, WAITING

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_EVERYBODY = 1_000_000


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


def waiting(
    workspace: Workspace, limit: int = 500, offset: int = 0, on: date | None = None
) -> list[Waiting]:
    """Everyone by name who still waits, the longest waiting first.

    These are voices that asked for an answer and have none (but for those put off to a day
    still to come), drafts not sent, and supporters who know nothing of a decision. Of a day gone
    by it tells who waited when it ended, drafts since given up left out.
    """
    waits, params = _as_of(workspace, on)
    rows = workspace.rows(
        f"{waits} SELECT feedback_id, waits.customer_id, customer.name, kind, feedback.body, "
        "said_at, draft_id, since, suggestion_id, suggestion.title FROM waits "
        "JOIN feedback ON feedback.id = waits.feedback_id "
        "JOIN customer ON customer.id = waits.customer_id "
        "LEFT JOIN suggestion ON suggestion.id = waits.suggestion_id "
        "ORDER BY since, feedback_id, draft_id LIMIT :limit OFFSET :offset",
        {**params, "limit": limit, "offset": offset},
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


def everybody(workspace: Workspace, on: date | None = None) -> list[Waiting]:
    """The whole list of a day; that of today is kept until something of it changes."""
    today = workspace.clock.today()
    if on not in (None, today):
        return waiting(workspace, _EVERYBODY, on=on)
    return workspace.kept(("waiting", today), _NOUNS, lambda: waiting(workspace, _EVERYBODY))


def count_waiting(workspace: Workspace) -> int:
    """How many lines `waiting` has."""
    waits, params = _as_of(workspace, None)

    def counted() -> int:
        return int(workspace.value(f"{waits} SELECT count(*) FROM waits", params))

    return workspace.kept(("count_waiting", params["today"]), _NOUNS, counted)


def _as_of(workspace: Workspace, on: date | None) -> tuple[str, dict[str, Any]]:
    clock = workspace.clock
    today = clock.today()
    if on is None or on == today:
        return _NOW, {"today": today.isoformat()}
    return _THEN, {"today": on.isoformat(), "at": iso(instant_of(clock, on + timedelta(days=1)))}


_NOUNS = frozenset({"feedback", "reply", "support", "suggestion", "decision", "customer"})

_ASLEEP = ASLEEP.replace("?", ":today")
# One draft about a decision goes to all that its reader said for it.
_DRAFT = """coalesce(
    (SELECT max(id) FROM reply WHERE reply.feedback_id = feedback.id AND reply.status = 'draft'),
    (SELECT max(reply.id) FROM support
     CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id
     WHERE support.feedback_id = feedback.id AND reply.customer_id = feedback.customer_id
        AND reply.status = 'draft'))"""
_WAITS = "waits (feedback_id, customer_id, suggestion_id, since, draft_id)"
_NOW = f"""WITH latest AS (
        SELECT suggestion_id, max(id) AS id FROM decision GROUP BY suggestion_id),
    decided AS (
        SELECT suggestion.id AS suggestion_id, decision.decided_at FROM suggestion
        JOIN latest ON latest.suggestion_id = suggestion.id
        JOIN decision ON decision.id = latest.id
        WHERE suggestion.status IN ('planned', 'done', 'declined')),
    {_WAITS} AS (
        SELECT feedback.id, feedback.customer_id, NULL, feedback.said_at, {_DRAFT}
        FROM feedback WHERE {WAITING}
            AND NOT {_ASLEEP}
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
                AND {SETTLED_AT} >= decided.decided_at)
            AND NOT ({WAITING})
        GROUP BY feedback.customer_id, decided.suggestion_id)"""

# The same at a moment gone by. A draft about a decision was there from the decision, or from
# when its reader came to stand behind it, until it was settled.
_WAITED = f"""(feedback.asks_reply = 1 AND feedback.customer_id IS NOT NULL
    AND feedback.said_at < :at
    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id
        AND reply.status <> 'draft' AND {SETTLED_AT} < :at)
    AND NOT EXISTS (SELECT 1 FROM support
        CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id
        WHERE support.feedback_id = feedback.id AND {TOLD_SINCE} AND {SETTLED_AT} < :at))"""
_THEN = f"""WITH latest AS (
        SELECT suggestion_id, max(id) AS id FROM decision
        WHERE decided_at < :at GROUP BY suggestion_id),
    decided AS (
        SELECT decision.suggestion_id, decided_at FROM latest
        JOIN decision ON decision.id = latest.id
        WHERE decision.status IN ('planned', 'done', 'declined')),
    {_WAITS} AS (
        SELECT feedback.id, feedback.customer_id, NULL, feedback.said_at, {_DRAFT}
        FROM feedback WHERE {_WAITED}
            AND NOT ({_ASLEEP} AND coalesce(triaged_at, '') < :at)
        UNION ALL
        SELECT feedback.id, reply.customer_id, NULL, reply.drafted_at,
            CASE reply.status WHEN 'draft' THEN reply.id END
        FROM reply JOIN feedback ON feedback.id = reply.feedback_id
        WHERE reply.suggestion_id IS NULL AND reply.customer_id IS NOT NULL
            AND reply.status <> 'none' AND reply.drafted_at < :at
            AND coalesce(reply.sent_at, '9999') >= :at AND NOT {_WAITED}
        UNION ALL
        SELECT max(feedback.id), feedback.customer_id, decided.suggestion_id,
            max(decided.decided_at, min(support.linked_at)),
            (SELECT max(reply.id) FROM reply
             WHERE reply.suggestion_id = decided.suggestion_id
                AND reply.customer_id = feedback.customer_id AND reply.status = 'draft')
        FROM decided JOIN support ON support.suggestion_id = decided.suggestion_id
        JOIN feedback ON feedback.id = support.feedback_id
        WHERE feedback.customer_id IS NOT NULL AND support.linked_at < :at
            AND NOT EXISTS (SELECT 1 FROM reply
                WHERE reply.suggestion_id = decided.suggestion_id
                AND reply.customer_id = feedback.customer_id AND reply.status <> 'draft'
                AND reply.drafted_at >= decided.decided_at AND {SETTLED_AT} < :at)
            AND NOT EXISTS (SELECT 1 FROM reply
                WHERE reply.feedback_id = feedback.id AND reply.status <> 'draft'
                AND {SETTLED_AT} >= decided.decided_at AND {SETTLED_AT} < :at)
            AND NOT {_WAITED}
        GROUP BY feedback.customer_id, decided.suggestion_id)"""
