"""Parts of a page side by side, or one under the other where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop import theme

NARROW = 800


class Beside(QWidget):
    """Widgets with the share of the width each takes, from left to right.

    Narrower than `narrow` pixels they stand one under the other.
    """

    def __init__(
        self, parts: Sequence[tuple[QWidget, int]], *, spacing: int, narrow: int = NARROW
    ) -> None:
        super().__init__()
        self._narrow = narrow
        self._parts = [part for part, _share in parts]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        for part, share in parts:
            self._row.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        # As narrow as the widest part alone: by then they stand under each other.
        hint = super().minimumSizeHint()
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(min(hint.width(), max(widest, theme.GRID)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if event.size().width() < self._narrow else ways.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
