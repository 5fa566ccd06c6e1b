"""The rows of a file that stay out, each with its number, its beginning and the reason."""

from __future__ import annotations

from collections.abc import Sequence

from core.exchange.imports import RowProblem
from core.i18n import _
from desktop.desk import Desk
from desktop.formats import number
from desktop.widgets.record_table import Column, RecordTable


class ProblemTable(RecordTable):
    """Row numbers as a spreadsheet shows them, what stands there, and sentences."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(
            desk,
            name,
            [
                Column(
                    _("Row"), lambda p: number(p.row), sort="row", align="right", width=80,
                    sort_value=lambda p: p.row,
                ),
                Column(
                    _("What it says"), lambda p: p.says, sort="says", stretch=True,
                    tip=lambda p: p.says,
                ),
                Column(
                    _("Why"), lambda p: p.text(), sort="why", stretch=True, tip=lambda p: p.text()
                ),
            ],
            sort="row",
            identity=lambda problem: problem.row,
        )  # fmt: skip
        self.setAccessibleName(_("Rows that stay out"))

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """Show these rows."""
        self.load_list(problems)
