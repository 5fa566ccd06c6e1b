"""Bars for what was measured: a value with its margin, parts of a whole, and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

BAR = 14
_LINE = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, or one of several counts; `note` is written beside the count."""

    text: str
    count: int
    tone: str = "accent"
    note: str = ""


class _Painted(QWidget):
    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        painter.setPen(Qt.PenStyle.NoPen)
        return painter


class MarginScale(_Painted):
    """A value as a dot on its scale; the band around it is where the truth likely lies."""

    def __init__(self, least: float, most: float, marks: Sequence[tuple[float, str]]) -> None:
        super().__init__(BAR + _LINE + 4)
        self._least, self._most, self._marks = least, most, marks
        self._value: float | None = None
        self._band: tuple[float, float] | None = None

    def show_value(
        self, value: float | None, band: tuple[float, float] | None, spoken: str
    ) -> None:
        """Show a value and its 95 % interval, both in the scale's unit."""
        self._value, self._band = value, band
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._painter()
        middle = BAR / 2 + 1
        painter.setBrush(theme.color("neutral_soft"))
        track = QRectF(0, middle - 4, self.width(), 8)
        painter.drawRoundedRect(track, 4, 4)
        if self._band is not None:
            low, high = (self._x(end) for end in self._band)
            ground = theme.color("accent")
            ground.setAlpha(90)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(low, middle - 4, max(8, high - low), 8), 4, 4)
        if self._value is not None:
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QPointF(self._x(self._value), middle), 7, 7)
        self._paint_marks(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setPen(theme.color("ink_soft"))
        metrics = QFontMetricsF(painter.font())
        for at, text in self._marks:
            width = metrics.horizontalAdvance(text) + 2
            left = min(max(0.0, self._x(at) - width / 2), self.width() - width)
            box = QRectF(left, BAR + 4, width, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    def _x(self, value: float) -> float:
        share = (min(max(value, self._least), self._most) - self._least) / (
            self._most - self._least
        )
        return 8 + share * (self.width() - 16)


class PartsBar(_Painted):
    """Parts of a whole side by side in one bar; their words stand under them as a key."""

    def __init__(self) -> None:
        super().__init__(BAR + _LINE + 4)
        self._parts: Sequence[Part] = ()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts, from left to right."""
        self._parts = parts
        self.setAccessibleName(", ".join(f"{part.text} {part.note}" for part in parts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._painter()
        whole = sum(part.count for part in self._parts) or 1
        left, key = 0.0, 0.0
        metrics = QFontMetricsF(painter.font())
        for part in self._parts:
            width = part.count / whole * self.width()
            tone = theme.ink_of(part.tone)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            if part.count:
                painter.drawRoundedRect(QRectF(left, 0, max(3.0, width - 2), BAR), 3, 3)
            painter.drawEllipse(QRectF(key, BAR + 10, 8, 8))
            painter.setPen(theme.color("ink_soft"))
            words = f"{part.text}  {part.note}"
            advance = metrics.horizontalAdvance(words) + 2
            box = QRectF(key + 14, BAR + 4, advance, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            left += width
            key += advance + 32


class CountBars(_Painted):
    """One bar for each count, its words at the left and the number at the right."""

    def __init__(self) -> None:
        super().__init__(0)
        self._parts: Sequence[Part] = ()
        self._row = BAR + theme.GAP

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other counts, from top to bottom."""
        self._parts = parts
        self._height = len(parts) * self._row
        self.setAccessibleName(", ".join(f"{part.text} {part.note}" for part in parts))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._painter()
        painter.setFont(theme.font(theme.BODY, tabular=True))
        metrics = QFontMetricsF(painter.font())
        most = max((part.count for part in self._parts), default=0) or 1
        words = self._widest([part.text for part in self._parts], metrics, 0.4)
        notes = self._widest([part.note for part in self._parts], metrics, 0.3)
        room = max(0.0, self.width() - words - notes - 2 * theme.GAP)
        for row, part in enumerate(self._parts):
            top = row * self._row
            text = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, words)
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(0, top, words, self._row), Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink_of(part.tone))
            width = part.count / most * room
            if part.count:
                bar = QRectF(words + theme.GAP, top + theme.GAP / 2, max(3.0, width), BAR)
                painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(theme.color("ink_soft"))
            at = words + theme.GAP + width + (theme.GRID if part.count else 0)
            painter.drawText(
                QRectF(at, top, notes + 2, self._row), Qt.AlignmentFlag.AlignVCenter, part.note
            )

    def _widest(self, texts: Sequence[str], metrics: QFontMetricsF, most: float) -> float:
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        return min(widest + 2, most * self.width())
