"""A place to drop a file on; a press chooses one instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.label import Label
from desktop.widgets.sign import Sign

SIGN = 48


class DropZone(QWidget):
    """A dashed field with a sign and two sentences; the page around it takes the drop."""

    clicked = Signal()

    def __init__(self, icon: str, sentence: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        words = Label(sentence, "heading")
        note = Label(hint, "body", "soft", wrap=True)
        for label in (words, note):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.GRID)
        column.addStretch(1)
        column.addWidget(Sign(icon, SIGN), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(words)
        column.addWidget(note)
        column.addStretch(1)

    def set_over(self, over: bool) -> None:
        """Show that a file hangs over the page and may be let go."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._over or self.hasFocus()
        pen = QPen(theme.color("focus" if lit else "edge"), 2 if lit else 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if self._over else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.CORNER, theme.CORNER)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
