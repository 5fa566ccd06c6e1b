"""What the board shows, read in the background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.store.workspace import Workspace
from core.voice import suggestions
from core.voice.suggestions import CLOSED, Suggestion


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards by status; `any` tells whether the shop knows a suggestion at all."""

    columns: dict[str, list[Suggestion]]
    any: bool


def read_board(workspace: Workspace, text: str, everything: bool) -> Cards:
    """The board; `everything` brings what was decided longer than a quarter ago as well."""
    columns = suggestions.board(workspace, text)
    if everything:
        for status in CLOSED:
            found = suggestions.backlog(workspace, statuses=(status,), text=text)
            columns[status] = sorted(found, key=_decided, reverse=True)
    known = any(columns.values()) or bool(
        suggestions.backlog(workspace, statuses=suggestions.STATUSES, limit=1)
    )
    return Cards(columns, known)


def _decided(suggestion: Suggestion) -> datetime:
    return suggestion.decided_at or suggestion.created_at
