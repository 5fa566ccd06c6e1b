"""The history of a suggestion: its words, inputs, links, merges and decisions, each with a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.i18n import N_
from core.voice.suggestions.records import Change

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# Columns whose name in the file says less, or more, than the history does.
_NAMED = {"topic_id": "topic", "reach_by_hand": "reach"}


def change(workspace: Workspace, suggestion_id: int, values: dict[str, Any]) -> None:
    """Change columns of a suggestion and note what they were. Raises Missing."""
    with workspace.write(N_("Suggestion changed")) as write:
        known = workspace.row("SELECT * FROM suggestion WHERE id = ?", [suggestion_id])
        write.update("suggestion", suggestion_id, **values)
        for name, value in values.items():
            if known is not None and known[name] != value:
                note(workspace, suggestion_id, name, known[name], value)


def note(
    workspace: Workspace,
    suggestion_id: int,
    what: str,
    before: Any,
    after: Any,
    at: str | None = None,
) -> None:
    """Keep what happened to a suggestion, now or at a stored instant."""
    with workspace.write(N_("Suggestion changed")) as write:
        write.insert(
            "suggestion_change",
            suggestion_id=suggestion_id,
            what=what,
            before=None if before is None else str(before),
            after=None if after is None else str(after),
            changed_at=at or iso(workspace.clock.now()),
        )


def changes(workspace: Workspace, suggestion_id: int) -> list[Change]:
    """Everything that happened to a suggestion, newest first. Raises Missing."""
    workspace.require("suggestion", suggestion_id)
    told = chain(
        _added(workspace, suggestion_id),
        _links(workspace, suggestion_id),
        _inputs(workspace, suggestion_id),
        _noted(workspace, suggestion_id),
        _decisions(workspace, suggestion_id),
    )
    # Sorted from the oldest and turned round, so that of one moment the last comes first.
    return sorted(told, key=lambda each: each.at)[::-1]


def _added(workspace: Workspace, suggestion_id: int) -> Iterator[Change]:
    rows = workspace.rows("SELECT created_at FROM suggestion WHERE id = ?", [suggestion_id])
    for row in rows:
        yield Change(parse_instant(row[0]), "added", "", "", "")


def _links(workspace: Workspace, suggestion_id: int) -> Iterator[Change]:
    """The links that stand; those taken away since are noted."""
    rows = workspace.rows(
        "SELECT linked_at, feedback_id, customer.name FROM support "
        "JOIN feedback ON feedback.id = feedback_id "
        "LEFT JOIN customer ON customer.id = feedback.customer_id "
        "WHERE suggestion_id = ? ORDER BY support.id",
        [suggestion_id],
    )
    for linked_at, feedback_id, name in rows:
        yield Change(parse_instant(linked_at), "linked", "", name or "", "", feedback_id)


def _inputs(workspace: Workspace, suggestion_id: int) -> Iterator[Change]:
    before: dict[str, str] = {}
    rows = workspace.rows(
        "SELECT input, value, source, rated_at FROM rating WHERE suggestion_id = ? ORDER BY id",
        [suggestion_id],
    )
    for name, value, source, rated_at in rows:
        after = "" if value is None else f"{value:g}"
        what = _NAMED.get(name, name)
        yield Change(parse_instant(rated_at), what, before.get(name, ""), after, source)
        before[name] = after


def _decisions(workspace: Workspace, suggestion_id: int) -> Iterator[Change]:
    before = "open"
    rows = workspace.rows(
        "SELECT status, because, decided_at FROM decision WHERE suggestion_id = ? ORDER BY id",
        [suggestion_id],
    )
    for status, because, decided_at in rows:
        yield Change(parse_instant(decided_at), "decided", before, status, because)
        before = status


def _noted(workspace: Workspace, suggestion_id: int) -> Iterator[Change]:
    rows = workspace.rows(
        "SELECT what, before, after, changed_at FROM suggestion_change "
        "WHERE suggestion_id = ? ORDER BY id",
        [suggestion_id],
    )
    for row in rows:
        yield _change(workspace, row)


def _change(workspace: Workspace, row: sqlite3.Row) -> Change:
    at, what = parse_instant(row["changed_at"]), row["what"]
    before, after = row["before"] or "", row["after"] or ""
    if what in _NAMES:
        number = int(after or before)
        before, after = (_name(workspace, what, each) for each in (before, after))
        return Change(at, _NAMED.get(what, what), before, after, "", number)
    if what == "must_do":
        before, after = ("1" if each == "1" else "" for each in (before, after))
    return Change(at, what, before, after, "")


# What stands as a number in the file and is told by its name of today.
_NAMES = {
    "topic_id": "SELECT name FROM topic WHERE id = ?",
    "linked": "SELECT customer.name FROM feedback JOIN customer ON customer.id = customer_id "
    "WHERE feedback.id = ?",
    "unlinked": "SELECT customer.name FROM feedback JOIN customer ON customer.id = customer_id "
    "WHERE feedback.id = ?",
    "merged": "SELECT title FROM suggestion WHERE id = ?",
    "merged_into": "SELECT title FROM suggestion WHERE id = ?",
}


def _name(workspace: Workspace, what: str, number: str) -> str:
    return str(workspace.value(_NAMES[what], [number]) or "") if number else ""
