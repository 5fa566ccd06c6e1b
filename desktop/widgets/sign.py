"""A large sign on a soft round ground, over a sentence that stands by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import icons, theme


class Sign(QWidget):
    """A circle of `side` pixels with an icon in its middle half."""

    def __init__(self, icon: str, side: int) -> None:
        super().__init__()
        self._icon = icon
        self._side = side
        self.setFixedSize(side, side)

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(QRectF(0, 0, self._side, self._side))
        inset, half = self._side / 4, self._side / 2
        icons.paint(painter, QRectF(inset, inset, half, half), self._icon, "accent")
