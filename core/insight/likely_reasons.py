"""Why somebody may have stopped coming, for a few customers and light enough for the first page.

`winback` says the same of everyone whose history is read; a test holds the two together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from core.clock import parse_instant
from core.i18n import N_
from core.insight import periods
from core.measures.own_spend import spends_less
from core.people.counted import CAME, DONE, spend_in
from core.store import settings
from core.voice.overruled import OVERRULED
from core.voice.unanswered import CLOSED_AT

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

UNANSWERED = N_("A complaint was left without an answer.")
UNHAPPY = N_("The last feedback sounded unhappy.")
STAFF_LEFT = N_("The staff member of the last visit has left.")
CAME_ONCE = N_("Came only once.")
SPENT_LESS = N_("Had been spending less and less.")
UNKNOWN = N_("Nothing on record says why.")

# How long before the last visit something said may still have been the reason.
REASON_DAYS = 90
UNHAPPY_BELOW = -0.1


class _Said(NamedTuple):
    """A voice as it was known at the end of a day."""

    on: date
    mood: float | None
    is_open_complaint: bool


def of(workspace: Workspace, on: date, last_visits: Mapping[int, date]) -> dict[int, str]:
    """The likely reason (a msgid) of each customer who is lost on a day, by her last visit."""
    if not last_visits:
        return {}
    said = _said(workspace, on, last_visits)
    told = {
        who: _of_said([one for one in said[who] if _counts(one, last)])
        for who, last in last_visits.items()
    }
    silent = {who: last for who, last in last_visits.items() if not told[who]}
    left, visits = served_by_who_left(workspace, on, silent), _of_visits(workspace, silent)
    told |= {who: STAFF_LEFT if who in left else visits.get(who, UNKNOWN) for who in silent}
    return told


def _counts(said: _Said, last_visit_on: date) -> bool:
    return said.on >= last_visit_on - timedelta(days=REASON_DAYS)


def _of_said(said: list[_Said]) -> str:
    moods = [(one.on, one.mood) for one in said if one.mood is not None]
    return of_voices(any(one.is_open_complaint for one in said), moods)


def of_voices(was_left_waiting: bool, moods: Sequence[tuple[date, float]]) -> str:
    """The reason (a msgid) that somebody's last words give, "" where they give none.

    `moods` are days with scores −1…+1, of which the last one counts.
    """
    if was_left_waiting:
        return UNANSWERED
    return UNHAPPY if moods and max(moods)[1] < UNHAPPY_BELOW else ""


def _of_visits(workspace: Workspace, last_visits: Mapping[int, date]) -> dict[int, str]:
    currency = settings.get(workspace, settings.CURRENCY)
    rows = workspace.rows(_DAYS, {"currency": currency, "last_visits": _days(last_visits)})
    return {row[0]: of_days(row[1], json.loads(row[2])) for row in rows}


def of_days(visits: int, amounts: Sequence[int]) -> str:
    """The reason (a msgid) that visit days give; `amounts` are of the paid ones, in order."""
    if visits == 1:
        return CAME_ONCE
    return SPENT_LESS if spends_less(amounts) else UNKNOWN


def _days(last_visits: Mapping[int, date]) -> str:
    return json.dumps({str(who): day.isoformat() for who, day in last_visits.items()})


def _said(
    workspace: Workspace, on: date, last_visits: Mapping[int, date]
) -> dict[int, list[_Said]]:
    """What each of them said up to a day, since the first moment that may count."""
    clock = workspace.clock
    first = min(last_visits.values()) - timedelta(days=REASON_DAYS)
    since, until = periods.span(clock, first, on)
    is_past = on < clock.today()
    found: dict[int, list[_Said]] = defaultdict(list)
    for row in workspace.rows(_VOICES, [json.dumps(list(last_visits)), since, until]):
        found[row["customer_id"]].append(
            _Said(
                clock.day_of(parse_instant(row["said_at"])),
                _mood(row, until if is_past else None),
                bool(row["asks"]) and not _was_so(row["closed_at"], until if is_past else None),
            )
        )
    return found


def _mood(row: sqlite3.Row, until: str | None) -> float | None:
    """−1…+1 as it was known: the owner's word beats a reading, since she said it."""
    if row["override"] is not None and _was_so(row["overridden_at"], until):
        return OVERRULED.get(row["override"])
    return None if row["polarity"] == "unread" else row["score"]


def _was_so(at: str | None, until: str | None) -> bool:
    return at is not None and (until is None or at < until)


_VOICES = f"""SELECT customer_id, said_at, polarity, score, override, overridden_at,
        kind = 'complaint' AND asks_reply = 1 AS asks,
        CASE WHEN kind = 'complaint' AND asks_reply = 1 THEN {CLOSED_AT} END AS closed_at
    FROM feedback WHERE customer_id IN (SELECT value FROM json_each(?))
        AND said_at >= ? AND said_at < ?"""


# Of each of them the number of visit days and what was paid on each day, up to her last visit.
_DAYS = f"""WITH day AS (
        SELECT customer_id, visited_on, sum({spend_in(":currency")}) AS amount, max({CAME}) AS came
        FROM json_each(:last_visits) AS lost
        JOIN visit ON visit.customer_id = CAST(lost.key AS INTEGER)
        WHERE {DONE} AND visited_on <= lost.value
        GROUP BY customer_id, visited_on ORDER BY customer_id, visited_on)
    SELECT customer_id, sum(came), json_group_array(amount) FILTER (WHERE amount IS NOT NULL)
    FROM day GROUP BY customer_id"""


def served_by_who_left(workspace: Workspace, on: date, last_visits: Mapping[int, date]) -> set[int]:
    """Those whose last visit was with someone who has left since."""
    is_past = on < workspace.clock.today()
    rows = workspace.rows(
        f"""SELECT lost.key FROM json_each(?) AS lost WHERE (
            SELECT staff_member_id FROM visit WHERE customer_id = CAST(lost.key AS INTEGER)
                AND {CAME} AND visited_on = lost.value ORDER BY id DESC LIMIT 1
        ) IN (SELECT id FROM staff_member WHERE archived_at < ?)""",
        [
            _days(last_visits),
            periods.span(workspace.clock, on, on)[1] if is_past else "9999",
        ],
    )
    return {int(row[0]) for row in rows}
