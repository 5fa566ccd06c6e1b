"""The backups of the shop, newest first, to choose one from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.store import backup
from core.store.backup import Backup
from core.store.workspace import Workspace
from desktop import formats
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import FormDialog
from desktop.widgets.record_table import Column, RecordTable

REASONS = {
    "daily": N_("Daily"),
    "import": N_("Before an import"),
    "migration": N_("Before an update"),
    "erase": N_("When someone was erased"),
    "restore": N_("Before one was put back"),
    "asked": N_("You asked for it"),
}
MEGABYTE = 1 << 20
HEIGHT = 288


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup with the size of its file, in bytes."""

    backup: Backup
    size: int


class RestoreDialog(FormDialog):
    """Checks the chosen backup; `saved_record` is its path once it proved to be whole."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("Put a backup back"), yes=_("Use this one"), width=620,
                         parent=parent)  # fmt: skip
        clock = desk.workspace.clock
        self._elsewhere: Path | None = None
        self.table = RecordTable(
            desk,
            "settings/backups",
            [
                Column(_("When"), lambda b: formats.moment(b.backup.made_at, clock), width=180,
                       strong=True),
                Column(_("Why"), lambda b: _(REASONS.get(b.backup.reason, b.backup.reason)),
                       stretch=True),
                Column(_("Size"), lambda b: _size(b.size), align="right", width=100),
            ],
            empty=EmptyState("backup", _("No backup of this shop is here yet.")),
            identity=lambda b: str(b.backup.path),
        )  # fmt: skip
        self.table.setMinimumHeight(HEIGHT)
        self.table.opened.connect(lambda _listed: self.save())
        self.table.loaded.connect(lambda _count: self.table.select_first())
        self.form.add("backup", _("Backups of this shop"), self.table)
        last = self.column.itemAt(self.column.count() - 1)
        foot = last.layout() if last else None
        if isinstance(foot, QHBoxLayout):
            other = _("Use a file from elsewhere…")
            foot.insertWidget(0, Button(other, self._choose_file, kind="quiet", icon="file"))
        desk.tasks.read(lambda: listed(desk.workspace), self.table.load_list, owner=self)

    def work(self) -> Callable[[], Any]:
        found = self.table.current()
        path = self._elsewhere or (found.backup.path if found else None)
        self._elsewhere = None
        if path is None:
            raise KnownError("nothing_chosen", N_("Choose a backup first."))
        return lambda: _whole(path)

    def _choose_file(self) -> None:
        self._elsewhere = self.desk.messages.open_file(
            _("Use a backup from elsewhere"), _("Backups (*.backup *.regulars);;All files (*)")
        )
        if self._elsewhere is not None:
            self.save()


def listed(workspace: Workspace) -> list[Listed]:
    """The backups of the shop with their sizes, newest first."""
    return [Listed(each, each.path.stat().st_size) for each in backup.all_of(workspace)]


def _whole(path: Path) -> Path:
    backup.require_whole(path)
    return path


def _size(size: int) -> str:
    return _("{n} MB").format(n=formats.number(size / MEGABYTE, 1))
