"""Saved views: filters worth coming back to, each under a name, page by page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.text import fold, one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as the store knows it; `wanted` is what the page's own filter reads."""

    id: int
    page: str
    name: str
    wanted: dict[str, Any]


def save(workspace: Workspace, page: str, name: str, wanted: Mapping[str, Any]) -> SavedView:
    """Keep a filter under a name; one of the same name on the page is replaced.

    Raises RefusedInput for a name that is empty or too long.
    """
    title = _name(name)
    known = _named(workspace, page, title)
    text = to_text(wanted)
    with workspace.write(N_("View saved")) as write:
        if known:
            write.update("saved_view", known.id, name=title, wanted=text)
            return get(workspace, known.id)
        view_id = write.insert(
            "saved_view",
            page=page,
            name=title,
            wanted=text,
            position=_next_position(workspace, page),
            created_at=iso(workspace.clock.now()),
        )
        return get(workspace, view_id)


def rename(workspace: Workspace, view_id: int, name: str) -> SavedView:
    """Give a view another name. Raises Missing, RefusedInput also for a name that is taken."""
    title = _name(name)
    before = get(workspace, view_id)
    taken = _named(workspace, before.page, title)
    if taken and taken.id != view_id:
        refuse(
            [Problem("name", N_("There is a view called “{name}” already."), {"name": taken.name})]
        )
    with workspace.write(N_("View renamed")) as write:
        write.update("saved_view", view_id, name=title)
    return get(workspace, view_id)


def remove(workspace: Workspace, view_id: int) -> None:
    """Take a view away; what it showed stays. Raises Missing."""
    with workspace.write(N_("View removed")) as write:
        write.delete("saved_view", view_id)


def get(workspace: Workspace, view_id: int) -> SavedView:
    """One view. Raises Missing."""
    row = workspace.row("SELECT * FROM saved_view WHERE id = ?", [view_id])
    if row is None:
        raise Missing("saved_view", view_id)
    return _from_row(row)


def find(workspace: Workspace, page: str) -> list[SavedView]:
    """The views of a page, in the order in which they were saved."""
    rows = workspace.rows("SELECT * FROM saved_view WHERE page = ? ORDER BY position, id", [page])
    return [_from_row(row) for row in rows]


def to_text(wanted: Mapping[str, Any]) -> str:
    """A filter as it is stored."""
    return json.dumps(wanted, ensure_ascii=False, sort_keys=True)


def from_text(stored: str) -> dict[str, Any]:
    """What a stored filter asks for; nothing where nobody can read it."""
    try:
        wanted = json.loads(stored)
    except ValueError:
        return {}
    return wanted if isinstance(wanted, dict) else {}


def _name(name: str) -> str:
    title = one_line(name)
    if not title:
        refuse([Problem("name", N_("A view needs a name."))])
    if len(title) > LONGEST_NAME:
        refuse([Problem("name", N_("Please choose a shorter name."))])
    return title


def _named(workspace: Workspace, page: str, name: str) -> SavedView | None:
    return next((view for view in find(workspace, page) if fold(view.name) == fold(name)), None)


def _next_position(workspace: Workspace, page: str) -> int:
    return int(
        workspace.value(
            "SELECT coalesce(max(position), 0) + 1 FROM saved_view WHERE page = ?", [page]
        )
    )


def _from_row(row: sqlite3.Row) -> SavedView:
    return SavedView(row["id"], row["page"], row["name"], from_text(row["wanted"]))
