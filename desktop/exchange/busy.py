"""While a file is looked at or brought in: what is done, how far it is, how long still."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.tasks import LongTask
from desktop.widgets.label import Label
from desktop.widgets.progress_bar import Watched
from desktop.widgets.sign import Sign

SIGN = 56
WIDEST = 420


class Busy(QWidget):
    """A sign, a sentence, the bar with the time left and a way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Label("", "heading", wrap=True)
        self._note = Label("", "body", "soft", wrap=True)
        self._watched = Watched(kind="plain", parent=self)
        self.stop = self._watched.stop
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(theme.GRID * 2)
        column.addStretch(2)
        column.addWidget(Sign("import", SIGN), 0, centre)
        for label in (self._sentence, self._note, self._watched.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._sentence, self._note, self._watched.bar, self._watched.text):
            part.setFixedWidth(WIDEST)
            column.addWidget(part, 0, centre)
        column.addWidget(self.stop, 0, centre)
        column.addStretch(3)

    def follow(self, task: LongTask, note: str = "") -> None:
        """Show a task from its beginning."""
        self._sentence.setText(task.title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._watched.follow(task)
