"""Deciding: what will happen and why, and an answer to everyone who asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError, Problem, refuse
from core.i18n import N_
from core.text import clean
from core.voice import decided, ninety, replies
from core.voice.decided import NO_MORE, Said
from core.voice.suggestions import changing, evidence, reading, telling
from core.voice.suggestions.records import CLOSED, DECISIONS, Suggestion

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_NOTHING: Mapping[int, str] = {}


def decide(
    workspace: Workspace,
    suggestion_id: int,
    status: str,
    because: str,
    silent: Mapping[int, str] = _NOTHING,
    also: Mapping[str, Said] = NO_MORE,
) -> Suggestion:
    """Decide with a reason, and draft an answer to every supporter who can be reached.

    Planned, done and declined are told to the supporters. `silent` gives, by the feedback of a
    supporter, the reason why she gets no answer; walk-ins and people erased get theirs by
    themselves. `also` gives because and title in more languages, for who reads those. Raises
    Missing; RefusedInput for an unknown status, an empty because or an empty reason; KnownError
    `suggestion_merged`, and `supporters_left` if a done or declined one would leave anybody with
    neither; then nothing was changed.
    """
    reason = _reason(status, because)
    with workspace.write(N_("Decision taken")) as write:
        before = reading.get(workspace, suggestion_id)
        if before.status == "merged":
            raise KnownError(
                "suggestion_merged", N_("This suggestion was merged into another; decide that one.")
            )
        without = telling.reasons(workspace, suggestion_id, silent)
        write.update("suggestion", suggestion_id, status=status)
        replies.drop_drafts(workspace, suggestion_id)
        decided_at = iso(telling.next_moment(workspace, suggestion_id))
        values = {"status": status, "because": reason, "decided_at": decided_at}
        write.insert("decision", suggestion_id=suggestion_id, **values)
        _note_also(workspace, suggestion_id, also, decided_at)
        telling.settle(workspace, suggestion_id, without)
        if status == "done" and before.status != "done":
            _keep_outcome(workspace, before)
        if status in CLOSED:
            _refuse_to_leave_anyone(workspace, suggestion_id)
    return reading.get(workspace, suggestion_id)


def _reason(status: str, because: str) -> str:
    reason = clean(because)
    problems = []
    if status not in DECISIONS:
        problems.append(Problem("status", N_("“{value}” is not a decision."), {"value": status}))
    if not reason:
        problems.append(Problem("because", N_("Please say why: customers will read it.")))
    refuse(problems)
    return reason


def _note_also(
    workspace: Workspace, suggestion_id: int, also: Mapping[str, Said], decided_at: str
) -> None:
    """What was written in more languages, in the history at the moment of the decision."""
    titles = decided.titles(workspace, suggestion_id)
    for language, said in also.items():
        words, title = said.cleaned, titles.get(language, "")
        noted = [(decided.BECAUSE, "", words.because), (decided.TITLE, title, words.title)]
        for what, before, after in noted:
            if before != after:
                changing.note(
                    workspace, suggestion_id, what + language, before, after, at=decided_at
                )


def _keep_outcome(workspace: Workspace, suggestion: Suggestion) -> None:
    """How the ninety days before were, kept for the day when those after are over."""
    topic_id = suggestion.topic_id or evidence.commonest_topic(workspace, suggestion.id)
    if topic_id is None:
        return
    today = workspace.clock.today()
    found = ninety.measure(workspace, topic_id, *ninety.before(today))
    with workspace.write(N_("Outcome kept")) as write:
        write.insert(
            "outcome",
            suggestion_id=suggestion.id,
            topic_id=topic_id,
            done_on=today.isoformat(),
            confidence=suggestion.confidence,
            **found.kept,
        )


def _refuse_to_leave_anyone(workspace: Workspace, suggestion_id: int) -> None:
    left = telling.left(workspace, suggestion_id)
    if left:
        sentence = N_("Still without an answer or a reason for none: {n}. Nothing was decided.")
        raise KnownError("supporters_left", sentence, n=left)
