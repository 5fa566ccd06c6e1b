"""A customer's note: a long one is folded, so that what happened with her stays in view."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.people.customers import Customer
from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.label import Label

LINES = 6
# About as many letters as stand in one line of the pane.
_LINE = 70


class FoldedNote(QWidget):
    """Shows the first lines of a note; whose note was opened is remembered until one quits."""

    def __init__(self) -> None:
        super().__init__()
        self._customer: Customer | None = None
        self._opened: set[int] = set()
        self._note = Label("", "body", "soft", wrap=True, select=True)
        self.more = Button("", self._turn, kind="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._note)
        column.addWidget(self.more)

    def show_note(self, customer: Customer) -> None:
        """Show the note of another customer, folded unless it was opened before."""
        self._customer = customer
        beginning = folded(customer.note)
        is_open = customer.id in self._opened
        self._note.setText(customer.note if is_open else beginning)
        self.more.say(_("Show less") if is_open else _("Show all"))
        self.more.setVisible(beginning != customer.note)
        self.setVisible(bool(customer.note))

    def _turn(self) -> None:
        if self._customer is not None:
            self._opened ^= {self._customer.id}
            self.show_note(self._customer)


def folded(note: str) -> str:
    """The beginning of a note of more than a few lines; any other note as it is."""
    kept: list[str] = []
    room = LINES
    for line in note.split("\n"):
        if not room:
            return "\n".join(kept).rstrip() + " …"
        needed = max(1, -(-len(line) // _LINE))
        if needed > room:
            cut = line[: room * _LINE]
            return "\n".join([*kept, (cut.rsplit(" ", 1)[0] or cut) + "…"])
        kept.append(line)
        room -= needed
    return note
