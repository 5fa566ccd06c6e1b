"""One customer: who she is, how she is doing, what to do next, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.i18n import _
from core.insight import health_scores, timeline
from core.insight.health_scores import CustomerHealth
from core.insight.timeline import Happening
from core.people import checkins, consents, customers, goals, merging, touchpoints
from core.people.checkins import Checkin
from core.people.consents import Consent
from core.people.customers import Customer
from core.people.goals import Goal
from core.people.touchpoints import NewTouchpoint
from core.store import settings
from core.store.workspace import Workspace
from desktop.customers import dialogs, for_good
from desktop.customers.same_person import SamePersonDialog
from desktop.customers.sections import (
    ConsentsSection,
    GoalsSection,
    Head,
    HealthSection,
    next_step,
)
from desktop.desk import Desk
from desktop.formats import day
from desktop.widgets.button import Button, IconButton
from desktop.widgets.contact_dialog import ContactDialog
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.happenings import entry
from desktop.widgets.label import Label
from desktop.widgets.menu_button import MenuButton
from desktop.widgets.section import Section
from desktop.widgets.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything the detail shows, read in one go."""

    customer: Customer
    health: CustomerHealth
    checkin: Checkin | None
    goals: list[Goal]
    consents: dict[str, Consent]
    happenings: list[Happening]
    other_names: list[str]
    currency: str
    today: date


def read_portrait(workspace: Workspace, customer_id: int) -> Portrait:
    """Read everything about one customer. Raises Missing."""
    customer = customers.get(workspace, customer_id)
    return Portrait(
        customer,
        health_scores.of_customer(workspace, customer_id),
        checkins.find(workspace, customer_id),
        goals.of_customer(workspace, customer_id),
        consents.current(workspace, customer_id),
        timeline.of_customer(workspace, customer_id),
        merging.other_names(workspace, customer),
        settings.get(workspace, settings.CURRENCY),
        workspace.clock.today(),
    )


class CustomerDetail(DetailPane):
    """Shows one customer, and lets everything about her be written down."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState("customers", _("Choose a customer to see everything in one place."))
        super().__init__(empty)
        self._desk = desk
        self._portrait: Portrait | None = None
        self._head = Head()
        self.more = MenuButton("more", _("More about this person"))
        self.more.add(_("Look for a twin"), "twins", self._look_for_twin)
        self.more.add(_("Same person as…"), "merge", self._name_twin)
        self.more.add(_("Save this record…"), "export", self._save)
        self.more.add_rule()
        self.more.add(_("Erase for ever…"), "erase", self._erase)
        self._next = Label("", "strong", "accent", wrap=True)
        self._health = HealthSection(self._feel)
        self._checkin = Label("", wrap=True)
        self._goals = GoalsSection(self._add_goal, self._reach_goal)
        self._consents = ConsentsSection(self._change_consent)
        self._timeline = Timeline(portion=30)
        self._timeline.picked.connect(lambda target: desk.navigation.open(*target))
        self._lay_out()
        self.show_empty()

    def show_customer(self, customer_id: int | None) -> None:
        """Read and show a customer; None shows the invitation to choose one."""
        if customer_id is None:
            self._portrait = None
            self.show_empty()
            return
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: read_portrait(workspace, customer_id),
            self._show,
            lambda _gone: self.show_customer(None),
            key=id(self),
            owner=self,
        )

    def reload(self) -> None:
        """Read the same customer anew."""
        if self._portrait is not None:
            self.show_customer(self._portrait.customer.id)

    def _show(self, portrait: Portrait) -> None:
        before = self._portrait
        self._portrait = portrait
        self._head.show_customer(portrait.customer, portrait.health, portrait.currency)
        self._head.show_other_names(portrait.other_names)
        name = _("Show again") if portrait.customer.archived else _("Hide")
        self._hide.setAccessibleName(name)
        self._hide.setToolTip(name)
        self._next.setText(next_step(portrait.health, portrait.checkin, portrait.today))
        self._health.show_health(portrait.health, portrait.customer)
        self._checkin.setText(_checkin_sentence(portrait.checkin))
        self._goals.show_goals(portrait.goals)
        self._consents.show_consents(portrait.consents)
        self._timeline.show_entries([entry(each, portrait.today) for each in portrait.happenings])
        another = before is None or before.customer.id != portrait.customer.id
        self.show_body(from_top=another)

    def _lay_out(self) -> None:
        self.column.addWidget(self._head)
        self.column.addWidget(self._next)
        buttons = FlowRow()
        for text, icon, act in (
            (_("Visit"), "visit", self._note_visit),
            (_("Contact"), "phone", self._note_contact),
            (_("Change"), "edit", self._change),
        ):
            buttons.add(Button(text, act, icon=icon))
        self._hide = IconButton("archive", _("Hide"), self._hide_or_show)
        for sign in (self._hide, self.more):
            self._head.add_button(sign)
        self.column.addWidget(buttons)
        self.column.addWidget(self._health)
        action = Button(_("Set"), self._set_checkin, kind="quiet", icon="checkin")
        checkin = Section(_("Check-in"), action=action)
        checkin.add(self._checkin)
        story = Section(_("What happened"))
        story.add(self._timeline)
        for section in (checkin, self._goals, self._consents, story):
            self.column.addWidget(section)
        self.column.addStretch(1)

    def _customer(self) -> Customer:
        assert self._portrait is not None
        return self._portrait.customer

    def _write(self, work: Callable[[Workspace], object]) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.write(lambda: work(workspace))

    def _feel(self, pulse: int) -> None:
        customer_id = self._customer().id
        self._write(lambda workspace: customers.feel_pulse(workspace, customer_id, pulse))

    def _hide_or_show(self) -> None:
        customer = self._customer()
        turn = customers.bring_back if customer.archived else customers.archive
        self._write(lambda workspace: turn(workspace, customer.id))

    def _look_for_twin(self) -> None:
        self._desk.navigation.open("twins", self._customer().id)

    def _name_twin(self) -> None:
        SamePersonDialog(self._desk, self._customer(), self).open()

    def _save(self) -> None:
        for_good.save_person(self._desk, self._customer())

    def _erase(self) -> None:
        customer = self._customer()
        for_good.erase_for_ever(
            self._desk,
            customer,
            lambda: self.show_customer(None),
            lambda: self.show_customer(customer.id),
        )

    def _change(self) -> None:
        dialogs.CustomerDialog(self._desk, self._customer(), self).open()

    def _note_visit(self) -> None:
        assert self._portrait is not None
        customer, currency = self._portrait.customer, self._portrait.currency
        dialogs.VisitDialog(self._desk, customer, currency, self).open()

    def _note_contact(self) -> None:
        customer, workspace = self._customer(), self._desk.workspace
        title = _("Contact with {name}").format(name=customer.name)
        ContactDialog(
            self._desk,
            title,
            lambda channel, note: touchpoints.record(
                workspace, NewTouchpoint(customer.id, channel, note=note)
            ),
            self,
        ).open()

    def _set_checkin(self) -> None:
        assert self._portrait is not None
        portrait = self._portrait
        dialogs.CheckinDialog(self._desk, portrait.customer, portrait.checkin, self).open()

    def _add_goal(self) -> None:
        dialogs.GoalDialog(self._desk, self._customer(), self).open()

    def _reach_goal(self, goal_id: int) -> None:
        self._write(lambda workspace: goals.reach(workspace, goal_id))

    def _change_consent(self, channel: str) -> None:
        dialogs.ConsentDialog(self._desk, self._customer(), channel, self).open()


def _checkin_sentence(checkin: Checkin | None) -> str:
    if checkin is None:
        return _("No check-in is set. A short call that sells nothing keeps people close.")
    due = _("Next on {day}.").format(day=day(checkin.due_on))
    return f"{due} {checkin.note}".strip()
