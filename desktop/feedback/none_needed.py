"""The reason why voices get no answer; without one the dialog stays open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from core.i18n import _, ngettext
from core.voice import triage
from desktop.desk import Desk
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label

Ids = Callable[[], list[int]]


class NoneNeeded(FormDialog):
    """One reason for all chosen voices; whoever has an answer already is passed over."""

    def __init__(
        self,
        desk: Desk,
        ids: Ids,
        count: int,
        done: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        yes = _("Close without an answer")
        super().__init__(desk, _("No answer needed"), yes=yes, parent=parent)
        self._ids = ids
        if count > 1:
            many = ngettext(
                "The same reason is noted for {n} voice; answered ones keep their answer.",
                "The same reason is noted for {n} voices; answered ones keep their answer.",
                count,
            )
            words = Label(many.format(n=count), "body", "soft", wrap=True)
            self.column.insertWidget(self.column.indexOf(self.form), words)
        field = self.form.add_text(
            "because",
            _("Why not?"),
            required=True,
            placeholder=_("For example: answered in person right away"),
            hint=_("Only you and your staff see this."),
        )
        assert isinstance(field, QLineEdit)
        self.because = field
        self.accepted.connect(lambda: done())

    def work(self) -> Callable[[], None]:
        because, workspace, ids = self.because.text(), self.desk.workspace, self._ids
        return lambda: triage.none_needed(workspace, ids(), because)
