"""A small window over the page, beside what opened it: Escape or a click elsewhere closes it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.label import Label


class Popover(QFrame):
    """A surface with a hairline; the focus goes back to where it was."""

    def __init__(self, name: str, parent: QWidget, *, title: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._opener = parent
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        side = theme.GRID * 2
        self.body.setContentsMargins(side, theme.GAP, side, side)
        self.body.setSpacing(theme.GRID)
        if title:
            self.body.addWidget(Label(title, "strong"))

    def open_below(self, part: QWidget) -> None:
        """Open with the left edges in line, inside the screen."""
        self.open_at(part.mapToGlobal(QPoint(0, part.height() + 4)), part.height() + 8)

    def open_at(self, corner: QPoint, height: int = 0) -> None:
        """Open with the upper left corner there; above by so much where there is no room below."""
        self._before = self._opener.window().focusWidget() or self._opener
        self.adjustSize()
        size = self.sizeHint()
        room = self._opener.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - size.width()))
        top = corner.y()
        if top + size.height() > room.bottom():
            top = max(room.top(), top - size.height() - height)
        self.move(left, top)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(QPen(theme.color("edge")))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
