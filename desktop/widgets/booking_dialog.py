"""A booking somebody agreed to: the day and what for, noted in a moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from core.errors import Problem, refuse
from core.i18n import N_, _
from core.people import visits
from core.people.visits import NewVisit
from desktop.desk import Desk
from desktop.widgets.form import FormDialog


class BookingDialog(FormDialog):
    """Offers to note a booking; closing it notes nothing."""

    def __init__(
        self, desk: Desk, customer_id: int, customer: str, parent: QWidget | None = None
    ) -> None:
        title = _("When does {name} come?").format(name=customer)
        super().__init__(desk, title, yes=_("Note the booking"), parent=parent)
        self._customer_id = customer_id
        self.no.say(_("Not now"))
        self.day = self.form.add_day("visited_on", _("Day"), required=True)
        self.day.near = desk.workspace.clock.today()
        self.services = self.form.add_text("services", _("What for"))

    def work(self) -> Callable[[], Any]:
        on = self.day.needed("visited_on", N_("Please give the day of the booking."))
        if on < self.desk.workspace.clock.today():
            refuse([Problem("visited_on", N_("Please choose a day that is still to come."))])
        new = NewVisit(self._customer_id, on, self.services.text(), status="booked")
        return partial(visits.record, self.desk.workspace, new)
