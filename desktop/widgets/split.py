"""A list on the left, its detail on the right, and a border that stays where it was put."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop import theme
from desktop.desk import Desk


class Split(QSplitter):
    """Two panes side by side; `share` of the width goes to the left one at first.

    Narrower than `narrow` pixels the right one stands under the left one. Both are measured, and
    dressed for that, at once: with its `parent` they need not be dressed again.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        left: QWidget,
        right: QWidget,
        *,
        share: float = 0.58,
        narrow: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._share, self._narrow = share, narrow
        self._panes = (left, right)
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
        if self._narrow:
            self._turn()
        # Also after the first time: a view that waits behind others begins much too small.
        if not self._settled and self.width() > 2:
            self._share_out()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self._narrow:
            return hint
        # As narrow as the wider of the two: by then they stand under each other.
        widest = max(pane.minimumSizeHint().width() for pane in self._panes)
        return QSize(min(hint.width(), widest), hint.height())

    def _turn(self) -> None:
        ways = Qt.Orientation
        way = ways.Vertical if self.width() < self._narrow else ways.Horizontal
        if way != self.orientation():
            self.setOrientation(way)
            self._share_out()

    def _share_out(self) -> None:
        upright = self.orientation() == Qt.Orientation.Vertical
        whole = self.height() if upright else self.width()
        first = round(whole * self._share)
        self.setSizes([first, whole - first])
