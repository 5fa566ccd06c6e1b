"""A file before it is brought in: what it seems to be, its columns, its first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.exchange.imports import RowProblem
from core.exchange.sources import NOWHERE
from core.i18n import _
from desktop import theme
from desktop.desk import Desk
from desktop.exchange import words
from desktop.exchange.columns import ColumnList
from desktop.exchange.looking import Seen
from desktop.exchange.problems import ProblemTable
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow, empty
from desktop.widgets.notice import Notice
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.split import Split
from desktop.window_state import Preferences

NARROWEST, WIDEST, LETTER = 96, 280, 8


class FileView(QWidget):
    """Tells what was seen and takes the owner's corrections; brings nothing in itself."""

    kind_chosen = Signal(str)
    column_chosen = Signal(str, str)
    days_chosen = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        # Another file has other columns, so their widths are not worth keeping.
        self._desk = replace(desk, preferences=Preferences(None))
        self._name = Label("", "heading")
        self._sentence = Label("", "body", "soft", wrap=True)
        self._account = Flow()
        self.kind = ChoiceField([(key, words.kind(key)) for key in words.KINDS])
        self.kind.setAccessibleName(_("Take it for"))
        self.kind.chosen.connect(lambda key: self.kind_chosen.emit(str(key)))
        self.trouble = Notice()
        self.days = _Days()
        self.days.chosen.connect(self.days_chosen)
        self.columns = ColumnList()
        self.columns.chosen.connect(self.column_chosen)
        self._table_room = QVBoxLayout()
        self.table: RecordTable | None = None
        self.problems = ProblemTable(desk, "exchange/problems-ahead")
        self._problem_part = Section(_("Rows that stay out"))
        self._problem_part.add(self.problems)
        self._lay_out(desk)

    def show_seen(self, seen: Seen) -> None:
        """Show what was seen of a file."""
        self._name.setText(seen.question.path.name)
        self.kind.set_value(seen.kind)
        self._sentence.setText(_sentence(seen))
        self.trouble.clear()
        if seen.trouble is not None:
            self.trouble.say(seen.trouble.text(), "warning")
        self._show_account(seen)
        self.days.show_doubt(seen)
        self.columns.show_seen(seen)
        self._show_rows(seen)
        found = seen.preview.problems if seen.preview else ()
        self._show_problems(found)

    def _show_account(self, seen: Seen) -> None:
        empty(self._account)
        expected = seen.preview.expected if seen.preview else None
        for look in words.account(expected, ahead=True) if expected else ():
            self._account.addWidget(Badge(look))

    def _show_rows(self, seen: Seen) -> None:
        empty(self._table_room)
        columns = [_column(seen, at) for at in range(len(seen.columns))]
        self.table = RecordTable(self._desk, "rows", columns, identity=id)
        self.table.setAccessibleName(_("The first rows"))
        self.table.load_list(seen.rows)
        self._table_room.addWidget(self.table)

    def _show_problems(self, problems: Sequence[RowProblem]) -> None:
        self._problem_part.setVisible(bool(problems))
        self._problem_part.set_count(len(problems) or None)
        self.problems.show_problems(problems)

    def _lay_out(self, desk: Desk) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        whole.addWidget(self._head())
        whole.addWidget(self.trouble)
        whole.addWidget(self.days)
        mapping = Section(_("What each column becomes"))
        card = Card()
        card.add(self.columns)
        mapping.body.addWidget(card, 1)
        whole.addWidget(Split(desk, "exchange", mapping, self._right(), share=0.4), 1)

    def _head(self) -> QWidget:
        said = QVBoxLayout()
        said.setSpacing(theme.GRID // 2)
        said.addWidget(self._name)
        said.addWidget(self._sentence)
        said.addSpacing(theme.GRID // 2)
        said.addLayout(self._account)
        asked = QVBoxLayout()
        asked.setSpacing(theme.GRID // 2)
        label = Label(_("Take it for"), "caption", "soft")
        label.setBuddy(self.kind)
        self.kind.setFixedWidth(190)
        asked.addWidget(label)
        asked.addWidget(self.kind)
        card = Card()
        row = QHBoxLayout()
        row.addLayout(said, 1)
        row.addLayout(asked)
        row.setAlignment(asked, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _right(self) -> QWidget:
        rows = Section(_("The first rows"))
        rows.body.addLayout(self._table_room, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(rows, 3)
        column.addWidget(self._problem_part, 2)
        return right


class _Days(QWidget):
    """Asks whether the day or the month comes first, where the file leaves it open."""

    chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._example = ""
        self._notice = Notice(
            Button(_("Day first"), lambda: self.chosen.emit(True)),
            Button(_("Month first"), lambda: self.chosen.emit(False)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        self.hide()

    def show_doubt(self, seen: Seen) -> None:
        """Ask about an example from the file, or step aside where nothing is in doubt."""
        doubtful = seen.preview.doubtful_day if seen.preview else ""
        self.setVisible(bool(doubtful))
        if doubtful:
            self._notice.say(
                _("“{day}” can be read in two ways. What comes first in this file?").format(
                    day=doubtful
                ),
                "warning",
                "calendar",
            )


def _sentence(seen: Seen) -> str:
    if seen.preview is None:
        return _("Nothing is brought in before you have seen what becomes of it.")
    count = words.rows(seen.preview.row_count)
    if seen.preview.expected is None:
        return _("{what} It has {rows}; what becomes of each is told afterwards.").format(
            what=words.seen(seen.preview), rows=count
        )
    return _("{what} It has {rows}. Nothing has been brought in yet.").format(
        what=words.seen(seen.preview), rows=count
    )


def _column(seen: Seen, at: int) -> Column:
    """A column of the file as it stands there; one that is left out is paler."""
    column = seen.columns[at]
    tone = "soft" if column.field == NOWHERE else None
    cells = [row[at] for row in seen.rows if at < len(row)]
    return Column(
        column.heading,
        lambda row: row[at] if at < len(row) else "",
        width=_width(column.heading, cells),
        tone=lambda _row: tone,
    )


def _width(heading: str, cells: Sequence[str]) -> int:
    longest = max(len(text) for text in (heading, *cells))
    return min(WIDEST, max(NARROWEST, longest * LETTER + 3 * theme.GRID))
