"""Who works in the shop: a short list of settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.voice import staff
from core.voice.staff import StaffMember
from desktop.desk import Desk
from desktop.settings.name_list import Name, NameList
from desktop.widgets.form import FormDialog

Work = Callable[[], Any]


class StaffList(NameList):
    """Adds, renames and hides staff members."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Staff"),
            _("Who writes feedback down and who serves. People you hide stay on what they wrote."),
            _("Add someone"),
            _("Nobody is written down yet."),
        )
        self._desk = desk
        self._members: dict[int, StaffMember] = {}
        self.add_asked.connect(lambda: self._open(None))
        self.change_asked.connect(lambda number: self._open(self._members[number]))
        self.hide_asked.connect(
            lambda number: desk.tasks.write(lambda: staff.archive(desk.workspace, number))
        )

    def show_members(self, members: Sequence[StaffMember]) -> None:
        """Show these staff members."""
        self._members = {member.id: member for member in members}
        self.show_names([Name(member.id, member.name) for member in members])

    def _open(self, member: StaffMember | None) -> None:
        StaffDialog(self._desk, member, self).open()


class StaffDialog(FormDialog):
    """The name of a staff member."""

    def __init__(self, desk: Desk, member: StaffMember | None, parent: QWidget) -> None:
        title = _("Change the name") if member else _("New staff member")
        super().__init__(desk, title, width=400, parent=parent)
        self._member = member
        self.name = self.form.add_text("name", _("Name"), required=True)
        if member is not None:
            self.name.setText(member.name)

    def work(self) -> Work:
        workspace, member, name = self.desk.workspace, self._member, self.name.text()
        if member is None:
            return lambda: staff.add(workspace, name)
        return lambda: staff.rename(workspace, member.id, name)
