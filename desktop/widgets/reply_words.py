"""The words of an answer: a box that grows with them and tells when the owner leaves it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from core.i18n import _
from desktop.widgets.text_field import TextBox

FEWEST_LINES, MOST_LINES = 5, 9


class ReplyWords(TextBox):
    """As high as its words, within bounds; the Tab key leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Your answer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        lines = min(max(self._lines(), FEWEST_LINES), MOST_LINES)
        return QSize(240, self.fontMetrics().lineSpacing() * lines + 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _lines(self) -> int:
        """How many lines the words take at this width; more than are shown are not counted."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines < MOST_LINES:
            layout.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines
