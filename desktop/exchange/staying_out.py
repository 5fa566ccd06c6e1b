"""The rows of a file that stay out, before and after it is brought in: to read and to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.errors import KnownError
from core.exchange import refused
from core.exchange.imports import Batch
from core.i18n import _
from desktop.desk import Desk
from desktop.exchange.problems import ProblemTable
from desktop.widgets.button import Button
from desktop.widgets.notice import Notice
from desktop.widgets.saved_list import with_ending
from desktop.widgets.section import Section


class StayingOut(Section):
    """Lists the rows with their reasons and saves them as a file to be mended."""

    def __init__(self, desk: Desk, title: str, name: str) -> None:
        super().__init__(title)
        self._desk = desk
        self._batch: Batch | None = None
        self._saved: Path | None = None
        self.told = Notice(Button(_("Show the file"), self._show_saved, kind="quiet", icon="file"))
        self.trouble = Notice()
        self.table = ProblemTable(desk, name)
        self.save_button = Button(_("Save these rows as a file"), self.save, icon="save")
        self.add_action(self.save_button)
        self.add(self.told)
        self.add(self.trouble)
        self.body.addWidget(self.table, 1)

    def show_batch(self, batch: Batch | None) -> None:
        """Show what stays out of a file; hidden where nothing is told of such rows."""
        rows = batch.row_problems if batch is not None else ()
        self._batch = batch
        self.told.clear()
        self.trouble.clear()
        self.setVisible(bool(rows))
        self.save_button.setVisible(batch is not None and batch.refused is not None)
        self.table.show_problems(rows)

    def save(self) -> None:
        """Ask where the rows shall go, and write them there."""
        batch = self._batch
        rows = batch.refused if batch is not None else None
        if batch is None or rows is None:
            return
        name = _("{file}, rows to mend").format(file=Path(batch.file_name).stem)
        path = self._desk.messages.save_file(
            _("Save the rows that stayed out"), f"{name}.csv", _("CSV (*.csv);;Excel (*.xlsx)")
        )
        if path is None:
            return
        whole = with_ending(path, (".csv", ".xlsx"))
        self.told.clear()
        self._desk.tasks.long(
            _("Saving the rows that stayed out"),
            lambda progress: refused.save(rows, whole, progress),
            self._rows_saved,
            self._not_saved,
            key=(id(self), "save"),
            owner=self,
        )

    def _rows_saved(self, path: Path) -> None:
        self._saved = path
        self.trouble.clear()
        self.told.say(
            _("“{file}” is saved. Mend it and drop it here again.").format(file=path.name),
            "positive",
        )

    def _not_saved(self, error: KnownError) -> None:
        self.trouble.say(error.text(), "negative")

    def _show_saved(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))
