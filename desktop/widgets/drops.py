"""Files dropped on a part of the window: it is told what hangs over it and what was let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


class Drops(QObject):
    """Takes files for a widget: `over` while they hang above it, `dropped` with their paths."""

    over = Signal(bool)
    dropped = Signal(list)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self.over.emit(False)
        elif kind in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            self._take(event, kind == QEvent.Type.Drop)
            return True
        return False

    def _take(self, event: QDropEvent, let_go: bool) -> None:
        # Behind an open dialog nothing moves.
        asked = QApplication.activeModalWidget() is not None
        files = [] if asked else files_in(event.mimeData())
        self.over.emit(bool(files) and not let_go)
        if not files:
            event.ignore()
            return
        event.acceptProposedAction()
        if let_go:
            # The window that the files came from has the keyboard.
            self._widget.window().activateWindow()
            self.dropped.emit(files)


def files_in(dropped: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dropped."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
