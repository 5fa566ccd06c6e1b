"""Drafts that still carry the reason of a decision in another language than their own."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from core.voice import decided, wordings

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.decided import Decided


class ForeignReasons:
    """Looks through the rows of replies; what is known of a decision is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._told: dict[int, Decided | None] = {}
        self._spoken: dict[tuple[str, str], str] = {}

    def of(self, row: sqlite3.Row, own: str) -> str:
        """In which language the reason stands in a draft to a reader of `own`, "" for hers."""
        if row["status"] != "draft" or row["suggestion_id"] is None:
            return ""
        what = self._decided(row["suggestion_id"])
        if what is None:
            return ""
        foreign = what.foreign_to(self._language(row["wording"] or "", own))
        return foreign if foreign and what.is_untouched(row["body"]) else ""

    def _decided(self, suggestion_id: int) -> Decided | None:
        if suggestion_id not in self._told:
            self._told[suggestion_id] = decided.told(self._workspace, suggestion_id)
        return self._told[suggestion_id]

    def _language(self, wording: str, own: str) -> str:
        known = wording, own
        if known not in self._spoken:
            self._spoken[known] = wordings.language_of(self._workspace, *known)
        return self._spoken[known]
