"""After an import: what became of the rows, the reasons of those left out, and a way back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.exchange.imports import Batch
from core.i18n import _, ngettext
from desktop import theme
from desktop.desk import Desk
from desktop.exchange.problems import ProblemTable
from desktop.formats import number
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.notice import Notice
from desktop.widgets.section import Section
from desktop.widgets.stat import Stat

_GOES_TO = {
    "customers": "customers",
    "visits": "customers",
    "feedback": "feedback",
    "survey": "surveys",
}


class Report(QWidget):
    """Four numbers that add up to the rows of the file, and each row that stayed out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.batch: Batch | None = None
        self.notice = Notice()
        self.created = Stat(_("New"))
        self.updated = Stat(_("Joined what was here"))
        self.skipped = Stat(_("Were here already"))
        self.refused = Stat(_("Stayed out"))
        self._fine = EmptyState("fine", "", _("Show what came in"), self._show_what_came)
        self._problems = ProblemTable(desk, "exchange/problems")
        self._part = Section(_("Rows that stayed out"))
        self._part.body.addWidget(self._problems, 1)
        figures = QHBoxLayout()
        figures.setSpacing(theme.GRID * 2)
        for stat in (self.created, self.updated, self.skipped, self.refused):
            figures.addWidget(stat, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        whole.addWidget(self.notice)
        whole.addLayout(figures)
        whole.addWidget(self._part, 1)
        whole.addWidget(self._fine, 1)

    def show_batch(self, batch: Batch) -> None:
        """Show what became of a file."""
        self.batch = batch
        self._show_figures(batch)
        self._part.setVisible(bool(batch.row_problems))
        self._part.set_lead(_left_untold(batch))
        self._problems.show_problems(batch.row_problems)
        self._fine.setVisible(not batch.row_problems)
        self._fine.say(_contented(batch))
        self.notice.clear()

    def show_taken_back(self) -> None:
        """Say that nothing of the file is left."""
        self.notice.say(
            _("Taken back. The shop is as it was before this file."), "positive", "undo"
        )

    def _show_figures(self, batch: Batch) -> None:
        people = ngettext(
            "with {n} new customer", "with {n} new customers", batch.new_customers
        ).format(n=number(batch.new_customers))
        shown = batch.new_customers and batch.kind != "customers"
        self.created.show_value(number(batch.created), people if shown else "")
        self.updated.show_value(number(batch.updated))
        self.skipped.show_value(number(batch.skipped))
        tone = "negative" if batch.problems else "ink"
        self.refused.show_value(number(batch.problems), tone=tone)

    def _show_what_came(self) -> None:
        if self.batch is not None:
            self._desk.navigation.open(_GOES_TO[self.batch.kind])


def _contented(batch: Batch) -> str:
    if batch.created or batch.updated:
        return _("Every row is accounted for. Nothing stayed out.")
    return _("Everything in this file was here already, so nothing changed.")


def _left_untold(batch: Batch) -> str:
    untold = batch.problems - len(batch.row_problems)
    if not untold:
        return _("Mend them in the file and bring it in again: what is here comes in only once.")
    return ngettext(
        "These are the first ones; {n} more stayed out.",
        "These are the first ones; {n} more stayed out.",
        untold,
    ).format(n=number(untold))
