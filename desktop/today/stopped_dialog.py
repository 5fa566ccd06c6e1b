"""Who stopped coming within the last year: a list to go through on a quiet day."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.insight import behind
from core.store import settings
from desktop.desk import Desk
from desktop.widgets.label import Label
from desktop.widgets.people_dialog import (
    PeopleDialog,
    customer_column,
    day_column,
    money_column,
)


class StoppedDialog(PeopleDialog):
    """Lists them, worth most first, under the sentence that led here."""

    def __init__(self, desk: Desk, sentence: str, parent: QWidget | None = None) -> None:
        currency = settings.get(desk.workspace, settings.CURRENCY)
        super().__init__(
            desk,
            _("Stopped coming within the last year"),
            "stopped",
            [
                customer_column(),
                money_column(_("Usual spend"), currency),
                day_column(_("Last visit")),
            ],
            _("Nothing fits this choice."),
            parent,
        )
        self.over.addWidget(Label(sentence, "body", "soft", wrap=True))
        desk.tasks.read(partial(behind.stopped, desk.workspace), self._show, owner=self)

    def _show(self, rows: list[behind.Trace]) -> None:
        self.table.load_list(rows)
        self.table.setFocus()
