"""Who still waits for an answer, now or at the end of a day gone by: one list for every room."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import instant_of, iso, parse_day, parse_instant
from core.voice.unanswered import (
    ASLEEP,
    PROMISED,
    SETTLED_AT,
    TOLD_SINCE,
    TOLD_SOON,
    WAITING,
)

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_EVERYBODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody without an answer, with the draft where there is one.

    `since` is the moment from which she waits: when she spoke; where the answer is about a
    decision that she was not told of yet (`suggestion_id`), when it was taken or drafted; where
    the owner promised to come back, the beginning of that day (`promised_on`).
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
    promised_on: date | None = None


def waiting(
    workspace: Workspace, limit: int = 500, offset: int = 0, on: date | None = None
) -> list[Waiting]:
    """Everyone by name who still waits, the longest waiting first.

    These are voices that asked for an answer and have none, drafts not sent, and supporters who
    know nothing of a decision. What was put off, or promised for a day, waits from that day on;
    an answer about a decision comes in place of a promise. Of a day gone by it tells who waited
    when it ended, drafts since given up left out.
    """
    waits, params = _as_of(workspace, on)
    rows = workspace.rows(
        f"{waits} SELECT feedback_id, waits.customer_id, customer.name, kind, feedback.body, "
        "said_at, draft_id, since, suggestion_id, suggestion.title, promised_on FROM waits "
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
            promised_on=parse_day(row[10]) if row[10] else None,
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
    return _counts(workspace)[0]


def count_untold(workspace: Workspace) -> int:
    """How many of the lines of `waiting` are for news of a decision, not for a first answer."""
    return _counts(workspace)[1]


def _counts(workspace: Workspace) -> tuple[int, int]:
    waits, params = _as_of(workspace, None)

    def counted() -> tuple[int, int]:
        every, untold = workspace.rows(
            f"{waits} SELECT count(*), count(suggestion_id) FROM waits", params
        )[0]
        return every, untold

    return workspace.kept(("count_waiting", params["today"]), _NOUNS, counted)


def _as_of(workspace: Workspace, on: date | None) -> tuple[str, dict[str, Any]]:
    clock = workspace.clock
    today = clock.today()
    if on is None or on == today:
        return _NOW, {"today": today.isoformat(), "mornings": _mornings(workspace, today, "draft")}
    ends = instant_of(clock, on + timedelta(days=1))
    return _THEN, {
        "today": on.isoformat(),
        "mornings": _mornings(workspace, on, "sent"),
        "at": iso(ends),
    }


def _mornings(workspace: Workspace, on: date, also: str) -> str:
    """When the days began to which answered voices were put off, as JSON by day."""
    days = workspace.rows(
        "SELECT DISTINCT snoozed_until FROM feedback CROSS JOIN reply ON feedback_id = feedback.id "
        "WHERE status IN ('draft', ?) AND suggestion_id IS NULL AND snoozed_until <= ?",
        [also, on.isoformat()],
    )
    clock = workspace.clock
    begins = {day: iso(instant_of(clock, date.fromisoformat(day))) for (day,) in days}
    return json.dumps(begins)


_NOUNS = frozenset({"feedback", "reply", "support", "suggestion", "decision", "customer"})

_ASLEEP = ASLEEP.replace("?", ":today")
# One draft about a decision goes to all that its reader said for it.
_DRAFT = """coalesce(
    (SELECT max(id) FROM reply WHERE reply.feedback_id = feedback.id AND reply.status = 'draft'),
    (SELECT max(reply.id) FROM support
     CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id
     WHERE support.feedback_id = feedback.id AND reply.customer_id = feedback.customer_id
        AND reply.status = 'draft'))"""
# A draft of an answered voice that was put off waits from the beginning of its day.
_SINCE = """coalesce(max(reply.drafted_at, (SELECT value FROM json_each(:mornings)
    WHERE reply.suggestion_id IS NULL AND key = feedback.snoozed_until)), reply.drafted_at)"""
_PROMISED_ON = f"CASE WHEN {PROMISED} THEN feedback.snoozed_until END"
# The plus below lets the few drafts be found by their index.
_WAITS = "waits (feedback_id, customer_id, suggestion_id, since, draft_id, promised_on)"
_NOW = f"""WITH latest AS (
        SELECT suggestion_id, max(id) AS id FROM decision GROUP BY suggestion_id),
    decided AS (
        SELECT suggestion.id AS suggestion_id, decision.decided_at FROM suggestion
        JOIN latest ON latest.suggestion_id = suggestion.id
        JOIN decision ON decision.id = latest.id
        WHERE suggestion.status IN ('planned', 'done', 'declined')),
    {_WAITS} AS (
        SELECT feedback.id, feedback.customer_id, NULL, feedback.said_at, {_DRAFT}, NULL
        FROM feedback WHERE {WAITING}
            AND NOT {_ASLEEP}
        UNION ALL
        SELECT feedback.id, reply.customer_id, reply.suggestion_id, {_SINCE}, reply.id,
            {_PROMISED_ON}
        FROM reply JOIN feedback ON feedback.id = reply.feedback_id
        WHERE reply.status = 'draft' AND +reply.customer_id IS NOT NULL AND NOT ({WAITING})
            AND NOT (reply.suggestion_id IS NULL AND {_ASLEEP})
            AND NOT ({PROMISED} AND {TOLD_SOON})
        UNION ALL
        SELECT max(feedback.id), feedback.customer_id, decided.suggestion_id,
            decided.decided_at, NULL, NULL
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
_TOLD_THEN = TOLD_SOON.replace("'draft')", "'draft' AND telling.drafted_at < :at)")
_PUT_OFF = f"({_ASLEEP} AND coalesce(triaged_at, '') < :at)"
_THEN = f"""WITH latest AS (
        SELECT suggestion_id, max(id) AS id FROM decision
        WHERE decided_at < :at GROUP BY suggestion_id),
    decided AS (
        SELECT decision.suggestion_id, decided_at FROM latest
        JOIN decision ON decision.id = latest.id
        WHERE decision.status IN ('planned', 'done', 'declined')),
    {_WAITS} AS (
        SELECT feedback.id, feedback.customer_id, NULL, feedback.said_at, {_DRAFT}, NULL
        FROM feedback WHERE {_WAITED}
            AND NOT {_PUT_OFF}
        UNION ALL
        SELECT feedback.id, reply.customer_id, NULL, {_SINCE},
            CASE reply.status WHEN 'draft' THEN reply.id END, {_PROMISED_ON}
        FROM reply JOIN feedback ON feedback.id = reply.feedback_id
        WHERE reply.suggestion_id IS NULL AND reply.customer_id IS NOT NULL
            AND reply.status <> 'none' AND reply.drafted_at < :at
            AND coalesce(reply.sent_at, '9999') >= :at AND NOT {_WAITED}
            AND NOT {_PUT_OFF}
            AND NOT ({PROMISED} AND {_TOLD_THEN})
        UNION ALL
        SELECT max(feedback.id), feedback.customer_id, decided.suggestion_id,
            max(decided.decided_at, min(support.linked_at)),
            (SELECT max(reply.id) FROM reply
             WHERE reply.suggestion_id = decided.suggestion_id
                AND reply.customer_id = feedback.customer_id AND reply.status = 'draft'), NULL
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
