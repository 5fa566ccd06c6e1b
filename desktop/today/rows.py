"""What Today knows, as lines to act on."""

from __future__ import annotations

from datetime import date
from functools import partial

from core.i18n import N_, _
from core.insight import band_changes, bookings
from core.insight.today import Booking, Drop, DueVisit, PassedBooking, Today, WaitingVoice
from core.people import snoozes
from core.people.snoozes import Reason
from core.text import shorten
from desktop.desk import Desk
from desktop.today import putting_off
from desktop.today.sentences import booked_for, fallen_for, late, promised
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.task_row import Action, Rows, TaskRow
from desktop.widgets.waiting_age import Patience

QUOTED = 90
_STATES = {
    "due": (N_("Due now"), "neutral", "due"),
    "overdue": (N_("Overdue"), "warning", "overdue"),
    "lost": (N_("Probably lost"), "negative", "falling"),
}


class DayLines:
    """Makes the lines of each section; every press goes through the one writer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self, today: Today, patience: Patience) -> Rows:
        """Voices without an answer, the longest waiting first."""
        return Rows(today.waiting, partial(self._voice, patience))

    def passed(self, today: Today) -> Rows:
        """Bookings gone by, each with what may have become of it."""
        return Rows(today.passed, self._passed)

    def due(self, today: Today) -> Rows:
        """Customers past the day on which they usually come."""
        return Rows(today.due, partial(self._due, today.on))

    def drops(self, today: Today) -> Rows:
        """Customers whose health fell into a worse band."""
        return Rows(today.drops, partial(self._drop, today.on))

    def bookings(self, today: Today) -> Rows:
        """Who comes today."""
        return Rows(today.bookings, self._booking)

    def _voice(self, patience: Patience, voice: WaitingVoice) -> TaskRow:
        today, look = self._desk.workspace.clock.today(), patience.look(voice.since)
        if voice.promised_on is not None:
            look = patience.promised_look(voice.since, voice.promised_on, today)
        answer = partial(self._desk.navigation.open, "replies", voice.feedback_id)
        name = _("Go on with the draft") if voice.draft_id else _("Write an answer")
        return TaskRow(
            voice.customer,
            shorten(voice.body, QUOTED),
            partial(self._desk.navigation.open, "feedback", voice.feedback_id),
            look,
            (Action("draft" if voice.draft_id else "reply", name, answer),),
            promised(voice.promised_on, today),
        )

    def _due(self, on: date, visit: DueVisit) -> TaskRow:
        text, tone, icon = _STATES[visit.state]
        return TaskRow(
            visit.customer,
            late(visit, on),
            partial(self._desk.navigation.open, "customers", visit.customer_id),
            Look(_(text), tone, icon),
            (self._rest("visit", visit.customer_id, visit.customer),),
        )

    def _passed(self, booking: PassedBooking) -> TaskRow:
        settle = partial(self._settle, booking)
        name = {"name": booking.customer}
        return TaskRow(
            _("Did {name} come?").format(**name),
            booked_for(booking),
            partial(self._desk.navigation.open, "customers", booking.customer_id),
            actions=(
                Action("done", _("{name} came").format(**name), partial(settle, "done"), _("Yes")),
                Action(
                    "no",
                    _("{name} did not come").format(**name),
                    partial(settle, "no_show"),
                    _("No-show"),
                ),
                Action(
                    "declined",
                    _("{name} cancelled").format(**name),
                    partial(settle, "cancelled"),
                    _("Cancelled"),
                ),
            ),
        )

    def _drop(self, on: date, drop: Drop) -> TaskRow:
        return TaskRow(
            drop.customer,
            drop.why,
            partial(self._desk.navigation.open, "customers", drop.customer_id),
            badge.band(drop.band, drop.score),
            (
                Action("done", _("Taken care of"), partial(self._done, drop)),
                self._rest("health", drop.customer_id, drop.customer),
            ),
            fallen_for(drop, on),
        )

    def _booking(self, booking: Booking) -> TaskRow:
        return TaskRow(
            booking.customer,
            booking.services or _("No service noted."),
            partial(self._desk.navigation.open, "customers", booking.customer_id),
        )

    def _settle(self, booking: PassedBooking, status: str) -> None:
        from core.people import visits  # the first page shows none of what it brings along

        workspace = self._desk.workspace
        self._desk.tasks.write(lambda: visits.settle(workspace, booking.visit_id, status))

    def settle_all(self) -> None:
        """Everyone who was booked came; in one change, so that one press takes it back."""
        from core.people import visits

        workspace = self._desk.workspace

        def work() -> None:
            passed = [booking.visit_id for booking in bookings.passed(workspace)]
            visits.settle_all(workspace, passed, "done")

        self._desk.tasks.write(work)

    def _done(self, drop: Drop) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.write(lambda: band_changes.done(workspace, drop.customer_id))

    def _rest(self, reason: Reason, customer_id: int, customer: str) -> Action:
        rest = partial(self._snooze, reason, customer_id, customer)
        return Action("snooze", _("Put off for a week"), rest)

    def _snooze(self, reason: Reason, customer_id: int, customer: str) -> None:
        put_off = partial(snoozes.snooze, self._desk.workspace, customer_id, reason)
        putting_off.for_a_week(self._desk, customer, put_off)
