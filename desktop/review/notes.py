"""The owner's notes of a review, beside every step, kept while they are typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.insight import quarterly_review
from core.insight.quarterly_review.pages import ReviewPages
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.label import Label
from desktop.widgets.text_field import TextBox

# Not much longer than a breath: whatever happens then, hardly a word is lost.
PAUSE_MS = 800


class _Paper(TextBox):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Notes(QWidget):
    """Kept at every pause and when the owner leaves them; one undo takes back one sitting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._quarter = ""
        self._kept = ""
        self.paper = _Paper()
        self.paper.setTabChangesFocus(True)
        self.paper.setAccessibleName(_("Notes"))
        self.paper.setPlaceholderText(_("What you notice on the way"))
        self.paper.left.connect(self.keep)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.paper.textChanged.connect(self._pause.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Label(_("Notes"), "strong"))
        column.addWidget(self.paper, 1)

    def show_pages(self, pages: ReviewPages) -> None:
        """Show the notes of a review, unless the owner is writing other ones just now."""
        writing = pages.quarter == self._quarter and self.paper.toPlainText() != self._kept
        self.paper.setReadOnly(pages.closed_at is not None)
        if writing and pages.closed_at is None:
            return
        self._quarter, self._kept = pages.quarter, pages.notes
        if self.paper.toPlainText() != pages.notes:
            self.paper.setPlainText(pages.notes)

    def keep(self) -> None:
        """Save the notes in the background if they have changed."""
        self._pause.stop()
        text = self.paper.toPlainText()
        if self.paper.isReadOnly() or not self._quarter or text.strip() == self._kept.strip():
            return
        self._kept = text
        shop, quarter = self._desk.workspace, self._quarter
        self._desk.tasks.write(lambda: quarterly_review.note(shop, quarter, text))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()
