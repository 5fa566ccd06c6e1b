"""Suggestions: what could be better, who stands behind it, how it ranks, what was decided."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant, parse_optional
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import N_
from core.measures import rice
from core.text import clean, fold, one_line
from core.voice import replies

if TYPE_CHECKING:
    from core.store.workspace import Workspace

STATUSES = ("open", "planned", "in_progress", "done", "declined", "merged")
DECISIONS = ("open", "planned", "in_progress", "done", "declined")
ANSWERED_DECISIONS = ("planned", "done", "declined")
REACH_DAYS = 90
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What a form gives; `feedback_ids` are the evidence it starts with."""

    title: str
    body: str = ""
    feedback_ids: tuple[int, ...] = ()

    def problems(self) -> list[Problem]:
        """What keeps this from being a suggestion."""
        found = []
        if not one_line(self.title):
            found.append(Problem("title", N_("A suggestion needs a title.")))
        if len(self.title) > LONGEST_TITLE:
            found.append(Problem("title", N_("Please keep the title to one line.")))
        return found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion with its RICE inputs and what they rest on.

    `reach` is the number set by hand or, without one, the distinct people of the last 90 days;
    `supporters` counts them for all time. `score` is RICE per person-month, None until rated.
    """

    id: int
    title: str
    body: str
    status: str
    must_do: bool
    impact: float | None
    confidence: float | None
    effort_days: float | None
    reach_by_hand: int | None
    counted_reach: int
    supporters: int
    waiting: int
    score: float | None
    stale: bool
    because: str
    decided_at: datetime | None
    created_at: datetime

    @property
    def reach(self) -> int:
        """People per quarter: by hand where given, else counted."""
        return self.counted_reach if self.reach_by_hand is None else self.reach_by_hand


@dataclass(frozen=True, slots=True)
class Supporter:
    """One person behind a suggestion; a walk-in has no customer."""

    feedback_id: int
    customer_id: int | None
    customer: str
    body: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class NewRating:
    """RICE inputs to set; None leaves one as it is. `source` says what they rest on."""

    impact: float | None = None
    confidence: float | None = None
    effort_days: float | None = None
    reach: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why and when."""

    status: str
    because: str
    decided_at: datetime


def suggest(workspace: Workspace, new: NewSuggestion) -> Suggestion:
    """Write a suggestion down with its first evidence. Raises RefusedInput, Missing."""
    refuse(new.problems())
    with workspace.write(N_("Suggestion added")) as write:
        suggestion_id = write.insert(
            "suggestion",
            title=one_line(new.title),
            body=clean(new.body) or None,
            created_at=iso(workspace.clock.now()),
        )
        for feedback_id in new.feedback_ids:
            link(workspace, suggestion_id, feedback_id)
    return get(workspace, suggestion_id)


def retitle(workspace: Workspace, suggestion_id: int, title: str, body: str) -> Suggestion:
    """Change the words of a suggestion. Raises RefusedInput, Missing."""
    new = NewSuggestion(title, body)
    refuse(new.problems())
    with workspace.write(N_("Suggestion changed")) as write:
        write.update("suggestion", suggestion_id, title=one_line(title), body=clean(body) or None)
    return get(workspace, suggestion_id)


def link(workspace: Workspace, suggestion_id: int, feedback_id: int) -> None:
    """Let a feedback stand behind a suggestion; linking twice changes nothing.

    Raises Missing for either.
    """
    workspace.require("suggestion", suggestion_id)
    workspace.require("feedback", feedback_id)
    if _support_id(workspace, suggestion_id, feedback_id):
        return
    with workspace.write(N_("Feedback linked")) as write:
        write.insert(
            "support",
            feedback_id=feedback_id,
            suggestion_id=suggestion_id,
            linked_at=iso(workspace.clock.now()),
        )


def unlink(workspace: Workspace, suggestion_id: int, feedback_id: int) -> None:
    """Take a feedback from behind a suggestion. Raises Missing."""
    support_id = _support_id(workspace, suggestion_id, feedback_id)
    if support_id is None:
        raise Missing("support", feedback_id)
    with workspace.write(N_("Link removed")) as write:
        write.delete("support", support_id)


def rate(workspace: Workspace, suggestion_id: int, new: NewRating) -> Suggestion:
    """Set RICE inputs, each kept with its source and moment.

    Effort in person-days, at least half a day. Raises Missing; KnownError for a value off its
    scale (see measures.rice).
    """
    values = {
        "impact": new.impact,
        "confidence": new.confidence,
        "effort_days": new.effort_days,
        "reach_by_hand": new.reach,
    }
    given = {name: value for name, value in values.items() if value is not None}
    _check(given)
    with workspace.write(N_("Rating changed")) as write:
        write.update("suggestion", suggestion_id, **given)
        for name, value in given.items():
            _note_rating(workspace, suggestion_id, name, value, new.source)
    return get(workspace, suggestion_id)


def count_reach_again(workspace: Workspace, suggestion_id: int) -> Suggestion:
    """Forget the reach set by hand and count it from the evidence. Raises Missing."""
    with workspace.write(N_("Reach counted from evidence")) as write:
        write.update("suggestion", suggestion_id, reach_by_hand=None)
        _note_rating(workspace, suggestion_id, "reach_by_hand", None, "")
    return get(workspace, suggestion_id)


def set_must_do(workspace: Workspace, suggestion_id: int, must_do: bool) -> Suggestion:
    """Put a suggestion outside of the score: law, safety, a promise given. Raises Missing."""
    with workspace.write(N_("Must-do changed")) as write:
        write.update("suggestion", suggestion_id, must_do=int(must_do))
    return get(workspace, suggestion_id)


def decide(workspace: Workspace, suggestion_id: int, status: str, because: str) -> Suggestion:
    """Decide with a reason, and draft an answer to every supporter who can be reached.

    Planned, done and declined are told to the supporters. Raises Missing; RefusedInput for
    an unknown status or an empty because; KnownError `suggestion_merged`.
    """
    reason = clean(because)
    problems = []
    if status not in DECISIONS:
        problems.append(Problem("status", N_("“{value}” is not a decision."), {"value": status}))
    if not reason:
        problems.append(Problem("because", N_("Please say why: customers will read it.")))
    refuse(problems)
    if get(workspace, suggestion_id).status == "merged":
        raise KnownError(
            "suggestion_merged", N_("This suggestion was merged into another; decide that one.")
        )
    with workspace.write(N_("Decision taken")) as write:
        write.update("suggestion", suggestion_id, status=status)
        write.insert(
            "decision",
            suggestion_id=suggestion_id,
            status=status,
            because=reason,
            decided_at=iso(workspace.clock.now()),
        )
        replies.drop_drafts(workspace, suggestion_id)
        if status in ANSWERED_DECISIONS:
            replies.drafts_for(workspace, suggestion_id)
    return get(workspace, suggestion_id)


def supporters(workspace: Workspace, suggestion_id: int, limit: int = 500) -> list[Supporter]:
    """The evidence behind a suggestion, newest first; one person may stand here twice."""
    rows = workspace.rows(
        "SELECT feedback.id, feedback.customer_id, customer.name, feedback.body, "
        "feedback.said_at FROM support JOIN feedback ON feedback.id = support.feedback_id "
        "LEFT JOIN customer ON customer.id = feedback.customer_id "
        "WHERE support.suggestion_id = ? ORDER BY feedback.said_at DESC, feedback.id DESC LIMIT ?",
        [suggestion_id, limit],
    )
    return [Supporter(row[0], row[1], row[2] or "", row[3], parse_instant(row[4])) for row in rows]


def history(workspace: Workspace, suggestion_id: int) -> list[Decision]:
    """Every decision about a suggestion, newest first."""
    rows = workspace.rows(
        "SELECT status, because, decided_at FROM decision WHERE suggestion_id = ? ORDER BY id DESC",
        [suggestion_id],
    )
    return [Decision(row[0], row[1], parse_instant(row[2])) for row in rows]


def matches(workspace: Workspace, text: str, limit: int = 5) -> list[Suggestion]:
    """Suggestions still to be decided that sound like a text, the closest first."""
    from rapidfuzz import fuzz

    wanted = fold(text)
    close = []
    for suggestion in backlog(workspace, limit=500):
        likeness = fuzz.token_set_ratio(wanted, fold(f"{suggestion.title} {suggestion.body}"))
        if likeness >= 50:
            close.append((likeness, suggestion))
    close.sort(key=lambda pair: -pair[0])
    return [suggestion for _likeness, suggestion in close[:limit]]


def get(workspace: Workspace, suggestion_id: int) -> Suggestion:
    """One suggestion. Raises Missing."""
    found = _read(workspace, "WHERE suggestion.id = ?", [suggestion_id])
    if not found:
        raise Missing("suggestion", suggestion_id)
    return found[0]


def backlog(
    workspace: Workspace,
    *,
    statuses: tuple[str, ...] = ("open", "planned", "in_progress"),
    text: str = "",
    limit: int = 5000,
) -> list[Suggestion]:
    """Suggestions by rank: must-dos first, then by RICE, the unrated last."""
    marks = ", ".join("?" * len(statuses))
    found = _read(workspace, f"WHERE suggestion.status IN ({marks})", list(statuses))
    words = fold(text).split()
    fitting = [s for s in found if all(word in fold(f"{s.title} {s.body}") for word in words)]
    return sorted(fitting, key=_rank)[:limit]


def _rank(suggestion: Suggestion) -> tuple[bool, float, int, int]:
    score = -math.inf if suggestion.score is None else suggestion.score
    return (not suggestion.must_do, -score, -suggestion.supporters, suggestion.id)


def supporting(workspace: Workspace, feedback_id: int) -> list[Suggestion]:
    """The suggestions that a feedback stands behind."""
    return _read(
        workspace,
        "WHERE suggestion.id IN (SELECT suggestion_id FROM support WHERE feedback_id = ?)",
        [feedback_id],
    )


# A walk-in has no name, so each of them counts as one person.
_PERSON = "coalesce('c' || feedback.customer_id, 'w' || feedback.id)"


def _read(workspace: Workspace, where: str, params: list[Any]) -> list[Suggestion]:
    since = workspace.clock.now() - timedelta(days=REACH_DAYS)
    rows = workspace.rows(
        f"""SELECT suggestion.*, evidence.people, evidence.recent_people, evidence.newest_at,
            evidence.waiting, last.because, last.decided_at,
            (SELECT min(newest) FROM (SELECT max(rated_at) AS newest FROM rating
                WHERE rating.suggestion_id = suggestion.id GROUP BY input)) AS rated_at
        FROM suggestion
        LEFT JOIN (
            SELECT support.suggestion_id, count(DISTINCT {_PERSON}) AS people,
                count(DISTINCT CASE WHEN feedback.said_at >= ? THEN {_PERSON} END)
                    AS recent_people,
                max(feedback.said_at) AS newest_at,
                count(DISTINCT CASE WHEN feedback.customer_id IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.status <> 'draft'
                        AND reply.suggestion_id = support.suggestion_id
                        AND reply.customer_id = feedback.customer_id)
                    THEN feedback.customer_id END) AS waiting
            FROM support JOIN feedback ON feedback.id = support.feedback_id
            GROUP BY support.suggestion_id
        ) AS evidence ON evidence.suggestion_id = suggestion.id
        LEFT JOIN decision AS last ON last.id = (
            SELECT max(id) FROM decision WHERE decision.suggestion_id = suggestion.id)
        {where} ORDER BY suggestion.id""",
        [iso(since), *params],
    )
    return [_from_row(workspace, row) for row in rows]


def _from_row(workspace: Workspace, row: sqlite3.Row) -> Suggestion:
    counted = row["recent_people"] or 0
    reach = counted if row["reach_by_hand"] is None else row["reach_by_hand"]
    return Suggestion(
        id=row["id"],
        title=row["title"],
        body=row["body"] or "",
        status=row["status"],
        must_do=bool(row["must_do"]),
        impact=row["impact"],
        confidence=row["confidence"],
        effort_days=row["effort_days"],
        reach_by_hand=row["reach_by_hand"],
        counted_reach=counted,
        supporters=row["people"] or 0,
        waiting=row["waiting"] or 0,
        score=_score(reach, row["impact"], row["confidence"], row["effort_days"]),
        stale=_stale(workspace, row),
        because=row["because"] or "",
        decided_at=parse_optional(row["decided_at"]),
        created_at=parse_instant(row["created_at"]),
    )


def _score(
    reach: int, impact: float | None, confidence: float | None, effort_days: float | None
) -> float | None:
    if impact is None or confidence is None or effort_days is None:
        return None
    return rice.score(reach, impact, confidence, effort_days)


def _stale(workspace: Workspace, row: sqlite3.Row) -> bool:
    def local_day(stored: str | None) -> date | None:
        return workspace.clock.day_of(parse_instant(stored)) if stored else None

    rated_on = local_day(row["rated_at"])
    if rated_on is None:
        return False
    return rice.is_stale(rated_on, local_day(row["newest_at"]), workspace.clock.today())


def _check(given: dict[str, Any]) -> None:
    checks = {
        "impact": rice.check_impact,
        "confidence": rice.check_confidence,
        "effort_days": rice.check_effort,
        "reach_by_hand": rice.check_reach,
    }
    for name, value in given.items():
        checks[name](value)


def _note_rating(
    workspace: Workspace, suggestion_id: int, name: str, value: float | None, source: str
) -> None:
    with workspace.write(N_("Rating changed")) as write:
        write.insert(
            "rating",
            suggestion_id=suggestion_id,
            input=name,
            value=value,
            source=one_line(source),
            rated_at=iso(workspace.clock.now()),
        )


def _support_id(workspace: Workspace, suggestion_id: int, feedback_id: int) -> int | None:
    found: int | None = workspace.value(
        "SELECT id FROM support WHERE suggestion_id = ? AND feedback_id = ?",
        [suggestion_id, feedback_id],
    )
    return found
