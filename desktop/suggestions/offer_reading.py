"""The voices that a new suggestion begins with, read in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.store.workspace import Workspace
from core.voice import feedback, offers
from core.voice.feedback import Feedback, FeedbackFilter


@dataclass(frozen=True, slots=True)
class Begin:
    """Voices, with a title and a topic where they are an offer."""

    feedback: Sequence[Feedback]
    title: str = ""
    topic_id: int | None = None


def read_offer(workspace: Workspace, feedback_ids: Sequence[int]) -> Begin:
    """The voices with these ids; the offer they make, if it still stands."""
    ids = tuple(feedback_ids)
    offer = offers.of_feedback(workspace, ids[0]) if ids else None
    if offer is not None and offer.sort == "suggestion":
        return Begin(offer.feedback, offer.title, offer.topic_id)
    found = feedback.find(workspace, FeedbackFilter(ids=ids), limit=max(1, len(ids)))
    return Begin(found)
