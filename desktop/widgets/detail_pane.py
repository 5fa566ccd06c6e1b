"""The right half of a list page: the detail of one record on a card that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState


class DetailPane(Card):
    """Shows its body, or what to do while nothing is chosen."""

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, parent=parent)
        self.empty = empty
        inside = QWidget()
        inside.setProperty("shape", "plain")
        self.column = QVBoxLayout(inside)
        side = theme.GRID * 3
        self.column.setContentsMargins(side, side, side - theme.GRID, side)
        self.column.setSpacing(theme.GRID * 2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._area)
        self.body.addLayout(self._stack)

    def show_body(self, *, from_top: bool = False) -> None:
        """Show the detail; another record begins at its top."""
        self._stack.setCurrentIndex(1)
        if from_top:
            self._area.verticalScrollBar().setValue(0)

    def show_empty(self) -> None:
        """Show what to do while nothing is chosen."""
        self._stack.setCurrentIndex(0)
