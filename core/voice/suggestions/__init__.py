"""Suggestions: what could be better, who stands behind it, how it ranks, what was decided."""

from __future__ import annotations

from core.measures.ranking import WhatIf, what_if
from core.voice.reasons import OF_ITS_OWN as REASONS_OF_ITS_OWN
from core.voice.suggestions.changing import changes
from core.voice.suggestions.deciding import decide
from core.voice.suggestions.evidence import link, link_all, unlink
from core.voice.suggestions.merging import merge
from core.voice.suggestions.reading import (
    are_there,
    backlog,
    board,
    get,
    supporters,
    supporting,
)
from core.voice.suggestions.records import (
    ANSWERED_DECISIONS,
    CLOSED,
    CURRENT,
    DECISIONS,
    LONGEST_TITLE,
    REACH_DAYS,
    STATUSES,
    Change,
    NewRating,
    NewSuggestion,
    RatedInput,
    Suggestion,
    Supporter,
)
from core.voice.suggestions.telling import (
    behind,
    can_tell,
    hand_over,
    left,
    settle,
    settle_all,
    tell,
)
from core.voice.suggestions.weighing import count_reach_again, inputs, rate
from core.voice.suggestions.writing import retitle, set_must_do, set_topic, suggest

__all__ = [
    "ANSWERED_DECISIONS",
    "CLOSED",
    "CURRENT",
    "DECISIONS",
    "LONGEST_TITLE",
    "REACH_DAYS",
    "REASONS_OF_ITS_OWN",
    "STATUSES",
    "Change",
    "NewRating",
    "NewSuggestion",
    "RatedInput",
    "Suggestion",
    "Supporter",
    "WhatIf",
    "are_there",
    "backlog",
    "behind",
    "board",
    "can_tell",
    "changes",
    "count_reach_again",
    "decide",
    "get",
    "hand_over",
    "inputs",
    "left",
    "link",
    "link_all",
    "merge",
    "rate",
    "retitle",
    "set_must_do",
    "set_topic",
    "settle",
    "settle_all",
    "suggest",
    "supporters",
    "supporting",
    "tell",
    "unlink",
    "what_if",
]
