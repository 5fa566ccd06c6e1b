"""A palette at the chosen row: a few lines, each with the key that takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.label import Label
from desktop.widgets.list_keys import DIGIT_OF
from desktop.widgets.popover import Popover

# j and k walk, and n is what No answer needed is called by elsewhere.
KEYS = "1234567890abcdefghilmopqrstuvwxyz"
_CAP = 22
_LINES = 12
_WIDEST = 280


@dataclass(frozen=True, slots=True)
class PaletteLine:
    """One line: what it says, a quieter word beside it, and what taking it does."""

    text: str
    act: Callable[[], object]
    note: str = ""
    key: str = ""


class KeyPalette(Popover):
    """The first line is the best guess, which Enter takes; arrows, j and k walk."""

    def __init__(self, title: str, lines: Sequence[PaletteLine], parent: QWidget) -> None:
        super().__init__(title, parent, title=title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = _with_keys(lines)
        self.rows: list[_Row] = []
        grid = QGridLayout()
        grid.setSpacing(2)
        for number, line in enumerate(self.lines):
            row = _Row(line, partial(self._take, number))
            self.rows.append(row)
            grid.addWidget(row, number % _LINES, number // _LINES)
        self.body.addLayout(grid)
        hint = _("Enter takes the marked one, Escape leaves all as it is.")
        self.body.addWidget(Label(hint, "caption", "soft"))
        self._here = 0
        self._mark(0)

    @property
    def marked(self) -> PaletteLine:
        """The line that Enter takes."""
        return self.lines[self._here]

    def open_at_row(self, corner: QPoint, height: int = theme.ROW) -> None:
        """Open under the row whose lower left corner this is."""
        self.open_at(corner, height)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = event.key(), event.text().lower()
        typed = DIGIT_OF.get(letter, letter)
        last = len(self.lines) - 1
        taken = next((n for n, line in enumerate(self.lines) if typed and line.key == typed), None)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._here)
        elif taken is not None:
            self._take(taken)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_Tab):
            self._mark(min(last, self._here + 1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_K, Qt.Key.Key_Backtab):
            self._mark(max(0, self._here - 1))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return False  # Tab walks as the arrows do

    def _mark(self, number: int) -> None:
        self._here = number
        for at, row in enumerate(self.rows):
            row.set_marked(at == number)
        self.setAccessibleDescription(self.rows[number].accessibleName())

    def _take(self, number: int) -> None:
        act = self.lines[number].act
        self.close()
        act()


class _Row(QWidget):
    """The key as it stands on the keyboard, then the words."""

    def __init__(self, line: PaletteLine, slot: Callable[[], object]) -> None:
        super().__init__()
        self._key, self._slot, self._marked = line.key.upper(), slot, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{line.text}, {line.note}" if line.note else line.text)
        grid = QGridLayout(self)
        grid.setContentsMargins(_CAP + theme.GRID * 2, 5, theme.GRID, 5)
        grid.setHorizontalSpacing(theme.GRID * 2)
        words = ElidedLabel(line.text)
        wide = min(_WIDEST, words.fontMetrics().horizontalAdvance(line.text) + 4)
        words.setMinimumWidth(wide)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(words, 0, 0)
        grid.setColumnStretch(0, 1)
        if line.note:
            grid.addWidget(Label(line.note, "caption", "soft"), 0, 1)

    def set_marked(self, marked: bool) -> None:
        self._marked = marked
        self.update()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(theme.GRID * 26, theme.GRID * 4))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._slot()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._marked:
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        cap = QRectF(theme.GRID / 2 + 0.5, (self.height() - _CAP) / 2, _CAP, _CAP)
        painter.setPen(QPen(theme.color("edge")))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setFont(theme.font(theme.CAPTION, strong=True))
        painter.setPen(theme.color("ink"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


def _with_keys(lines: Sequence[PaletteLine]) -> list[PaletteLine]:
    """Each line with a key of its own, those that bring one keep it; the last may have none."""
    taken = {line.key for line in lines}
    free = iter(key for key in KEYS if key not in taken)
    return [
        line if line.key else PaletteLine(line.text, line.act, line.note, next(free, ""))
        for line in lines
    ]
