"""Finding feedback: slices of a list under any filter, and how many there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import instant_of, iso, parse_day, parse_instant
from core.errors import Missing
from core.voice import moods
from core.voice.feedback import searching
from core.voice.feedback.ordering import MOOD, Order
from core.voice.feedback.records import EVERYTHING, Feedback, FeedbackFilter, InboxCounts
from core.voice.unanswered import (
    ALL_ANSWERED,
    ANSWERED,
    ASLEEP,
    NEW,
    PROMISED_VOICES,
    STILL_PROMISED,
    WAITING,
    WRITTEN_TO,
)
from core.voice.waiting import count_untold

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def get(workspace: Workspace, feedback_id: int) -> Feedback:
    """One feedback. Raises Missing."""
    row = workspace.row(f"{_SELECT} WHERE feedback.id = ?", [feedback_id])
    if row is None:
        raise Missing("feedback", feedback_id)
    return _from_row(row, workspace.clock.today().isoformat())


def find(
    workspace: Workspace,
    wanted: FeedbackFilter = EVERYTHING,
    *,
    sort: str = "said_at",
    descending: bool = True,
    offset: int = 0,
    limit: int = 100,
) -> list[Feedback]:
    """A slice of the feedback, sorted by one of SORTS."""
    where, params = _where(workspace, wanted)
    order = Order(workspace, sort, descending)
    ids = order.ids(where, params, limit, offset, few=_are_few(wanted))
    # Only the slice's own rows are looked at as a whole; thousands may have to be sorted.
    rows = workspace.rows(f"{_SELECT} WHERE {_AMONG}", [json.dumps(ids)])
    today = workspace.clock.today().isoformat()
    found = {row["id"]: row for row in rows}
    return [_from_row(found[feedback_id], today) for feedback_id in ids if feedback_id in found]


def count(workspace: Workspace, wanted: FeedbackFilter = EVERYTHING) -> int:
    """How many feedback the filter shows."""
    where, params = _where(workspace, wanted, answered=ALL_ANSWERED)
    return int(workspace.value(f"SELECT count(*) FROM feedback {where}", params))


def place(
    workspace: Workspace,
    feedback_id: int,
    wanted: FeedbackFilter = EVERYTHING,
    *,
    sort: str = "said_at",
    descending: bool = True,
) -> int | None:
    """The row in which `find` with the same filter and order gives a feedback; None if it does not.

    The whole list is gone through, so this is for the background.
    """
    where, params = _where(workspace, wanted)
    every = Order(workspace, sort, descending).ids(where, params, _NO_LIMIT, 0, few=True)
    return every.index(feedback_id) if feedback_id in every else None


def counts(workspace: Workspace) -> InboxCounts:
    """How much feedback there is in each state of the inbox."""
    today = workspace.clock.today()
    nouns = _NOUNS | {"suggestion", "decision"}
    return workspace.kept(("inbox", today), nouns, lambda: _counts(workspace))


def _counts(workspace: Workspace) -> InboxCounts:
    new, waiting, answered, snoozed, everything = (
        count(workspace, FeedbackFilter(state=state))
        for state in ("new", "waiting", "answered", "snoozed", "all")
    )
    untold = count_untold(workspace)
    return InboxCounts(new, waiting, answered, snoozed, everything, untold)


def answered_among(workspace: Workspace, ids: Collection[int]) -> set[int]:
    """Those of some feedback that have their answer, and were promised no more."""
    rows = workspace.rows(
        f"SELECT feedback.id FROM feedback WHERE {_AMONG} AND {ANSWERED} "
        f"AND feedback.id NOT IN ({PROMISED_VOICES})",
        [json.dumps(list(ids))],
    )
    return {row[0] for row in rows}


_NO_LIMIT = -1
_AMONG = "feedback.id IN (SELECT value FROM json_each(?))"
_FROM = """FROM feedback
    LEFT JOIN customer ON customer.id = feedback.customer_id
    LEFT JOIN topic ON topic.id = feedback.topic_id
    LEFT JOIN staff_member ON staff_member.id = feedback.staff_member_id"""
_SELECT = f"""SELECT feedback.*, customer.name AS customer_name, topic.name AS topic_name,
    staff_member.name AS staff_name, {MOOD} AS mood, {ANSWERED} AS answered, {NEW} AS is_new,
    {WRITTEN_TO} AS written_to,
    (SELECT feedback.snoozed_until FROM reply
     WHERE reply.feedback_id = feedback.id AND {STILL_PROMISED}) AS come_back_on,
    (SELECT group_concat(suggestion_id) FROM support
     WHERE support.feedback_id = feedback.id) AS suggestion_ids
    {_FROM}"""

_NOUNS = frozenset({"feedback", "reply", "support", "faq_voice", "customer"})


def _where(
    workspace: Workspace, wanted: FeedbackFilter, answered: str = ANSWERED
) -> tuple[str, list[Any]]:
    conditions = _conditions(workspace, wanted)
    given = {sql: value for sql, value in conditions.items() if value is not None}
    parts, params = list(given), list[Any](given.values())
    found = searching.matching(workspace, wanted.text)
    if found:
        parts.append(f"feedback.id IN ({found[0]})")
        params += found[1]
    if wanted.state != "all":
        sql, more = _in_state(workspace, wanted.state, answered)
        parts.append(sql)
        params += more
    return ("WHERE " + " AND ".join(parts) if parts else ""), params


def _conditions(workspace: Workspace, wanted: FeedbackFilter) -> dict[str, Any]:
    """What the fields of a filter ask for, by the SQL of each; None asks for nothing."""
    since = _since(workspace, wanted)
    return {
        "feedback.kind = ?": wanted.kind,
        f"{MOOD} = ?": wanted.polarity,
        "coalesce(feedback.topic_id, 0) = ?": wanted.topic_id,
        "feedback.channel = ?": wanted.channel,
        "feedback.staff_member_id = ?": wanted.staff_member_id,
        "feedback.customer_id = ?": wanted.customer_id,
        _STAGE: wanted.stage,
        "feedback.id IN (SELECT feedback_id FROM support WHERE suggestion_id = ?)": (
            wanted.suggestion_id
        ),
        _AMONG: None if wanted.ids is None else json.dumps(wanted.ids),
        "feedback.said_at >= ?": iso(since) if since else None,
        "feedback.said_at < ?": iso(wanted.until) if wanted.until else None,
    }


def _since(workspace: Workspace, wanted: FeedbackFilter) -> datetime | None:
    """The moment that a filter begins with: its own or that of its days, whichever is later."""
    if wanted.days is None:
        return wanted.since
    first = workspace.clock.today() - timedelta(days=max(1, wanted.days) - 1)
    begins = instant_of(workspace.clock, first)
    return max(wanted.since, begins) if wanted.since else begins


def _in_state(workspace: Workspace, state: str, answered: str) -> tuple[str, list[str]]:
    """The condition of one of STATES but "all", with its params."""
    today = workspace.clock.today().isoformat()
    if state == "new":
        return NEW, []
    if state == "answered":
        return answered, []
    if state == "snoozed":
        return ASLEEP, [today]
    ids = _waiting(workspace)
    if ids is None:
        return f"feedback.id IN ({_AWAKE})", [today, today]
    return _AMONG, [json.dumps(ids)]


# The plus keeps many customers of one stage from being gone through one by one and sorted.
_STAGE = """+feedback.customer_id IN (SELECT customer_id FROM health_snapshot
    WHERE stage = ? AND taken_on = (SELECT max(taken_on) FROM health_snapshot))"""


def _are_few(wanted: FeedbackFilter) -> bool:
    """Whether hardly any row fits, so that looking along an order would be in vain."""
    rare = wanted.ids, wanted.customer_id, wanted.suggestion_id
    return wanted.state in ("new", "waiting", "snoozed") or any(x is not None for x in rare)


def _waiting(workspace: Workspace) -> list[int] | None:
    """The voices that wait, which every list and number of them shares; None where many do."""
    today = workspace.clock.today().isoformat()
    sql = f"{_AWAKE} LIMIT ?"

    def read() -> list[int] | None:
        ids = [row[0] for row in workspace.rows(sql, [today, today, _MOST_KEPT + 1])]
        return ids if len(ids) <= _MOST_KEPT else None

    return workspace.kept(("waiting ids", today), _NOUNS, read)


_AWAKE = f"""SELECT feedback.id FROM feedback WHERE {WAITING} AND NOT {ASLEEP}
    UNION ALL {PROMISED_VOICES} AND NOT {ASLEEP}"""
_MOST_KEPT = 5000


def _from_row(row: sqlite3.Row, today: str) -> Feedback:
    linked, wakes_on = row["suggestion_ids"], row["snoozed_until"]
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
        is_new=bool(row["is_new"]),
        snoozed_until=parse_day(wakes_on) if wakes_on and wakes_on > today else None,
        topic_by_hand=row["topic_set_at"] is not None,
        follows_reply_id=row["follows_reply_id"],
        none_needed=bool(row["answered"] and not row["written_to"]),
        come_back_on=parse_day(row["come_back_on"]),
    )
