"""Where import and export begin: a place for a file, taking everything out, earlier imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.exchange.imports import Batch
from core.i18n import _
from desktop import formats, theme
from desktop.desk import Desk
from desktop.exchange import words
from desktop.exchange.out_card import OutCard, open_folder
from desktop.widgets.badge import Look
from desktop.widgets.button import Button
from desktop.widgets.drop_zone import DropZone
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.notice import Notice
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.saved_list import SaveList
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.section import Section

ZONE_HEIGHT = 264
LOWEST_LIST = theme.GRID * 14
FIGURE, WIDER = 84, 96


class Start(QWidget):
    """Asks for a file; tells of earlier ones, opens them and takes the chosen one back."""

    file_asked = Signal()
    folder_asked = Signal()
    undo_asked = Signal(object)
    report_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.trouble = Notice()
        self._out: Path | None = None
        self.told = Notice()
        self.written = Notice(
            Button(_("Open the folder"), self._open_folder, kind="quiet", icon="folder")
        )
        self.out = OutCard(desk)
        self.out.folder_asked.connect(self.folder_asked)
        self.out.begun.connect(self.clear)
        self.out.written.connect(self._show_written)
        self.out.failed.connect(self.show_trouble)
        self.zone = DropZone(
            "import",
            _("Drop a file here"),
            _(
                "Customers, visits, bookings, sales, feedback or survey answers: tables as CSV or "
                "Excel, contacts (.vcf) and calendars (.ics). You see what becomes of it first."
            ),
        )
        self.zone.clicked.connect(self.file_asked)
        self.ways = Button(
            _("Where do I get the file?"), self._show_ways, kind="quiet", icon="question"
        )
        self.history = self._history(desk)
        self.take_back = Button(_("Take back"), self._ask_undo, icon="undo")
        self.take_back.setEnabled(False)
        # In a small window all of this and a notice have no room at once.
        self._pane = ScrollPane(spacing=theme.GRID * 2)
        self._lay_out()

    def show_batches(self, batches: Sequence[Batch], empty_shop: bool, made_up: bool) -> None:
        """Show earlier imports, and the way into the sample shop and out of it."""
        self.history.load_list(batches)
        self.out.show_shop(empty_shop, made_up)

    def clear(self) -> None:
        """Say nothing of what was before."""
        self.trouble.clear()
        self.told.clear()
        self.written.clear()

    def show_trouble(self, error: KnownError) -> None:
        """Say what went wrong."""
        self.trouble.say(error.text(), "negative")
        self._pane.go_up()

    def show_good_news(self, sentence: str) -> None:
        """Say what went well."""
        self.told.say(sentence, "positive")
        self._pane.go_up()

    def _show_ways(self) -> None:
        """Tell where the programs that owners use hide their export."""
        from desktop.exchange.getting_out import GettingOut

        GettingOut(self).open()

    def _show_written(self, folder: Path) -> None:
        self._out = folder
        self.written.say(_("Everything is in “{folder}”.").format(folder=folder.name), "positive")
        self._pane.go_up()

    def _open_folder(self) -> None:
        if self._out is not None:
            open_folder(self._out)

    def _history(self, desk: Desk) -> RecordTable:
        table = RecordTable(
            desk,
            "exchange/history",
            [
                Column(_("File"), lambda b: b.file_name, sort="file", stretch=True, strong=True),
                Column(_("Kind"), lambda b: words.kind(b.kind), width=184),
                Column(_("When"), self._when, sort="when", width=144,
                       sort_value=lambda b: b.imported_at, value=lambda b: b.imported_at),
                Column("", lambda _b: "", look=_state, width=128, heading=_("State")),
                _figure(_("New"), "created"), _figure(_("Updated"), "updated", WIDER),
                _figure(_("Known"), "skipped"), _figure(_("Left out"), "problems"),
                Column(_("From"), lambda b: words.program(b.source), width=132),
            ],
            empty=EmptyState("history", _("Files that you bring in are listed here.")),
            identity=lambda batch: batch.batch,
        )  # fmt: skip
        table.setAccessibleName(_("Earlier imports"))
        table.picked.connect(self._pick)
        table.opened.connect(self.report_asked)
        return table

    def _when(self, batch: Batch) -> str:
        return formats.moment(batch.imported_at, self._desk.workspace.clock)

    def _pick(self, batch: Batch | None) -> None:
        self.take_back.setEnabled(batch is not None and batch.can_undo)
        self.take_back.setToolTip(words.why_not_undone(batch) if batch else "")

    def _ask_undo(self) -> None:
        batch = self.history.current()
        if batch is not None:
            self.undo_asked.emit(batch)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GRID * 2)
        dropping = QWidget()
        dropping.setMinimumHeight(ZONE_HEIGHT)
        column = QVBoxLayout(dropping)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.zone, 1)
        column.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignHCenter)
        top.addWidget(dropping, 3)
        top.addWidget(self.out, 2)
        earlier = Section(_("Earlier imports"))
        earlier.add_action(SaveList(self._desk, lambda: _("Earlier imports"), lambda: self.history))
        earlier.add_action(self.take_back)
        earlier.body.addWidget(self.history, 1)
        self.history.setMinimumHeight(LOWEST_LIST)
        pane = self._pane
        pane.body.setContentsMargins(0, 0, 0, 0)
        for notice in (self.trouble, self.told, self.written):
            pane.body.addWidget(notice)
        pane.body.addLayout(top)
        pane.body.addSpacing(theme.GRID)
        pane.body.addWidget(earlier, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(pane)


def _figure(title: str, name: str, width: int = FIGURE) -> Column:
    return Column(
        title,
        lambda batch: formats.number(getattr(batch, name)),
        sort=name,
        align="right",
        width=width,
        sort_value=lambda batch: getattr(batch, name),
        value=lambda batch: getattr(batch, name),
    )


def _state(batch: Batch) -> Look | None:
    if batch.undone:
        return Look(_("Taken back"), "neutral", "undo")
    return Look(_("In the shop"), "positive", "fine")
