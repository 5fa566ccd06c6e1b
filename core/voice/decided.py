"""What people are told of a decided suggestion, in every language its owner wrote it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.store import settings
from core.text import clean, fold, one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# In the history of a suggestion, before the language that its words were written in.
BECAUSE, TITLE = "because.", "title."
_ENDS = " .!?…,;:–—"


@dataclass(frozen=True, slots=True)
class Said:
    """A because and a title in one more language; "" where the owner left the field empty."""

    because: str = ""
    title: str = ""

    @property
    def cleaned(self) -> Said:
        """The same as it is kept."""
        return Said(clean(self.because), one_line(self.title))


NO_MORE: Mapping[str, Said] = {}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as people are told of it; `also` is what was written in more languages."""

    status: str
    title: str
    because: str
    shop_language: str
    also: Mapping[str, Said] = field(default_factory=dict)
    decided_at: str = ""

    def title_in(self, language: str) -> str:
        """The title that a letter in a language carries."""
        return self.also.get(language, Said()).title or self.title

    def because_in(self, language: str) -> str:
        """The because that a letter in a language carries."""
        return self.also.get(language, Said()).because or self.because

    def foreign_to(self, language: str) -> str:
        """In which other language a reader of `language` gets the because; "" for her own."""
        if not self.because or self.also.get(language, Said()).because:
            return ""
        written_in = _language_of(self.because, self.shop_language)
        return "" if written_in == language else written_in

    def is_untouched(self, body: str) -> bool:
        """Whether a letter still carries the because as it was decided."""
        words = fold(clean(self.because).rstrip(_ENDS))
        return bool(words) and words in fold(body)


def told(workspace: Workspace, suggestion_id: int) -> Decided | None:
    """The decision that people are told of, or None; while work goes on it is the plan."""
    row = workspace.row(_TOLD, {"id": suggestion_id})
    if row is None:
        return None
    shop_language = settings.get(workspace, settings.LANGUAGE)
    also = _also(workspace, suggestion_id, row["decided_at"])
    known = row["status"], row["title"], row["because"]
    return Decided(*known, shop_language, also, row["decided_at"])


def titles(workspace: Workspace, suggestion_id: int) -> dict[str, str]:
    """The titles that a suggestion was given in more languages, the last of each."""
    rows = workspace.rows(
        "SELECT what, after FROM suggestion_change WHERE suggestion_id = ? "
        "AND what LIKE ? ORDER BY id",
        [suggestion_id, f"{TITLE}%"],
    )
    return {row["what"].removeprefix(TITLE): row["after"] or "" for row in rows}


def _also(workspace: Workspace, suggestion_id: int, decided_at: str) -> dict[str, Said]:
    rows = workspace.rows(
        "SELECT what, after FROM suggestion_change WHERE suggestion_id = ? AND changed_at = ? "
        "AND what LIKE ?",
        [suggestion_id, decided_at, f"{BECAUSE}%"],
    )
    because = {row["what"].removeprefix(BECAUSE): row["after"] or "" for row in rows}
    title = titles(workspace, suggestion_id)
    return {
        language: Said(because.get(language, ""), title.get(language, ""))
        for language in {*because, *title}
    }


def _language_of(text: str, otherwise: str) -> str:
    # Its model is loaded by the first text that is read.
    from core.measures.sentiment.language import guess

    return guess(text, default=otherwise)


# The last decision is told, or the plan while work on it goes on; an end that was taken back
# is told no more.
_TOLD = """SELECT decision.status, because, decided_at, suggestion.title FROM decision
    JOIN suggestion ON suggestion.id = decision.suggestion_id
    WHERE decision.id = (SELECT max(id) FROM decision
            WHERE suggestion_id = :id AND status <> 'in_progress')
        AND (decision.status = 'planned' OR decision.status IN ('done', 'declined')
            AND decision.id = (SELECT max(id) FROM decision WHERE suggestion_id = :id))"""
