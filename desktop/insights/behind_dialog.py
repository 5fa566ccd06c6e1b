"""The rows behind a bar or cell that no page lists: people, when, and how often or what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.insight import behind
from core.insight.behind import Trace
from core.store.workspace import Workspace
from desktop import formats, theme
from desktop.desk import Desk
from desktop.insights.picture import ListBehind
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.saved_list import SaveList

SIZE = (560, 520)


class BehindDialog(QDialog):
    """Lists the rows; Enter or a double click opens the customer's page."""

    def __init__(self, desk: Desk, wanted: ListBehind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        title = _title(wanted)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self._count = Label("", "body", "soft")
        self.table = RecordTable(
            desk,
            f"behind_{wanted.kind}",
            _columns(wanted),
            empty=EmptyState("customers", _("Nobody is behind this figure.")),
        )
        self.table.setAccessibleName(title)
        self.save = SaveList(desk, lambda: title, lambda: self.table)
        self.open_customer = Button(_("Open the customer"), self._open, kind="primary")
        self.open_customer.setEnabled(False)
        self._lay_out(title)
        self.table.opened.connect(lambda _row: self._open())
        self.table.picked.connect(self._picked)
        self.table.loaded.connect(lambda _rows: self.table.select_first())
        desk.tasks.read(_reader(desk.workspace, wanted), self._show, owner=self)

    def _show(self, rows: list[Trace]) -> None:
        people = len({row.customer_id or -row.id for row in rows})
        text = ngettext("{n} person", "{n} people", people).format(n=formats.number(people))
        self._count.setText(text)
        self.table.load_list(rows)

    def _picked(self, row: Trace | None) -> None:
        self.open_customer.setEnabled(row is not None and row.customer_id is not None)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None and row.customer_id is not None:
            self.accept()
            self._desk.navigation.open("customers", row.customer_id)

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
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _reader(workspace: Workspace, wanted: ListBehind) -> Callable[[], list[Trace]]:
    if wanted.kind == "cohort":
        return lambda: behind.returners(workspace, wanted.since, wanted.months_later)
    if wanted.kind == "nps":
        return lambda: behind.nps_answers(workspace, wanted.since, wanted.until)
    return lambda: behind.visitors(workspace, wanted.since, wanted.until)


def _title(wanted: ListBehind) -> str:
    month = formats.month(wanted.since)
    if wanted.kind == "cohort":
        return ngettext(
            "New in {month}, here again {n} month later",
            "New in {month}, here again {n} months later",
            wanted.months_later,
        ).format(month=month, n=formats.number(wanted.months_later))
    if wanted.kind == "nps":
        return _("Would they recommend you? {since} – {until}").format(
            since=formats.day(wanted.since), until=formats.day(wanted.until)
        )
    return _("Who came in {month}").format(month=month)


def _columns(wanted: ListBehind) -> list[Column]:
    is_nps = wanted.kind == "nps"
    return [
        Column(
            _("Customer"),
            lambda row: row.customer or _("Walk-in"),
            sort="customer",
            stretch=True,
            strong=True,
            tone=lambda row: None if row.customer_id else "soft",
        ),
        Column(
            _("Answer") if is_nps else _("Visits"),
            lambda row: formats.number(row.number),
            sort="number",
            sort_value=lambda row: row.number,
            value=lambda row: row.number,
            align="right",
            width=88,
        ),
        Column(
            _("When") if is_nps else _("Last visit"),
            lambda row: formats.day(row.on),
            sort="on",
            sort_value=lambda row: row.on,
            value=lambda row: row.on,
            align="right",
            width=128,
        ),
    ]
