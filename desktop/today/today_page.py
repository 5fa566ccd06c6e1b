"""The page of the morning: voices that wait, check-ins, visits past due, falling health."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.desk import Desk
from desktop.today import reading
from desktop.today.care_rows import CareRows
from desktop.today.reading import Morning
from desktop.today.rows import DayLines
from desktop.today.sentences import all_came, at_risk, behind, heading, stopped
from desktop.today.stopped_line import StoppedLine
from desktop.widgets.beside import Beside
from desktop.widgets.button import Button, IconButton
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.notice import Notice
from desktop.widgets.page import Page
from desktop.widgets.tab_order import follow_layout
from desktop.widgets.task_row import TaskList

if TYPE_CHECKING:
    from desktop.today.quiet_hour import QuietHour

LATER_MS = 300
# More bookings gone by than one wants to press for one by one.
MOST_PASSED = 5


class TodayPage(Page):
    """Who needs the owner now; each line says why and can be dealt with at once."""

    nouns = frozenset(
        {
            "feedback",
            "reply",
            "touchpoint",
            "checkin",
            "closure",
            "visit",
            "customer",
            "snooze",
            "goal",
            "suggestion",
            "quarterly_review",
            "health_snapshot",
            "setting",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Today"), scroll=True)
        self._shown: tuple[object, ...] | None = None
        self._quiet: QuietHour | None = None
        self._rows = DayLines(desk)
        self._care_rows = CareRows(desk, self._ask_result)
        self._waiting = TaskList(
            _("Waiting for an answer"), _("Everyone has an answer. Well done."), shown=6
        )
        self._passed = TaskList(_("Booked days gone by"), "", shown=MOST_PASSED)
        self._all_came = Button("", self._rows.settle_all, kind="quiet", icon="done")
        self._passed.add_action(self._all_came)
        self._passed.hide()
        self._due = TaskList(_("Past their usual visit"), _("Nobody is newly late."))
        self._stopped = StoppedLine(self._show_stopped)
        self._due.add(self._stopped)
        self._care = TaskList(_("Check-ins"), _("No check-in is due today."))
        plan = partial(desk.navigation.open, "settings", "care")
        self._care.add_action(IconButton("settings", _("When to be in touch"), plan))
        self._quiet_hour = TaskList(_("For a quiet hour"), "", shown=3)
        self._quiet_hour.hide()
        self._drops = TaskList(_("Worse than a month ago"), _("Nobody is newly doing worse."))
        explain = partial(desk.navigation.open, "health")
        self._drops.add_action(IconButton("question", _("How health works"), explain))
        self._bookings = TaskList(_("Coming today"), _("No booking is noted for today."))
        self._lay_out_columns()
        # Looks back over quarters, for which the first page need not wait.
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._ask_quiet_hour)
        # Read while the window is still laid out: it is the first page that anybody sees.
        self.ask()

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.read(partial(reading.gather, workspace), self._show)

    def _show(self, morning: Morning) -> None:
        # Counted from here: on a slow computer it would else come before the first painting.
        self._later.start()
        today, patience = morning.today, morning.patience
        counts = today.counts
        ages = [patience.age(voice.since) for voice in today.waiting]
        told = (today, ages, morning.anybody, morning.behind_since)
        if self._shown == told:
            return  # what comes back as it was stays as it stands, with the focus in it
        self._shown = told
        self._beginning.setVisible(not morning.anybody)
        self.set_lead(heading(today))
        self._show_behind(morning.behind_since)
        self._waiting.show_rows(self._rows.waiting(today, patience), counts.waiting)
        self._passed.setVisible(bool(today.passed))
        self._passed.show_rows(self._rows.passed(today), counts.passed)
        self._all_came.say(all_came(counts.passed))
        self._all_came.setVisible(counts.passed > MOST_PASSED)
        only_due = sum(visit.state == "due" for visit in today.due)
        self._due.set_lead(at_risk(today.at_risk, only_due))
        self._stopped.say(stopped(today.stopped))
        self._due.show_rows(self._rows.due(today), counts.due)
        self._care.show_rows(self._care_rows.lines(today), counts.checkins + counts.care)
        self._drops.show_rows(self._rows.drops(today), counts.drops)
        self._bookings.show_rows(self._rows.bookings(today), counts.bookings)
        self._lists.setVisible(morning.anybody)
        follow_layout(self._lists)

    def _ask_quiet_hour(self) -> None:
        from desktop.today import quiet_hour

        workspace = self.desk.workspace
        self.read(partial(quiet_hour.gather, workspace), self._show_quiet_hour, "quiet hour")

    def _show_quiet_hour(self, found: QuietHour) -> None:
        from desktop.today import quiet_hour

        if self._quiet == found:
            return
        self._quiet = found
        rows = quiet_hour.lines(self.desk, found)
        self._quiet_hour.show_rows(rows)
        self._quiet_hour.setVisible(bool(rows))
        follow_layout(self._lists)

    def _show_behind(self, last: date | None) -> None:
        if last is None:
            self._behind.clear()
        else:
            self._behind.say(behind(last), "warning")

    def _lay_out_columns(self) -> None:
        gap = theme.GRID * 3
        parts = []
        for share, sections in (
            (3, (self._waiting, self._passed, self._due)),
            (2, (self._care, self._bookings, self._quiet_hour, self._drops)),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(gap)
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            parts.append((part, share))
        self._lists = Beside(parts, spacing=gap)
        # Until there is something in them: shown with everything in it, a page is laid out once.
        self._lists.hide()
        self._beginning = EmptyState(
            "today",
            _(
                "Nobody is in the notebook yet. Write down what the next customer says, or bring "
                "in the list you have."
            ),
            _("Import a file"),
            lambda: self.desk.navigation.open("exchange"),
        )
        self._beginning.hide()
        self._behind = Notice(
            Button(_("Import a file"), lambda: self.desk.navigation.open("exchange"))
        )
        self.body.addWidget(self._behind)
        self.body.addWidget(self._lists)
        self.body.addWidget(self._beginning)

    def _show_stopped(self) -> None:
        # A table is more than the first paint needs.
        from desktop.today.stopped_dialog import StoppedDialog

        StoppedDialog(self.desk, self._stopped.text, self).open()

    def _ask_result(self, customer_id: int, customer: str, because: str) -> None:
        # Dialogs bring all fields along, which the first paint need not wait for.
        from desktop.widgets.checkin_dialog import CheckinDialog

        CheckinDialog(self.desk, customer_id, customer, self, because=because, due=True).open()
