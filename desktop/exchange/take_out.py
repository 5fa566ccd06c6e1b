"""Taking everything out: a folder of its own, whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from core.exchange import exports
from core.exchange.new_shop import free_path
from core.i18n import _
from core.store.workspace import Workspace
from desktop.tasks import Progress


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Where everything was written, and how many files."""

    folder: Path
    files: int


def take_out(workspace: Workspace, place: Path, progress: Progress) -> TakenOut:
    """Write every table into a new folder in `place`. Raises KnownError `export_failed`.

    The folder is new, so that no file of the owner's is written over, and goes again where
    the writing fails or is stopped.
    """
    day = workspace.clock.today().isoformat()
    folder = free_path(place / _("Regulars export {day}").format(day=day))
    try:
        return TakenOut(folder, len(exports.everything(workspace, folder, progress)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
