"""What the page of frequent questions shows, read beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.store.workspace import Workspace
from core.voice import faq, feedback, offers, topics
from core.voice.faq import Faq
from core.voice.feedback import Feedback
from core.voice.offers import Offer
from core.voice.topics import Topic


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entries that fit what is asked for, all topics, and whether there is any entry."""

    entries: Sequence[Faq]
    topics: Sequence[Topic]
    any_kept: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new entry begins with: the words that asked for it, and their topic."""

    voices: Sequence[Feedback]
    topic_id: int | None


def shelf(workspace: Workspace, text: str, topic_id: int | None, hidden: bool) -> Shelf:
    """The entries in use, or the hidden ones, whose words and topic fit."""
    found = faq.find(workspace, text, topic_id, archived=hidden)
    kept = found or faq.find(workspace) or faq.find(workspace, archived=True)
    return Shelf(found, topics.find(workspace), bool(kept))


def offered(workspace: Workspace) -> list[Offer]:
    """The offers of new entries that nobody settled yet."""
    return [offer for offer in offers.open(workspace) if offer.sort == "faq"]


def beginning(workspace: Workspace, feedback_id: int) -> Beginning:
    """The voice from which an entry is begun, with those alike. Raises Missing."""
    said = feedback.get(workspace, feedback_id)
    offer = offers.of_feedback(workspace, feedback_id)
    if offer is None or offer.sort != "faq":
        return Beginning((said,), said.topic_id)
    return Beginning(offer.feedback, offer.topic_id)


def of_feedback(workspace: Workspace, feedback_id: int) -> Faq | None:
    """The entry that a voice stands behind already, or None."""
    return next(iter(faq.answering(workspace, feedback_id)), None)
