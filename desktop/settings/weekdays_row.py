"""The days of the week on which the shop is shut: seven chips, any of them pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.i18n import N_, _
from core.store import settings
from desktop import theme
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label

WEEKDAYS = (
    (N_("Mon"), N_("Monday")),
    (N_("Tue"), N_("Tuesday")),
    (N_("Wed"), N_("Wednesday")),
    (N_("Thu"), N_("Thursday")),
    (N_("Fri"), N_("Friday")),
    (N_("Sat"), N_("Saturday")),
    (N_("Sun"), N_("Sunday")),
)


class WeekdaysRow(QWidget):
    """Shows which days are closed, and tells when the owner presses one."""

    changed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        setting = settings.CLOSED_WEEKDAYS
        self.setAccessibleName(_(setting.label))
        self.chips: list[QPushButton] = []
        row = FlowRow(spacing=theme.GRID // 2)
        for short, name in WEEKDAYS:
            chip = QPushButton(_(short))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(_(name))
            chip.setToolTip(_(name))
            chip.clicked.connect(lambda _on: self.changed.emit(self.days()))
            self.chips.append(chip)
            row.add(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Label(_(setting.label), "strong", wrap=True))
        column.addWidget(row)
        column.addWidget(Label(_(setting.help), "caption", "soft", wrap=True))

    def days(self) -> list[int]:
        """The closed days, Monday being 0."""
        return [number for number, chip in enumerate(self.chips) if chip.isChecked()]

    def show_days(self, days: Sequence[int]) -> None:
        """Show these as closed."""
        for number, chip in enumerate(self.chips):
            chip.setChecked(number in days)
