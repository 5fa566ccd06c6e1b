"""Outcomes: whether what was done helped, ninety days before against ninety days after."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core import formats
from core.clock import parse_instant
from core.i18n import N_, _
from core.measures import margins
from core.measures.margins import Rate
from core.measures.rice import CONFIDENCES
from core.measures.trend import Trend
from core.voice import ninety
from core.voice.ninety import Ninety
from core.voice.suggestions.evidence import commonest_topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace

SHOWN_DAYS = 90
# So many outcomes say how good the confidence was; older ones no longer do.
MOST = 200
_NOUNS = frozenset(
    {"suggestion", "decision", "outcome", "support", "feedback", "visit", "answer", "topic"}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a suggestion that was done on the local day `done_on`.

    `before` and `after` are ninety days each (see `ninety.Ninety`); `after` is None until the
    day `ready_on`. `complaints`, `mood` and `csat` say up or down only beyond their margins.
    `confidence` is what the owner gave it when it was done.
    """

    suggestion_id: int
    title: str
    confidence: float | None
    done_on: date
    ready_on: date
    topic_id: int
    topic: str
    before: Ninety
    after: Ninety | None
    complaints: Trend
    mood: Trend
    csat: Trend

    @property
    def helped(self) -> bool:
        """Fewer complaints or a better mood, and neither worse; CSAT is about the whole shop."""
        better = self.complaints == "down" or self.mood == "up"
        return better and self.complaints != "up" and self.mood != "down"

    @property
    def too_few(self) -> bool:
        """Whether to say “too few to judge”: fewer than ten voices in both times together."""
        said = self.before.feedback + (self.after.feedback if self.after else 0)
        return margins.too_few(said)

    def sentence(self) -> str:
        """What became of it, in words."""
        if self.after is None:
            waits = _("What came of it can be told from {day} on.")
            return waits.format(day=formats.day(self.ready_on))
        counted = _(_COMPLAINTS[self.complaints]).format(
            topic=self.topic,
            before=formats.number(self.before.complaints),
            after=formats.number(self.after.complaints),
        )
        return f"{counted} {_(_MOODS[self.mood])}"


_COMPLAINTS: dict[Trend, str] = {
    "down": N_("Complaints about “{topic}” went down: {before} in the 90 days before, {after} in "
               "the 90 days after."),
    "up": N_("Complaints about “{topic}” went up: {before} in the 90 days before, {after} in the "
             "90 days after."),
    "no_clear_change": N_("Complaints about “{topic}” show no clear change: {before} in the 90 "
                          "days before, {after} in the 90 days after."),
}  # fmt: skip
_MOODS: dict[Trend, str] = {
    "up": N_("The mood of what people say about it got better."),
    "down": N_("The mood of what people say about it got worse."),
    "no_clear_change": N_("The mood of what people say about it shows no clear change."),
}


@dataclass(frozen=True, slots=True)
class ConfidenceKept:
    """Of the suggestions `done` with a confidence, how many were `better` ninety days later.

    Of the `pending` ones those days are not over.
    """

    confidence: float
    done: int
    better: int
    too_few: bool
    pending: int = 0

    @property
    def rate(self) -> Rate:
        """The share that helped."""
        return Rate(self.better, self.done)


def of_suggestion(
    workspace: Workspace, suggestion_id: int, on: date | None = None
) -> Outcome | None:
    """What became of a suggestion; None for one that is not done or is about no topic.

    The days before are as they were counted when it was done. Asked as of a past day `on`, what
    came later is not known. Raises Missing.
    """
    workspace.require("suggestion", suggestion_id)
    rows = _done(workspace, "suggestion.id = ?", [suggestion_id])
    return _outcome(workspace, rows[0], on or workspace.clock.today()) if rows else None


def ready(workspace: Workspace, on: date | None = None) -> list[Outcome]:
    """The outcomes whose ninety days ended in the last quarter, the newest first."""
    on = on or workspace.clock.today()
    last = on - timedelta(days=ninety.DAYS)
    return _between(workspace, last - timedelta(days=SHOWN_DAYS - 1), last, on)


def past_confidence(workspace: Workspace, on: date | None = None) -> list[ConfidenceKept]:
    """How often the owner's confidence was kept, for every step of it, the surest first."""
    on = on or workspace.clock.today()

    def counted() -> list[ConfidenceKept]:
        last = on - timedelta(days=ninety.DAYS)
        found = _between(workspace, date.min, last, on)
        pending = _done_since(workspace, last, on)
        return [_kept(step, found, pending) for step in CONFIDENCES]

    return workspace.kept(("past confidence", on), _NOUNS, counted)


def _kept(
    confidence: float, found: list[Outcome], pending: Counter[float | None]
) -> ConfidenceKept:
    done = [outcome for outcome in found if outcome.confidence == confidence]
    better = sum(outcome.helped for outcome in done)
    too_few = margins.too_few(len(done))
    return ConfidenceKept(confidence, len(done), better, too_few, pending[confidence])


def _done_since(workspace: Workspace, day: date, on: date) -> Counter[float | None]:
    """How many were done after a day and until another, by how sure the owner was."""
    rows = _done(workspace, "suggestion.status = 'done'", [])
    days = ((row, _done_on(workspace, row)) for row in rows)
    return Counter(_sure(row, done_on) for row, done_on in days if day < done_on <= on)


def _between(workspace: Workspace, first: date, last: date, on: date) -> list[Outcome]:
    """The outcomes of what was done on the local days first–last, the newest first."""
    rows = _done(workspace, "suggestion.status = 'done'", [])
    chosen = [row for row in rows if first <= _done_on(workspace, row) <= last]
    found = (_outcome(workspace, row, on) for row in chosen[:MOST])
    return [outcome for outcome in found if outcome is not None]


def _done(workspace: Workspace, where: str, params: list[object]) -> list[sqlite3.Row]:
    """What is done now, with the figures kept when it was, the newest first."""
    return workspace.rows(
        f"""SELECT suggestion.id, title, suggestion.topic_id, suggestion.confidence AS sure_now,
            (SELECT min(decided_at) FROM decision WHERE suggestion_id = suggestion.id
                AND status = 'done' AND decision.id > coalesce((SELECT max(id) FROM decision
                    WHERE suggestion_id = suggestion.id AND status <> 'done'), 0)) AS decided_at,
            outcome.topic_id AS topic_then, outcome.done_on, outcome.confidence, complaints,
            outcome.feedback, visits, mood, moods, content, csat_answers
        FROM suggestion LEFT JOIN outcome ON outcome.id = (SELECT max(id) FROM outcome
            WHERE outcome.suggestion_id = suggestion.id)
        WHERE suggestion.status = 'done' AND {where}
            AND (done_on IS NOT NULL OR decided_at IS NOT NULL)
        ORDER BY coalesce(decided_at, done_on) DESC, suggestion.id DESC""",
        params,
    )


def _done_on(workspace: Workspace, row: sqlite3.Row) -> date:
    if row["decided_at"]:
        return workspace.clock.day_of(parse_instant(row["decided_at"]))
    return date.fromisoformat(row["done_on"])


def _sure(row: sqlite3.Row, done_on: date) -> float | None:
    """How sure the owner was when it was done, else how sure she is now."""
    is_kept = row["done_on"] == done_on.isoformat()
    sure: float | None = row["confidence"] if is_kept else row["sure_now"]
    return sure


def _outcome(workspace: Workspace, row: sqlite3.Row, on: date) -> Outcome | None:
    topic_id = row["topic_id"] or commonest_topic(workspace, row["id"])
    done_on = _done_on(workspace, row)
    if topic_id is None or done_on > on:
        return None
    ready_on = done_on + timedelta(days=ninety.DAYS)
    is_kept = row["done_on"] == done_on.isoformat()
    # As counted on the day it was done, whatever was corrected or forgotten since.
    then = (
        ninety.from_row(row)
        if is_kept and row["topic_then"] == topic_id
        else ninety.measure(workspace, topic_id, *ninety.before(done_on))
    )
    now = ninety.measure(workspace, topic_id, *ninety.after(done_on)) if on >= ready_on else None
    return Outcome(
        suggestion_id=row["id"],
        title=row["title"],
        confidence=_sure(row, done_on),
        done_on=done_on,
        ready_on=ready_on,
        topic_id=topic_id,
        topic=workspace.value("SELECT name FROM topic WHERE id = ?", [topic_id]),
        before=then,
        after=now,
        complaints=ninety.complaints(then, now) if now else "no_clear_change",
        mood=ninety.mood(then, now) if now else "no_clear_change",
        csat=ninety.csat(then, now) if now else "no_clear_change",
    )
