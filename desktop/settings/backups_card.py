"""Backups: when the last good one was made, one now, one put back, and whether all is whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import KnownError, Problem
from core.i18n import _
from core.store import backup, check
from core.store.backup import Backup
from desktop import formats, reopen, theme
from desktop.desk import Desk
from desktop.settings.restore_dialog import RestoreDialog
from desktop.tasks import Progress
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow
from desktop.widgets.notice import Notice

OLD = timedelta(days=3)


class BackupsCard(Card):
    """Tells and does everything about backups, except where they lie."""

    def __init__(self, desk: Desk, folder: QWidget) -> None:
        super().__init__(_("Backups"))
        self._desk = desk
        self.state = Label("", "body", wrap=True)
        self.badge = Badge(None)
        self.notice = Notice()
        self.make = Button(_("Back up now"), self.back_up, icon="backup")
        self.restore = Button(_("Put a backup back"), self.choose_backup, icon="history")
        self.check = Button(_("Check the file"), self.check_file, icon="health")
        first = QHBoxLayout()
        first.setSpacing(theme.GRID)
        first.addWidget(self.state, 1)
        first.addWidget(self.badge)
        buttons = Flow()
        for button in (self.make, self.restore, self.check):
            buttons.addWidget(button)
        self.body.addLayout(first)
        self.body.addLayout(buttons)
        self.add(self.notice)
        self.body.addSpacing(theme.GRID // 2)
        self.add(folder)

    def show_latest(self, latest: Backup | None) -> None:
        """Tell when the last good backup was made."""
        clock = self._desk.workspace.clock
        if latest is None:
            self.state.setText(_("No backup has been made yet. One is made each day of work."))
            self.badge.show_look(Look(_("None yet"), "warning", "warning"))
            return
        when = formats.moment(latest.made_at, clock)
        self.state.setText(_("The last good backup was made on {moment}.").format(moment=when))
        old = clock.now() - latest.made_at > OLD
        self.badge.show_look(
            Look(_("Old"), "warning", "warning") if old else Look(_("Good"), "positive", "fine")
        )

    def back_up(self) -> None:
        """Make a backup now and verify it."""
        shop = self._desk.workspace

        def work(progress: Progress) -> Backup | None:
            progress.say("")
            return backup.make(shop, "asked")

        self._begin(self.make)
        self._desk.tasks.long(_("Backing up"), work, self._made, self._failed, owner=self)

    def check_file(self) -> None:
        """Look through the whole file in the background."""
        path = self._desk.workspace.path
        if path is None:
            return
        self._begin(self.check)
        self.notice.say(_("The file is being looked through…"), "soft", "waiting")
        self._desk.tasks.write(
            lambda: check.problems(path), self._checked, self._failed, owner=self
        )

    def choose_backup(self) -> None:
        """Show the backups to choose one from."""
        dialog = RestoreDialog(self._desk, self)
        dialog.accepted.connect(lambda: self._put_back(dialog.saved_record))
        dialog.open()

    def _put_back(self, source: Path) -> None:
        sure = self._desk.messages.ask(
            _("Put this backup in the place of the shop?"),
            yes=_("Put it back"),
            no=_("Leave all as it is"),
            details=_(
                "The shop as it is now is backed up first, so this can be undone the same way. "
                "Regulars closes the shop for a moment and opens it again."
            ),
        )
        if sure:
            reopen.with_backup(self._desk.preferences, source)

    def _made(self, made: Backup | None) -> None:
        self.make.setEnabled(True)
        if made is not None:
            self.show_latest(made)
            self.notice.say(_("The backup is made and compared with the original."), "positive")

    def _checked(self, problems: list[Problem]) -> None:
        self.check.setEnabled(True)
        if problems:
            self.notice.say("\n".join(problem.text() for problem in problems), "negative")
        else:
            self.notice.say(_("The file is whole."), "positive")

    def _begin(self, button: Button) -> None:
        self.notice.clear()
        button.setEnabled(False)

    def _failed(self, error: KnownError) -> None:
        self.make.setEnabled(True)
        self.check.setEnabled(True)
        self.notice.say(error.text(), "negative")
