"""Replies: an answer to every voice, drafted by the app, sent and marked by the owner."""

from __future__ import annotations

from core.voice.replies.doubts import SAME_WORDING_DAYS, Told, same_wording
from core.voice.replies.drafting import (
    draft,
    drafts_for,
    drop_drafts,
    language_of,
    reword,
    signed,
    way_back,
)
from core.voice.replies.following import ThreadLine, follow_up, thread
from core.voice.replies.permission import Grounds, Permission, grounds, permission
from core.voice.replies.records import PURPOSES, Reply, count, find, get
from core.voice.replies.sending import discard, edit, mark_sent, none_needed
from core.voice.waiting import Waiting, count_untold, count_waiting, waiting

__all__ = [
    "PURPOSES",
    "SAME_WORDING_DAYS",
    "Grounds",
    "Permission",
    "Reply",
    "ThreadLine",
    "Told",
    "Waiting",
    "count",
    "count_untold",
    "count_waiting",
    "discard",
    "draft",
    "drafts_for",
    "drop_drafts",
    "edit",
    "find",
    "follow_up",
    "get",
    "grounds",
    "language_of",
    "mark_sent",
    "none_needed",
    "permission",
    "reword",
    "same_wording",
    "signed",
    "thread",
    "waiting",
    "way_back",
]
