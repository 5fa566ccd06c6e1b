"""Who stopped coming within the last year: a list to go through on a quiet day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import MINOR_UNITS
from core.i18n import _
from core.insight import expected
from core.insight.behind import Trace
from core.store import settings
from core.store.workspace import Workspace
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.saved_list import SaveList

SIZE = (600, 540)


class StoppedDialog(QDialog):
    """Lists them, worth most first; Enter or a double click opens the customer's page."""

    def __init__(self, desk: Desk, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        title = _("Stopped coming within the last year")
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self.table = RecordTable(
            desk,
            "stopped",
            _columns(settings.get(desk.workspace, settings.CURRENCY)),
            empty=EmptyState("customers", _("Nothing fits this choice.")),
        )
        self.table.setAccessibleName(title)
        self.open_customer = Button(_("Open the customer"), self._open, kind="primary")
        self.open_customer.setEnabled(False)
        self._lay_out(title, sentence)
        self.table.opened.connect(lambda _row: self._open())
        self.table.picked.connect(lambda row: self.open_customer.setEnabled(row is not None))
        self.table.loaded.connect(lambda _rows: self.table.select_first())
        workspace = desk.workspace
        desk.tasks.read(lambda: _people(workspace), self._show, owner=self)

    def _show(self, rows: Sequence[Trace]) -> None:
        self.table.load_list(rows)
        self.table.setFocus()

    def _open(self) -> None:
        row = self.table.current()
        if row is not None:
            self.accept()
            self._desk.navigation.open("customers", row.customer_id)

    def _lay_out(self, title: str, sentence: str) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(SaveList(self._desk, lambda: title, lambda: self.table))
        foot.addStretch(1)
        foot.addWidget(Button(_("Close"), self.reject))
        foot.addWidget(self.open_customer)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID)
        column.addWidget(Label(title, "title", wrap=True))
        column.addWidget(Label(sentence, "body", "soft", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _people(workspace: Workspace) -> list[Trace]:
    return [
        Trace(
            visit.customer_id,
            visit.customer_id,
            visit.customer,
            visit.last_visit_on,
            0,
            visit.usual_spend_minor,
        )
        for visit in expected.people_stopped(workspace)
    ]


def _columns(currency: str) -> list[Column]:
    return [
        Column(_("Customer"), lambda row: row.customer, sort="customer", stretch=True, strong=True),
        Column(
            _("Usual spend"),
            lambda row: "–" if row.minor is None else formats.money(row.minor, currency),
            sort="minor",
            sort_value=lambda row: row.minor or 0,
            value=lambda row: None if row.minor is None else row.minor / MINOR_UNITS,
            align="right",
            width=112,
        ),
        Column(
            _("Last visit"),
            lambda row: formats.day(row.on),
            sort="on",
            sort_value=lambda row: row.on,
            value=lambda row: row.on,
            align="right",
            width=128,
        ),
    ]
