"""One customer: who she is, how she is doing, what to do next, and what happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal

from core.i18n import _
from core.people.checkins import Checkin
from core.people.customers import Customer
from desktop import theme
from desktop.customers import for_good
from desktop.customers.acts import Acts
from desktop.customers.head import Head
from desktop.customers.likes_section import LikesSection
from desktop.customers.next_step import next_step
from desktop.customers.portrait import Portrait, read_portrait
from desktop.customers.rhythm_view import rhythm_of
from desktop.customers.same_person import SamePersonDialog
from desktop.customers.sections import ConsentsSection, GoalsSection, HealthSection
from desktop.customers.story import Story
from desktop.desk import Desk
from desktop.formats import day
from desktop.widgets.beside import Beside
from desktop.widgets.button import Button, IconButton
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

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState("customers", _("Choose a customer to see everything in one place."))
        super().__init__(empty)
        self._desk = desk
        self._portrait: Portrait | None = None
        self._asked: int | None = None
        self._story: Story | None = None
        self._acts = acts = Acts(desk, self)
        self._head = Head(acts.of_steps(), acts.pin)
        self._make_menu()
        self._rhythm = RhythmStrip()
        self._rhythm.picked.connect(self._find_visit)
        self._health = HealthSection(acts.feel, lambda: desk.navigation.open("health"))
        self._likes = LikesSection()
        self._checkin = Label("", wrap=True)
        self._goals = GoalsSection(acts.add_goal, acts.reach_goal, acts.remove_goal)
        self._consents = ConsentsSection(acts.change_consent)
        self._timeline = Timeline(portion=15, menus=True)
        self._timeline.picked.connect(lambda target: desk.navigation.open(*target))
        self._lay_out()
        self.show_empty()

    def show_customer(self, customer_id: int | None) -> None:
        """Read and show a customer; None shows the invitation to choose one."""
        self._asked = customer_id
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
        """Read the customer asked for last anew, who may still be on her way."""
        if self._asked is not None:
            self.show_customer(self._asked)

    @property
    def portrait(self) -> Portrait | None:
        """Who is shown; None while nobody is."""
        return self._portrait

    def _show(self, portrait: Portrait) -> None:
        if portrait.customer.id != self._asked:
            return  # somebody was to be shown no more
        before = self._portrait
        another = before is None or before.customer.id != portrait.customer.id
        self._portrait = self._acts.portrait = portrait
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
        self._story = Story(portrait, self._acts)
        self._timeline.show_entries(self._story, keep=not another)
        self.show_body(from_top=another)
        inside = self.column.parentWidget()
        assert inside is not None
        follow_layout(inside)
        self.told.emit()

    def _lay_out(self) -> None:
        for sign in (self._hide, self.more):
            self._head.add_button(sign)
        buttons = FlowRow()
        for text, icon, act in (
            (_("Visit"), "visit", self._acts.note_visit),
            (_("Contact"), "phone", self._acts.note_contact),
            (_("Note"), "log", self._acts.write_note),
            (_("Change"), "edit", self._acts.change),
        ):
            buttons.add(Button(text, act, icon=icon))
        action = Button(_("Set"), self._acts.set_checkin, kind="quiet", icon="calendar")
        checkin = Section(_("Check-in"), action=action)
        talk = IconButton("checkin", _("Note a check-in"), self._acts.note_checkin)
        checkin.add_action(talk)
        self._end_checkin = IconButton("close", _("End"), self._acts.stop_checkin)
        checkin.add_action(self._end_checkin)
        checkin.add(self._checkin)
        story = Section(_("What happened"))
        story.add(self._timeline)
        for part in (
            *(self._head, self._rhythm, buttons, self._health, self._likes),
            *(_pair(self._goals, checkin), self._consents, story),
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _make_menu(self) -> None:
        self._hide = IconButton("archive", _("Hide"), self._acts.hide_or_show)
        self.more = MenuButton("more", _("More about this person"))
        self.more.add(_("Look for a twin"), "twins", self._look_for_twin)
        self.more.add(_("Same person as…"), "merge", self._name_twin)
        self.more.add(_("Save this record…"), "export", self._save)
        self.more.add_rule()
        self.more.add(_("Erase for ever…"), "erase", self._erase)

    def _find_visit(self, visit_id: object) -> None:
        number = self._story.number_of(visit_id) if self._story else None
        if number is not None:
            row = self._timeline.reveal(number)
            # Once the rows that were just made have found their places.
            QTimer.singleShot(0, row, partial(self.show_part, row))

    def _customer(self) -> Customer:
        assert self._portrait is not None
        return self._portrait.customer

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


def _pair(one: Section, other: Section) -> Beside:
    for section in (one, other):
        section.body.addStretch(1)
    parts = ((one, 1), (other, 1))
    return Beside(parts, spacing=theme.GRID * 3, narrow=theme.GRID * 75)


def _checkin_sentence(checkin: Checkin | None) -> str:
    if checkin is None:
        return _("No check-in is set. A short call that sells nothing keeps people close.")
    due = _("Next on {day}.").format(day=day(checkin.due_on))
    return f"{due} {checkin.note}".strip()
