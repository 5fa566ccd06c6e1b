"""Writing suggestions down: their words, their topic, what stands outside of the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import refuse
from core.i18n import N_
from core.text import clean, one_line
from core.voice.suggestions import changing, evidence, reading
from core.voice.suggestions.records import NewSuggestion, Suggestion

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def suggest(workspace: Workspace, new: NewSuggestion) -> Suggestion:
    """Write a suggestion down with its first evidence. Raises RefusedInput, Missing."""
    refuse(new.problems())
    with workspace.write(N_("Suggestion added")) as write:
        if new.topic_id is not None:
            workspace.require("topic", new.topic_id)
        suggestion_id = write.insert(
            "suggestion",
            title=one_line(new.title),
            body=clean(new.body) or None,
            topic_id=new.topic_id,
            created_at=iso(workspace.clock.now()),
        )
        evidence.link_all(workspace, suggestion_id, new.feedback_ids)
    return reading.get(workspace, suggestion_id)


def retitle(workspace: Workspace, suggestion_id: int, title: str, body: str) -> Suggestion:
    """Change the words of a suggestion. Raises RefusedInput, Missing."""
    refuse(NewSuggestion(title, body).problems())
    with workspace.write(N_("Suggestion changed")):
        words = {"title": one_line(title), "body": clean(body) or None}
        changing.change(workspace, suggestion_id, words)
    return reading.get(workspace, suggestion_id)


def set_topic(workspace: Workspace, suggestion_id: int, topic_id: int | None) -> Suggestion:
    """Say what a suggestion is about; None for nothing on the list. Raises Missing for either."""
    with workspace.write(N_("Topic changed")):
        if topic_id is not None:
            workspace.require("topic", topic_id)
        changing.change(workspace, suggestion_id, {"topic_id": topic_id})
    return reading.get(workspace, suggestion_id)


def set_must_do(workspace: Workspace, suggestion_id: int, must_do: bool) -> Suggestion:
    """Put a suggestion outside of the score: law, safety, a promise given. Raises Missing."""
    with workspace.write(N_("Must-do changed")):
        changing.change(workspace, suggestion_id, {"must_do": int(must_do)})
    return reading.get(workspace, suggestion_id)
