"""Where one types: words may be dropped there, files go on to whatever takes files."""

from __future__ import annotations

from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.widgets.drops import files_in


class TextLine(QLineEdit):
    """A line to type in; a file let go above it is not pasted as its path."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


class TextBox(QPlainTextEdit):
    """A box for some lines; a file let go above it is not pasted as its path."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)
