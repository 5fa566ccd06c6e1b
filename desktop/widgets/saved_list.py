"""The list in view as a file to take away: asked for, written beside the window, told about."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.tasks import Progress
from desktop.widgets.button import IconButton
from desktop.widgets.record_table import RecordTable
from desktop.widgets.shown_list import Moved, ShownList

ENDINGS = (".xlsx", ".csv")
KEYS = "Ctrl+Shift+S"
# How often one begins anew because the shop changed on the way; then the last reading counts.
PATIENCE = 3
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class SaveList(IconButton):
    """Saves what a table lists; there is nothing to press while it lists nothing."""

    def __init__(
        self,
        desk: Desk,
        name: Callable[[], str],
        table: Callable[[], RecordTable],
        *,
        keys: str = KEYS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("export", _("Save this list…"), self.save, shortcut=keys, parent=parent)
        self._desk, self._name, self._table = desk, name, table

    def save(self) -> None:
        """Ask where to, and write the list there."""
        shown = self._table().shown()
        if shown is None or not self._table().count():
            self._desk.messages.say(_("There is nothing in this list to save."))
            return
        save_rows(self._desk, self._name(), shown)


def save_rows(desk: Desk, name: str, shown: ShownList) -> None:
    """Ask where a list shall go, write it there in the background, and tell where it is."""
    proposal = file_name(name, desk.workspace.clock.today().isoformat(), ENDINGS[0])
    wanted = desk.messages.save_file(
        _("Save this list"), proposal, _("Excel workbook (*.xlsx);;Table as text (*.csv)")
    )
    if wanted is None:
        return
    path = with_ending(wanted, ENDINGS)
    desk.tasks.long(
        _("Saving “{file}”").format(file=path.name),
        lambda progress: write_rows(desk.workspace, shown, path, progress),
        lambda written: tell_saved(desk, written),
    )


def write_rows(workspace: Workspace, shown: ShownList, path: Path, progress: Progress) -> Path:
    """Write a list to a file; a shop that changes on the way is read anew from the start.

    Raises Cancelled, KnownError `unknown_format` and `export_failed`; then no file is left.
    """
    from core.exchange import exports
    from core.insight.snapshots import last_journal_id

    for last in (*[False] * (PATIENCE - 1), True):
        begun_at = last_journal_id(workspace)

        def moved(last: bool = last, begun_at: int = begun_at) -> bool:
            return not last and last_journal_id(workspace) != begun_at

        with suppress(Moved):
            return exports.table(path, shown.headings, shown.rows(progress, moved))
    raise AssertionError  # the last reading does not look whether anything moved


def tell_saved(desk: Desk, path: Path) -> None:
    """Say that a file is written, and offer to show it."""
    desk.messages.say(
        _("“{file}” is saved.").format(file=path.name),
        action=_("Show the file"),
        act=lambda: show_file(path),
    )


def file_name(name: str, day: str, ending: str) -> str:
    """A name for a file, of a list's or a person's own name and the day."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", name).split())
    return f"{plain} {day}{ending}".strip()


def with_ending(path: Path, endings: tuple[str, ...]) -> Path:
    """The path with one of the endings; a name that was typed without one writes over nothing."""
    if path.suffix.lower() in endings:
        return path
    from core.exchange.new_shop import free_path

    return free_path(path.with_name(path.name + endings[0]))


def show_file(path: Path) -> None:
    """Show a file in its folder, marked where the desktop can do so."""
    native = QDir.toNativeSeparators(str(path))
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", native])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", native])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
