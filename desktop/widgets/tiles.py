"""Parts of equal width side by side, in as many rows as the window needs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.widgets.layouts import empty

TWO = 2


class Tiles(QWidget):
    """All in one row, else in two rows, else two in a row; none narrower than `narrowest`."""

    def __init__(
        self, parts: Sequence[QWidget] = (), *, narrowest: int, spacing: int = theme.GRID * 2
    ) -> None:
        super().__init__()
        self._narrowest = narrowest
        self._columns = 0
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self.show_parts(parts)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these in the place of what stood here, which goes."""
        empty(self._grid)
        self._parts = list(parts)
        self._columns = 0
        self._place()

    def minimumSizeHint(self) -> QSize:
        # By the time there is less room for two, they stand under each other.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._narrowest), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = self._grid.spacing()
        fit = (self.width() + gap) // (self._narrowest + gap)
        whole = len(self._parts)
        allowed = (number for number in (whole, ceil(whole / TWO), TWO) if 0 < number <= fit)
        columns = next(allowed, 1)
        if columns == self._columns:
            return
        before, self._columns = self._columns, columns
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, place // columns, place % columns)
        for column in range(max(before, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
