"""How a talk went: what was answered, what the customer said to it, and so on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.people.touchpoints import CHANNEL_LABELS
from core.voice.replies import ThreadLine
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge, layouts
from desktop.widgets.badge import Badge, Look
from desktop.widgets.label import Label
from desktop.widgets.long_words import LONGEST, words_to_read
from desktop.widgets.paper import Quote


class Talk(QWidget):
    """One turn under the other, the first one on top; hidden while there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: list[ThreadLine] = []
        self._turns = QVBoxLayout(self)
        self._turns.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        self._turns.setSpacing(theme.GRID * 2)
        self.hide()

    def show_lines(self, lines: Sequence[ThreadLine]) -> None:
        """Show other turns."""
        if list(lines) == self._shown:
            return
        self._shown = list(lines)
        layouts.empty(self._turns)
        for line in lines:
            self._turns.addWidget(_Turn(self._desk, line))
        self.setVisible(bool(lines))


class _Turn(QWidget):
    """Who spoke, when and by what; then the words."""

    def __init__(self, desk: Desk, line: ThreadLine) -> None:
        super().__init__()
        said = line.direction == "in"
        look = Look(_("Said"), "neutral", "quote") if said else badge.reply(line.status)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Badge(look, self))
        head.addWidget(Label(_when(desk, line), "caption", "soft", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        # The reason for no answer may be a sentence of our own.
        body = _(line.body) if line.status == "none" and line.body else line.body
        short = len(body) <= LONGEST
        column.addWidget(Quote(body) if said and short else words_to_read(body, look.text))


def _when(desk: Desk, line: ThreadLine) -> str:
    moment = formats.moment(line.at, desk.workspace.clock)
    if line.status == "none":
        return moment
    channel = _(CHANNEL_LABELS[line.channel])
    return _("{moment} · {channel}").format(moment=moment, channel=channel)
