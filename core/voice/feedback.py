"""Feedback: what a customer said, written down in her own words and read for its mood."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.measures.sentiment import Reading
from core.people import touchpoints
from core.people.touchpoints import NewTouchpoint
from core.store import search
from core.text import clean
from core.voice import moods, topics
from core.voice.unanswered import ANSWERED, WAITING

if TYPE_CHECKING:
    from core.store.workspace import Workspace

KINDS = ("complaint", "question", "suggestion", "praise", "other")
CHANNELS = touchpoints.CHANNELS
ASKING_KINDS = ("complaint", "question", "suggestion")
LONGEST_BODY = 40_000
MOOD = "coalesce(feedback.override, feedback.polarity)"

SORTS = {
    "said_at": "feedback.said_at",
    "kind": "feedback.kind",
    "polarity": MOOD,
    "customer": "customer.sort_name",
    "topic": "topic.name",
    "body": "feedback.body",
}


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What the quick log gives. `said_at` None means now; no customer means a walk-in."""

    kind: str
    body: str
    customer_id: int | None = None
    channel: str = "in_person"
    staff_member_id: int | None = None
    topic_id: int | None = None
    said_at: datetime | None = None
    asks_reply: bool | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being feedback."""
        found = []
        if not clean(self.body):
            found.append(Problem("body", N_("Please write down what the customer said.")))
        if len(self.body) > LONGEST_BODY:
            found.append(Problem("body", N_("This text is too long to keep.")))
        if self.kind not in KINDS:
            found.append(
                Problem("kind", N_("“{value}” is not a kind of feedback."), {"value": self.kind})
            )
        if self.channel not in CHANNELS:
            found.append(
                Problem("channel", N_("“{value}” is not a channel."), {"value": self.channel})
            )
        return found


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback as the store knows it; `polarity` is the owner's word where she overruled."""

    id: int
    customer_id: int | None
    customer: str
    staff_member: str
    topic_id: int | None
    topic: str
    kind: str
    channel: str
    body: str
    said_at: datetime
    asks_reply: bool
    answered: bool
    polarity: str
    overruled: bool
    reading: Reading
    suggestion_ids: tuple[int, ...]

    @property
    def waiting(self) -> bool:
        """Whether the customer still waits for an answer; a walk-in cannot be answered."""
        return self.asks_reply and not self.answered and self.customer_id is not None


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """Which feedback a list shows; everything given must fit. `ids` names the rows themselves."""

    text: str = ""
    state: str = "all"  # all, waiting, answered
    kind: str | None = None
    polarity: str | None = None
    topic_id: int | None = None
    customer_id: int | None = None
    suggestion_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] | None = None


def log(workspace: Workspace, new: NewFeedback) -> Feedback:
    """Write feedback down: read its mood, guess its topic, note the contact.

    Raises RefusedInput; Missing for an unknown customer.
    """
    refuse(new.problems())
    said_at = new.said_at or workspace.clock.now()
    body = clean(new.body)
    asks = new.asks_reply
    if asks is None:
        asks = new.customer_id is not None and new.kind in ASKING_KINDS
    values = {
        "customer_id": new.customer_id,
        "staff_member_id": new.staff_member_id,
        "topic_id": new.topic_id or _guessed_topic(workspace, body),
        "kind": new.kind,
        "channel": new.channel,
        "body": body,
        "said_at": iso(said_at),
        "logged_at": iso(workspace.clock.now()),
        "asks_reply": int(asks),
        **moods.columns(moods.reader(workspace).read(body)),
    }
    with workspace.write(N_("Feedback saved")) as write:
        if new.customer_id is not None:
            contact = NewTouchpoint(new.customer_id, new.channel, "in", "feedback", at=said_at)
            touchpoints.record(workspace, contact)
        feedback_id = write.insert("feedback", **values)
    return get(workspace, feedback_id)


def change(
    workspace: Workspace,
    feedback_id: int,
    *,
    kind: str | None = None,
    topic_id: int | None = None,
    asks_reply: bool | None = None,
) -> Feedback:
    """Correct what was noted beside the words. Raises Missing, RefusedInput."""
    if kind is not None and kind not in KINDS:
        refuse([Problem("kind", N_("“{value}” is not a kind of feedback."), {"value": kind})])
    wanted = {"kind": kind, "topic_id": topic_id, "asks_reply": asks_reply}
    values = {name: value for name, value in wanted.items() if value is not None}
    with workspace.write(N_("Feedback changed")) as write:
        write.update("feedback", feedback_id, **values)
    return get(workspace, feedback_id)


def override(workspace: Workspace, feedback_id: int, polarity: str | None) -> Feedback:
    """The owner's word on the mood, kept beside the reading; None takes it back.

    Raises Missing, RefusedInput for a word that is no polarity.
    """
    if polarity is not None and polarity not in moods.SAYABLE:
        refuse([Problem("polarity", N_("“{value}” is not a mood."), {"value": polarity})])
    at = iso(workspace.clock.now()) if polarity else None
    with workspace.write(N_("Mood corrected")) as write:
        write.update("feedback", feedback_id, override=polarity, overridden_at=at)
    return get(workspace, feedback_id)


def remove(workspace: Workspace, feedback_id: int) -> None:
    """Take feedback away, with its replies and links; it can be undone. Raises Missing."""
    with workspace.write(N_("Feedback removed")) as write:
        write.delete("feedback", feedback_id)


def get(workspace: Workspace, feedback_id: int) -> Feedback:
    """One feedback. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE feedback.id = ?", [feedback_id])
    if row is None:
        raise Missing("feedback", feedback_id)
    return _from_row(row)


def find(
    workspace: Workspace,
    wanted: FeedbackFilter = FeedbackFilter(),
    *,
    sort: str = "said_at",
    descending: bool = True,
    offset: int = 0,
    limit: int = 100,
) -> list[Feedback]:
    """A slice of the feedback, sorted by one of SORTS."""
    where, params = _where(wanted)
    down = "DESC" if descending else "ASC"
    order = f"ORDER BY {SORTS[sort]} {down} NULLS LAST, feedback.id {down}"
    # Only the slice's own rows are looked at as a whole; thousands may have to be sorted.
    rows = workspace.rows(
        f"{_SELECT} WHERE feedback.id IN "
        f"(SELECT feedback.id {_FROM} {where} {order} LIMIT ? OFFSET ?) {order}",
        [*params, limit, offset],
    )
    return [_from_row(row) for row in rows]


def count(workspace: Workspace, wanted: FeedbackFilter = FeedbackFilter()) -> int:
    """How many feedback the filter shows."""
    where, params = _where(wanted)
    return int(workspace.value(f"SELECT count(*) FROM feedback {where}", params))


_FROM = """FROM feedback
    LEFT JOIN customer ON customer.id = feedback.customer_id
    LEFT JOIN topic ON topic.id = feedback.topic_id
    LEFT JOIN staff_member ON staff_member.id = feedback.staff_member_id"""
_SELECT = f"""SELECT feedback.*, customer.name AS customer_name, topic.name AS topic_name,
    staff_member.name AS staff_name, {MOOD} AS mood, {ANSWERED} AS answered,
    (SELECT group_concat(suggestion_id) FROM support
     WHERE support.feedback_id = feedback.id) AS suggestion_ids
    {_FROM}"""


_STATES = {"waiting": WAITING, "answered": ANSWERED}


def _where(wanted: FeedbackFilter) -> tuple[str, list[Any]]:
    conditions = {
        "feedback.kind = ?": wanted.kind,
        f"{MOOD} = ?": wanted.polarity,
        "feedback.topic_id = ?": wanted.topic_id,
        "feedback.customer_id = ?": wanted.customer_id,
        "feedback.id IN (SELECT feedback_id FROM support WHERE suggestion_id = ?)": (
            wanted.suggestion_id
        ),
        "feedback.id IN (SELECT value FROM json_each(?))": (
            None if wanted.ids is None else json.dumps(wanted.ids)
        ),
        "feedback.said_at >= ?": iso(wanted.since) if wanted.since else None,
        "feedback.said_at < ?": iso(wanted.until) if wanted.until else None,
    }
    given = {sql: value for sql, value in conditions.items() if value is not None}
    parts, params = list(given), list[Any](given.values())
    found = search.matching("feedback", wanted.text)
    if found:
        parts.append(f"feedback.id IN ({found[0]})")
        params += found[1]
    if wanted.state in _STATES:
        parts.append(_STATES[wanted.state])
    return ("WHERE " + " AND ".join(parts) if parts else ""), params


def _guessed_topic(workspace: Workspace, body: str) -> int | None:
    topic = topics.guess(topics.find(workspace), body)
    return topic.id if topic else None


def _from_row(row: sqlite3.Row) -> Feedback:
    linked = row["suggestion_ids"]
    return Feedback(
        id=row["id"],
        customer_id=row["customer_id"],
        customer=row["customer_name"] or "",
        staff_member=row["staff_name"] or "",
        topic_id=row["topic_id"],
        topic=row["topic_name"] or "",
        kind=row["kind"],
        channel=row["channel"],
        body=row["body"],
        said_at=parse_instant(row["said_at"]),
        asks_reply=bool(row["asks_reply"]),
        answered=bool(row["answered"]),
        polarity=row["mood"],
        overruled=row["override"] is not None,
        reading=moods.from_row(row),
        suggestion_ids=tuple(int(part) for part in linked.split(",")) if linked else (),
    )
