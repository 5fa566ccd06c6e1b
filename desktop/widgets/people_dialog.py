"""A dialog with a list of people, and the columns that such lists have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import MINOR_UNITS
from core.i18n import _
from core.insight.behind import Trace
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.saved_list import SaveList

SIZE = (600, 540)


class PeopleDialog(QDialog):
    """Lists people; Enter or a double click opens the customer's page.

    `name` is what the table is remembered by; what `over` takes stands between title and list.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        name: str,
        columns: Sequence[Column],
        nobody: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self.table = RecordTable(desk, name, list(columns), empty=EmptyState("customers", nobody))
        self.table.setAccessibleName(title)
        self.over = QVBoxLayout()
        self.over.setSpacing(theme.GRID)
        self.save = SaveList(desk, self.file_title, lambda: self.table)
        self.open_customer = Button(_("Open the customer"), self._open, kind="primary")
        self.open_customer.setEnabled(False)
        self._lay_out(title)
        self.table.opened.connect(lambda _row: self._open())
        self.table.picked.connect(self._picked)
        self.table.loaded.connect(lambda _rows: self.table.select_first())

    def file_title(self) -> str:
        """What a file with these rows is called."""
        return self.windowTitle()

    def _picked(self, row: Trace | None) -> None:
        self.open_customer.setEnabled(row is not None and row.customer_id is not None)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None and row.customer_id is not None:
            self.accept()
            self.desk.navigation.open("customers", row.customer_id)

    def _lay_out(self, title: str) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(Button(_("Close"), self.reject))
        foot.addWidget(self.open_customer)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID)
        column.addWidget(Label(title, "title", wrap=True))
        column.addLayout(self.over)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def customer_column() -> Column:
    """Who it is; a walk-in has no name."""
    return Column(
        _("Customer"),
        lambda row: row.customer or _("Walk-in"),
        sort="customer",
        stretch=True,
        strong=True,
        tone=lambda row: None if row.customer_id else "soft",
    )


def number_column(title: str) -> Column:
    """A count, a score or an answer."""
    return Column(
        title,
        lambda row: formats.number(row.number),
        sort="number",
        sort_value=lambda row: row.number,
        value=lambda row: row.number,
        align="right",
        width=88,
    )


def money_column(title: str, currency: str) -> Column:
    """An amount; a dash where none is known."""
    return Column(
        title,
        lambda row: "–" if row.minor is None else formats.money(row.minor, currency),
        sort="minor",
        sort_value=lambda row: row.minor or 0,
        value=lambda row: None if row.minor is None else row.minor / MINOR_UNITS,
        align="right",
        width=112,
    )


def day_column(title: str) -> Column:
    """A day; a dash where there is none."""
    return Column(
        title,
        lambda row: "–" if row.on is None else formats.day(row.on),
        sort="on",
        sort_value=lambda row: row.on or date.min,
        value=lambda row: row.on,
        align="right",
        width=128,
    )
