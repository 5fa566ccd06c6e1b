"""One particular of one person, to be chosen with a click or the space bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop import icons, theme

_SIGN = 16
_SIDE = theme.GAP
_ABOVE = theme.GRID
_LINE_BREAK = "\u2028"
_ROUND = theme.SMALL_CORNER


class Value(QAbstractButton):
    """A box with a ring to tick; where there is nothing to choose, words with their sign."""

    def __init__(self, text: str, name: str, *, choosable: bool = True, sign: str = "same") -> None:
        super().__init__()
        self._choosable = choosable
        self._still = sign
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(choosable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, choosable)
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        fits = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._words(width)[1]
        return max(theme.ROW - 4, round(height) + 2 * _ABOVE)

    def sizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(max(140, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(110, theme.ROW - 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The scrolling pane around does not ask for heights; it keeps minimums.
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._choosable:
            self._paint_box(painter)
        self._paint_sign(painter)
        painter.setPen(theme.color("ink" if self.text() else "ink_soft"))
        layout, height = self._words(self.width())
        layout.draw(painter, QPointF(self._left(), (self.height() - height) / 2))

    def _paint_box(self, painter: QPainter) -> None:
        focused, chosen = self.hasFocus(), self.isChecked()
        edge = "focus" if focused else "accent" if chosen else "edge"
        ground = "accent_soft" if chosen else "raised" if self.underMouse() else "surface"
        width = 2.0 if focused else 1.0
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(theme.color(ground))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _paint_sign(self, painter: QPainter) -> None:
        sign = self._still if not self._choosable else "fine" if self.isChecked() else "open"
        role = "accent" if self.isChecked() or sign == "done" else "ink_soft"
        top = (self.height() - _SIGN) / 2
        if sign:
            icons.paint(painter, QRectF(self._indent(), top, _SIGN, _SIGN), sign, role)

    def _indent(self) -> int:
        return _SIDE

    def _left(self) -> int:
        return self._indent() + _SIGN + theme.GRID

    def _words(self, width: int) -> tuple[QTextLayout, float]:
        """The text broken into lines, also within a word that has no room, and its height."""
        # A text layout knows one paragraph, and breaks it only at this sign.
        text = self.text().replace("\n", _LINE_BREAK)
        layout = QTextLayout(text or "–", theme.font())
        how = QTextOption()
        how.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(how)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width - self._left() - self._indent()))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height
