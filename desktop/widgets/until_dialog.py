"""Asks until which day something is put off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from core.errors import Problem, RefusedInput
from core.i18n import N_, _, pgettext
from desktop.desk import Desk
from desktop.widgets.form import FormDialog

_TO_COME = N_("Please choose a day that is still to come.")


class UntilDialog(FormDialog):
    """Begins with a likely day; what is put off until the chosen one is up to `put_off`."""

    def __init__(
        self,
        desk: Desk,
        likely: date,
        put_off: Callable[[date], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            desk, _("Put off until"), yes=pgettext("to do", "Put off"), width=400, parent=parent
        )
        self._put_off = put_off
        self.until = self.form.add_day("until", _("Which day?"), required=True)
        self.until.near = desk.workspace.clock.today()
        self.until.set_day(likely)

    def work(self) -> Callable[[], date]:
        until = self.until.needed("until", _TO_COME)
        if until <= self.desk.workspace.clock.today():
            raise RefusedInput([Problem("until", _TO_COME)])

        def put_off() -> date:
            self._put_off(until)
            return until

        return put_off
