"""One customer: who she is, how she is doing, what to do next, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from core.i18n import _
from core.measures.stage import Stage
from core.people import checkins, customers, goals, stages, touchpoints, visits
from core.people.checkins import Checkin
from core.people.customers import Customer
from core.people.touchpoints import NewTouchpoint, Reason
from core.people.visits import Visit
from core.store.workspace import Workspace
from desktop.customers import dialogs, for_good
from desktop.customers.head import Head
from desktop.customers.likes_section import LikesSection
from desktop.customers.next_step import next_step
from desktop.customers.portrait import Portrait, read_portrait
from desktop.customers.rhythm_view import rhythm_of
from desktop.customers.same_person import SamePersonDialog
from desktop.customers.sections import ConsentsSection, GoalsSection, HealthSection
from desktop.customers.story import Story, VisitActs
from desktop.customers.visit_dialogs import SettleDialog, VisitDialog
from desktop.desk import Desk
from desktop.formats import day
from desktop.widgets.button import Button, IconButton
from desktop.widgets.contact_dialog import ContactDialog
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.menu_button import MenuButton
from desktop.widgets.rhythm_strip import RhythmStrip
from desktop.widgets.section import Section
from desktop.widgets.tab_order import follow_layout
from desktop.widgets.timeline import Timeline


class CustomerDetail(DetailPane):
    """Shows one customer, and lets everything about her be written down."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState("customers", _("Choose a customer to see everything in one place."))
        super().__init__(empty)
        self._desk = desk
        self._portrait: Portrait | None = None
        self._story: Story | None = None
        self._head = Head(self._acts(), self._pin)
        self._make_menu()
        self._rhythm = RhythmStrip()
        self._rhythm.picked.connect(self._find_visit)
        self._health = HealthSection(self._feel, lambda: desk.navigation.open("health"))
        self._likes = LikesSection()
        self._checkin = Label("", wrap=True)
        self._goals = GoalsSection(self._add_goal, self._reach_goal, self._remove_goal)
        self._consents = ConsentsSection(self._change_consent)
        self._timeline = Timeline(portion=15, menus=True)
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
        another = before is None or before.customer.id != portrait.customer.id
        self._portrait = portrait
        self._head.show_portrait(portrait, next_step(portrait))
        name = _("Show again") if portrait.customer.archived else _("Hide")
        self._hide.setAccessibleName(name)
        self._hide.setToolTip(name)
        self._rhythm.show_rhythm(rhythm_of(portrait))
        self._rhythm.setVisible(bool(portrait.came))
        self._health.show_portrait(portrait)
        self._likes.show_likes(portrait.likes, portrait.today)
        self._checkin.setText(_checkin_sentence(portrait.checkin))
        self._checkin.set_tone("ink" if portrait.checkin else "soft")
        self._end_checkin.setVisible(portrait.checkin is not None)
        self._goals.show_goals(portrait.goals)
        self._consents.show_consents(portrait.consents)
        acts = VisitActs(self._settle_as_done, self._settle, self._remove_visit)
        self._story = Story(portrait, acts)
        self._timeline.show_entries(self._story, keep=not another)
        self.show_body(from_top=another)
        inside = self.column.parentWidget()
        assert inside is not None
        follow_layout(inside)

    def _lay_out(self) -> None:
        for sign in (self._hide, self.more):
            self._head.add_button(sign)
        buttons = FlowRow()
        for text, icon, act in (
            (_("Visit"), "visit", self._note_visit),
            (_("Contact"), "phone", self._note_contact),
            (_("Note"), "log", self._write_note),
            (_("Change"), "edit", self._change),
        ):
            buttons.add(Button(text, act, icon=icon))
        action = Button(_("Set"), self._set_checkin, kind="quiet", icon="checkin")
        checkin = Section(_("Check-in"), action=action)
        self._end_checkin = Button(_("End"), self._stop_checkin, kind="quiet", icon="close")
        checkin.add_action(self._end_checkin)
        checkin.add(self._checkin)
        story = Section(_("What happened"))
        story.add(self._timeline)
        for part in (
            *(self._head, self._rhythm, buttons, self._health, self._likes),
            *(self._goals, checkin, self._consents, story),
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _make_menu(self) -> None:
        self._hide = IconButton("archive", _("Hide"), self._hide_or_show)
        self.more = MenuButton("more", _("More about this person"))
        self.more.add(_("Look for a twin"), "twins", self._look_for_twin)
        self.more.add(_("Same person as…"), "merge", self._name_twin)
        self.more.add(_("Save this record…"), "export", self._save)
        self.more.add_rule()
        self.more.add(_("Erase for ever…"), "erase", self._erase)

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What the button of the next step does, by the words of `next_step`."""
        return {
            "show_again": self._hide_or_show,
            "answer": self._answer,
            "came": lambda: self._settle_as_done(self._unsettled()),
            "no_show": lambda: self._settle(self._unsettled(), "no_show"),
            "checkin": self._note_checkin,
            "invite": lambda: self._note_contact("winback"),
            "offer": lambda: self._note_contact("booking"),
            "visit": self._note_visit,
        }

    def _customer(self) -> Customer:
        assert self._portrait is not None
        return self._portrait.customer

    def _write(self, work: Callable[[Workspace], object]) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.write(lambda: work(workspace))

    # -- who this is --------------------------------------------------------------------

    def _pin(self, stage: Stage | None) -> None:
        customer_id = self._customer().id
        self._write(lambda workspace: stages.pin(workspace, customer_id, stage))

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

    def _write_note(self) -> None:
        dialogs.NoteDialog(self._desk, self._customer(), self).open()

    # -- visits -------------------------------------------------------------------------

    def _note_visit(self) -> None:
        assert self._portrait is not None
        VisitDialog(self._desk, self._portrait, self).open()

    def _unsettled(self) -> Visit:
        assert self._portrait is not None
        visit = self._portrait.unsettled
        assert visit is not None
        return visit

    def _settle_as_done(self, visit: Visit) -> None:
        assert self._portrait is not None
        SettleDialog(self._desk, visit, self._portrait.currency, self).open()

    def _settle(self, visit: Visit, status: str) -> None:
        self._write(lambda workspace: visits.settle(workspace, visit.id, status))

    def _remove_visit(self, visit: Visit) -> None:
        self._write(lambda workspace: visits.remove(workspace, visit.id))

    def _find_visit(self, visit_id: object) -> None:
        number = self._story.number_of(visit_id) if self._story else None
        if number is not None:
            row = self._timeline.reveal(number)
            # Once the rows that were just made have found their places.
            QTimer.singleShot(0, row, partial(self.show_part, row))

    # -- contacts -----------------------------------------------------------------------

    def _answer(self) -> None:
        assert self._portrait is not None
        if self._portrait.waiting is not None:
            self._desk.navigation.open("replies", self._portrait.waiting.id)

    def _note_contact(self, reason: Reason = "other") -> None:
        customer_id, workspace = self._customer().id, self._desk.workspace

        def note_contact(channel: str, note: str) -> object:
            new = NewTouchpoint(customer_id, channel, reason=reason, note=note)
            return touchpoints.record(workspace, new)

        title = _("Contact with {name}").format(name=self._customer().name)
        ContactDialog(self._desk, title, note_contact, self).open()

    def _note_checkin(self) -> None:
        customer, workspace = self._customer(), self._desk.workspace
        title = _("Check-in with {name}").format(name=customer.name)
        note_contact = partial(checkins.mark_done, workspace, customer.id)
        ContactDialog(self._desk, title, note_contact, self).open()

    def _set_checkin(self) -> None:
        assert self._portrait is not None
        portrait = self._portrait
        dialogs.CheckinDialog(self._desk, portrait.customer, portrait.checkin, self).open()

    def _stop_checkin(self) -> None:
        customer_id = self._customer().id
        self._write(lambda workspace: checkins.stop(workspace, customer_id))

    # -- goals and consents -------------------------------------------------------------

    def _add_goal(self) -> None:
        dialogs.GoalDialog(self._desk, self._customer(), self).open()

    def _reach_goal(self, goal_id: int) -> None:
        self._write(lambda workspace: goals.reach(workspace, goal_id))

    def _remove_goal(self, goal_id: int) -> None:
        self._write(lambda workspace: goals.remove(workspace, goal_id))

    def _change_consent(self, channel: str) -> None:
        dialogs.ConsentDialog(self._desk, self._customer(), channel, self).open()


def _checkin_sentence(checkin: Checkin | None) -> str:
    if checkin is None:
        return _("No check-in is set. A short call that sells nothing keeps people close.")
    due = _("Next on {day}.").format(day=day(checkin.due_on))
    return f"{due} {checkin.note}".strip()
