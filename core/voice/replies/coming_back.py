"""Coming back to somebody: what “we will look into it” promises is kept as a draft for its day.

The draft is made when the first answer goes out, and its voice is put off to the day, so that
nothing but what the shop knows already has to tell that somebody waits again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import Problem
from core.i18n import N_
from core.voice import wordings
from core.voice.replies import drafting
from core.voice.unanswered import PROMISED
from core.voice.wording import COME_BACK

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.replies.records import Reply


def problems(workspace: Workspace, on: date | None) -> list[Problem]:
    """What keeps a day from being one to come back on."""
    if on is None or on > workspace.clock.today():
        return []
    return [Problem("come_back_on", N_("Please choose a day that is still to come."))]


def promise(workspace: Workspace, feedback_id: int, on: date) -> None:
    """Draft what is told on a day to whoever was just answered, and let the voice rest till then.

    An answer that was begun beside the one that went out is what is told. Raises KnownError for
    a walk-in.
    """
    with workspace.write(N_("Answer drafted")) as write:
        row = drafting.addressee(workspace, feedback_id)
        now, begun = iso(workspace.clock.now()), _begun(workspace, feedback_id)
        if begun is not None:
            write.update("reply", begun, drafted_at=now)
        else:
            language = drafting.language_of(workspace, feedback_id)
            chosen = wordings.choice(workspace, COME_BACK, language)
            text = drafting.composed(workspace, row, chosen)
            drafting.insert(workspace, row, drafting.NewReply(text, chosen))
        # The moment of it is kept, so that a past day still knows who was awake.
        write.update("feedback", feedback_id, snoozed_until=on.isoformat(), triaged_at=now)


def keep(workspace: Workspace, sent: Reply) -> None:
    """An answer went out: its voice rests no longer.

    Told of a decision on her words, a customer has what was promised to her about them.
    """
    kept = _kept_by(workspace, sent)
    with workspace.write(N_("Drafts removed")) as write:
        for reply_id in kept:
            write.delete("reply", reply_id)
        for feedback_id in {sent.feedback_id, *kept.values()}:
            wake(workspace, feedback_id)


def wake(workspace: Workspace, feedback_id: int) -> None:
    """Let a voice rest no longer; that it did until today is kept for the days gone by."""
    today = workspace.clock.today().isoformat()
    rests = workspace.value(
        "SELECT 1 FROM feedback WHERE id = ? AND snoozed_until > ?", [feedback_id, today]
    )
    if rests:
        with workspace.write(N_("Awake again")) as write:
            write.update("feedback", feedback_id, snoozed_until=today)


def _begun(workspace: Workspace, feedback_id: int) -> int | None:
    """A draft to the voice itself, which the owner began before she told of a decision."""
    found: int | None = workspace.value(
        "SELECT max(id) FROM reply WHERE feedback_id = ? AND status = 'draft' "
        "AND suggestion_id IS NULL",
        [feedback_id],
    )
    return found


def _kept_by(workspace: Workspace, sent: Reply) -> dict[int, int]:
    """The promises that an answer about a suggestion keeps, and their voices."""
    rows = workspace.rows(
        "SELECT reply.id, reply.feedback_id FROM support "
        "JOIN feedback ON feedback.id = support.feedback_id "
        "JOIN reply ON reply.feedback_id = feedback.id AND reply.customer_id = ? "
        f"WHERE support.suggestion_id = ? AND reply.status = 'draft' AND {PROMISED}",
        [sent.customer_id, sent.suggestion_id],
    )
    return {row[0]: row[1] for row in rows}
