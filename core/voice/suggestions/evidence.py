"""Evidence: which voices stand behind a suggestion; a newcomer to a decided one is answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError, Missing
from core.i18n import N_
from core.voice.suggestions import changing, telling

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def link(workspace: Workspace, suggestion_id: int, feedback_id: int) -> None:
    """Let a feedback stand behind a suggestion; linking twice changes nothing.

    Whoever joins a suggestion that was decided already gets a draft about it at once. Raises
    Missing for either; KnownError `suggestion_merged`.
    """
    link_all(workspace, suggestion_id, (feedback_id,))


def link_all(workspace: Workspace, suggestion_id: int, feedback_ids: Iterable[int]) -> int:
    """Let many feedback stand behind a suggestion in one step; gives how many are new there.

    Raises Missing for any of them, KnownError `suggestion_merged`; then nothing was linked.
    """
    wanted = list(dict.fromkeys(feedback_ids))
    with workspace.write(N_("Feedback linked")) as write:
        _require_linkable(workspace, suggestion_id)
        now = iso(workspace.clock.now())
        new = [(each, suggestion_id, now) for each in _unlinked(workspace, suggestion_id, wanted)]
        write.insert_many("support", ("feedback_id", "suggestion_id", "linked_at"), new)
        if new:
            _take_topic(workspace, suggestion_id)
            telling.settle(workspace, suggestion_id)
    return len(new)


def _require_linkable(workspace: Workspace, suggestion_id: int) -> None:
    status = workspace.value("SELECT status FROM suggestion WHERE id = ?", [suggestion_id])
    if status is None:
        raise Missing("suggestion", suggestion_id)
    if status == "merged":
        raise KnownError(
            "suggestion_merged", N_("This suggestion was merged into another; link to that one.")
        )


def _unlinked(workspace: Workspace, suggestion_id: int, wanted: list[int]) -> list[int]:
    """Those of some feedback that do not stand behind a suggestion yet. Raises Missing."""
    rows = workspace.rows(
        "SELECT id, EXISTS (SELECT 1 FROM support WHERE suggestion_id = ? "
        "AND feedback_id = feedback.id) FROM feedback "
        "WHERE id IN (SELECT value FROM json_each(?))",
        [suggestion_id, json.dumps(wanted)],
    )
    is_linked = {row[0]: row[1] for row in rows}
    for feedback_id in wanted:
        if feedback_id not in is_linked:
            raise Missing("feedback", feedback_id)
    return [feedback_id for feedback_id in wanted if not is_linked[feedback_id]]


def unlink(workspace: Workspace, suggestion_id: int, feedback_id: int) -> None:
    """Take a feedback from behind a suggestion; a draft about it to nobody else goes as well.

    Raises Missing.
    """
    with workspace.write(N_("Link removed")) as write:
        row = workspace.row(
            "SELECT id, linked_at FROM support WHERE suggestion_id = ? AND feedback_id = ?",
            [suggestion_id, feedback_id],
        )
        if row is None:
            raise Missing("support", feedback_id)
        write.delete("support", row["id"])
        changing.note(workspace, suggestion_id, "linked", None, feedback_id, at=row["linked_at"])
        changing.note(workspace, suggestion_id, "unlinked", feedback_id, None)
        telling.settle(workspace, suggestion_id)


def _take_topic(workspace: Workspace, suggestion_id: int) -> None:
    """A suggestion whose topic nobody chose takes the one of its voices, if most share it."""
    is_chosen = workspace.value(
        "SELECT 1 FROM suggestion WHERE id = ?1 AND (topic_id IS NOT NULL OR EXISTS (SELECT 1 "
        "FROM suggestion_change WHERE suggestion_id = ?1 AND what = 'topic_id'))",
        [suggestion_id],
    )
    if is_chosen:
        return
    topic_id = commonest_topic(workspace, suggestion_id)
    if topic_id is not None:
        with workspace.write(N_("Topic changed")) as write:
            write.update("suggestion", suggestion_id, topic_id=topic_id)


def commonest_topic(workspace: Workspace, suggestion_id: int) -> int | None:
    """The topic that at least half of the voices behind a suggestion are about, or None."""
    found: int | None = workspace.value(
        "SELECT feedback.topic_id FROM support JOIN feedback ON feedback.id = support.feedback_id "
        "WHERE support.suggestion_id = ?1 AND feedback.topic_id IS NOT NULL "
        "GROUP BY feedback.topic_id "
        "HAVING 2 * count(*) >= (SELECT count(*) FROM support WHERE suggestion_id = ?1) "
        "ORDER BY count(*) DESC, feedback.topic_id LIMIT 1",
        [suggestion_id],
    )
    return found
