"""Making one suggestion of two: everyone behind either stands behind the one that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import KnownError
from core.i18n import N_
from core.text import joined_lines
from core.voice import replies
from core.voice.suggestions import changing, reading, telling
from core.voice.suggestions.records import CLOSED, Suggestion

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def merge(workspace: Workspace, suggestion_id: int, into_id: int) -> Suggestion:
    """Merge a suggestion into another, which is given back with both their supporters.

    Each voice stands behind it once; a must-do stays one, the topic and the notes fill what is
    empty there. The ratings are those of the one that stays. If that one was decided already,
    the newcomers get their answer at once. Raises Missing; KnownError `same_suggestion`,
    `suggestion_merged` for either that was merged before, and `suggestion_decided` for one
    that is done or declined, whose supporters were told so.
    """
    with workspace.write(N_("Suggestions merged")) as write:
        gone, kept = (reading.get(workspace, each) for each in (suggestion_id, into_id))
        _refuse(gone, kept)
        replies.drop_drafts(workspace, gone.id)
        _move_replies(workspace, gone, kept)
        _move_support(workspace, gone.id, kept.id)
        filled = {
            "must_do": int(gone.must_do or kept.must_do),
            "topic_id": kept.topic_id or gone.topic_id,
            "body": joined_lines(kept.body, gone.body) or None,
        }
        changing.change(workspace, kept.id, filled)
        write.update("suggestion", gone.id, status="merged", merged_into=kept.id)
        changing.note(workspace, gone.id, "merged_into", None, kept.id)
        changing.note(workspace, kept.id, "merged", None, gone.id)
        telling.settle(workspace, kept.id)
    return reading.get(workspace, into_id)


def _refuse(gone: Suggestion, kept: Suggestion) -> None:
    if gone.id == kept.id:
        raise KnownError("same_suggestion", N_("A suggestion cannot be merged into itself."))
    if "merged" in (gone.status, kept.status):
        raise KnownError("suggestion_merged", N_("This suggestion was merged into another before."))
    if gone.status in CLOSED:
        raise KnownError(
            "suggestion_decided",
            N_(
                "This suggestion was decided and its people were told; merge the other one into it."
            ),
        )


def _move_support(workspace: Workspace, gone_id: int, kept_id: int) -> None:
    rows = workspace.rows(
        "SELECT id, EXISTS (SELECT 1 FROM support AS other WHERE suggestion_id = ? "
        "AND other.feedback_id = support.feedback_id) AS is_there "
        "FROM support WHERE suggestion_id = ?",
        [kept_id, gone_id],
    )
    with workspace.write(N_("Feedback linked")) as write:
        for row in rows:
            if row["is_there"]:
                write.delete("support", row["id"])
            else:
                write.update("support", row["id"], suggestion_id=kept_id)


def _move_replies(workspace: Workspace, gone: Suggestion, kept: Suggestion) -> None:
    """What was sent goes along; but nobody was told yet of an end that the other has come to."""
    if kept.status in CLOSED:
        return
    rows = workspace.rows("SELECT id FROM reply WHERE suggestion_id = ?", [gone.id])
    with workspace.write(N_("Answers moved")) as write:
        for row in rows:
            write.update("reply", row["id"], suggestion_id=kept.id)
