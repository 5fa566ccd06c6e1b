"""A list on the left, its detail on the right, and a border that stays where it was put."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop import theme
from desktop.desk import Desk


class Split(QSplitter):
    """Two panes side by side; `share` of the width goes to the left one at first."""

    def __init__(
        self, desk: Desk, name: str, left: QWidget, right: QWidget, *, share: float = 0.58
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._share = share
        self._settled = bool(desk.preferences.text(f"{name}/split"))
        self.setHandleWidth(theme.GRID * 2)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, round(share * 100))
        self.setStretchFactor(1, round((1 - share) * 100))
        desk.preferences.keep_splitter(self, name)
        self.splitterMoved.connect(lambda _at, _index: self._settle())

    def _settle(self) -> None:
        """From now on the border stays where the user put it."""
        self._settled = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Also after the first time: a view that waits behind others begins much too small.
        if not self._settled and self.width() > 2:
            left = round(self.width() * self._share)
            self.setSizes([left, self.width() - left])
