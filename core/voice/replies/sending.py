"""What becomes of a draft: changed, sent, taken back, or closed for a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import Problem, refuse
from core.i18n import N_
from core.people import touchpoints
from core.people.touchpoints import NewTouchpoint
from core.text import clean
from core.voice import wording, wordings
from core.voice.replies import coming_back, doubts, drafting, records
from core.voice.replies.records import LONGEST_BODY, PURPOSES, TOO_LONG, Reply, require_draft

if TYPE_CHECKING:
    from core.store.workspace import Workspace

CLOSED = ("done", "declined")


def edit(
    workspace: Workspace,
    reply_id: int,
    body: str,
    channel: str | None = None,
    purpose: str | None = None,
) -> Reply:
    """Change a draft; made commercial, it gets the line that tells how to get no more of it.

    Raises RefusedInput, Missing, KnownError `reply_sent`.
    """
    text = clean(body)
    refuse([*_problems_of_body(text), *_problems_of_way(channel, purpose)])
    with workspace.write(N_("Answer changed")) as write:
        before = require_draft(workspace, reply_id)
        meant = purpose or before.purpose
        if meant == "commercial":
            spoken = wordings.language_of(workspace, before.wording, before.language)
            text = wording.with_opt_out(text, spoken)
        elif before.purpose == "commercial":
            text = wording.without_opt_out(text)
        write.update("reply", reply_id, body=text, channel=channel or before.channel, purpose=meant)
        return records.get(workspace, reply_id)


def mark_sent(
    workspace: Workspace,
    reply_id: int,
    channel: str | None = None,
    sure: bool = False,
    come_back_on: date | None = None,
) -> Reply:
    """Note that the owner has sent a draft; the contact restarts the check-in.

    `sure` sends the same wording to the same person again within 30 days. With a day to come back
    on, what is to be told then is drafted and waits from that day. Raises Missing, RefusedInput
    for an unknown channel or a day gone by, KnownError `reply_sent`, `no_consent`, `no_opt_out`,
    and `same_wording` unless sure.
    """
    refuse([*_problems_of_way(channel, None), *coming_back.problems(workspace, come_back_on)])
    with workspace.write(N_("Answer marked as sent")) as write:
        reply = require_draft(workspace, reply_id)
        by = channel or reply.channel
        doubts.refuse_second_answer(workspace, reply)
        doubts.refuse_unasked_advertising(workspace, reply, by)
        if not sure:
            doubts.ask_about_same_wording(workspace, reply)
        now = iso(workspace.clock.now())
        write.update("reply", reply_id, status="sent", sent_at=now, channel=by)
        _drop_twins(workspace, reply)
        coming_back.keep(workspace, reply)
        if come_back_on is not None:
            coming_back.promise(workspace, reply.feedback_id, come_back_on)
        if reply.customer_id is not None:
            touchpoints.record(workspace, NewTouchpoint(reply.customer_id, by, "out", "reply"))
        return records.get(workspace, reply_id)


def none_needed(
    workspace: Workspace, feedback_id: int, because: str, suggestion_id: int | None = None
) -> Reply:
    """Record why a voice gets no answer, or none about a suggestion that it supports.

    Raises Missing, RefusedInput without a reason.
    """
    reason = _reason(because)
    with workspace.write(N_("No answer needed")):
        row = drafting.spoken_row(workspace, feedback_id)
        known = drafting.draft_of(workspace, feedback_id, suggestion_id)
        if known:
            return _close(workspace, known, reason)
        none = drafting.NewReply("", None, suggestion_id, reason, status="none")
        return drafting.insert(workspace, row, none)


def discard(workspace: Workspace, reply_id: int, because: str = "") -> Reply | None:
    """Take a draft back, so that the voice waits without one; with a reason it is closed by it.

    A draft about a suggestion that is done or declined, or of what was promised, needs the reason,
    else somebody would be left waiting. Raises Missing, RefusedInput, KnownError `reply_sent`.
    """
    with workspace.write(N_("Draft taken back")) as write:
        reply = require_draft(workspace, reply_id)
        owed = _is_owed(workspace, reply)
        if clean(because) or owed:
            return _close(workspace, reply_id, _reason(because))
        write.delete("reply", reply_id)
        return None


def _close(workspace: Workspace, reply_id: int, reason: str) -> Reply:
    """Let a draft stand for the reason why none is needed.

    Settled now: a past day still counts the voice as waiting, draft or not. The clock may have
    been set back since the decision that it is about.
    """
    reply = records.get(workspace, reply_id)
    settled_at = max(iso(workspace.clock.now()), iso(reply.drafted_at))
    with workspace.write(N_("No answer needed")) as write:
        if reply.come_back_on is not None:
            coming_back.wake(workspace, reply.feedback_id)
        write.update("reply", reply_id, status="none", because=reason, drafted_at=settled_at)
    return records.get(workspace, reply_id)


def _is_owed(workspace: Workspace, reply: Reply) -> bool:
    """Whether a draft was promised, or is the only word that its customer gets about a decision."""
    if reply.come_back_on is not None:
        return True
    if reply.suggestion_id is None or doubts.already_told(workspace, reply):
        return False
    status = workspace.value("SELECT status FROM suggestion WHERE id = ?", [reply.suggestion_id])
    return status in CLOSED


def _drop_twins(workspace: Workspace, reply: Reply) -> None:
    """Two customers merged into one may have left two drafts about one decision."""
    if reply.suggestion_id is None or reply.customer_id is None:
        return
    twins = workspace.rows(
        "SELECT id FROM reply WHERE suggestion_id = ? AND customer_id = ? AND status = 'draft' "
        "AND id <> ?",
        [reply.suggestion_id, reply.customer_id, reply.id],
    )
    with workspace.write(N_("Drafts removed")) as write:
        for twin in twins:
            write.delete("reply", twin["id"])


def _reason(because: str) -> str:
    reason = clean(because)
    if not reason:
        refuse([Problem("because", N_("Please note why no answer is needed."))])
    return reason


def _problems_of_body(text: str) -> list[Problem]:
    if not text:
        return [Problem("body", N_("An answer cannot be empty."))]
    return [TOO_LONG] if len(text) > LONGEST_BODY else []


def _problems_of_way(channel: str | None, purpose: str | None) -> list[Problem]:
    found = []
    if channel is not None and channel not in touchpoints.CHANNELS:
        found.append(Problem("channel", N_("“{value}” is not a channel."), {"value": channel}))
    if purpose is not None and purpose not in PURPOSES:
        found.append(Problem("purpose", N_("“{value}” is not a purpose."), {"value": purpose}))
    return found
