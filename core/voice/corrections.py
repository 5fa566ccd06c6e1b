"""Corrections: what was noted beside the words of a feedback, put right later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.voice import feedback, triage
from core.voice.feedback import Feedback

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def file_under(workspace: Workspace, feedback_id: int, topic_id: int | None) -> Feedback:
    """Put a feedback under a topic, or with None under no topic. Raises Missing for either."""
    triage.set_topic(workspace, [feedback_id], topic_id)
    return feedback.get(workspace, feedback_id)


def name_customer(workspace: Workspace, feedback_id: int, customer_id: int) -> Feedback:
    """Say who a walk-in was; see `feedback.give_name`."""
    return feedback.give_name(workspace, feedback_id, customer_id)
