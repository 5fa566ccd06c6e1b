"""Feedback: what a customer said, written down in her own words and read for its mood."""

from __future__ import annotations

from core.voice.feedback.finding import count, counts, find, get, place
from core.voice.feedback.ordering import SORTS
from core.voice.feedback.records import (
    ASKING_KINDS,
    CHANNELS,
    KINDS,
    LONGEST_BODY,
    STATES,
    Feedback,
    FeedbackFilter,
    InboxCounts,
    NewFeedback,
)
from core.voice.feedback.wanted import from_wanted, to_wanted
from core.voice.feedback.writing import give_name, log, override, remove

__all__ = [
    "ASKING_KINDS",
    "CHANNELS",
    "KINDS",
    "LONGEST_BODY",
    "SORTS",
    "STATES",
    "Feedback",
    "FeedbackFilter",
    "InboxCounts",
    "NewFeedback",
    "count",
    "counts",
    "find",
    "from_wanted",
    "get",
    "give_name",
    "log",
    "override",
    "place",
    "remove",
    "to_wanted",
]
