"""Visits written down, and bookings settled; what is hard to believe is asked about once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from core.errors import KnownError, Problem
from core.i18n import _
from core.people import visits
from core.people.visits import NewVisit, Visit
from desktop.customers.portrait import Portrait
from desktop.desk import Desk
from desktop.formats import day
from desktop.widgets.form import ChoiceField, FormDialog


class VisitDialog(FormDialog):
    """A visit that was, or a booking that is to come; a `visit` that is known is changed."""

    def __init__(
        self, desk: Desk, portrait: Portrait, parent: QWidget, visit: Visit | None = None
    ) -> None:
        title = _("Visit of {name}").format(name=portrait.customer.name)
        super().__init__(desk, title, parent=parent)
        self._customer_id, self._today = portrait.customer.id, portrait.today
        self._visit = visit
        self._doubted: NewVisit | None = None
        self._on = self.form.add_day(
            "visited_on",
            _("Day"),
            required=True,
            hint=_("A day still to come is noted as a booking."),
        )
        self._on.near = portrait.today
        self._on.set_day(portrait.today)
        self._services = self.form.add_text("services", _("What was done"))
        self._amount = self.form.add_money("amount_minor", _("Paid"), _currency(portrait, visit))
        self._staff = self._ask_staff(portrait)
        if visit is not None:
            self._fill(visit)
        self.form.edited.connect(self._think_again)

    def begin_with_amount(self) -> None:
        """Let the cursor begin where the amount is written."""
        self.first = self._amount

    def save(self) -> None:
        """Save, unless it is hard to believe; the second time it is saved as it stands."""
        try:
            new = self._new()
        except KnownError as error:
            self._refuse(error)
            return
        if new == self._doubted or new.problems():
            super().save()
            return
        self.desk.tasks.read(
            partial(visits.doubts, self.desk.workspace, new, self._visit),
            partial(self._weigh, new),
            key=id(self),
            owner=self,
        )

    def _ask_staff(self, portrait: Portrait) -> ChoiceField | None:
        named = [(one.id, one.name) for one in portrait.staff]
        visit = self._visit
        if visit is not None and visit.staff_member_id is not None:
            # Whoever works here no more did it all the same.
            named += {(visit.staff_member_id, visit.staff_member)} - set(named)
        if not named:
            return None
        choices = [(None, _("Not noted")), *named]
        return self.form.add_choice("staff_member_id", _("Who did it"), choices)

    def _fill(self, visit: Visit) -> None:
        self._on.set_day(visit.visited_on)
        self._services.setText(visit.services)
        self._amount.set_minor(visit.amount_minor)
        if self._staff:
            self._staff.set_value(visit.staff_member_id)

    def work(self) -> Callable[[], Any]:
        workspace, new = self.desk.workspace, self._new()
        if self._visit is None:
            return partial(visits.record, workspace, new)
        return partial(visits.change, workspace, self._visit.id, new)

    def _new(self) -> NewVisit:
        staff_member_id = self._staff.value() if self._staff else None
        new = NewVisit(
            self._customer_id,
            self._on.day() or self._today,
            self._services.text(),
            self._amount.minor(),
            staff_member_id if isinstance(staff_member_id, int) else None,
        )
        if self._visit is None:
            return new
        return replace(new, status=self._visit.status, note=self._visit.note)

    def _weigh(self, new: NewVisit, doubts: Sequence[Problem]) -> None:
        if not doubts:
            super().save()
            return
        self._doubted = new
        self.form.show_problems(doubts)
        self.yes.say(_("Save anyway"))

    def _think_again(self, _field: str) -> None:
        # What is said otherwise now has not been doubted yet.
        self._doubted = None
        self.yes.say(_("Save"))


def _currency(portrait: Portrait, visit: Visit | None) -> str:
    if visit is None or visit.amount_minor is None:
        return portrait.currency
    return visit.currency or portrait.currency


class SettleDialog(FormDialog):
    """A booking whose day has come: she was here, and paid so much."""

    def __init__(self, desk: Desk, visit: Visit, currency: str, parent: QWidget) -> None:
        title = _("Came on {day}").format(day=day(visit.visited_on))
        super().__init__(desk, title, parent=parent)
        self._visit_id = visit.id
        self._amount = self.form.add_money("amount_minor", _("Paid"), currency)
        if visit.amount_minor is not None:
            self._amount.set_minor(visit.amount_minor)

    def work(self) -> Callable[[], Any]:
        return partial(
            visits.settle, self.desk.workspace, self._visit_id, "done", self._amount.minor()
        )
