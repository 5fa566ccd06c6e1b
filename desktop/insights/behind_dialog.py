"""The rows behind a bar or cell that no page lists: people, when, and how often or what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import MINOR_UNITS
from core.i18n import N_, _, ngettext
from core.insight.behind import Trace
from core.store import settings
from desktop import formats, theme
from desktop.desk import Desk
from desktop.insights.picture import About, ListBehind
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.saved_list import SaveList

SIZE = (600, 540)
# Who is behind a share: those it counts, and the others.
WHICH = (("came", N_("Came that month")), ("absent", N_("Did not come that month")))


class BehindDialog(QDialog):
    """Lists the rows; Enter or a double click opens the customer's page."""

    def __init__(self, desk: Desk, wanted: ListBehind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._wanted, self._about = desk, wanted, wanted.about
        title = wanted.title
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self._count = Label("", "body", "soft")
        self.table = RecordTable(
            desk,
            f"behind_{wanted.about}",
            _columns(wanted.about, settings.get(desk.workspace, settings.CURRENCY)),
            empty=EmptyState("customers", _("Nobody is behind this figure.")),
        )
        self.table.setAccessibleName(title)
        self.which = Chips([Choice(key, _(text)) for key, text in WHICH], title)
        if wanted.absent is None:
            self.which.hide()
        self.which.chosen.connect(lambda _key: self._read())
        self.save = SaveList(desk, self._name, lambda: self.table)
        self.open_customer = Button(_("Open the customer"), self._open, kind="primary")
        self.open_customer.setEnabled(False)
        self._lay_out(title)
        self.table.opened.connect(lambda _row: self._open())
        self.table.picked.connect(self._picked)
        self.table.loaded.connect(lambda _rows: self.table.select_first())
        self._read()

    def _name(self) -> str:
        """What a file with these rows is called."""
        texts, title = dict(WHICH), self._wanted.title
        return f"{title} – {_(texts['absent'])}" if self.which.value == "absent" else title

    def _read(self) -> None:
        absent = self._wanted.absent if self.which.value == "absent" else None
        read = partial(absent or self._wanted.read, self._desk.workspace)
        self._desk.tasks.read(read, self._show, key=("behind", id(self)), owner=self)

    def _show(self, rows: Sequence[Trace]) -> None:
        people = len({row.customer_id or -row.id for row in rows})
        text = ngettext("{n} person", "{n} people", people).format(n=formats.number(people))
        if self._about == "nps":
            answers = ngettext("{n} answer", "{n} answers", len(rows))
            text = answers.format(n=formats.number(len(rows)))
        self._count.setText(text)
        self.table.load_list(rows)
        # Whoever goes from one list to the other stays where that is done.
        if not self.which.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()

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
        column.addWidget(self.which)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _columns(about: About, currency: str) -> list[Column]:
    customer = Column(
        _("Customer"),
        lambda row: row.customer or _("Walk-in"),
        sort="customer",
        stretch=True,
        strong=True,
        tone=lambda row: None if row.customer_id else "soft",
    )
    number = {"nps": _("Answer"), "score": _("Score")}.get(about, _("Visits"))
    money = {"money": _("Revenue"), "risk": _("Usual spend")}.get(about)
    return [
        customer,
        *([] if about == "risk" else [_number(number)]),
        *([_money(money, currency)] if money else []),
        _day(_("When") if about == "nps" else _("Last visit")),
    ]


def _number(title: str) -> Column:
    return Column(
        title,
        lambda row: formats.number(row.number),
        sort="number",
        sort_value=lambda row: row.number,
        value=lambda row: row.number,
        align="right",
        width=88,
    )


def _money(title: str, currency: str) -> Column:
    return Column(
        title,
        lambda row: "–" if row.minor is None else formats.money(row.minor, currency),
        sort="minor",
        sort_value=lambda row: row.minor or 0,
        value=lambda row: None if row.minor is None else row.minor / MINOR_UNITS,
        align="right",
        width=112,
    )


def _day(title: str) -> Column:
    return Column(
        title,
        lambda row: "–" if row.on is None else formats.day(row.on),
        sort="on",
        sort_value=lambda row: row.on or date.min,
        value=lambda row: row.on,
        align="right",
        width=128,
    )
