"""Putting a backup back, also where the shop's file is damaged or gone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from core.clock import Clock, SystemClock, iso
from core.store import backup, check, connections, erasure, migrations, search
from core.store.workspace import Workspace, known_errors


def put_back(path: Path, source: Path, *, clock: Clock | None = None) -> Path | None:
    """Put a backup in the place of a shop's file; gives what was kept of the file, or None.

    A whole file is backed up first, a damaged one is set aside beside it. People who were
    erased since the backup stay erased. Raises KnownError `bad_backup`, `missing_file`,
    `not_a_shop`, `newer_file`, `shop_in_use`, `read_only`, `disk_full`, `backup_failed`; then
    nothing was changed. A file that is not a shop's is never replaced.
    """
    clock = clock or SystemClock()
    backup.require_whole(source)
    guard = _backed_up(path, clock) if _is_whole(path) else None
    erased = _erased(path)
    arriving = path.with_name(path.name + ".arriving")
    with known_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, arriving)
            backup.require_whole(arriving)
            _forget(arriving, erased, iso(clock.now()))
            kept = guard or _set_aside(path, clock)
            os.replace(arriving, path)
        finally:
            arriving.unlink(missing_ok=True)
    return kept


def _is_whole(path: Path) -> bool:
    """Whether there is a whole shop file. Raises KnownError for one that must not be replaced."""
    if not path.exists():
        return False
    found = check.problems(path)
    if any(problem.sentence == check.NEWER for problem in found):
        raise migrations.newer_file()
    return not found


def _backed_up(path: Path, clock: Clock) -> Path | None:
    with closing(Workspace.open(path, clock=clock)) as workspace:
        made = backup.make(workspace, "restore")
    return made.path if made else None


def _erased(path: Path) -> list[int]:
    """Who was erased from a file, as far as a damaged one still tells."""
    if not path.exists():
        return []
    try:
        with closing(connections.connect(path, only_read=True)) as connection:
            return [row[0] for row in connection.execute("SELECT customer_id FROM erasure")]
    except sqlite3.DatabaseError:
        return []


def _forget(path: Path, customer_ids: Iterable[int], at: str) -> None:
    """Someone erased after the backup was made must not come back with it."""
    returning = set(customer_ids) - set(_erased(path))
    if not returning:
        return
    with closing(connections.connect(path)) as connection:
        for customer_id in sorted(returning):
            erasure.forget(connection, customer_id, at)
        connection.execute("DELETE FROM journal")
        search.rebuild(connection)
        connection.commit()
        connection.execute("VACUUM")


def _set_aside(path: Path, clock: Clock) -> Path | None:
    """Move a damaged file out of the way; nothing is ever thrown away."""
    kept = path.with_name(f"{path.stem} damaged {clock.now():%Y-%m-%d %H-%M-%S}{path.suffix}")
    was_there = path.exists()
    # SQLite would play a journal that stays behind into the file that comes.
    for ending in ("", "-journal"):
        left = path.with_name(path.name + ending)
        if left.exists():
            os.replace(left, kept.with_name(kept.name + ending))
    return kept if was_there else None
