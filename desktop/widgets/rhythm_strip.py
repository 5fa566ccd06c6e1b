"""A rhythm on a time line: days that were and are booked, the window expected, closures, today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.label import Label

SHOWN_DAYS = 730
FEWEST_DAYS = 182
AHEAD_DAYS = 366
_MARGIN_DAYS = 14
_TOP, _BAND, _AXIS = 18, 36, 18
_SIDE = 8
_REACH = 10
_DOT, _SMALL = 5.0, 3.5
# So little room between two dots, and they are drawn smaller.
_CROWDED = 9
_LABEL_ROOM = 52
_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class Dot:
    """One day; the kind is "came", "booked", "missed" or "cancelled".

    `told` says all of it when it is asked: there may be thousands.
    """

    on: date
    kind: str
    told: Callable[[], str]
    target: object = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included, and what they are."""

    since: date
    until: date
    told: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a strip shows; `summary` says it in words, dots stand in the order of days."""

    dots: Sequence[Dot]
    today: date
    expected: Span | None
    shut: Sequence[Span]
    summary: str


class RhythmStrip(QWidget):
    """Arrows walk along the dots, Enter opens one; what one stands on is told underneath."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ""
        self.line = _Line()
        self._told = Label("", "caption", "soft", wrap=True)
        self.line.stood_on.connect(lambda told: self._told.setText(told or self._summary))
        self.line.picked.connect(self.picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.line)
        column.addWidget(self._told)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        """Show another rhythm; one without any day is only told."""
        self._summary = rhythm.summary
        self.line.setVisible(bool(rhythm.dots))
        self.line.show_rhythm(rhythm)
        self._told.setText(rhythm.summary)


class _Line(QWidget):
    stood_on = Signal(str)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rhythm: Rhythm | None = None
        self._first = self._last = date.min
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, _TOP + _BAND + _AXIS)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def show_rhythm(self, rhythm: Rhythm) -> None:
        self._first, self._last = days_shown(rhythm)
        seen = [dot for dot in rhythm.dots if self._first <= dot.on <= self._last]
        self._rhythm = Rhythm(seen, rhythm.today, rhythm.expected, rhythm.shut, rhythm.summary)
        self._at = None
        self.setAccessibleName(_("Rhythm: {summary}").format(summary=rhythm.summary))
        self.setAccessibleDescription("")
        self.update()

    def x_of(self, on: date) -> float:
        """Where the middle of a day stands."""
        whole = max(1, (self._last - self._first).days)
        return _SIDE + (self.width() - 2 * _SIDE) * (on - self._first).days / whole

    def dot_at(self, x: float) -> int | None:
        """The number of the dot nearest to a place, if one is near enough to be meant."""
        dots = self._dots()
        near = min(range(len(dots)), key=lambda n: abs(self.x_of(dots[n].on) - x), default=None)
        if near is None or abs(self.x_of(dots[near].on) - x) > _REACH:
            return None
        return near

    def _dots(self) -> Sequence[Dot]:
        return self._rhythm.dots if self._rhythm else ()

    def _stand_on(self, number: int | None) -> None:
        if number == self._at:
            return
        self._at = number
        told = self._dots()[number].told() if number is not None else ""
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        self.stood_on.emit(told)
        self.update()

    def _pick(self) -> None:
        if self._at is not None:
            self.picked.emit(self._dots()[self._at].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._dots()) - 1
        here = last if self._at is None else self._at
        places = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        elif event.key() in places and last >= 0:
            self._stand_on(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self._dots() and event.reason() != Qt.FocusReason.MouseFocusReason:
            assert self._rhythm is not None
            days = [dot.on for dot in self._dots()]
            self._stand_on(max(0, bisect_left(days, self._rhythm.today + timedelta(1)) - 1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stand_on(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stand_on(self.dot_at(event.position().x()))
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(Qt.CursorShape.ArrowCursor if self._at is None else hand)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stand_on(self.dot_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._stand_on(None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(event.pos().x()), self)
            return True
        return super().event(event)

    def told_at(self, x: float) -> str:
        """What is said of a place: its dot, else the closure or the window that it lies in."""
        number = self.dot_at(x)
        if number is not None:
            return self._dots()[number].told()
        if self._rhythm is None:
            return ""
        spans = [*self._rhythm.shut, *filter(None, [self._rhythm.expected])]
        lying = (s for s in spans if self.x_of(s.since) - 4 <= x <= self.x_of(s.until) + 4)
        return next((span.told for span in lying), "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._rhythm is None or not self._rhythm.dots:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        for span in self._rhythm.shut:
            self._paint_shut(painter, span)
        if self._rhythm.expected is not None:
            self._paint_expected(painter, self._rhythm.expected)
        self._paint_axis(painter)
        self._paint_today(painter, self._rhythm.today)
        self._paint_dots(painter)

    def _band(self, span: Span) -> QRectF:
        left = self.x_of(max(span.since, self._first))
        right = self.x_of(min(span.until, self._last))
        return QRectF(left - 2, _TOP, max(4.0, right - left + 4), _BAND)

    def _paint_shut(self, painter: QPainter, span: Span) -> None:
        if span.until < self._first or span.since > self._last:
            return
        band = self._band(span)
        painter.fillRect(band, theme.color("neutral_soft"))
        hatch = theme.color("edge")
        hatch.setAlpha(90)
        painter.fillRect(band, QBrush(hatch, Qt.BrushStyle.BDiagPattern))

    def _paint_expected(self, painter: QPainter, span: Span) -> None:
        if span.since > self._last:
            return
        painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(self._band(span).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_axis(self, painter: QPainter) -> None:
        middle = _TOP + _BAND / 2
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        metrics = QFontMetricsF(painter.font())
        for on, text in marks(self._first, self._last, (self.width() - 2 * _SIDE) / _LABEL_ROOM):
            x = self.x_of(on)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, _TOP + _BAND - 4), QPointF(x, _TOP + _BAND + 2))
            painter.setPen(theme.color("ink_soft"))
            width = metrics.horizontalAdvance(text)
            left = min(max(0.0, x - width / 2), self.width() - width)
            painter.drawText(QPointF(left, _TOP + _BAND + _AXIS - 3), text)

    def _paint_today(self, painter: QPainter, today: date) -> None:
        x = self.x_of(today)
        painter.setPen(QPen(theme.color("ink"), 1))
        painter.drawLine(QPointF(x, _TOP - 2), QPointF(x, _TOP + _BAND))
        word = _("today")
        width = QFontMetricsF(painter.font()).horizontalAdvance(word)
        left = min(max(0.0, x - width / 2), self.width() - width)
        painter.drawText(QPointF(left, _TOP - 6), word)

    def _paint_dots(self, painter: QPainter) -> None:
        dots = self._dots()
        room = (self.width() - 2 * _SIDE) / max(1, len(dots))
        size = _SMALL if room < _CROWDED else _DOT
        middle = _TOP + _BAND / 2
        for dot in dots:
            paint_dot(painter, QPointF(self.x_of(dot.on), middle), dot.kind, size, room > size)
        if self._at is not None:
            centre = QPointF(self.x_of(dots[self._at].on), middle)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, size + 4, size + 4)
            paint_dot(painter, centre, dots[self._at].kind, size)


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


def days_shown(rhythm: Rhythm) -> tuple[date, date]:
    """The first and the last day of the line: mostly two years, and what lies ahead.

    Whoever was last here long ago is shown with her last year; a short past is not stretched
    over less than half a year.
    """
    today, dots = rhythm.today, rhythm.dots
    past = [dot.on for dot in dots if dot.on <= today]
    begin = _before(today, FEWEST_DAYS)
    if past:
        usual = min(_before(today, SHOWN_DAYS), _before(past[-1], SHOWN_DAYS // 2))
        begin = min(begin, max(usual, _before(past[0], _MARGIN_DAYS)))
    ahead = [today, *(dot.on for dot in dots)]
    if rhythm.expected is not None:
        ahead.append(rhythm.expected.until)
    furthest = _after(today, AHEAD_DAYS)
    end = max(day for day in ahead if day <= furthest)
    return begin, _after(end, _MARGIN_DAYS * 2)


def marks(first: date, last: date, most: float) -> list[tuple[date, str]]:
    """First days of months to write under a line, at most about so many, with their words."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _STEPS if months / step <= most), _STEPS[-1])
    found = []
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        year, month = divmod(number, 12)
        on = date(year, month + 1, 1)
        if number % step == 0 and first <= on <= last:
            found.append((on, str(year) if month == 0 else _month(on)))
    return found


def _month(on: date) -> str:
    return QLocale().standaloneMonthName(on.month, QLocale.FormatType.ShortFormat)


def _before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
