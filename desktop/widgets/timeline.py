"""What happened with a customer, newest first: a sign, when, and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from desktop import icons, theme
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty

_SIGN = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; a target makes it a link."""

    icon: str
    when: str
    title: str
    text: str = ""
    tone: str = "neutral"
    look: Look | None = None
    target: object = None


class _Thread(QWidget):
    """The sign of an entry on the line that joins it to the next."""

    def __init__(self, entry: Entry, last: bool) -> None:
        super().__init__()
        self._entry = entry
        self.last = last
        self.setFixedWidth(_SIGN)
        self.setMinimumHeight(_SIGN + theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.last:
            painter.fillRect(
                QRectF(_SIGN / 2 - 0.5, _SIGN + 4, 1, self.height() - _SIGN - 8),
                theme.color("line"),
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ground_of(self._entry.tone))
        painter.drawEllipse(QRectF(0, 0, _SIGN, _SIGN))
        role = theme.TONES[self._entry.tone][0]
        icons.paint(painter, QRectF(8, 8, _SIGN - 16, _SIGN - 16), self._entry.icon, role)


class _Happening(Card):
    def __init__(self, entry: Entry, last: bool) -> None:
        super().__init__(padding=0, link=entry.target is not None)
        self.setProperty("shape", "entry")
        self.setAccessibleName(f"{entry.when}: {entry.title}")
        self.thread_line = _Thread(entry, last)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Label(entry.title, "strong", wrap=True), 1)
        if entry.look is not None:
            head.addWidget(Badge(entry.look))
        head.addWidget(Label(entry.when, "caption", "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setContentsMargins(0, 6, theme.GRID // 2, theme.GRID * 2)
        words.setSpacing(2)
        words.addLayout(head)
        if entry.text:
            words.addWidget(Label(entry.text, "body", "soft", wrap=True))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.GRID // 2, 2, theme.GRID // 2, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.thread_line)
        row.addLayout(words, 1)
        self.body.addLayout(row)


class Timeline(QFrame):
    """Entries one under the other; a long story is shown a slice at a time."""

    picked = Signal(object)

    def __init__(self, portion: int = 50, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portion = portion
        self._entries: Sequence[Entry] = ()
        self._shown = 0
        self._last: _Happening | None = None
        self.setAccessibleName(_("What happened"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._older = Button(_("Show older"), self._show_more, kind="quiet", icon="down")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._rows)
        whole.addWidget(self._older)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show another story, its newest entry first."""
        empty(self._rows)
        self._last = None
        self._entries, self._shown = entries, 0
        self._show_more()

    def _show_more(self) -> None:
        if self._last is not None:
            self._last.thread_line.last = False
        upto = min(self._shown + self._portion, len(self._entries))
        for number in range(self._shown, upto):
            self._rows.addWidget(self._make(self._entries[number], number == upto - 1))
        self._shown = upto
        self._older.setVisible(upto < len(self._entries))

    def _make(self, entry: Entry, last: bool) -> _Happening:
        row = _Happening(entry, last)
        row.clicked.connect(lambda: self.picked.emit(entry.target))
        self._last = row
        return row
