"""A quiet bar with an offer: what it is about in words, and what can be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.sign import Sign

SIGN = 32


class OfferFrame(QFrame):
    """A sign, a sentence with `words` under it, and the buttons in a row."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "bar")
        self._said = ElidedLabel("", "strong")
        self.words = QVBoxLayout()
        self.words.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._said)
        words.addLayout(self.words)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID * 2, theme.GRID)
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(Sign(sign, SIGN))
        self._row.addLayout(words, 1)

    def add_buttons(self, *buttons: QWidget) -> None:
        """What can be done about it, at the right."""
        for button in buttons:
            self._row.addWidget(button)

    def say(self, sentence: str) -> None:
        """Say what is offered."""
        self._said.setText(sentence)
        self.setAccessibleName(sentence)
