"""Five columns, one for each fifth of the customers: how many of each came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.i18n import _
from desktop import theme

HEIGHT = 148
_WORDS = 20
_GAP = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A column: the share 0–1, written out above it; its tip tells what it rests on."""

    share: float
    text: str
    tip: str


class Stairs(QWidget):
    """Columns from the lowest scores at the left to the highest at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[Step] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other columns."""
        self._steps = steps
        self.setAccessibleName("\n".join(step.tip for step in steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = int(event.pos().x() / max(1.0, self._width() + _GAP))
            tip = self._steps[at].tip if 0 <= at < len(self._steps) else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - _WORDS - 2
        for number, step in enumerate(self._steps):
            self._paint_step(painter, number, step, floor)
        painter.setPen(theme.color("edge"))
        painter.drawLine(0, floor, self.width(), floor)
        painter.setPen(theme.color("ink_soft"))
        painter.setFont(theme.font(theme.CAPTION))
        words = QRectF(0, floor + 2, self.width(), _WORDS)
        bottom = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, bottom | Qt.AlignmentFlag.AlignLeft, _("lowest scores"))
        painter.drawText(words, bottom | Qt.AlignmentFlag.AlignRight, _("highest scores"))

    def _paint_step(self, painter: QPainter, number: int, step: Step, floor: int) -> None:
        left, width = number * (self._width() + _GAP), self._width()
        height = max(2.0, step.share * (floor - _WORDS - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        shade = theme.color("accent")
        shade.setAlpha(110 + 145 * (number + 1) // max(1, len(self._steps)))
        painter.setBrush(shade)
        painter.setClipRect(QRectF(left, 0, width, floor))
        # The foot is straight: its round corners lie under the line.
        painter.drawRoundedRect(QRectF(left, floor - height, width, height + 4), 4, 4)
        painter.setClipping(False)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(theme.BODY, strong=True, tabular=True))
        words = QRectF(left - _GAP / 2, floor - height - _WORDS, width + _GAP, _WORDS)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, step.text)

    def _width(self) -> float:
        count = max(1, len(self._steps))
        return (self.width() - _GAP * (count - 1)) / count
