"""What a page says when there is nothing to show, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.button import Button, Slot
from desktop.widgets.label import Label
from desktop.widgets.sign import Sign

SIDE = 56
WIDEST = 340
NARROWEST = 160
LOWEST_FOR_SIGN = 140


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
        self._sign = Sign(icon, SIDE)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        # In little room the sentence matters more than its sign.
        self._sign.setVisible(event.size().height() >= LOWEST_FOR_SIGN)

    def _measure(self) -> None:
        # A wrapped label in the middle of a layout would otherwise be cut to one narrow column.
        words = self._sentence
        room = max(NARROWEST, self.width() - theme.GRID * 4)
        width = min(WIDEST, room, words.fontMetrics().horizontalAdvance(words.text()) + 4)
        words.setFixedWidth(width)
        words.setFixedHeight(max(0, words.heightForWidth(width)))
