"""Putting a backup back, also where the shop's file is damaged or gone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from core.clock import SystemClock
from core.store import backup, check
from core.store.workspace import Workspace, known_errors


def put_back(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of a shop's file; gives what was kept of the file, or None.

    A whole file is backed up first, a damaged one is set aside beside it. Raises KnownError
    `bad_backup`, `missing_file`, `not_a_shop`, `newer_file`, `shop_in_use`; then nothing was
    changed. A file that is not a shop's is never replaced.
    """
    backup.require_whole(source)
    if path.exists() and all(each.sentence == check.NEWER for each in check.problems(path)):
        return _restore(path, source)
    arriving = path.with_name(path.name + ".arriving")
    with known_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, arriving)
            backup.require_whole(arriving)
            kept = _set_aside(path)
            os.replace(arriving, path)
        finally:
            arriving.unlink(missing_ok=True)
    return kept


def _restore(path: Path, source: Path) -> Path | None:
    workspace = Workspace.open(path)
    try:
        place = backup.folder(workspace)
        before = set(place.glob(f"*{backup.SUFFIX}"))
        backup.restore(workspace, source)
    finally:
        workspace.close()
    made = set(place.glob(f"*{backup.SUFFIX}")) - before
    return next(iter(made), None)


def _set_aside(path: Path) -> Path | None:
    """Move a damaged file out of the way; nothing is ever thrown away."""
    if not path.exists():
        return None
    now = SystemClock().now()
    kept = path.with_name(f"{path.stem} damaged {now:%Y-%m-%d %H-%M-%S}{path.suffix}")
    os.replace(path, kept)
    return kept
