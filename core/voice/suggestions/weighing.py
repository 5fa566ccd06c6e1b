"""Weighing a suggestion: the inputs of RICE, each with its source and its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.errors import Problem, refuse
from core.i18n import N_
from core.measures import rice
from core.text import one_line
from core.voice.suggestions import reading, voices
from core.voice.suggestions.records import NewRating, RatedInput, Suggestion

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace


def rate(workspace: Workspace, suggestion_id: int, new: NewRating) -> Suggestion:
    """Set RICE inputs, each kept with its source and moment.

    Effort in person-days, at least half a day. A reach beyond the counted people needs a
    source. A value that is said again keeps the source it had, unless a new one is given.
    Raises Missing; KnownError for a value off its scale (see measures.rice); RefusedInput for
    a new reach without a source.
    """
    values = {
        "impact": new.impact,
        "confidence": new.confidence,
        "effort_days": new.effort_days,
        "reach_by_hand": new.reach,
    }
    given = {name: value for name, value in values.items() if value is not None}
    _check(given)
    source = one_line(new.source)
    with workspace.write(N_("Rating changed")) as write:
        known = {each.input: each for each in inputs(workspace, suggestion_id)}
        for name, value in given.items():
            before = known["reach" if name == "reach_by_hand" else name]
            is_known = before.rated_on is not None and before.value == value
            if name == "reach_by_hand" and not source and not (is_known and before.source):
                refuse([Problem("source", N_("Please say what a reach set by hand rests on."))])
            kept = source or (before.source if is_known else "")
            _note_rating(workspace, suggestion_id, name, value, kept)
        write.update("suggestion", suggestion_id, **given)
    return reading.get(workspace, suggestion_id)


def count_reach_again(workspace: Workspace, suggestion_id: int) -> Suggestion:
    """Forget the reach set by hand and count it from the evidence. Raises Missing."""
    with workspace.write(N_("Reach counted from evidence")) as write:
        write.update("suggestion", suggestion_id, reach_by_hand=None)
        _note_rating(workspace, suggestion_id, "reach_by_hand", None, "")
    return reading.get(workspace, suggestion_id)


def inputs(workspace: Workspace, suggestion_id: int) -> list[RatedInput]:
    """Reach, impact, confidence and effort, each with what it rests on. Raises Missing."""
    suggestion = reading.get(workspace, suggestion_id)
    newest = {
        row["input"]: row
        for row in workspace.rows(
            """SELECT input, source, rated_at, (SELECT count(*) FROM support
                WHERE support.suggestion_id = rating.suggestion_id
                AND linked_at > rated_at) AS new_voices
            FROM rating WHERE id IN (
                SELECT max(id) FROM rating WHERE suggestion_id = ? GROUP BY input)""",
            [suggestion_id],
        )
    }
    reach = (
        _rated(workspace, "reach", suggestion.reach, newest.get("reach_by_hand"))
        if suggestion.reach_is_by_hand
        else _counted(workspace, suggestion)
    )
    values = {name: getattr(suggestion, name) for name in ("impact", "confidence", "effort_days")}
    return [reach, *(_rated(workspace, n, v, newest.get(n)) for n, v in values.items())]


def _counted(workspace: Workspace, suggestion: Suggestion) -> RatedInput:
    today = workspace.clock.today()
    since = voices.counted_since(today)
    return RatedInput("reach", suggestion.counted_reach, "", today, False, 0, since, today)


def _rated(
    workspace: Workspace, name: str, value: float | None, row: sqlite3.Row | None
) -> RatedInput:
    if value is None or row is None:
        return RatedInput(name, value, "", None, False, 0)
    rated_on = workspace.clock.day_of(parse_instant(row["rated_at"]))
    stale = rice.is_stale(rated_on, row["new_voices"], workspace.clock.today())
    return RatedInput(name, value, row["source"], rated_on, stale, row["new_voices"])


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
            source=source,
            rated_at=iso(workspace.clock.now()),
        )
