"""Each customer's dated facts up to a day, streamed: all that a health score may rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from core.clock import parse_day, parse_instant
from core.insight import visit_days, visit_table
from core.measures.factors import (
    MOOD_FADES_DAYS,
    PULSE_COUNTS_DAYS,
    SURVEY_FADES_DAYS,
    SurveyKind,
)
from core.store import settings
from core.voice.unanswered import CLOSED_AT

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace


class Mood(NamedTuple):
    """One feedback's score −1…+1 as read (None: unread), and the owner's word on it."""

    on: date
    score: float | None
    overruled: str | None
    overruled_on: date | None


class Complaint(NamedTuple):
    """A complaint that asked for an answer, and the day on which it had one."""

    on: date
    closed_on: date | None


class Answer(NamedTuple):
    """An answer to a scaled survey question."""

    on: date
    kind: SurveyKind
    number: int


@dataclass(slots=True)
class History:
    """One customer with every fact up to a day; `known_on` is when the shop first knew her.

    `stage_pin`, `pulse` and `pulse_on` are what the owner says now; `pins` (None: by the rules
    again) and `pulses` (0: none any more) are what she said on which day, oldest first.
    """

    customer_id: int
    customer: str
    reference: str
    known_on: date
    archived_on: date | None
    stage_pin: str | None
    pulse: int | None
    pulse_on: date | None
    ordinals: Sequence[int]
    spends: Sequence[tuple[date, int]]
    moods: Sequence[Mood]
    complaints: Sequence[Complaint]
    answers: Sequence[Answer]
    pins: Sequence[tuple[date, str | None]] = ()
    pulses: Sequence[tuple[date, int]] = ()

    @property
    def days(self) -> list[date]:
        """The visit days in order, each once; `ordinals` are the same as numbers."""
        return [date.fromordinal(day) for day in self.ordinals]


def each(
    workspace: Workspace, since: date, until: date, customer_id: int | None = None
) -> Iterator[History]:
    """Everyone's history up to `until`, by customer id; or that of one customer alone.

    Facts that had faded out before `since` are left out, for they count on no day between.
    """
    voices = _voices(workspace, since, until, customer_id)
    day_of = cache(lambda text: workspace.clock.day_of(parse_instant(text)))
    table = visit_table.of_shop(workspace) if customer_id is None else None
    for run in visit_days.runs(workspace, customer_id):
        if table is not None:
            people = visit_table.people(table, until, run)
        else:
            people = _person(workspace, until, run)
        came = {person[0]: person for person in people}
        for row in workspace.rows(_PEOPLE, run):
            _id, ordinals, spends = came.get(row[0], _NEVER)
            yield _history(day_of, row, ordinals, spends, voices)


_NEVER: tuple[int, list[int], list[tuple[date, int]]] = (0, [], [])


def _person(
    workspace: Workspace, until: date, run: tuple[int, int]
) -> Iterator[tuple[int, list[int], list[tuple[date, int]]]]:
    """What `visit_table.people` gives, read straight from the file: quicker for one alone."""
    currency = settings.get(workspace, settings.CURRENCY)
    for found in visit_days.of_run(workspace, until, currency, run):
        yield found.customer_id, [day.toordinal() for day in found.days], found.spends


def _by_customer() -> dict[int, list[Any]]:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class _Voices:
    """What customers said lately and the owner thought of them, by customer id.

    It is little beside the visits, so it is kept.
    """

    moods: dict[int, list[Mood]] = field(default_factory=_by_customer)
    complaints: dict[int, list[Complaint]] = field(default_factory=_by_customer)
    answers: dict[int, list[Answer]] = field(default_factory=_by_customer)
    pins: dict[int, list[tuple[date, str | None]]] = field(default_factory=_by_customer)
    pulses: dict[int, list[tuple[date, int]]] = field(default_factory=_by_customer)


def _voices(workspace: Workspace, since: date, until: date, customer_id: int | None) -> _Voices:
    one = "" if customer_id is None else "AND customer_id = :customer_id"

    def rows(sql: str, fades_days: int) -> Iterator[sqlite3.Row]:
        # A day more on either side: which local day it was is looked at when a fact is used.
        bounds = {
            "fresh": (since - timedelta(days=fades_days + 1)).isoformat(),
            "until": (until + timedelta(days=2)).isoformat(),
        }
        return workspace.each(sql.format(one=one), {"customer_id": customer_id, **bounds})

    def day(instant: str) -> date:
        return workspace.clock.day_of(parse_instant(instant))

    def day_if_any(instant: str | None) -> date | None:
        return day(instant) if instant else None

    found = _Voices()
    for who, at, read, overruled, overruled_at in rows(_MOODS, MOOD_FADES_DAYS):
        found.moods[who].append(Mood(day(at), read, overruled, day_if_any(overruled_at)))
    for who, at, closed_at in rows(_COMPLAINTS, 0):
        found.complaints[who].append(Complaint(day(at), day_if_any(closed_at)))
    for who, at, kind, number in rows(_ANSWERS, SURVEY_FADES_DAYS):
        found.answers[who].append(Answer(day(at), kind, int(number)))
    for who, pinned_on, stage in rows(_PINS, 0):
        found.pins[who].append((date.fromisoformat(pinned_on), stage))
    for who, set_on, value in rows(_PULSES, PULSE_COUNTS_DAYS):
        found.pulses[who].append((date.fromisoformat(set_on), value))
    return found


_PEOPLE = """SELECT id, name, reference, created_at, joined_on, archived_at, stage_pin, pulse,
        pulse_on
    FROM customer WHERE id BETWEEN ? AND ? ORDER BY id"""
_MOODS = """SELECT customer_id, said_at,
        CASE WHEN polarity <> 'unread' THEN score END, override, overridden_at
    FROM feedback WHERE customer_id IS NOT NULL AND said_at BETWEEN :fresh AND :until
        AND (polarity <> 'unread' OR override IS NOT NULL) {one}"""
# Materialized, because else each answer is looked for once for every time it is asked about.
_COMPLAINTS = f"""WITH complaint AS MATERIALIZED (
        SELECT customer_id, said_at, {CLOSED_AT} AS closed_at FROM feedback
        WHERE kind = 'complaint' AND asks_reply = 1 AND customer_id IS NOT NULL
            AND said_at < :until {{one}})
    SELECT customer_id, said_at, closed_at FROM complaint
    WHERE closed_at IS NULL OR closed_at >= :fresh"""
_ANSWERS = """SELECT customer_id, submitted_at, kind, number FROM submission
    JOIN answer ON answer.submission_id = submission.id
    JOIN question ON question.id = answer.question_id
    WHERE customer_id IS NOT NULL AND submitted_at BETWEEN :fresh AND :until
        AND kind IN ('nps', 'csat', 'ces') AND number IS NOT NULL {one}"""
_PINS = """SELECT customer_id, pinned_on, stage FROM pinned_stage
    WHERE pinned_on < :until {one} ORDER BY pinned_on, id"""
_PULSES = """SELECT customer_id, set_on, value FROM pulse
    WHERE set_on BETWEEN :fresh AND :until {one} ORDER BY set_on, id"""


def _history(
    day_of: Callable[[str], date],
    row: sqlite3.Row,
    ordinals: list[int],
    spends: list[tuple[date, int]],
    voices: _Voices,
) -> History:
    customer_id, name, reference, created_at, joined_on, archived_at, pin, pulse, pulse_on = row
    known_on = day_of(created_at)
    if ordinals:
        known_on = min(known_on, date.fromordinal(ordinals[0]))
    if joined := parse_day(joined_on):
        known_on = min(known_on, joined)
    return History(
        customer_id=customer_id,
        customer=name,
        reference=reference or "",
        known_on=known_on,
        archived_on=day_of(archived_at) if archived_at else None,
        stage_pin=pin,
        pulse=pulse,
        pulse_on=parse_day(pulse_on),
        ordinals=ordinals,
        spends=spends,
        moods=voices.moods.get(customer_id, ()),
        complaints=voices.complaints.get(customer_id, ()),
        answers=voices.answers.get(customer_id, ()),
        pins=voices.pins.get(customer_id, ()),
        pulses=voices.pulses.get(customer_id, ()),
    )
