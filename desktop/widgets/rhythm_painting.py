"""A rhythm painted: closures, the window expected, months, today, and a dot for each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from core.i18n import _
from desktop import theme
from desktop.widgets.rhythm_days import Rhythm, Scale, Span, marks

_TOP, _BAND, _AXIS = 18, 36, 18
HEIGHT = _TOP + _BAND + _AXIS
_DOT, _SMALL = 5.0, 3.5
# So little room between two dots, and they are drawn smaller.
_CROWDED = 9
_LABEL_ROOM = 52


@dataclass(frozen=True, slots=True)
class Painting:
    """One rhythm on one scale; `at` is the number of the dot that somebody stands on."""

    painter: QPainter
    rhythm: Rhythm
    scale: Scale
    at: int | None

    def paint(self) -> None:
        """From the ground up, so that dots lie on top."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setFont(theme.font(theme.CAPTION))
        for span in self.rhythm.shut:
            self._paint_shut(span)
        if self.rhythm.expected is not None:
            self._paint_expected(self.rhythm.expected)
        self._paint_axis()
        self._paint_today(self.rhythm.today)
        self._paint_dots()

    def _band(self, span: Span) -> QRectF:
        left = self.scale.x_of(max(span.since, self.scale.first))
        right = self.scale.x_of(min(span.until, self.scale.last))
        return QRectF(left - 2, _TOP, max(4.0, right - left + 4), _BAND)

    def _paint_shut(self, span: Span) -> None:
        if span.until < self.scale.first or span.since > self.scale.last:
            return
        band = self._band(span)
        self.painter.fillRect(band, theme.color("neutral_soft"))
        hatch = theme.color("edge")
        hatch.setAlpha(90)
        self.painter.fillRect(band, QBrush(hatch, Qt.BrushStyle.BDiagPattern))

    def _paint_expected(self, span: Span) -> None:
        if span.since > self.scale.last:
            return
        self.painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        self.painter.setBrush(theme.color("accent_soft"))
        self.painter.drawRoundedRect(self._band(span).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_axis(self) -> None:
        middle = _TOP + _BAND / 2
        self.painter.setPen(QPen(theme.color("line"), 1))
        self.painter.drawLine(QPointF(0, middle), QPointF(self.scale.width, middle))
        metrics = QFontMetricsF(self.painter.font())
        for on, text in marks(self.scale.first, self.scale.last, self.scale.room / _LABEL_ROOM):
            x = self.scale.x_of(on)
            self.painter.setPen(QPen(theme.color("line"), 1))
            self.painter.drawLine(QPointF(x, _TOP + _BAND - 4), QPointF(x, _TOP + _BAND + 2))
            self.painter.setPen(theme.color("ink_soft"))
            width = metrics.horizontalAdvance(text)
            left = min(max(0.0, x - width / 2), self.scale.width - width)
            self.painter.drawText(QPointF(left, _TOP + _BAND + _AXIS - 3), text)

    def _paint_today(self, today: date) -> None:
        x = self.scale.x_of(today)
        self.painter.setPen(QPen(theme.color("ink"), 1))
        self.painter.drawLine(QPointF(x, _TOP - 2), QPointF(x, _TOP + _BAND))
        word = _("today")
        width = QFontMetricsF(self.painter.font()).horizontalAdvance(word)
        left = min(max(0.0, x - width / 2), self.scale.width - width)
        self.painter.drawText(QPointF(left, _TOP - 6), word)

    def _paint_dots(self) -> None:
        dots = self.rhythm.dots
        room = self.scale.room / max(1, len(dots))
        size = _SMALL if room < _CROWDED else _DOT
        middle = _TOP + _BAND / 2
        for dot in dots:
            paint_dot(
                self.painter, QPointF(self.scale.x_of(dot.on), middle), dot.kind, size, room > size
            )
        if self.at is not None:
            centre = QPointF(self.scale.x_of(dots[self.at].on), middle)
            self.painter.setPen(QPen(theme.color("focus"), 2))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawEllipse(centre, size + 4, size + 4)
            paint_dot(self.painter, centre, dots[self.at].kind, size)


def paint_dot(painter: QPainter, at: QPointF, kind: str, size: float, apart: bool = True) -> None:
    """Draw a day: full when she came, a ring when booked, a cross when missed, a dash when off.

    Dots that are not `apart` have no rim, which would hide those beneath.
    """
    if kind == "came":
        painter.setPen(QPen(theme.color("surface"), 1) if apart else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(at, size, size)
    elif kind == "booked":
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(at, size - 0.5, size - 0.5)
    elif kind == "missed":
        painter.setPen(QPen(theme.color("warning"), 2))
        across = QPointF(size - 1, size - 1)
        painter.drawLine(at - across, at + across)
        up = QPointF(size - 1, 1 - size)
        painter.drawLine(at - up, at + up)
    else:
        painter.setPen(QPen(theme.color("edge"), 2))
        painter.drawLine(at - QPointF(size - 1, 0), at + QPointF(size - 1, 0))
