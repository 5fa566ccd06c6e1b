"""A rhythm on a time line: days that were and are booked, the window expected, closures, today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.label import Label
from desktop.widgets.rhythm_days import Dot, Rhythm, Scale, days_shown
from desktop.widgets.rhythm_painting import HEIGHT, Painting

_REACH = 10


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
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

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
        return self._scale().x_of(on)

    def _scale(self) -> Scale:
        return Scale(self._first, self._last, self.width())

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
        if self._rhythm is not None and self._rhythm.dots:
            Painting(QPainter(self), self._rhythm, self._scale(), self._at).paint()
