"""Whether a shop's file is whole: what SQLite sees, and what only Regulars can know."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import Problem
from core.i18n import N_
from core.store import connections, migrations
from core.store.schema import SEARCHED

NEWER = N_("This shop file was made by a newer Regulars.")
NOUN_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def problems(path: Path) -> list[Problem]:
    """Everything wrong with a file, as sentences; an empty list means whole.

    Raises KnownError when the file is missing, is not a shop's, or cannot be looked at now
    (`shop_in_use`, `disk_trouble`): that says nothing about whether it is whole.
    """
    connections.require_shop_file(path)
    try:
        with closing(connections.connect(path)) as connection:
            return [*_damage(connection), *_strangers(connection)]
    except sqlite3.DatabaseError as error:
        known = connections.sentence_for(error)
        if known is not None and known.code != "damaged_file":
            raise known from error
        return [_problem(N_("The file is damaged: its pages do not fit together."))]


def _problem(sentence: str, **facts: object) -> Problem:
    return Problem("file", sentence, dict(facts))


def _damage(connection: sqlite3.Connection) -> list[Problem]:
    found = []
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        found.append(_problem(N_("The file is damaged: its pages do not fit together.")))
    torn = connection.execute("PRAGMA foreign_key_check").fetchall()
    if torn:
        found.append(_problem(N_("{n} rows point at rows that are not there."), n=len(torn)))
    # A file cut off while it was made has no tables yet; opening it brings them.
    here = _objects(connection)
    for noun in SEARCHED:
        if f"{noun}_search" in here:
            found.extend(_search_index(connection, noun))
    return found


def _search_index(connection: sqlite3.Connection, noun: str) -> list[Problem]:
    try:
        connection.execute(
            f"INSERT INTO {noun}_search ({noun}_search, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        known = connections.sentence_for(error)
        if known is not None and known.code == "read_only":
            return _search_index_of_a_copy(connection, noun)
        if known is not None and known.code != "damaged_file":
            raise
        return [_problem(N_("The search index “{noun}” does not match its rows."), noun=noun)]
    finally:
        connection.rollback()
    return []


def _search_index_of_a_copy(connection: sqlite3.Connection, noun: str) -> list[Problem]:
    """The index of a file that nobody may write, as on a locked USB stick."""
    # FTS5 wants to write before it compares.
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        return _search_index(copy, noun)


def _strangers(connection: sqlite3.Connection) -> list[Problem]:
    """Tables, triggers and views that a whole file has, and no others."""
    if migrations.unknown(connection):
        return [_problem(NEWER)]
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
