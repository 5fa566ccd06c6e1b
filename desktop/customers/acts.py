"""What can be done about the customer in view: all of it goes through the one writer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.measures.stage import Stage
from core.people import checkins, customers, goals, stages, touchpoints, visits
from core.people.customers import Customer
from core.people.touchpoints import NewTouchpoint, Reason
from core.people.visits import Visit
from core.store.workspace import Workspace
from desktop.customers import dialogs
from desktop.customers.portrait import Portrait
from desktop.customers.visit_dialogs import SettleDialog, VisitDialog
from desktop.desk import Desk
from desktop.widgets.checkin_dialog import CheckinDialog
from desktop.widgets.contact_dialog import ContactDialog


class Acts:
    """The verbs of the page, about whom `portrait` shows; dialogs open over `pane`."""

    def __init__(self, desk: Desk, pane: QWidget) -> None:
        self._desk = desk
        self._pane = pane
        self.portrait: Portrait | None = None

    def of_steps(self) -> dict[str, Callable[[], object]]:
        """What the button of the next step does, by the words of `next_step`."""
        return {
            "show_again": self.hide_or_show,
            "answer": self.answer,
            "came": lambda: self.note_came(self._unsettled()),
            "no_show": lambda: self.settle(self._unsettled(), "no_show"),
            "checkin": self.note_checkin,
            "invite": lambda: self.note_contact("winback"),
            "offer": lambda: self.note_contact("booking"),
            "visit": self.note_visit,
        }

    def _shown(self) -> Portrait:
        assert self.portrait is not None
        return self.portrait

    def _customer(self) -> Customer:
        return self._shown().customer

    def _unsettled(self) -> Visit:
        visit = self._shown().unsettled
        assert visit is not None
        return visit

    def _write(self, work: Callable[[Workspace], object]) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.write(lambda: work(workspace))

    # -- who this is --------------------------------------------------------------------

    def pin(self, stage: Stage | None) -> None:
        """Set the stage by hand, or leave it to the rules."""
        customer_id = self._customer().id
        self._write(lambda workspace: stages.pin(workspace, customer_id, stage))

    def feel(self, pulse: int) -> None:
        """Note the owner's own view."""
        customer_id = self._customer().id
        self._write(lambda workspace: customers.feel_pulse(workspace, customer_id, pulse))

    def hide_or_show(self) -> None:
        """Hide from the lists, or show again."""
        customer = self._customer()
        turn = customers.bring_back if customer.archived else customers.archive
        self._write(lambda workspace: turn(workspace, customer.id))

    def change(self) -> None:
        """Ask for other particulars."""
        dialogs.CustomerDialog(self._desk, self._customer(), self._pane).open()

    def write_note(self) -> None:
        """Ask for another note."""
        dialogs.NoteDialog(self._desk, self._customer(), self._pane).open()

    # -- visits -------------------------------------------------------------------------

    def note_visit(self) -> None:
        """Ask for a visit, or a booking."""
        VisitDialog(self._desk, self._shown(), self._pane).open()

    def change_visit(self, visit: Visit) -> None:
        """Ask how a visit, or a booking, really was."""
        VisitDialog(self._desk, self._shown(), self._pane, visit).open()

    def add_amount(self, visit: Visit) -> None:
        """Ask what was paid for a visit of which no amount is known."""
        dialog = VisitDialog(self._desk, self._shown(), self._pane, visit)
        dialog.begin_with_amount()
        dialog.open()

    def note_came(self, visit: Visit) -> None:
        """Ask what was paid when a booked customer came."""
        SettleDialog(self._desk, visit, self._shown().currency, self._pane).open()

    def settle(self, visit: Visit, status: str) -> None:
        """Say what else became of a booking."""
        self._write(lambda workspace: visits.settle(workspace, visit.id, status))

    def remove_visit(self, visit: Visit) -> None:
        """Take a visit away; it can be undone."""
        self._write(lambda workspace: visits.remove(workspace, visit.id))

    # -- contacts -----------------------------------------------------------------------

    def answer(self) -> None:
        """Go to where the voice that waits the longest is answered."""
        waiting = self._shown().waiting
        if waiting is not None:
            self._desk.navigation.open("replies", waiting.id)

    def note_contact(self, reason: Reason = "other") -> None:
        """Ask how one was in touch."""
        customer, workspace = self._customer(), self._desk.workspace

        def note(channel: str, words: str) -> object:
            new = NewTouchpoint(customer.id, channel, reason=reason, note=words)
            return touchpoints.record(workspace, new)

        title = _("Contact with {name}").format(name=customer.name)
        ContactDialog(self._desk, title, note, self._pane).open()

    def note_checkin(self) -> None:
        """Ask what came of a check-in, which restarts it."""
        customer = self._customer()
        CheckinDialog(self._desk, customer.id, customer.name, self._pane).open()

    def set_checkin(self) -> None:
        """Ask how often to get in touch."""
        portrait = self._shown()
        dialogs.IntervalDialog(self._desk, portrait.customer, portrait.checkin, self._pane).open()

    def stop_checkin(self) -> None:
        """End the check-ins."""
        customer_id = self._customer().id
        self._write(lambda workspace: checkins.stop(workspace, customer_id))

    # -- goals and consents -------------------------------------------------------------

    def add_goal(self) -> None:
        """Ask for a goal."""
        dialogs.GoalDialog(self._desk, self._customer(), self._pane).open()

    def reach_goal(self, goal_id: int) -> None:
        """Mark a goal as reached."""
        self._write(lambda workspace: goals.reach(workspace, goal_id))

    def remove_goal(self, goal_id: int) -> None:
        """Take a goal away; it can be undone."""
        self._write(lambda workspace: goals.remove(workspace, goal_id))

    def change_consent(self, channel: str) -> None:
        """Ask what was agreed to."""
        dialogs.ConsentDialog(self._desk, self._customer(), channel, self._pane).open()
