"""Feedback as it is written down, corrected, given a name and taken away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import N_
from core.people import touchpoints
from core.people.touchpoints import NewTouchpoint
from core.text import clean
from core.voice import moods, suggestions
from core.voice.feedback.finding import get
from core.voice.feedback.records import ASKING_KINDS, KINDS, Feedback, NewFeedback, not_a_kind
from core.voice.topic_guess import guesser

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace


def log(workspace: Workspace, new: NewFeedback) -> Feedback:
    """Write feedback down: read its mood, guess its topic, note the contact.

    Raises RefusedInput; Missing for an unknown customer.
    """
    refuse(new.problems())
    said_at = new.said_at or workspace.clock.now()
    # Before the write, because reading takes a while in which nobody else could save.
    values = _columns(workspace, new, said_at)
    with workspace.write(N_("Feedback saved")) as write:
        if new.customer_id is not None:
            contact = NewTouchpoint(new.customer_id, new.channel, "in", "feedback", at=said_at)
            touchpoints.record(workspace, contact)
        feedback_id = write.insert("feedback", **values)
    return get(workspace, feedback_id)


def _columns(workspace: Workspace, new: NewFeedback, said_at: datetime) -> dict[str, Any]:
    body, now = clean(new.body), iso(workspace.clock.now())
    reading = moods.reader(workspace).read(body)
    asks = _asks(new.kind, new.customer_id) if new.asks_reply is None else new.asks_reply
    return {
        "customer_id": new.customer_id,
        "staff_member_id": new.staff_member_id,
        "topic_id": new.topic_id or guesser(workspace).guess(body, reading.language),
        "topic_set_at": now if new.topic_id else None,
        "kind": new.kind,
        "channel": new.channel,
        "body": body,
        "said_at": iso(said_at),
        "logged_at": now,
        "asks_reply": int(asks),
        **moods.columns(reading),
    }


def kind_columns(workspace: Workspace, feedback_id: int, kind: str) -> dict[str, Any]:
    """Another kind as columns; whether it asks for an answer follows, unless the owner said so.

    Raises RefusedInput, Missing.
    """
    if kind not in KINDS:
        refuse([not_a_kind(kind)])
    row = _row(workspace, feedback_id)
    before, asked = _asks(row["kind"], row["customer_id"]), bool(row["asks_reply"])
    asks = _asks(kind, row["customer_id"]) if asked == before else asked
    return {"kind": kind, "asks_reply": int(asks)}


def topic_columns(workspace: Workspace, topic_id: int | None) -> dict[str, Any]:
    """A topic as the owner says it, or that there is none, as columns. Raises Missing."""
    if topic_id is not None:
        workspace.require("topic", topic_id)
    return {"topic_id": topic_id, "topic_set_at": iso(workspace.clock.now())}


def looked_through(workspace: Workspace, feedback_id: int) -> dict[str, Any]:
    """The column that takes a voice out of the new ones; the first look counts. Raises Missing."""
    row = _row(workspace, feedback_id)
    return {"triaged_at": row["triaged_at"] or iso(workspace.clock.now())}


def override(workspace: Workspace, feedback_id: int, polarity: str | None) -> Feedback:
    """The owner's word on the mood, kept beside the reading; None takes it back.

    Raises Missing, RefusedInput for a word that is no polarity.
    """
    if polarity is not None and polarity not in moods.SAYABLE:
        refuse([Problem("polarity", N_("“{value}” is not a mood."), {"value": polarity})])
    at = iso(workspace.clock.now()) if polarity else None
    with workspace.write(N_("Mood corrected")) as write:
        seen = looked_through(workspace, feedback_id)
        write.update("feedback", feedback_id, override=polarity, overridden_at=at, **seen)
    return get(workspace, feedback_id)


def give_name(workspace: Workspace, feedback_id: int, customer_id: int | None) -> Feedback:
    """Say who a walk-in was: the feedback is hers from now on, and she can be answered.

    None makes it a walk-in's again while nobody has answered. Raises Missing for either;
    KnownError `has_customer`, `has_reply`, `erased_voice`.
    """
    said = get(workspace, feedback_id)
    if customer_id is None:
        return _without_name(workspace, said)
    if said.customer_id is not None:
        raise KnownError("has_customer", N_("This feedback belongs to a customer already."))
    if not said.body:
        sentence = N_("Whoever said this was erased, so it belongs to nobody any more.")
        raise KnownError("erased_voice", sentence)
    asks = said.asks_reply or said.kind in ASKING_KINDS
    with workspace.write(N_("Customer noted")) as write:
        contact = NewTouchpoint(customer_id, said.channel, "in", "feedback", at=said.said_at)
        touchpoints.record(workspace, contact)
        seen = looked_through(workspace, feedback_id)
        write.update("feedback", feedback_id, customer_id=customer_id, asks_reply=int(asks), **seen)
        # A suggestion behind which she stands may have been decided: then she is told, too.
        suggestions.settle_all(workspace, suggestions.behind(workspace, feedback_id))
    return get(workspace, feedback_id)


def _without_name(workspace: Workspace, said: Feedback) -> Feedback:
    if workspace.value("SELECT 1 FROM reply WHERE feedback_id = ?", [said.id]):
        raise KnownError("has_reply", N_("There is an answer to this feedback; it keeps its name."))
    contact = workspace.value(
        "SELECT id FROM touchpoint WHERE customer_id = ? AND at = ? AND reason = 'feedback'",
        [said.customer_id, iso(said.said_at)],
    )
    with workspace.write(N_("Noted as a walk-in")) as write:
        if contact is not None:
            write.delete("touchpoint", contact)
        write.update("feedback", said.id, customer_id=None)
        suggestions.settle_all(workspace, suggestions.behind(workspace, said.id))
    return get(workspace, said.id)


def remove(workspace: Workspace, feedback_id: int) -> None:
    """Take feedback away, with its replies and links; it can be undone. Raises Missing."""
    with workspace.write(N_("Feedback removed")) as write:
        supported = suggestions.behind(workspace, feedback_id)
        suggestions.hand_over(workspace, feedback_id)
        write.delete("feedback", feedback_id)
        suggestions.settle_all(workspace, supported)


def _asks(kind: str, customer_id: int | None) -> bool:
    """Whether a voice asks for an answer where nobody said otherwise."""
    return customer_id is not None and kind in ASKING_KINDS


def _row(workspace: Workspace, feedback_id: int) -> sqlite3.Row:
    row = workspace.row(
        "SELECT kind, customer_id, asks_reply, triaged_at FROM feedback WHERE id = ?",
        [feedback_id],
    )
    if row is None:
        raise Missing("feedback", feedback_id)
    return row
