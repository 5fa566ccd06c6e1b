"""The rows behind a bar or cell that no page lists: people, when, and how often or what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _, ngettext
from core.insight.behind import Trace
from core.store import settings
from desktop import formats
from desktop.desk import Desk
from desktop.insights.picture import About, ListBehind
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.label import Label
from desktop.widgets.people_dialog import (
    PeopleDialog,
    customer_column,
    day_column,
    money_column,
    number_column,
)
from desktop.widgets.record_table import Column

# Who is behind a share: those it counts, and the others.
WHICH = (("came", N_("Came that month")), ("absent", N_("Did not come that month")))


class BehindDialog(PeopleDialog):
    """Lists the rows, how many people they are, and the others where the figure is a share."""

    def __init__(self, desk: Desk, wanted: ListBehind, parent: QWidget | None = None) -> None:
        self._wanted, about = wanted, wanted.about
        currency = settings.get(desk.workspace, settings.CURRENCY)
        super().__init__(
            desk,
            wanted.title,
            f"behind_{about}",
            _columns(about, currency),
            _("Nobody is behind this figure."),
            parent,
        )
        self._count = Label("", "body", "soft")
        self.which = Chips([Choice(key, _(text)) for key, text in WHICH], wanted.title)
        if wanted.absent is None:
            self.which.hide()
        self.which.chosen.connect(lambda _key: self._read())
        self.over.addWidget(self.which)
        self.over.addWidget(self._count)
        self._read()

    def file_title(self) -> str:
        texts, title = dict(WHICH), self._wanted.title
        return f"{title} – {_(texts['absent'])}" if self.which.value == "absent" else title

    def _read(self) -> None:
        absent = self._wanted.absent if self.which.value == "absent" else None
        read = partial(absent or self._wanted.read, self.desk.workspace)
        self.desk.tasks.read(read, self._show, key=("behind", id(self)), owner=self)

    def _show(self, rows: Sequence[Trace]) -> None:
        people = len({row.customer_id or -row.id for row in rows})
        text = ngettext("{n} person", "{n} people", people).format(n=formats.number(people))
        if self._wanted.about == "nps":
            answers = ngettext("{n} answer", "{n} answers", len(rows))
            text = answers.format(n=formats.number(len(rows)))
        self._count.setText(text)
        self.table.load_list(rows)
        # Whoever goes from one list to the other stays where that is done.
        if not self.which.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()


def _columns(about: About, currency: str) -> list[Column]:
    number = {"nps": _("Answer"), "score": _("Score")}.get(about, _("Visits"))
    money = {"money": _("Revenue"), "risk": _("Usual spend")}.get(about)
    return [
        customer_column(),
        *([] if about == "risk" else [number_column(number)]),
        *([money_column(money, currency)] if money else []),
        day_column(_("When") if about == "nps" else _("Last visit")),
    ]
