"""What is read for a feedback beside itself: what stands around it, later what sounds like it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.store import settings
from core.store.workspace import Workspace
from core.voice import alike, feedback, offers, suggestions, topics
from core.voice.alike import Alike
from core.voice.feedback import Feedback
from core.voice.offers import Offer
from core.voice.suggestions import Suggestion
from core.voice.topics import Topic
from desktop.widgets.waiting_age import Patience


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a feedback in the detail."""

    feedback: Feedback
    topics: list[Topic]
    linked: list[Suggestion]
    patience: Patience


@dataclass(frozen=True, slots=True)
class Likes:
    """What sounds like a feedback, and what could be made of that; `language` is that of it."""

    feedback_id: int
    language: str
    alike: Alike = field(default_factory=Alike)
    offer: Offer | None = None


def gather(workspace: Workspace, feedback_id: int) -> Surroundings:
    """Read what stands around a feedback. Raises Missing."""
    said = feedback.get(workspace, feedback_id)
    return Surroundings(
        said,
        topics.find(workspace),
        suggestions.supporting(workspace, feedback_id),
        Patience.of(workspace),
    )


def likes_of(workspace: Workspace, said: Feedback) -> Likes:
    """Compare a feedback with what is known."""
    language = said.reading.language or settings.get(workspace, settings.LANGUAGE)
    return Likes(
        said.id,
        language,
        alike.to(
            workspace,
            said.body,
            but=said.id,
            language=said.reading.language or "",
            kind=said.kind,
        ),
        offers.of_feedback(workspace, said.id),
    )
