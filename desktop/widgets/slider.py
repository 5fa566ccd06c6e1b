"""A slider between two numbers, with a mark where the value usually stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from desktop import theme

_KNOB = 9
_TRACK = 6
_MARK = 9


class Slider(QSlider):
    """Moves in steps by arrows, by whole pages of two steps, Home, End and the mouse.

    A value between two steps is kept as it is until somebody moves the knob.
    """

    changed = Signal(float)

    def __init__(self, name: str, most: float, step: float, usual: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._step, self._usual = step, usual
        self._exact = 0.0
        self.setRange(0, round(most / step))
        self.setSingleStep(1)
        self.setPageStep(2)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._move)

    def number(self) -> float:
        """The value that is shown."""
        return self._exact

    def show_number(self, value: float) -> None:
        """Show a value without telling anybody."""
        self.blockSignals(True)
        self.setValue(round(value / self._step))
        self.blockSignals(False)
        self._exact = value
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, theme.GRID * 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, theme.GRID * 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page must not change what it shows.
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        here = self._x(self._exact)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("neutral_soft"))
        painter.drawRoundedRect(self._track(self.width() - 2 * _KNOB), 3, 3)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(self._track(here - _KNOB), 3, 3)
        painter.setPen(QPen(theme.color("edge"), 2))
        usual = self._x(self._usual)
        painter.drawLine(QPointF(usual, middle - _MARK), QPointF(usual, middle + _MARK))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(theme.color("accent_soft"))
            painter.drawEllipse(QPointF(here, middle), _KNOB + 3, _KNOB + 3)
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(here, middle), _KNOB, _KNOB)

    def _track(self, width: float) -> QRectF:
        return QRectF(_KNOB, (self.height() - _TRACK) / 2, max(0.0, width), _TRACK)

    def _x(self, value: float) -> float:
        room = self.width() - 2 * _KNOB
        return _KNOB + room * value / (self.maximum() * self._step)

    def _follow(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            share = (event.position().x() - _KNOB) / max(1, self.width() - 2 * _KNOB)
            self.setValue(round(share * self.maximum()))

    def _move(self, steps: int) -> None:
        self._exact = steps * self._step
        self.update()
        self.changed.emit(self._exact)
