"""A short list of names that can be added to, changed and hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the list; the note stands under the name, and `beside` at the end of it."""

    id: int
    text: str
    note: str = ""
    beside: str = ""
    tip: str = ""


class NameList(Card):
    """A card of names with what can be done to each."""

    add_asked = Signal()
    change_asked = Signal(int)
    hide_asked = Signal(int)

    def __init__(self, title: str, lead: str, add: str, nobody: str) -> None:
        super().__init__(title)
        self._nobody = nobody
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.GRID)
        self.add(Label(lead, "caption", "soft", wrap=True))
        self.body.addLayout(self._lines)
        self.add_button = Button(add, self.add_asked.emit, icon="add")
        self.buttons = FlowRow()
        self.buttons.add(self.add_button)
        self.add(self.buttons)

    def show_names(self, names: Sequence[Name]) -> None:
        """Show these names."""
        empty(self._lines)
        if not names:
            self._lines.addWidget(Label(self._nobody, "body", "soft", wrap=True))
        for name in names:
            self._lines.addWidget(self._line(name))

    def signs(self, name: Name) -> list[IconButton]:
        """What can be done to a name; a list may offer more."""
        change = _("Change “{name}”").format(name=name.text)
        hide = _("Hide “{name}”").format(name=name.text)
        return [
            IconButton("edit", change, partial(self.change_asked.emit, name.id)),
            IconButton("archive", hide, partial(self.hide_asked.emit, name.id)),
        ]

    def _line(self, name: Name) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name.text, "body"))
        if name.note:
            note = ElidedLabel(name.note, "caption", "soft")
            words.addWidget(note)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(words, 1)
        if name.beside:
            beside = Label(name.beside, "caption", "soft")
            beside.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
            beside.setToolTip(name.tip)
            row.addWidget(beside)
        for sign in self.signs(name):
            row.addWidget(sign)
        return line
