"""A quiet bar under the list while several voices are chosen: what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from desktop import formats, theme
from desktop.widgets.button import Button, IconButton
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label


@dataclass(frozen=True, slots=True)
class BulkAction:
    """What can be done with the chosen voices, and its key."""

    text: str
    icon: str
    key: str
    act: Callable[[], object]


class BulkBar(QFrame):
    """Hidden until more than one voice is chosen, or x began to choose."""

    def __init__(
        self,
        actions: Sequence[BulkAction],
        choose_all: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("shape", "bar")
        self.setAccessibleName(_("For all chosen voices"))
        self._count = Label("", "strong")
        self.all = Button("", choose_all, kind="quiet")
        self.leave = IconButton("close", _("Choose only one again (Escape)"), leave)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._count)
        head.addWidget(self.all)
        head.addStretch(1)
        head.addWidget(self.leave)
        self.buttons = [
            Button(each.text, each.act, kind="quiet", icon=each.icon, tip=each.key)
            for each in actions
        ]
        row = FlowRow(spacing=0)
        for button in self.buttons:
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(row)
        self.hide()

    def show_chosen(self, count: int, of: int, picking: bool) -> None:
        """Say how many of how many are chosen; one alone is shown only if x chose it."""
        shown = count > (0 if picking else 1)
        self.setVisible(shown)
        if not shown:
            return
        words = ngettext("{n} voice chosen", "{n} voices chosen", count)
        self._count.setText(words.format(n=formats.number(count)))
        every = ngettext("Choose {n} in this list", "Choose all {n} in this list", of)
        self.all.say(every.format(n=formats.number(of)))
        self.all.setVisible(count < of)
