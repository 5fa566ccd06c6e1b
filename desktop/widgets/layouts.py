"""Layouts: one that breaks its row like a line of text, and emptying any of them."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop import theme


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout, at any depth, and delete it."""
    while (taken := layout.takeAt(0)) is not None:
        widget, inner = taken.widget(), taken.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class Flow(QLayout):
    """Widgets side by side, going on in the next row where the first is full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(theme.GRID)

    def addItem(self, piece: QLayoutItem) -> None:
        self._pieces.append(piece)

    def count(self) -> int:
        return len(self._pieces)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._pieces[index] if 0 <= index < len(self._pieces) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._pieces.pop(index) if 0 <= index < len(self._pieces) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        sizes = [piece.sizeHint() for piece in self._pieces]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        width = sum(size.width() for size in sizes) + gaps
        return QSize(width, max((size.height() for size in sizes), default=0))

    def widths(self) -> list[int]:
        """How wide each piece would be; nought for one that is hidden."""
        return [piece.sizeHint().width() for piece in self._pieces]

    def minimumSize(self) -> QSize:
        least = QSize()
        for piece in self._pieces:
            least = least.expandedTo(piece.sizeHint())
        return least

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, room: QRect, move: bool) -> int:
        y = room.y()
        for row in self._rows(room.width()):
            x, height = room.x(), max(size.height() for _piece, size in row)
            for piece, size in row:
                if move:
                    middle = y + (height - size.height()) // 2
                    piece.setGeometry(QRect(QPoint(x, middle), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - room.y())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The pieces of each row; one that is wider than the row goes on in lines of its own."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for piece in self._pieces:
            if piece.isEmpty():
                continue  # a hidden one leaves no gap
            size = piece.sizeHint()
            if size.width() > width > 0 and piece.hasHeightForWidth():
                size = QSize(width, piece.heightForWidth(width))
            if not rows or (x and x + size.width() > width):
                rows.append([])
                x = 0
            rows[-1].append((piece, size))
            x += size.width() + self.spacing()
        return rows
