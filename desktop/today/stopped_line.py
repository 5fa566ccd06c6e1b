"""The calm line under those who are late: who stopped coming altogether, and the way to them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.button import Button, Slot
from desktop.widgets.label import Label


class StoppedLine(QWidget):
    """A sentence with its button; hidden while there is nothing to say."""

    def __init__(self, opened: Slot) -> None:
        super().__init__()
        self._words = Label("", "body", "soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 2, 0, theme.GRID, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._words, 1)
        row.addWidget(Button(_("Who they are"), opened, kind="quiet"))
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str) -> None:
        """Say another sentence; an empty one hides the line."""
        self._words.setText(text)
        self.setVisible(bool(text))
