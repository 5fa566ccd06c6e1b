"""How things stood in a sample shop before each thing that was done, as deciding keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.voice import ninety
from core.voice.suggestions.evidence import commonest_topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write


def store(workspace: Workspace, write: Write) -> None:
    """Keep the ninety days before for every suggestion that is done."""
    for suggestion_id, confidence, decided_at in workspace.rows(_DONE):
        topic_id = commonest_topic(workspace, suggestion_id)
        if topic_id is None:
            continue
        done_on = workspace.clock.day_of(parse_instant(decided_at))
        found = ninety.measure(workspace, topic_id, *ninety.before(done_on))
        write.insert(
            "outcome",
            suggestion_id=suggestion_id,
            topic_id=topic_id,
            done_on=done_on.isoformat(),
            confidence=confidence,
            **found.kept,
        )


_DONE = """SELECT suggestion.id, confidence, max(decided_at) FROM suggestion
    JOIN decision ON decision.suggestion_id = suggestion.id
    WHERE suggestion.status = 'done' AND decision.status = 'done' GROUP BY suggestion.id"""
