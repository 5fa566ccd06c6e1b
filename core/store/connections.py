"""Connections to a shop's file: what is checked before one is trusted, how it is set up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.errors import KnownError
from core.i18n import N_

APPLICATION_ID = 0x52454755  # "REGU"
BUSY_SECONDS = 5.0
_SQLITE_HEADER = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68


def require_shop_file(path: Path) -> None:
    """Raise KnownError unless the bytes say: an SQLite file, made by Regulars.

    The codes are `missing_file`, `unreadable_file` and `not_a_shop`.
    """
    if not path.exists():
        raise KnownError("missing_file", N_("There is no file “{file}”."), file=path.name)
    if not _has_signature(path):
        raise KnownError(
            "not_a_shop",
            N_("“{file}” is not a shop file of Regulars. It was left as it is."),
            file=path.name,
        )


def _has_signature(path: Path) -> bool:
    """Whether the first bytes are those of a file made by Regulars."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise KnownError(
            "unreadable_file", N_("“{file}” cannot be read."), file=path.name
        ) from error
    identity = int.from_bytes(head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    return head.startswith(_SQLITE_HEADER) and identity == APPLICATION_ID


def connect(path: Path | None, *, only_read: bool = False) -> sqlite3.Connection:
    """A connection set up as every connection of Regulars is; None means in memory."""
    connection = sqlite3.connect(
        str(path) if path else ":memory:", timeout=BUSY_SECONDS, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    try:
        _set_up(connection, only_read)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, only_read: bool) -> None:
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if only_read:
        connection.execute("PRAGMA query_only = ON")
        # Lists of 100,000 rows walk through an index of some megabytes in no order.
        connection.execute("PRAGMA cache_size = -4000")
    else:
        # Without spilling, a long import keeps readers out only while it commits.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("PRAGMA synchronous = FULL")


def disk_full() -> KnownError:
    """What a full disk is told with."""
    return KnownError("disk_full", N_("The disk is full. Nothing was changed."))


def sentence_for(error: sqlite3.Error) -> KnownError | None:
    """The known fault behind an SQLite error, or None when it is a bug of ours."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return disk_full()
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return KnownError(
            "shop_in_use", N_("Another program is using the shop file. Please try again.")
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return KnownError(
            "read_only", N_("The shop file cannot be written here. Nothing was changed.")
        )
    if name.startswith("SQLITE_IOERR"):
        return KnownError(
            "disk_trouble", N_("The disk did not take the change. Nothing was changed.")
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return KnownError(
            "damaged_file", N_("The shop file is damaged. Please restore the last backup.")
        )
    return None
