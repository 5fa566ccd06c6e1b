"""Saying by hand who a customer also is: the other record is picked, and both are compared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.errors import Problem
from core.i18n import N_, _
from core.people.customers import Customer
from desktop.desk import Desk
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.form import FormDialog


class SamePersonDialog(FormDialog):
    """Asks for the other record; then both stand side by side on the page of twins."""

    def __init__(self, desk: Desk, customer: Customer, parent: QWidget) -> None:
        title = _("Who is {name} as well?").format(name=customer.name)
        super().__init__(desk, title, yes=_("Compare"), parent=parent)
        self._customer = customer
        self.picker = CustomerPicker(desk, walk_in=False)
        self.picker.chosen.connect(lambda _who: self.form.clear_problems())
        self.form.add("customer", _("The other record"), self.picker, required=True)

    def save(self) -> None:
        """Nothing is written here: go on to where the two are compared."""
        other = self.picker.customer_id
        if other is None or other == self._customer.id:
            chosen = N_("These are one and the same customer already.")
            sentence = chosen if other else N_("Please choose a customer from the list.")
            self.form.show_problems([Problem("customer", sentence)])
            return
        self.accept()
        self.desk.navigation.open("twins", (self._customer.id, other))
