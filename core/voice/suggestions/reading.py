"""Reading suggestions: by rank, as a board, with the people behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant, parse_optional
from core.errors import Missing
from core.measures import ranking, rice
from core.store import settings
from core.text import fold
from core.voice.replies.records import spoken
from core.voice.suggestions import voices
from core.voice.suggestions.records import (
    CLOSED,
    CURRENT,
    DECISIONS,
    REACH_DAYS,
    Suggestion,
    Supporter,
    listed,
)
from core.voice.suggestions.voices import Behind

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def get(workspace: Workspace, suggestion_id: int) -> Suggestion:
    """One suggestion. Raises Missing."""
    found = _read(workspace, "suggestion.id = ?", [suggestion_id])
    if not found:
        raise Missing("suggestion", suggestion_id)
    return found[0]


def backlog(
    workspace: Workspace,
    *,
    statuses: tuple[str, ...] = CURRENT,
    text: str = "",
    limit: int = 5000,
) -> list[Suggestion]:
    """Suggestions by rank: must-dos first, then by RICE, the unrated last."""
    marks = ", ".join("?" * len(statuses))
    found = _read(workspace, f"suggestion.status IN ({marks})", list(statuses))
    return ranking.ordered(_saying(found, text))[:limit]


def board(
    workspace: Workspace, text: str = "", *, everything: bool = False
) -> dict[str, list[Suggestion]]:
    """The suggestions of each status: those still open by rank, the closed ones newest first.

    Done and declined ones stay on the board for a quarter, or with `everything` for ever.
    """
    since = workspace.clock.now() - timedelta(days=REACH_DAYS)
    found = _read(
        workspace,
        f"suggestion.status IN ({listed(CURRENT)}) OR (suggestion.status IN ({listed(CLOSED)}) "
        "AND coalesce((SELECT max(decided_at) FROM decision "
        "WHERE decision.suggestion_id = suggestion.id), '') >= ?)",
        ["" if everything else iso(since)],
    )
    columns: dict[str, list[Suggestion]] = {status: [] for status in DECISIONS}
    for suggestion in ranking.ordered(_saying(found, text)):
        columns[suggestion.status].append(suggestion)
    for status in CLOSED:
        columns[status].sort(key=lambda s: s.decided_at or s.created_at, reverse=True)
    return columns


def are_there(workspace: Workspace) -> bool:
    """Whether the shop has ever written a suggestion down."""
    return bool(workspace.value("SELECT EXISTS (SELECT 1 FROM suggestion)"))


def supporting(workspace: Workspace, feedback_id: int) -> list[Suggestion]:
    """The suggestions that a feedback stands behind."""
    return _read(
        workspace,
        "suggestion.id IN (SELECT suggestion_id FROM support WHERE feedback_id = ?)",
        [feedback_id],
    )


def supporters(workspace: Workspace, suggestion_id: int, limit: int = 500) -> list[Supporter]:
    """The evidence behind a suggestion, newest first; one person may stand here twice."""
    rows = workspace.rows(
        "SELECT feedback.id, feedback.customer_id, customer.name, feedback.body, "
        "feedback.said_at, customer.language, feedback.language FROM support "
        "JOIN feedback ON feedback.id = support.feedback_id "
        "LEFT JOIN customer ON customer.id = feedback.customer_id "
        "WHERE support.suggestion_id = ? ORDER BY feedback.said_at DESC, feedback.id DESC LIMIT ?",
        [suggestion_id, limit],
    )
    shop = settings.get(workspace, settings.LANGUAGE)
    return [
        Supporter(
            *(row[0], row[1], row[2] or "", row[3], parse_instant(row[4])),
            language=spoken(row[5], row[6], shop),
        )
        for row in rows
    ]


def _saying(found: Sequence[Suggestion], text: str) -> list[Suggestion]:
    words = fold(text).split()
    return [s for s in found if all(word in fold(f"{s.title} {s.body}") for word in words)]


def _read(workspace: Workspace, where: str, params: list[Any]) -> list[Suggestion]:
    rows = workspace.rows(
        f"""WITH chosen AS (SELECT suggestion.*,
            (SELECT min(newest) FROM (SELECT max(rated_at) AS newest FROM rating
                WHERE rating.suggestion_id = suggestion.id GROUP BY input)) AS rated_at,
            (SELECT max(id) FROM decision
                WHERE decision.suggestion_id = suggestion.id) AS decision_id
            FROM suggestion WHERE {where})
        SELECT chosen.*, decision.because, decision.decided_at, topic.name AS topic,
            (SELECT count(*) FROM support WHERE support.suggestion_id = chosen.id
                AND support.linked_at > chosen.rated_at) AS new_voices
        FROM chosen LEFT JOIN decision ON decision.id = chosen.decision_id
        LEFT JOIN topic ON topic.id = chosen.topic_id ORDER BY chosen.id""",
        params,
    )
    people = voices.behind(workspace, [row["id"] for row in rows])
    today = workspace.clock.today()
    return [
        _from_row(row, people.get(row["id"], voices.NOBODY), _stale(workspace, row, today))
        for row in rows
    ]


def _from_row(row: sqlite3.Row, behind: Behind, stale: bool) -> Suggestion:
    reach = behind.recent if row["reach_by_hand"] is None else row["reach_by_hand"]
    return Suggestion(
        id=row["id"],
        title=row["title"],
        body=row["body"] or "",
        status=row["status"],
        must_do=bool(row["must_do"]),
        impact=row["impact"],
        confidence=row["confidence"],
        effort_days=row["effort_days"],
        reach_by_hand=row["reach_by_hand"],
        counted_reach=behind.recent,
        supporters=behind.people,
        waiting=behind.waiting,
        score=_score(reach, row["impact"], row["confidence"], row["effort_days"]),
        stale=stale,
        because=row["because"] or "",
        decided_at=parse_optional(row["decided_at"]),
        created_at=parse_instant(row["created_at"]),
        topic_id=row["topic_id"],
        topic=row["topic"] or "",
        new_voices=row["new_voices"],
    )


def _score(
    reach: int, impact: float | None, confidence: float | None, effort_days: float | None
) -> float | None:
    if impact is None or confidence is None or effort_days is None:
        return None
    return rice.score(reach, impact, confidence, effort_days)


def _stale(workspace: Workspace, row: sqlite3.Row, today: date) -> bool:
    if row["rated_at"] is None:
        return False
    rated_on = workspace.clock.day_of(parse_instant(row["rated_at"]))
    return rice.is_stale(rated_on, row["new_voices"], today)
