"""Corrections: what was noted beside the words of a feedback, put right later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import KnownError
from core.i18n import N_
from core.people import touchpoints
from core.people.touchpoints import NewTouchpoint
from core.voice import feedback
from core.voice.feedback import ASKING_KINDS, Feedback

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def file_under(workspace: Workspace, feedback_id: int, topic_id: int | None) -> Feedback:
    """Put a feedback under a topic, or with None under no topic. Raises Missing for either."""
    with workspace.write(N_("Topic changed")) as write:
        if topic_id is not None:
            workspace.require("topic", topic_id)
        write.update("feedback", feedback_id, topic_id=topic_id)
    return feedback.get(workspace, feedback_id)


def name_customer(workspace: Workspace, feedback_id: int, customer_id: int) -> Feedback:
    """Say who a walk-in was: the feedback is hers from now on, and she can be answered.

    Raises Missing for either; KnownError `has_customer` when somebody said it already.
    """
    said = feedback.get(workspace, feedback_id)
    if said.customer_id is not None:
        raise KnownError("has_customer", N_("This feedback belongs to a customer already."))
    asks = said.asks_reply or said.kind in ASKING_KINDS
    with workspace.write(N_("Customer noted")) as write:
        contact = NewTouchpoint(customer_id, said.channel, "in", "feedback", at=said.said_at)
        touchpoints.record(workspace, contact)
        write.update("feedback", feedback_id, customer_id=customer_id, asks_reply=int(asks))
    return feedback.get(workspace, feedback_id)
