"""The page of the morning: voices that wait, check-ins, visits past due, falling health."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.insight.today import Today
from core.people import checkins
from core.people.checkins import Checkin
from desktop import theme
from desktop.desk import Desk
from desktop.today import reading
from desktop.today.rows import Rows, heading
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.task_row import TaskList
from desktop.widgets.waiting_age import Patience


class TodayPage(Page):
    """Who needs the owner now; each line says why and can be dealt with at once."""

    nouns = frozenset(
        {
            "feedback",
            "reply",
            "touchpoint",
            "checkin",
            "visit",
            "customer",
            "snooze",
            "health_snapshot",
            "setting",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Today"), scroll=True)
        self._shown: tuple[Today, list[str], bool] | None = None
        self._rows = Rows(desk, self._ask_result)
        self._waiting = TaskList(
            _("Waiting for an answer"), _("Everyone has an answer. Well done."), shown=6
        )
        self._due = TaskList(
            _("Past their usual visit"), _("Nobody is late. People come as they always do.")
        )
        self._checkins = TaskList(_("Check-ins"), _("No check-in is due today."))
        self._drops = TaskList(_("Doing worse than a month ago"), _("Nobody’s health has fallen."))
        self._bookings = TaskList(_("Coming today"), _("No booking is noted for today."))
        self._lay_out_columns()
        # Read while the window is still laid out: it is the first page that anybody sees.
        self.ask()

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.read(partial(reading.gather, workspace), lambda found: self._show(*found))

    def _show(self, today: Today, patience: Patience, anybody: bool) -> None:
        ages = [patience.age(voice.said_at) for voice in today.waiting]
        if self._shown == (today, ages, anybody):
            return  # what comes back as it was stays as it stands, with the focus in it
        self._shown = (today, ages, anybody)
        self._lists.setVisible(anybody)
        self._beginning.setVisible(not anybody)
        self.set_lead(heading(today))
        self._waiting.show_rows(self._rows.waiting(today, patience))
        self._due.show_rows(self._rows.due(today))
        self._checkins.show_rows(self._rows.checkins(today))
        self._drops.show_rows(self._rows.drops(today))
        self._bookings.show_rows(self._rows.bookings(today))

    def _lay_out_columns(self) -> None:
        self._lists = QWidget()
        columns = QHBoxLayout(self._lists)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.GRID * 3)
        for share, sections in (
            (3, (self._waiting, self._due)),
            (2, (self._checkins, self._drops, self._bookings)),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.GRID * 3)
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            columns.addLayout(column, share)
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
        self.body.addWidget(self._lists)
        self.body.addWidget(self._beginning)

    def _ask_result(self, checkin: Checkin) -> None:
        # Dialogs bring all fields along, which the first paint need not wait for.
        from desktop.widgets.contact_dialog import ContactDialog

        workspace = self.desk.workspace
        ContactDialog(
            self.desk,
            _("Check-in with {name}").format(name=checkin.customer),
            lambda channel, note: checkins.mark_done(workspace, checkin.customer_id, channel, note),
            self,
        ).open()
