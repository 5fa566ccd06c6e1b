"""A file before it is brought in: what it seems to be, its columns, its first rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import _, ngettext
from desktop import theme
from desktop.desk import Desk
from desktop.exchange import words
from desktop.exchange.columns import ColumnList
from desktop.exchange.first_rows import FirstRows
from desktop.exchange.looking import Seen
from desktop.exchange.staying_out import StayingOut
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow, empty
from desktop.widgets.notice import Notice
from desktop.widgets.section import Section
from desktop.widgets.split import Split

CHOICE = 232


class FileView(QWidget):
    """Tells what was seen and takes the owner's corrections; brings nothing in itself."""

    kind_chosen = Signal(str)
    column_chosen = Signal(str, str)
    days_chosen = Signal(bool)
    sheet_chosen = Signal(str)
    anew_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._name = ElidedLabel("", "heading")
        self._sentence = Label("", "body", "soft", wrap=True)
        self._account = Flow()
        self.kind = ChoiceField([(key, words.kind(key)) for key in words.KINDS])
        self.kind.chosen.connect(lambda key: self.kind_chosen.emit(str(key)))
        self.sheet = ChoiceField()
        self.sheet.chosen.connect(lambda name: self.sheet_chosen.emit(str(name)))
        self._sheet_part = _asked(_("Sheet"), self.sheet)
        self.trouble = Notice()
        self.days = _Days()
        self.days.chosen.connect(self.days_chosen)
        self.columns = ColumnList()
        self.columns.chosen.connect(self.column_chosen)
        self.anew = Button(_("Find out anew"), self.anew_asked.emit, kind="quiet", icon="redo")
        self._mapping = Section(_("What each column becomes"), action=self.anew)
        self.table = FirstRows()
        self.table.asked.connect(self.columns.go_to)
        self.left = StayingOut(desk, _("Rows that stay out"), "exchange/problems-ahead")
        self._lay_out(desk)

    def lead(self) -> str:
        """What the owner is to do here."""
        return _("Have a look: this is what would become of the file.")

    def show_seen(self, seen: Seen) -> None:
        """Show what was seen of a file."""
        self._name.setText(seen.question.path.name)
        self.kind.set_value(seen.kind)
        self.sheet.set_choices([(name, name) for name in seen.sheets])
        self.sheet.set_value(seen.sheet)
        self._sheet_part.setVisible(len(seen.sheets) > 1)
        self._sentence.setText(_sentence(seen))
        self.trouble.clear()
        if seen.trouble is not None:
            self.trouble.say(_lacking(seen, seen.trouble), "warning")
        self._show_account(seen)
        self.days.show_doubt(seen)
        self.columns.show_seen(seen)
        self.anew.setVisible(seen.recalled)
        self._mapping.set_lead(_of_the_columns(seen))
        self.table.show_seen(seen)
        expected = seen.preview.expected if seen.preview else None
        self.left.show_batch(expected)
        self.left.set_count(expected.problems if expected else None)

    def _show_account(self, seen: Seen) -> None:
        empty(self._account)
        expected = seen.preview.expected if seen.preview else None
        for look in words.account(expected, ahead=True) if expected else ():
            self._account.addWidget(Badge(look))

    def _lay_out(self, desk: Desk) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        whole.addWidget(self._head())
        whole.addWidget(self.trouble)
        whole.addWidget(self.days)
        card = Card()
        card.add(self.columns)
        self._mapping.body.addWidget(card, 1)
        whole.addWidget(Split(desk, "exchange", self._mapping, self._right(), share=0.4), 1)

    def _head(self) -> QWidget:
        said = QVBoxLayout()
        said.setSpacing(theme.GRID // 2)
        said.addWidget(self._name)
        said.addWidget(self._sentence)
        said.addSpacing(theme.GRID // 2)
        said.addLayout(self._account)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addLayout(said, 1)
        for part in (self._sheet_part, _asked(_("Take it for"), self.kind)):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _right(self) -> QWidget:
        rows = Section(_("The first rows"))
        rows.body.addWidget(self.table, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(rows, 3)
        column.addWidget(self.left, 2)
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


def _asked(text: str, choice: ChoiceField) -> QWidget:
    """A choice under its name."""
    choice.setFixedWidth(CHOICE)
    choice.setAccessibleName(text)
    label = Label(text, "caption", "soft")
    label.setBuddy(choice)
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID // 2)
    column.addWidget(label)
    column.addWidget(choice)
    return part


def _lacking(seen: Seen, trouble: KnownError) -> str:
    """What the owner has to say before anything can come of the file."""
    missing = words.missing(seen.kind, [column.field for column in seen.columns])
    return " ".join(missing) or trouble.text()


def _of_the_columns(seen: Seen) -> str:
    if seen.recalled:
        return _("The columns are as you said last time.")
    unknown = sum(not column.field for column in seen.columns)
    if seen.kind == "survey" or seen.preview is None or not unknown:
        return ""
    return ngettext(
        "{n} column has no place of its own here and is kept in the note.",
        "{n} columns have no place of their own here and are kept in the note.",
        unknown,
    ).format(n=unknown)
