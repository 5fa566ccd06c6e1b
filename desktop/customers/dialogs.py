"""What one writes down about a customer: particulars, a note, a goal, a consent, a check-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from core.people import checkins, consents, customers, goals
from core.people.checkins import LONGEST_INTERVAL, Checkin
from core.people.consents import NewConsent
from core.people.customers import Customer, NewCustomer
from core.people.touchpoints import CHANNEL_LABELS
from core.store import settings
from desktop import language
from desktop.desk import Desk
from desktop.widgets.form import FormDialog

Work = Callable[[], Any]

CONSENT_STATES = {"yes": N_("Agreed"), "no": N_("Refused"), "unknown": N_("Not asked")}


class CustomerDialog(FormDialog):
    """A new customer, or another word on one known."""

    def __init__(self, desk: Desk, customer: Customer | None, parent: QWidget) -> None:
        title = _("Change customer") if customer else _("New customer")
        super().__init__(desk, title, parent=parent)
        self._customer = customer
        form = self.form
        self._name = form.add_text("name", _("Name"), required=True)
        self._first_name = form.add_text(
            "first_name",
            _("First name in letters"),
            hint=_("Only if the name above does not begin with it."),
        )
        self._phone = form.add_text("phone", _("Phone"))
        self._email = form.add_text("email", _("E-mail"))
        choices = [("", _("As the shop")), *language.choices()]
        self._language = form.add_choice("language", _("Writes and reads in"), choices)
        self._born_on = form.add_day("born_on", _("Birthday"))
        self._born_on.near = None  # nobody here was born last month
        self._note = form.add_text("note", _("Note"), lines=3)
        if customer is not None:
            self._fill(customer)

    def work(self) -> Work:
        workspace = self.desk.workspace
        before = self._customer
        new = NewCustomer(
            name=self._name.text(),
            first_name=self._first_name.text(),
            reference=before.reference if before else "",
            phone=self._phone.text(),
            email=self._email.text(),
            language=str(self._language.value()),
            born_on=self._born_on.day(),
            joined_on=before.joined_on if before else workspace.clock.today(),
            note=self._note.toPlainText(),
        )
        if before is None:
            return lambda: customers.add(workspace, new)
        return lambda: customers.change(workspace, before.id, new)

    def _fill(self, customer: Customer) -> None:
        self._name.setText(customer.name)
        self._first_name.setText(customer.first_name)
        self._phone.setText(customer.phone)
        self._email.setText(customer.email)
        self._language.set_value(customer.language)
        self._born_on.set_day(customer.born_on)
        self._note.setPlainText(customer.note)


class NoteDialog(FormDialog):
    """What one wants to remember of a customer, and nothing else."""

    def __init__(self, desk: Desk, customer: Customer, parent: QWidget) -> None:
        title = _("Note on {name}").format(name=customer.name)
        super().__init__(desk, title, parent=parent)
        self._customer_id = customer.id
        self._note = self.form.add_text("note", _("Note"), lines=8)
        self._note.setPlainText(customer.note)

    def work(self) -> Work:
        workspace, note = self.desk.workspace, self._note.toPlainText()
        return lambda: customers.with_note(workspace, self._customer_id, note)


class GoalDialog(FormDialog):
    """What the customer wishes to reach, in her own words."""

    def __init__(self, desk: Desk, customer: Customer, parent: QWidget) -> None:
        title = _("A goal of {name}").format(name=customer.name)
        super().__init__(desk, title, parent=parent)
        self._customer_id = customer.id
        self._body = self.form.add_text(
            "body", _("What should be different in half a year?"), required=True, lines=2
        )

    def work(self) -> Work:
        workspace, body = self.desk.workspace, self._body.toPlainText()
        return lambda: goals.set_goal(workspace, self._customer_id, body)


class ConsentDialog(FormDialog):
    """What a customer agreed to, by which way, and where she said so."""

    def __init__(self, desk: Desk, customer: Customer, channel: str, parent: QWidget) -> None:
        title = _("Consent of {name}").format(name=customer.name)
        super().__init__(desk, title, parent=parent)
        self._customer_id = customer.id
        self._channel = self.form.add_choice(
            "channel",
            _("For messages by"),
            [(key, _(CHANNEL_LABELS[key])) for key in consents.CHANNELS],
        )
        self._channel.set_value(channel)
        self._state = self.form.add_choice(
            "state", _("The customer"), [(key, _(text)) for key, text in CONSENT_STATES.items()]
        )
        self._source = self.form.add_text(
            "source", _("Where this was said"), placeholder=_("for example: card at the counter")
        )
        self._wording = self.form.add_text(
            "wording", _("In which words"), placeholder=_("for example: I want news by e-mail")
        )

    def work(self) -> Work:
        workspace = self.desk.workspace
        new = NewConsent(
            self._customer_id,
            str(self._channel.value()),
            str(self._state.value()),
            self._source.text(),
            self._wording.text(),
        )
        return lambda: consents.record(workspace, new)


class IntervalDialog(FormDialog):
    """How often one gets in touch without selling anything."""

    def __init__(
        self, desk: Desk, customer: Customer, checkin: Checkin | None, parent: QWidget
    ) -> None:
        title = _("Check-in with {name}").format(name=customer.name)
        super().__init__(desk, title, parent=parent)
        self._customer_id = customer.id
        self._days = self.form.add_number(
            "interval_days",
            _("Get in touch after (days without contact)"),
            low=1,
            high=LONGEST_INTERVAL,
        )
        usual = settings.get(desk.workspace, settings.CHECKIN_DAYS)
        self._days.set_number(checkin.interval_days if checkin else usual)
        self._note = self.form.add_text("note", _("What to ask"))
        self._note.setText(checkin.note if checkin else "")

    def work(self) -> Work:
        workspace, note = self.desk.workspace, self._note.text()
        days = int(self._days.number() or 0) or None
        return lambda: checkins.set_interval(workspace, self._customer_id, days, note)
