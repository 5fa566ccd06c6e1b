"""The picture of a chart in the window: it knows its marks, lights them up and answers clicks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.widgets.drawing import Drawing, Mark


class ChartCanvas(QWidget):
    """Paints a drawing; one of its marks can be lit, by the pointer or from the keyboard."""

    outgrown = Signal()
    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.lit = -1
        self._by_keyboard = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another picture; the mark that was lit stays so if it opens the same."""
        kept = self.lit_mark
        self.drawing = drawing
        self.lit = -1
        if kept is not None and drawing is not None:
            opens = [mark.target for mark in drawing.marks]
            self.lit = opens.index(kept.target) if kept.target in opens else -1
        self.update()

    @property
    def marks(self) -> list[Mark]:
        """What can be opened in the picture in view."""
        return list(self.drawing.marks) if self.drawing is not None else []

    @property
    def lit_mark(self) -> Mark | None:
        """The mark that is lit, if one is."""
        return self.marks[self.lit] if 0 <= self.lit < len(self.marks) else None

    def light(self, number: int) -> None:
        """Light a mark from the keyboard: bring it into view and say what it is."""
        self.lit, self._by_keyboard = number, True
        self.update()
        mark = self.lit_mark
        if mark is None:
            return
        area = self._area()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None:
            at = self.mapTo(inside, mark.box.center().toPoint())
            area.ensureVisible(at.x(), at.y(), 0, theme.GRID * 12)
        corner = self.mapToGlobal(mark.box.bottomLeft().toPoint())
        QToolTip.showText(corner + QPoint(0, theme.GRID // 2), mark.tip, self)

    def step(self, across: int, down: int) -> bool:
        """Light the next mark: along the row as it was drawn, or the nearest above or below."""
        marks = self.marks
        if not marks:
            return False
        if across or self.lit_mark is None:
            start = self.lit if self.lit_mark is not None else (-1 if across >= 0 else 0)
            self.light((start + (across or 1)) % len(marks))
            return True
        found = _nearest(marks, self.lit, down)
        if found >= 0:
            self.light(found)
        return found >= 0

    def put_out(self) -> None:
        """Light no mark."""
        if self.lit >= 0:
            self.lit = -1
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.drawing.image)
        mark = self.lit_mark
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._outline(painter, mark.box)

    def _outline(self, painter: QPainter, box: QRectF) -> None:
        """A dark line with a light one inside: seen on every colour of a mark."""
        wide = 2.0 if self._by_keyboard else 1.2
        around = box.adjusted(-2, -2, 2, 2).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("surface"), wide + 2))
        painter.drawRoundedRect(around, 3, 3)
        painter.setPen(QPen(theme.color("ink"), wide))
        painter.drawRoundedRect(around, 3, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outgrown.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event)
        if found != self.lit or self._by_keyboard:
            self.lit, self._by_keyboard = found, False
            self.update()
        mark = self.lit_mark
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if mark is not None else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), mark.tip if mark else "", self)

    def leaveEvent(self, event: object) -> None:
        if not self._by_keyboard:
            self.put_out()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._under(event)
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.marks[number].target)

    def _under(self, event: QMouseEvent) -> int:
        if self.drawing is None:
            return -1
        return self.drawing.at(event.position().x(), event.position().y())

    def _area(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above


def _nearest(marks: list[Mark], lit: int, down: int) -> int:
    """The mark above (−1) or below (1) that is least far to the side; −1 without any."""
    here = marks[lit].box.center()
    best, least = -1, float("inf")
    for number, mark in enumerate(marks):
        there = mark.box.center()
        rise = (there.y() - here.y()) * down
        if rise <= 1:
            continue
        far = rise + 4 * abs(there.x() - here.x())
        if far < least:
            best, least = number, far
    return best
