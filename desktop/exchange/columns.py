"""What each column of a file becomes, and changing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.exchange.imports import Column
from core.i18n import _, ngettext
from core.text import shorten
from desktop import theme
from desktop.exchange import words
from desktop.exchange.looking import Seen
from desktop.widgets.button import Button
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.fields import ChoiceField
from desktop.widgets.scroll_pane import ScrollPane

# More lines than this are made only when they are asked for.
MOST_AT_ONCE = 40
EXAMPLE = 60
CHOICE = 200
# A line narrower than this has no room for a heading beside its choice.
NARROW = CHOICE + 120


class _Line(QWidget):
    def __init__(self, column: Column, example: str, choices: list[tuple[object, str]]) -> None:
        super().__init__()
        self.choice = ChoiceField(choices)
        self.choice.setAccessibleName(_("{column} becomes").format(column=column.heading))
        self.choice.setFixedWidth(CHOICE)
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        for text, style, tone in ((column.heading, "strong", "ink"), (example, "caption", "soft")):
            words_column.addWidget(ElidedLabel(text, style, tone))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GRID // 2)
        self._row.addLayout(words_column, 1)
        self._row.addWidget(self.choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where both would be cut side by side, the choice goes below the words.
        across = QBoxLayout.Direction.LeftToRight
        below = QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if self.width() >= NARROW else below)


class ColumnList(ScrollPane):
    """Each column of a file with an example from it and the field that it becomes."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(spacing=theme.GAP)
        self.setAccessibleName(_("What each column becomes"))
        self._shape: tuple[object, ...] = ()
        self._lines: dict[str, _Line] = {}
        self._most = MOST_AT_ONCE
        self._seen: Seen | None = None

    def show_seen(self, seen: Seen) -> None:
        """Show the columns of a file; the same ones stay where they are."""
        self._seen = seen
        shape = (seen.question.path, seen.sheet, seen.kind, tuple(c.heading for c in seen.columns))
        if shape != self._shape:
            self._shape, self._most = shape, MOST_AT_ONCE
            self._build(seen)
            self.go_up()
        for column in seen.columns[: self._most]:
            self._lines[column.heading].choice.set_value(column.field)

    def go_to(self, heading: str) -> None:
        """Bring a column into view and lead the keyboard to its choice."""
        if heading not in self._lines and self._seen is not None:
            self._show_all(self._seen)
        if heading in self._lines:
            line = self._lines[heading]
            self.ensureWidgetVisible(line, 0, theme.GRID)
            line.choice.setFocus()

    def choice(self, heading: str) -> ChoiceField:
        """The choice beside a column."""
        return self._lines[heading].choice

    def _build(self, seen: Seen) -> None:
        self.clear()
        self._lines.clear()
        choices: list[tuple[object, str]] = [
            (name, words.field(name, seen.kind)) for name in seen.choices()
        ]
        for at, column in enumerate(seen.columns[: self._most]):
            line = _Line(column, _example(seen, at), choices)
            line.choice.chosen.connect(partial(self._tell, column.heading))
            self._lines[column.heading] = line
            self.body.addWidget(line)
        left = len(seen.columns) - self._most
        if left > 0:
            text = ngettext("Show {n} more column", "Show {n} more columns", left).format(n=left)
            self.body.addWidget(Button(text, partial(self._show_all, seen), kind="quiet"))
        self.body.addStretch(1)

    def _show_all(self, seen: Seen) -> None:
        self._most = len(seen.columns)
        self._build(seen)
        for column in seen.columns:
            self._lines[column.heading].choice.set_value(column.field)

    def _tell(self, heading: str, field: object) -> None:
        self.chosen.emit(heading, str(field))


def _example(seen: Seen, at: int) -> str:
    """Something that stands in a column, so that its heading need not be understood."""
    found = (row[at].strip() for row in seen.rows if at < len(row))
    return shorten(next((text for text in found if text), _("empty here")), EXAMPLE)
