"""A card: what belongs together, on one surface."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.label import Heading


class Card(QFrame):
    """A surface with a hairline; with `link` the whole card is one big button."""

    clicked = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        padding: int = theme.GRID * 2,
        link: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self.setProperty("shape", "card")
        self.setProperty("link", "true" if link else "false")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.GRID)
        if title:
            self.body.addWidget(Heading(title))
            self.setAccessibleName(title)
        if link:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end of the card; returns it."""
        self.body.addWidget(widget)
        return widget

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._link and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._link and pressed:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
