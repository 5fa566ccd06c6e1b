"""How many people stand behind suggestions: ever, in the last quarter, and not told yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import instant_of, iso
from core.voice.suggestions.records import ANSWERED_DECISIONS, REACH_DAYS, listed
from core.voice.unanswered import SETTLED_AT

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# A few are looked up by themselves; of more, everybody's are counted once and kept.
FEW = 20
_NOUNS = frozenset({"support", "feedback", "reply", "decision"})


@dataclass(frozen=True, slots=True)
class Behind:
    """The people behind a suggestion; `waiting` have a name and know of no decision in force."""

    people: int
    recent: int
    waiting: int


NOBODY = Behind(0, 0, 0)


def counted_since(today: date) -> date:
    """The first local day on which who speaks counts for the reach of today."""
    return today - timedelta(days=REACH_DAYS)


def behind(workspace: Workspace, suggestion_ids: Sequence[int]) -> dict[int, Behind]:
    """The people behind suggestions, by suggestion; nobody stands behind those left out."""
    since = iso(instant_of(workspace.clock, counted_since(workspace.clock.today())))
    if len(suggestion_ids) > FEW:
        return workspace.kept(
            ("people behind suggestions", since), _NOUNS, lambda: _counted(workspace, since)
        )
    few = "support.suggestion_id IN (SELECT value FROM json_each(:ids))"
    return _counted(workspace, since, few, json.dumps(list(suggestion_ids)))


def _counted(
    workspace: Workspace, since: str, where: str = "TRUE", ids: str = ""
) -> dict[int, Behind]:
    rows = workspace.rows(_COUNTED.format(where=where), {"since": since, "ids": ids})
    return {row["id"]: Behind(row["people"], row["recent"], row["waiting"]) for row in rows}


# A walk-in has no name, so each of them counts as one person. The index holds all that is read
# of a voice; few suggestions were told of to anybody, so only theirs are compared with replies.
# Whoever was written to directly since knows as well.
_PERSON = "coalesce(feedback.customer_id, -feedback.id)"
_COUNTED = f"""WITH answered AS MATERIALIZED (
        SELECT suggestion_id AS id FROM reply
        WHERE suggestion_id IS NOT NULL AND status <> 'draft'
        UNION
        SELECT suggestion_id FROM decision WHERE status IN ({listed(ANSWERED_DECISIONS)})),
    told AS MATERIALIZED (
        SELECT answered.id, coalesce((SELECT decided_at FROM decision
            WHERE decision.id = (SELECT max(id) FROM decision
                WHERE decision.suggestion_id = answered.id)
            AND decision.status IN ({listed(ANSWERED_DECISIONS)})), '') AS since
        FROM answered)
    SELECT support.suggestion_id AS id, count(DISTINCT {_PERSON}) AS people,
        count(DISTINCT CASE WHEN feedback.said_at >= :since THEN {_PERSON} END) AS recent,
        count(DISTINCT CASE WHEN told.id IS NULL OR NOT EXISTS (
            SELECT 1 FROM reply WHERE reply.suggestion_id = support.suggestion_id
                AND reply.customer_id = feedback.customer_id AND reply.status <> 'draft'
                AND reply.drafted_at >= told.since)
            AND (told.since = '' OR NOT EXISTS (
                SELECT 1 FROM reply WHERE reply.feedback_id = feedback.id
                AND reply.status <> 'draft' AND {SETTLED_AT} >= told.since))
            THEN feedback.customer_id END) AS waiting
    FROM support
    CROSS JOIN feedback INDEXED BY feedback_person ON feedback.id = support.feedback_id
    LEFT JOIN told ON told.id = support.suggestion_id
    WHERE {{where}} GROUP BY support.suggestion_id"""
