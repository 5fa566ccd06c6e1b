"""A line in a list of things to do: who, why, how urgent, and what can be done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from desktop import theme
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section
from desktop.widgets.tab_order import follow_layout

Act = Callable[[], object]
# Two hundred lines at once would hold the window up for a second.
PORTION = 20


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a press does at once; `name` is spoken and shown as a tip.

    It is a sign alone, unless `text` says it in a word.
    """

    icon: str
    name: str
    act: Act
    text: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One thing to do: a name that opens it, a sentence, a badge and quick actions.

    A `note` stands small under the sentence, which then goes on in as many lines as it needs.
    """

    name: str
    why: str
    opened: Act
    look: Look | None = None
    actions: Sequence[Action] = field(default_factory=tuple)
    note: str = ""


class Rows(Sequence[TaskRow]):
    """Makes a row of each record when it is asked for: of hundreds, a list shows a few."""

    def __init__(self, records: Sequence[Any], make: Callable[[Any], TaskRow]) -> None:
        self._records, self._make = records, make

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, at: int) -> TaskRow: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> TaskRow | Rows:
        if isinstance(at, slice):
            return Rows(self._records[at], self._make)
        return self._make(self._records[at])


class _Line(QWidget):
    """Opens its row wherever it is pressed, but for the buttons of what can be done at once."""

    pressed = Signal()

    def __init__(self, row: TaskRow) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pressed.connect(lambda: row.opened())
        self.setAccessibleName(f"{row.name}: {row.why} {row.note}".strip())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Button(row.name, row.opened, kind="link"), 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addLayout(words, 1)
        if row.look is not None:
            line.addWidget(Badge(row.look))
        for action in row.actions:
            line.addWidget(_button(action))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID, theme.GRID)
        whole.setSpacing(0)
        whole.addLayout(line)
        # With a note both sentences go on under the badge, where they have room.
        below = whole if row.note else words
        if not row.note:
            below.addWidget(ElidedLabel(row.why, "body", "soft"))
        else:
            below.addWidget(Label(row.why, "body", "soft", wrap=True))
            below.addWidget(ElidedLabel(row.note, "caption", "soft"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Taken, so that the release comes here also where a label was pressed.
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


class TaskList(Section):
    """A section of such lines on a card; the rest comes on request, a portion at a time."""

    def __init__(self, title: str, nothing: str, *, shown: int = 5) -> None:
        super().__init__(title)
        self._nothing = nothing
        self._shown = shown
        self._rows: Sequence[TaskRow] = ()
        self._card = Card(padding=0)
        self._card.body.setSpacing(0)
        # Lists side by side begin at one height, whether or not a button stands in the head.
        self._head.addStrut(theme.GRID * 4)
        self.add(self._card)

    def show_rows(self, rows: Sequence[TaskRow], count: int | None = None) -> None:
        """Show these lines; `count` is how many there are in all."""
        self._rows = rows
        self.set_count((len(rows) if count is None else count) or None)
        self._fill()

    def _show_more(self) -> None:
        # Stays so while one works down the list, which is filled anew after every press.
        self._shown += PORTION
        self._fill()
        follow_layout(self)

    def _fill(self) -> None:
        empty(self._card.body)
        # Put into the window one by one, each line would have the whole page laid out anew.
        pile = QWidget()
        column = QVBoxLayout(pile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, row in enumerate(self._rows[: self._shown]):
            if number:
                column.addWidget(_rule())
            column.addWidget(_Line(row))
        rest = len(self._rows) - self._shown
        if not self._rows:
            column.addWidget(_quiet(self._nothing))
        elif rest > 0:
            column.addWidget(_rule())
            column.addWidget(Button(_more(rest), self._show_more, kind="quiet"))
        self._card.add(pile)


def _more(rest: int) -> str:
    if rest <= PORTION:
        return _("Show all")
    return ngettext("Show {n} more", "Show {n} more", PORTION).format(n=PORTION)


def _button(action: Action) -> QPushButton:
    if not action.text:
        return IconButton(action.icon, action.name, action.act)
    button = Button(action.text, action.act, tip=action.name)
    button.setAccessibleName(action.name)
    return button


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("shape", "rule")
    rule.setFixedHeight(1)
    return rule


def _quiet(sentence: str) -> QWidget:
    label = Label(sentence, "body", "soft", wrap=True)
    label.setContentsMargins(theme.GRID * 2, theme.GRID * 2, theme.GRID * 2, theme.GRID * 2)
    return label
