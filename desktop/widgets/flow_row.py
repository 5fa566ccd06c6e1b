"""A row of small widgets that goes on in the next line where the first is full."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.layouts import Flow


class FlowRow(QWidget):
    """Asks for the height that its lines need, also of boxes that do not ask back."""

    def __init__(self, spacing: int = theme.GRID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        self._flow.setSpacing(spacing)
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)

    @property
    def spacing(self) -> int:
        """The gap between two widgets."""
        return self._flow.spacing()

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end; returns it."""
        self._flow.addWidget(widget)
        return widget

    def take_all(self) -> None:
        """Let go of every widget, to put them there anew in another order."""
        while self._flow.takeAt(0) is not None:
            pass

    def widths(self) -> list[int]:
        """How wide each widget in the row would be; nought for one that is hidden."""
        return self._flow.widths()

    def ask_for_room(self) -> None:
        """Measure anew, after a widget in the row was shown, hidden or given other words."""
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ask_for_room()
