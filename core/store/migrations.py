"""How a file of an older version becomes one of this version.

Each step is a small function that speaks in table names and never in live records. Steps are
only ever added. sqlite-utils runs them; its import is slow, so it is left until a step is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import KnownError
from core.i18n import N_
from core.store.schema import INDEXES, SEARCHED, TABLES, search_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

SET_NAME = "regulars"


def first_schema(db: Database) -> None:
    """Everything that the first released file holds."""
    for statement in (*TABLES, *INDEXES):
        db.execute(statement)
    for noun in SEARCHED:
        db.execute(search_index(noun))


def learned_moods(db: Database) -> None:
    """What each language's reader learned from the owner's corrections."""
    db.execute(
        """CREATE TABLE learned_mood (
        language TEXT PRIMARY KEY, corrections INTEGER NOT NULL,
        learned_from TEXT NOT NULL, weights TEXT NOT NULL)"""
    )
    db.execute(
        "CREATE INDEX feedback_overridden ON feedback (overridden_at) WHERE override IS NOT NULL"
    )


STEPS: tuple[Callable[[Database], None], ...] = (first_schema, learned_moods)


def applied(connection: sqlite3.Connection) -> list[str]:
    """The names of the steps that a file has behind it."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if not known:
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [SET_NAME]
    )
    return [name for (name,) in rows]


def unknown(connection: sqlite3.Connection) -> list[str]:
    """The steps of a file that this version has never heard of: the file is newer."""
    known = {step.__name__ for step in STEPS}
    return [name for name in applied(connection) if name not in known]


def newer_file() -> KnownError:
    """What a file with such steps is refused with."""
    return KnownError(
        "newer_file",
        N_("This shop file was made by a newer Regulars. Please update the app first."),
    )


def pending(connection: sqlite3.Connection) -> list[str]:
    """The steps that a file still needs."""
    behind = set(applied(connection))
    return [step.__name__ for step in STEPS if step.__name__ not in behind]


def migrate(db: Database) -> None:
    """Run every step that the file still needs, each in a transaction of its own."""
    from sqlite_utils import Migrations

    migrations = Migrations(SET_NAME)
    for step in STEPS:
        migrations()(step)
    migrations.apply(db)
