"""What comes after an answer: she answered back, and how the talk went from its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.errors import KnownError, Missing
from core.i18n import N_
from core.voice import reasons
from core.voice.replies import records

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.feedback import Feedback


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One turn of a talk: `in` is the customer's, `out` ours with its `status`.

    For an answer that was not needed the body is the reason.
    """

    at: datetime
    direction: str
    body: str
    channel: str
    feedback_id: int
    reply_id: int | None
    status: str


def follow_up(
    workspace: Workspace,
    reply_id: int,
    body: str,
    channel: str | None = None,
    kind: str | None = None,
    asks_reply: bool | None = None,
) -> Feedback:
    """Write down what the customer said to an answer; it waits again where it asks.

    Without a kind it is the likeliest of the words; a question mark asks, whatever the kind.
    Raises Missing, RefusedInput; KnownError `not_sent` for a draft, `walk_in_reply` where the
    customer is not known (any more).
    """
    # A new feedback may draft an answer itself, so the two rooms must not need each other early.
    from core.voice import feedback, moods

    with workspace.write(N_("Feedback saved")) as write:
        reply = records.get(workspace, reply_id)
        if reply.status != "sent":
            raise KnownError("not_sent", N_("Only an answer that was sent can be answered."))
        if reply.customer_id is None:
            raise KnownError("walk_in_reply", N_("Nobody knows any more who got this answer."))
        kind = kind or moods.guess_kind(workspace, body) or "other"
        if asks_reply is None and "?" in body:
            asks_reply = True
        new = feedback.NewFeedback(
            kind, body, reply.customer_id, channel or reply.channel, asks_reply=asks_reply
        )
        said = feedback.log(workspace, new)
        # Not given with the words: nothing is learned from a topic that nobody chose for them.
        topic_id = feedback.get(workspace, reply.feedback_id).topic_id or said.topic_id
        write.update("feedback", said.id, follows_reply_id=reply_id, topic_id=topic_id)
        return feedback.get(workspace, said.id)


def thread(workspace: Workspace, feedback_id: int) -> list[ThreadLine]:
    """The whole talk that a feedback belongs to, from the first words on. Raises Missing."""
    rows = workspace.rows(_THREAD, {"feedback_id": feedback_id})
    if not rows:
        raise Missing("feedback", feedback_id)
    return [
        ThreadLine(
            parse_instant(at), direction, reasons.told(body), channel, said_id, reply_id, status
        )
        for at, direction, body, channel, said_id, reply_id, status in rows
    ]


# Back to the first words, then everything said and answered from there on; an answer about a
# suggestion counts for all the words of its customer behind it.
_THREAD = """WITH RECURSIVE before (id) AS (
        SELECT id FROM feedback WHERE id = :feedback_id
        UNION
        SELECT reply.feedback_id FROM before
        JOIN feedback ON feedback.id = before.id
        JOIN reply ON reply.id = feedback.follows_reply_id),
    talk (id) AS (
        SELECT id FROM before
        UNION
        SELECT feedback.id FROM talk JOIN reply ON reply.feedback_id = talk.id
        JOIN feedback ON feedback.follows_reply_id = reply.id),
    answers (id) AS (
        SELECT reply.id FROM talk JOIN reply ON reply.feedback_id = talk.id
        UNION
        SELECT reply.id FROM talk JOIN feedback ON feedback.id = talk.id
        JOIN support ON support.feedback_id = talk.id
        JOIN reply ON reply.suggestion_id = support.suggestion_id
            AND reply.customer_id = feedback.customer_id AND reply.status <> 'draft')
    SELECT said_at AS at, 'in' AS direction, body, channel, feedback.id AS said_id,
        NULL AS reply_id, '' AS status
    FROM talk JOIN feedback ON feedback.id = talk.id
    UNION ALL
    SELECT coalesce(sent_at, drafted_at), 'out',
        CASE status WHEN 'none' THEN coalesce(because, '') ELSE body END,
        channel, feedback_id, reply.id, status
    FROM answers JOIN reply ON reply.id = answers.id
    ORDER BY at, direction, said_id, reply_id"""
