"""What hangs over a page while files are dragged across it: let go, and they are looked at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop import icons, theme

SIGN = 40


class DropVeil(QWidget):
    """A dashed field over the whole page; the mouse and the drag go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, part: QWidget | None) -> None:
        """Cover a part of the window, or nothing any more."""
        if part is None:
            self.hide()
            return
        self.setGeometry(QRect(part.mapTo(self.window(), QPoint()), part.size()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("canvas")
        ground.setAlphaF(0.9)
        painter.fillRect(self.rect(), ground)
        side = theme.GRID * 3
        box = QRectF(self.rect()).adjusted(side, side, -side, -side)
        pen = QPen(theme.color("focus"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(box, theme.CORNER, theme.CORNER)
        middle = box.center()
        sign = QRectF(middle.x() - SIGN / 2, middle.y() - SIGN - theme.GRID, SIGN, SIGN)
        icons.paint(painter, sign, "import", "accent")
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(theme.HEADING, strong=True))
        words = QRectF(box.left(), middle.y() + theme.GRID, box.width(), theme.ROW)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("Let go to look at the file"))
