"""What the board shows, read in the background."""

from __future__ import annotations

from dataclasses import dataclass

from core.store.workspace import Workspace
from core.voice import suggestions
from core.voice.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards by status; `any` tells whether the shop knows a suggestion at all."""

    columns: dict[str, list[Suggestion]]
    any: bool


def read_board(workspace: Workspace, text: str, everything: bool) -> Cards:
    """The board; `everything` brings what was decided longer than a quarter ago as well."""
    columns = suggestions.board(workspace, text, everything=everything)
    return Cards(columns, any(columns.values()) or suggestions.are_there(workspace))
