"""The right half of a list page: the detail of one record on a card that scrolls."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop import theme
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.scroll_pane import ScrollPane, aim_while_laid_out

NARROWEST = 360


class DetailPane(Card):
    """Shows its column, or what to do while nothing is chosen."""

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, parent=parent)
        self.empty = empty
        self.setMinimumWidth(NARROWEST)
        self._scroll = ScrollPane(spacing=theme.GRID * 2)
        self.column = self._scroll.body
        side = theme.GRID * 3
        self.column.setContentsMargins(side, side, side - theme.GRID, side)
        self._stack = QStackedLayout()
        # First, for what a layout without a widget shows opens as a window for a moment.
        self.body.addLayout(self._stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)

    def show_body(self, *, from_top: bool = False) -> None:
        """Show the detail; another record begins at its top."""
        self._stack.setCurrentIndex(1)
        if from_top:
            self._scroll.go_up()

    def show_empty(self) -> None:
        """Show what to do while nothing is chosen."""
        self._stack.setCurrentIndex(0)

    def show_part(self, part: QWidget) -> None:
        """Scroll until a part of the detail is in view, as much of it as fits."""
        inside = self._scroll.widget()
        assert inside is not None
        inside.adjustSize()
        aim = partial(self._scroll.ensureWidgetVisible, part, 0, theme.GRID * 2)
        aim_while_laid_out(self._scroll, part, aim)
