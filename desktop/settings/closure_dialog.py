"""The first and the last day of a closure, and what it was for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from core.people import closures
from core.people.closures import Closure, NewClosure
from desktop.desk import Desk
from desktop.widgets.fields import beside
from desktop.widgets.form import FormDialog


class ClosureDialog(FormDialog):
    """A closure of a single day needs its first day only."""

    def __init__(self, desk: Desk, closure: Closure | None, parent: QWidget) -> None:
        title = _("Change the closure") if closure else _("New closure")
        super().__init__(desk, title, width=440, parent=parent)
        self._closure = closure
        self.since = self.form.add_day("since_on", _("First closed day"), required=True)
        self.until = self.form.add_day(
            "until_on", _("Last closed day"), hint=_("Leave it empty for a single day.")
        )
        self.note = self.form.add_text("note", _("What for"), placeholder=_("Summer holidays"))
        self.since.near = self.until.near = desk.workspace.clock.today()
        if closure is not None:
            self.since.set_day(closure.since_on)
            self.until.set_day(closure.until_on)
            self.note.setText(closure.note)

    def work(self) -> Callable[[], Any]:
        workspace, before = self.desk.workspace, self._closure
        since = self.since.needed("since_on", N_("A closure needs its first day."))
        until = beside("until_on", self.until.day)
        new = NewClosure(since, until or since, self.note.text())
        if before is None:
            return lambda: closures.add(workspace, new)
        return lambda: closures.change(workspace, before.id, new)
