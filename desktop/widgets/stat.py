"""One number, big, with what it means and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.card import Card
from desktop.widgets.label import Label


class Stat(Card):
    """A card with a label, a number and a note; with `link` a click opens what is behind it."""

    def __init__(self, label: str, *, link: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(link=link, parent=parent)
        self._label = label
        self._value = Label("–", "display")
        self._value.setFont(theme.font(theme.DISPLAY, strong=True))
        self._note = Label("", "caption", "soft", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(theme.GRID // 4)
        self.body.addWidget(Label(label, "body", "soft", wrap=True))
        self.body.addWidget(self._value)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.setMinimumWidth(136)
        self._speak()

    def show_value(self, value: str, note: str = "", tone: str = "ink") -> None:
        """Show a number, already written out, and what it rests on."""
        self._value.setFont(theme.font(theme.DISPLAY, strong=True))
        self._show(value, note, tone)

    def show_too_few(self, note: str = "") -> None:
        """Say that there are too few to judge, instead of a number that would mislead."""
        self._value.setFont(theme.font(theme.HEADING, strong=True))
        self._show(_("Too few to judge"), note, "soft")

    def _show(self, value: str, note: str, tone: str) -> None:
        self._value.setText(value)
        self._value.set_tone(tone)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._label}: {self._value.text()}")
        self.setAccessibleDescription(self._note.text())
