"""What is read about a suggestion when it is picked."""

from __future__ import annotations

from dataclasses import dataclass

from core.store.workspace import Workspace
from core.voice import outcomes, replies, suggestions
from core.voice.outcomes import Outcome
from core.voice.suggestions import Change, RatedInput, Suggestion, Supporter, WhatIf


@dataclass(frozen=True, slots=True)
class Behind:
    """Everything behind a suggestion; `place` is None for one that has no place to lose.

    `drafts` and `sent` count answers; `untold` are people by name with neither, and `can_tell`
    whether there is a decision to tell them of.
    """

    suggestion: Suggestion
    supporters: list[Supporter]
    inputs: list[RatedInput]
    place: WhatIf | None
    changes: list[Change]
    outcome: Outcome | None
    drafts: int
    sent: int
    untold: int
    can_tell: bool


def read_behind(workspace: Workspace, suggestion_id: int) -> Behind:
    """Everything the detail shows. Raises Missing."""
    suggestion = suggestions.get(workspace, suggestion_id)
    drafts = replies.count(workspace, "draft", suggestion_id)
    return Behind(
        suggestion,
        suggestions.supporters(workspace, suggestion_id),
        suggestions.inputs(workspace, suggestion_id),
        _place(workspace, suggestion),
        suggestions.changes(workspace, suggestion_id),
        outcomes.of_suggestion(workspace, suggestion_id),
        drafts,
        replies.count(workspace, "sent", suggestion_id),
        max(0, suggestion.waiting - drafts),
        suggestions.can_tell(workspace, suggestion_id),
    )


def _place(workspace: Workspace, suggestion: Suggestion) -> WhatIf | None:
    if suggestion.status not in suggestions.CURRENT:
        return None
    ranked = suggestions.backlog(workspace)
    dropped = suggestions.what_if(ranked, suggestion.id)
    return next((each for each in dropped if each.suggestion_id == suggestion.id), None)
