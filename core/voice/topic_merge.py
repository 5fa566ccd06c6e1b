"""What follows a topic when it becomes part of another: every row that points at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.voice import saved_views

if TYPE_CHECKING:
    from core.store.write import Write

_FOLLOWING = ("feedback", "faq", "suggestion", "outcome")


def move(write: Write, topic_id: int, into_id: int) -> None:
    """Let all that points at one topic point at another."""
    for noun in _FOLLOWING:
        rows = write.execute(f"SELECT id FROM {noun} WHERE topic_id = ?", [topic_id]).fetchall()
        for (row_id,) in rows:
            write.update(noun, row_id, topic_id=into_id)
    _move_views(write, topic_id, into_id)
    # What had become part of the first is part of the second, so that no chain grows.
    for (row_id,) in write.execute(
        "SELECT id FROM topic WHERE merged_into = ?", [topic_id]
    ).fetchall():
        write.update("topic", row_id, merged_into=into_id)


def _move_views(write: Write, topic_id: int, into_id: int) -> None:
    """A saved view of the first topic's feedback shows the second's."""
    for view_id, stored in write.execute("SELECT id, wanted FROM saved_view").fetchall():
        wanted = saved_views.from_text(stored)
        if wanted.get("topic_id") == topic_id:
            moved = saved_views.to_text({**wanted, "topic_id": into_id})
            write.update("saved_view", view_id, wanted=moved)
