"""Everything out as tables, the days ahead as a calendar, and a shop in while this one is empty."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import sample
from core.errors import KnownError
from core.i18n import _
from desktop import reopen, theme
from desktop.desk import Desk
from desktop.exchange.calendar_file import save_calendar
from desktop.exchange.headings_choice import HeadingsChoice
from desktop.exchange.take_out import TakenOut, take_out
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow


class OutCard(Card):
    """What can be taken out; what becomes of it is told to whoever listens."""

    begun = Signal()
    written = Signal(Path)
    failed = Signal(KnownError)
    folder_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Everything is yours"))
        self._desk = desk
        self.export_button = Button(_("Export everything"), self.export, icon="export")
        self.sample_button = Button(_("Add the sample shop"), self.add_sample, icon="welcome")
        self.folder_button = Button(
            _("Bring a whole shop in"), self.folder_asked.emit, icon="folder"
        )
        self.headings = HeadingsChoice(desk)
        self.calendar_button = Button(
            _("Save for a calendar"), lambda: save_calendar(desk), icon="calendar"
        )
        self.own_button = Button(
            _("Begin your own shop"), lambda: reopen.ask_for_another(desk), icon="welcome"
        )
        self._sample = QWidget()
        self._made_up = QWidget()
        self._out = QWidget()
        self.add(self._out)
        self.add(self._sample)
        self.add(self._made_up)
        self.body.addStretch(1)
        self._lay_out_exports()
        self._lay_out_sample()
        self._lay_out_own()
        self._sample.hide()
        self._made_up.hide()

    def _lay_out_exports(self) -> None:
        column = QVBoxLayout(self._out)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            _paragraph(
                _("Every list as a table for any spreadsheet: you are not tied to this app.")
            )
        )
        tables = FlowRow()
        tables.add(self.export_button)
        tables.add(self.headings)
        column.addWidget(tables)
        column.addSpacing(theme.GRID)
        column.addWidget(
            _paragraph(_("Bookings and check-ins to come (.ics): open the file in your calendar."))
        )
        column.addWidget(self.calendar_button)

    def _lay_out_sample(self) -> None:
        column = QVBoxLayout(self._sample)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(
            _paragraph(
                _(
                    "Nobody is here yet. Try things out with people who do not exist, or bring "
                    "in what “Export everything” wrote before."
                )
            )
        )
        buttons = Flow()
        buttons.addWidget(self.sample_button)
        buttons.addWidget(self.folder_button)
        column.addLayout(buttons)

    def _lay_out_own(self) -> None:
        column = QVBoxLayout(self._made_up)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(_paragraph(_("This is the sample shop: its people do not exist.")))
        column.addWidget(self.own_button)

    def show_shop(self, empty: bool, made_up: bool) -> None:
        """Offer a shop to bring in only where nobody is yet, and there is nothing to take out.

        Whoever looks at people that are made up is offered the way to a shop of her own.
        """
        self._sample.setVisible(empty)
        self._out.setVisible(not empty)
        self._made_up.setVisible(made_up and not empty)

    def export(self) -> None:
        """Ask for a folder and write everything into a new one inside it."""
        place = self._desk.messages.pick_folder(_("Where shall the tables go?"))
        if place is None:
            return
        self.begun.emit()
        self.export_button.setEnabled(False)
        self._desk.tasks.long(
            _("Writing everything out"),
            partial(take_out, self._desk.workspace, place),
            self._written,
            self._not_written,
            owner=self,
        )

    def add_sample(self) -> None:
        """Fill the empty shop with the sample; one undo takes it out again."""
        shop = self._desk.workspace
        self.begun.emit()
        self.sample_button.setEnabled(False)
        self._desk.tasks.long(
            _("Adding the sample shop"),
            lambda progress: sample.fill(shop, progress=progress),
            lambda _sample: self.sample_button.setEnabled(True),
            self._not_written,
            owner=self,
        )

    def _written(self, out: TakenOut) -> None:
        self.export_button.setEnabled(True)
        self.written.emit(out.folder)

    def _not_written(self, error: KnownError) -> None:
        self.export_button.setEnabled(True)
        self.sample_button.setEnabled(True)
        self.failed.emit(error)


def open_folder(folder: Path) -> None:
    """Show a folder in whatever shows folders here."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _paragraph(text: str) -> Label:
    return Label(text, "body", "soft", wrap=True)
