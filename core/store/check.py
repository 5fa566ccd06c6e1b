"""Whether a shop's file is whole: what SQLite sees, and what only Regulars can know."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.errors import Problem
from core.i18n import N_
from core.store import connections, migrations
from core.store.schema import SEARCHED

NOUN_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def problems(path: Path) -> list[Problem]:
    """Everything wrong with a file, as sentences; an empty list means whole.

    Raises KnownError when the file is missing or is not a shop's.
    """
    connections.require_shop_file(path)
    connection = connections.connect(path)
    try:
        return [*_damage(connection), *_strangers(connection)]
    except sqlite3.DatabaseError:
        return [_problem(N_("The file is damaged: its pages do not fit together."))]
    finally:
        connection.close()


def _problem(sentence: str, **facts: object) -> Problem:
    return Problem("file", sentence, dict(facts))


def _damage(connection: sqlite3.Connection) -> list[Problem]:
    found = []
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        found.append(_problem(N_("The file is damaged: its pages do not fit together.")))
    torn = connection.execute("PRAGMA foreign_key_check").fetchall()
    if torn:
        found.append(_problem(N_("{n} rows point at rows that are not there."), n=len(torn)))
    for noun in SEARCHED:
        found.extend(_search_index(connection, noun))
    return found


def _search_index(connection: sqlite3.Connection, noun: str) -> list[Problem]:
    try:
        connection.execute(
            f"INSERT INTO {noun}_search ({noun}_search, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError:
        return [_problem(N_("The search index “{noun}” does not match its rows."), noun=noun)]
    finally:
        connection.rollback()
    return []


def _strangers(connection: sqlite3.Connection) -> list[Problem]:
    """Tables, triggers and views that a whole file has, and no others."""
    if migrations.unknown(connection):
        return [_problem(N_("This shop file was made by a newer Regulars."))]
    if migrations.pending(connection):
        return []
    here, wanted = _objects(connection), _wanted_objects()
    found = [
        _problem(N_("“{name}” is missing from the file."), name=name)
        for name in sorted(wanted - here)
    ]
    found += [
        _problem(N_("“{name}” does not belong into a shop file."), name=name)
        for name in sorted(here - wanted)
    ]
    return found


def _objects(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {name for (name,) in rows}


def _wanted_objects() -> set[str]:
    from core.store.workspace import Workspace

    fresh = Workspace.in_memory()
    try:
        return {
            row[0]
            for row in fresh.rows("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        }
    finally:
        fresh.close()
