"""A dialog in which one searches a list and picks from it; then something is done with that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import _
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.notice import Notice
from desktop.widgets.record_table import RecordTable
from desktop.widgets.search_field import SearchField


class PickDialog(QDialog):
    """What is refused is said above the buttons and may be tried again.

    A subclass makes `table` and `yes`, lays them out, and fills the table in `load`.
    """

    table: RecordTable
    yes: Button

    def __init__(self, desk: Desk, title: str, search: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.saved_record: Any = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = SearchField(search)
        self.search.searched.connect(lambda _text: self.load())
        self._trouble = Notice()

    def load(self) -> None:
        """Read what fits the search, in the background."""
        raise NotImplementedError

    def say_nothing(self) -> None:
        """Forget what was refused: another one is picked."""
        self._trouble.clear()

    def write(self, work: Callable[[], Any]) -> None:
        """Do it in the background, and close once it is done; `saved_record` is what came of it."""
        self.yes.setEnabled(False)
        self._trouble.clear()
        self.desk.tasks.write(work, self._saved, self._refuse, owner=self)

    def lay_out(self, about: str, *below: QWidget) -> None:
        """The search over the table, what is `below` it, and the buttons at the foot."""
        self.search.left_down.connect(self.table.setFocus)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addStretch(1)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(Label(self.windowTitle(), "title"))
        column.addWidget(Label(about, "body", "soft", wrap=True))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        for part in (*below, self._trouble):
            column.addWidget(part)
        column.addLayout(self._foot())
        self.search.setFocus()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), self.reject))
        foot.addWidget(self.yes)
        return foot

    def _saved(self, record: Any) -> None:
        self.saved_record = record
        self.accept()

    def _refuse(self, error: KnownError) -> None:
        self.yes.setEnabled(True)
        self._trouble.say(error.text(), "negative")
