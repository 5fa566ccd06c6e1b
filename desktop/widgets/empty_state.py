"""What a page says when there is nothing to show, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.button import Button, Slot
from desktop.widgets.label import Label

SIDE = 56
WIDEST = 340


class _Sign(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(SIDE, SIDE)

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(QRectF(0, 0, SIDE, SIDE))
        icons.paint(painter, QRectF(14, 14, SIDE - 28, SIDE - 28), self._icon, "accent")


class EmptyState(QWidget):
    """A sign, one sentence and one button, in the middle of the empty room."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        action: str = "",
        slot: Slot | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign = _Sign(icon)
        self._sentence = Label(sentence, "body", "soft", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID * 3, theme.GRID * 2, theme.GRID * 3)
        column.setSpacing(theme.GRID * 2)
        column.addStretch(2)
        column.addWidget(self._sign, 0, centre)
        column.addWidget(self._sentence, 0, centre)
        if action:
            column.addWidget(Button(action, slot), 0, centre)
        column.addStretch(3)
        self._measure()

    def say(self, sentence: str, icon: str = "") -> None:
        """Say something else, such as that a search found nothing."""
        self._sentence.setText(sentence)
        self._measure()
        if icon:
            self._sign.show_icon(icon)

    def _measure(self) -> None:
        # A wrapped label in the middle of a layout would otherwise be cut to one narrow column.
        words = self._sentence
        width = min(WIDEST, words.fontMetrics().horizontalAdvance(words.text()) + 4)
        words.setFixedWidth(width)
        words.setFixedHeight(max(0, words.heightForWidth(width)))
