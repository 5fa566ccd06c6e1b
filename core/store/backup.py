"""Backups: copied by SQLite, compared with the original, sealed with a SHA-256, thinned.

A backup counts only when its tables and row counts equal those of the file it was made from.
The seal lies beside it, because SQLite's own check misses a third of random damages.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from core import log
from core.clock import parse_instant
from core.errors import Cancelled, KnownError
from core.i18n import N_
from core.paths import default_backup_folder
from core.progress import Part, Progress
from core.store import check, connections, migrations, settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

SUFFIX = ".backup"
KEPT_DAILY, KEPT_WEEKLY, KEPT_MONTHLY = 12, 10, 9
EVERY = timedelta(hours=20)
# Shares of a backup's time: copying, looking whether the copy is whole, sealing it.
_COPIED, _CHECKED, _SEALED = (0.0, 0.4), (0.4, 0.9), (0.9, 1.0)
# Often enough to stop within a tenth of a second.
_PAGES_AT_ONCE, _STEPS_BETWEEN = 2000, 50_000


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy: where, when and why it was made."""

    path: Path
    made_at: datetime
    reason: str


def folder(workspace: Workspace) -> Path:
    """Where the backups of this shop lie."""
    assert workspace.path is not None
    if _is_migrated(workspace):
        chosen = settings.get(workspace, settings.BACKUP_FOLDER)
        if chosen:
            return Path(chosen)
    return default_backup_folder(workspace.path)


def _is_migrated(workspace: Workspace) -> bool:
    """Whether the file already has its settings table."""
    return bool(workspace.value("SELECT 1 FROM sqlite_master WHERE name = 'setting'"))


def make(workspace: Workspace, reason: str, progress: Progress | None = None) -> Backup | None:
    """Copy the file as it is now, verify the copy, seal it and thin the old ones.

    `reason` is a word for the file name: daily, import, migration, merge, erase, restore, asked.
    None for a workspace in memory. Raises KnownError `backup_failed` or `disk_full`, and
    `cancelled` from `progress`; what was there before stays.
    """
    if workspace.path is None:
        return None
    place = folder(workspace)
    now = workspace.clock.now()
    # Two of the same second are both kept.
    while (target := _named(place, workspace.path.stem, now, reason)).exists():
        now += timedelta(seconds=1)
    half_made = target.with_suffix(".part")
    try:
        place.mkdir(parents=True, exist_ok=True)
        _copy_and_compare(workspace.path, half_made, progress)
        sealed = sha256(half_made, Part(progress, *_SEALED))
        # The seal comes first: a full disk leaves no backup whose seal is empty.
        seal_file(target).write_text(f"{sealed}  {target.name}\n", encoding="utf-8")
        os.replace(half_made, target)
    except (OSError, sqlite3.Error, Cancelled) as error:
        for left in (half_made, seal_file(target)):
            with contextlib.suppress(OSError):
                left.unlink()
        if isinstance(error, Cancelled):
            raise
        raise _failure(error) from error
    thin(place, workspace.path.stem)
    log.get("backup").info("backup made: %s", reason)
    return Backup(target, now, reason)


def _named(place: Path, stem: str, at: datetime, reason: str) -> Path:
    return place / f"{stem} {at:%Y-%m-%d %H-%M-%S} {reason}{SUFFIX}"


def make_if_due(workspace: Workspace) -> Backup | None:
    """The daily backup: made when there is something to lose and the last one is old."""
    if workspace.path is None or not workspace.value("SELECT 1 FROM customer LIMIT 1"):
        return None
    last = latest(workspace)
    if last and workspace.clock.now() - last.made_at < EVERY:
        return None
    return make(workspace, "daily")


def latest(workspace: Workspace) -> Backup | None:
    """The newest backup of this shop, or None."""
    found = all_of(workspace)
    return found[0] if found else None


def all_of(workspace: Workspace) -> list[Backup]:
    """The backups of this shop, newest first."""
    if workspace.path is None:
        return []
    return list(_in_folder(folder(workspace), workspace.path.stem))


def _in_folder(place: Path, stem: str) -> Iterator[Backup]:
    for path in sorted(place.glob(f"{escape(stem)} *{SUFFIX}"), key=lambda p: p.name, reverse=True):
        words = path.name[len(stem) + 1 : -len(SUFFIX)].split(" ")
        if len(words) == 3:
            with contextlib.suppress(ValueError):
                made_at = parse_instant(f"{words[0]}T{words[1].replace('-', ':')}Z")
                yield Backup(path, made_at, words[2])


def seal_file(path: Path) -> Path:
    """The file beside a backup that holds its SHA-256."""
    return path.with_name(path.name + ".sha256")


def sha256(path: Path, progress: Part | None = None) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises Cancelled from `progress`."""
    digest, size = hashlib.sha256(), path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            if progress:
                progress.step(file.tell(), size)
    return digest.hexdigest()


def require_whole(path: Path) -> None:
    """Raise KnownError unless the file is a whole shop file that fits its seal.

    The codes are `bad_backup`, `newer_file`, `missing_file`, `not_a_shop`, `shop_in_use`.
    """
    seal = seal_file(path)
    connections.require_shop_file(path)
    broken = seal.exists() and seal.read_text(encoding="utf-8").split()[:1] != [sha256(path)]
    found = [] if broken else check.problems(path)
    if any(problem.sentence == check.NEWER for problem in found):
        raise migrations.newer_file()
    if broken or found:
        raise KnownError("bad_backup", N_("“{file}” is damaged and was not used."), file=path.name)


def _copy_and_compare(source: Path, target: Path, progress: Progress | None) -> None:
    target.unlink(missing_ok=True)
    original = connections.connect(source, only_read=True)
    copy = connections.connect(target)
    # Nobody reads a copy that is being made, so it need not be held in memory until its end.
    copy.execute("PRAGMA cache_spill = ON")
    try:
        # One reading for both: a save in between would make a good copy look like a bad one.
        original.execute("BEGIN")
        wanted = _counts(original)
        copied = Part(progress, *_COPIED)
        original.backup(
            copy,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, left, pages: copied.step(pages - left, pages),
        )
        original.rollback()
        copy.execute("PRAGMA journal_mode = DELETE")
        with _watched(copy, Part(progress, *_CHECKED)):
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            if not whole or _counts(copy) != wanted:
                raise sqlite3.DatabaseError("the copy differs")
    finally:
        copy.close()
        original.close()


@contextmanager
def _watched(connection: sqlite3.Connection, progress: Part) -> Iterator[None]:
    """Let one long statement of SQLite be stopped: it asks every so many of its own steps."""
    stopped: list[Cancelled] = []

    def ask() -> int:
        try:
            progress.step(0, 0)
        except Cancelled as error:
            # SQLite would swallow it.
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(ask, _STEPS_BETWEEN)
    try:
        yield
    except sqlite3.OperationalError as error:
        raise (stopped[0] if stopped else error) from None
    finally:
        connection.set_progress_handler(None, 0)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute(check.NOUN_TABLES)]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        for table in tables
    }


def _failure(error: Exception) -> KnownError:
    known = connections.sentence_for(error) if isinstance(error, sqlite3.Error) else None
    if known is not None and known.code == "disk_full":
        return known
    return KnownError("backup_failed", N_("The backup could not be made. Your data is untouched."))


def thin(place: Path, stem: str) -> None:
    """Keep 12 daily, 10 weekly and 9 monthly backups, and every one of the last two days."""
    found = list(_in_folder(place, stem))
    if not found:
        return
    kept = {b.path for b in found if found[0].made_at - b.made_at < timedelta(days=2)}
    for pattern, count in (
        ("%Y-%m-%d", KEPT_DAILY),
        ("%G-%V", KEPT_WEEKLY),
        ("%Y-%m", KEPT_MONTHLY),
    ):
        newest_of: dict[str, Path] = {}
        for backup in found:
            newest_of.setdefault(backup.made_at.strftime(pattern), backup.path)
        kept.update(list(newest_of.values())[:count])
    for backup in found:
        if backup.path not in kept:
            backup.path.unlink(missing_ok=True)
            seal_file(backup.path).unlink(missing_ok=True)
