"""When the shop was shut: noted closures, those the visits suggest, and public holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.people import closures
from core.people.closures import Closure, NewClosure
from core.store.workspace import Workspace
from desktop import formats, theme
from desktop.desk import Desk
from desktop.settings.closure_dialog import ClosureDialog
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow, empty

SHOWN, SUGGESTED = 4, 2


@dataclass(frozen=True, slots=True)
class Shut:
    """What the card shows."""

    closures: Sequence[Closure]
    suggested: Sequence[NewClosure]


def gather(workspace: Workspace) -> Shut:
    """The closures that are noted, and those that the visits suggest, the longest first."""
    suggested = sorted(
        closures.suggested(workspace), key=lambda new: new.until_on - new.since_on, reverse=True
    )
    return Shut(closures.find(workspace), suggested)


class ClosuresCard(Card):
    """Adds, changes and removes closures; a suggestion counts only after a yes."""

    def __init__(self, desk: Desk, holidays: QWidget, weekdays: QWidget) -> None:
        super().__init__(_("When you are closed"))
        self._desk = desk
        self._shut = Shut((), ())
        self._all = False
        self._suggestions = QVBoxLayout()
        self._lines = QVBoxLayout()
        for column in (self._suggestions, self._lines):
            column.setSpacing(theme.GRID)
        lead = _(
            "Your holidays, a renovation, an illness: nobody counts as staying away on days when "
            "you were closed."
        )
        self.add(Label(lead, "caption", "soft", wrap=True))
        self.body.addLayout(self._suggestions)
        self.body.addLayout(self._lines)
        self.add_button = Button(_("Add a closure"), lambda: self._open(None), icon="add")
        self.add(self.add_button)
        for always in (weekdays, holidays):
            self.body.addSpacing(theme.GRID // 2)
            self.add(always)

    def show_shut(self, shut: Shut) -> None:
        """Show these closures and suggestions."""
        self._shut = shut
        self._fill()

    def _fill(self) -> None:
        empty(self._suggestions)
        empty(self._lines)
        for new in self._shut.suggested[:SUGGESTED]:
            self._suggestions.addWidget(self._question(new))
        known = self._shut.closures
        if not known:
            nothing = _("No closure is noted.")
            self._lines.addWidget(Label(nothing, "body", "soft", wrap=True))
        for closure in known if self._all else known[:SHOWN]:
            self._lines.addWidget(self._line(closure))
        rest = len(known) - SHOWN
        if rest > 0 and not self._all:
            text = ngettext("Show {n} more", "Show {n} more", rest).format(n=formats.number(rest))
            self._lines.addWidget(Button(text, self._show_all, kind="quiet"))

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _question(self, new: NewClosure) -> QFrame:
        days = formats.days(new.since_on, new.until_on)
        sentence = _("Nobody came {days}. Were you closed?").format(days=days)
        buttons = Flow()
        for text, slot in (
            (_("Yes, closed"), partial(self._add, new)),
            (_("No"), partial(self._keep_open, new)),
        ):
            button = Button(text, slot)
            button.setAccessibleDescription(sentence)
            buttons.addWidget(button)
        frame = QFrame()
        frame.setProperty("shape", "bar")
        frame.setAccessibleName(sentence)
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.GRID * 2, theme.GAP, theme.GRID * 2, theme.GAP)
        column.setSpacing(theme.GRID)
        column.addWidget(Label(sentence, wrap=True))
        column.addLayout(buttons)
        return frame

    def _line(self, closure: Closure) -> QWidget:
        days = formats.days(closure.since_on, closure.until_on)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(days, wrap=True))
        if closure.note:
            words.addWidget(Label(closure.note, "caption", "soft", wrap=True))
        change = _("Change the closure {days}").format(days=days)
        remove = _("Remove the closure {days}").format(days=days)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(words, 1)
        row.addWidget(IconButton("edit", change, partial(self._open, closure)))
        row.addWidget(IconButton("erase", remove, partial(self._remove, closure)))
        return line

    def _open(self, closure: Closure | None) -> None:
        ClosureDialog(self._desk, closure, self).open()

    def _add(self, new: NewClosure) -> None:
        self._desk.tasks.write(lambda: closures.add(self._desk.workspace, new))

    def _remove(self, closure: Closure) -> None:
        self._desk.tasks.write(lambda: closures.remove(self._desk.workspace, closure.id))

    def _keep_open(self, new: NewClosure) -> None:
        self._desk.tasks.write(lambda: closures.keep_open(self._desk.workspace, new))
