"""Triage: what the owner does with the inbox, for one voice or for many in one undoable write.

Each of these takes a voice out of the new ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import Problem, refuse
from core.i18n import N_
from core.text import clean
from core.voice import replies, suggestions
from core.voice.feedback.finding import answered_among
from core.voice.feedback.writing import kind_columns, looked_through, topic_columns

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write


def look_through(workspace: Workspace, ids: Iterable[int]) -> None:
    """Note that voices were read and need nothing more for now. Raises Missing."""
    with workspace.write(N_("Looked through")) as write:
        for feedback_id in dict.fromkeys(ids):
            _change(workspace, write, feedback_id)


def snooze(workspace: Workspace, ids: Iterable[int], until: date) -> None:
    """Let voices rest until a day, on which they wake by themselves.

    The moment of it is kept, so that a past day still knows who was awake. Raises Missing,
    RefusedInput for a day gone by.
    """
    if until <= workspace.clock.today():
        refuse([Problem("until", N_("Please choose a day that is still to come."))])
    columns = {
        "snoozed_until": until.isoformat(),
        "triaged_at": iso(workspace.clock.now()),
    }
    with workspace.write(N_("Put off")) as write:
        for feedback_id in dict.fromkeys(ids):
            write.update("feedback", feedback_id, **columns)


def wake(workspace: Workspace, ids: Iterable[int]) -> None:
    """Let voices wait again from today on. Raises Missing."""
    today = workspace.clock.today().isoformat()
    with workspace.write(N_("Awake again")) as write:
        for feedback_id in dict.fromkeys(ids):
            # The day itself is kept: whoever asks for yesterday must find it asleep.
            _change(workspace, write, feedback_id, snoozed_until=today)


def set_topic(workspace: Workspace, ids: Iterable[int], topic_id: int | None) -> None:
    """The owner's word on what voices are about; None for nothing on the list. Raises Missing."""
    with workspace.write(N_("Topic changed")) as write:
        columns = topic_columns(workspace, topic_id)
        for feedback_id in dict.fromkeys(ids):
            _change(workspace, write, feedback_id, **columns)


def set_kind(workspace: Workspace, ids: Iterable[int], kind: str) -> None:
    """What kind voices are of, and with it whether they ask for an answer.

    Raises RefusedInput, Missing.
    """
    with workspace.write(N_("Kind changed")) as write:
        for feedback_id in dict.fromkeys(ids):
            columns = kind_columns(workspace, feedback_id, kind)
            _change(workspace, write, feedback_id, **columns)


def link(workspace: Workspace, ids: Iterable[int], suggestion_id: int) -> None:
    """Let voices stand behind a suggestion; those that do already stay. Raises Missing."""
    with workspace.write(N_("Feedback linked")) as write:
        workspace.require("suggestion", suggestion_id)
        chosen = list(dict.fromkeys(ids))
        for feedback_id in chosen:
            _change(workspace, write, feedback_id)
        suggestions.link_all(workspace, suggestion_id, chosen)


def none_needed(workspace: Workspace, ids: Iterable[int], because: str) -> None:
    """Record one reason why voices get no answer; whoever has one already is passed over.

    Raises RefusedInput without a reason, Missing.
    """
    if not clean(because):
        refuse([Problem("because", N_("Please note why no answer is needed."))])
    chosen = list(dict.fromkeys(ids))
    with workspace.write(N_("No answer needed")) as write:
        answered = answered_among(workspace, chosen)
        for feedback_id in chosen:
            _change(workspace, write, feedback_id)
            if feedback_id not in answered:
                replies.none_needed(workspace, feedback_id, because)


def _change(workspace: Workspace, write: Write, feedback_id: int, **columns: Any) -> None:
    seen = looked_through(workspace, feedback_id)
    write.update("feedback", feedback_id, **seen, **columns)
