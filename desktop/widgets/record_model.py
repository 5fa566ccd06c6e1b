"""The rows of a table, fetched in slices: never all of them, however long the list is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from desktop import icons, theme
from desktop.desk import Desk
from desktop.widgets.badge import Look

SLICE = 100
KEPT_SLICES = 30

# called as fetch(offset=…, limit=…, sort=…, descending=…); without an order, without the last two
Fetch = Callable[..., Sequence[Any]]
Count = Callable[[], int]
# called as find(sort=…, descending=…): the row of the one record that matters now, None if gone
Find = Callable[..., int | None]
Index = QModelIndex | QPersistentModelIndex

LOOK = Qt.ItemDataRole.UserRole + 1
COLUMN = Qt.ItemDataRole.UserRole + 2
UNDER = Qt.ItemDataRole.UserRole + 3
MARKS = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Column:
    """What one column shows of a record, and how it sorts and is edited.

    `sort` names the order that `fetch` is asked for; "" means that the column does not sort.
    `edit(record, value)` makes the cell editable in place; with `choices` (value, text) it
    offers these, else it takes text. `under` is a second, quieter line in the same cell; where
    it is empty, the text itself may go on in as many `lines`. What is `searched` shows where the
    words stand that the table was told to mark. A table narrower than `hidden_below` pixels
    leaves the column out.

    In a saved list the column is called `heading` where it has no title, and says its `value`,
    a real number, day or amount, where it has one.
    """

    title: str
    text: Callable[[Any], str]
    sort: str = ""
    align: str = "left"
    width: int = 160
    stretch: bool = False
    strong: bool | Callable[[Any], bool] = False
    tone: str | Callable[[Any], str | None] | None = None
    look: Callable[[Any], Look | None] | None = None
    icon: Callable[[Any], str | None] | None = None
    tip: Callable[[Any], str] | None = None
    sort_value: Callable[[Any], Any] | None = None
    edit: Callable[[Any, str], object] | None = None
    edit_text: Callable[[Any], str] | None = None
    choices: Sequence[tuple[str, str]] = ()
    under: Callable[[Any], str] | None = None
    heading: str = ""
    value: Callable[[Any], object] | None = None
    lines: int = 1
    searched: bool = False
    hidden_below: int = 0


class RecordModel(QAbstractTableModel):
    """A window on a long list: as many rows as were counted, those in view with records."""

    loaded = Signal(int)

    def __init__(self, desk: Desk, columns: Sequence[Column]) -> None:
        super().__init__()
        self._desk = desk
        self.columns = list(columns)
        self.order = ""
        self.descending = False
        # The words, folded, that are marked where a column is searched.
        self.marked: tuple[str, ...] = ()
        self._fetch: Fetch | None = None
        self._count: Count | None = None
        self._rows = 0
        self._slices: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._round = 0
        self._held = False
        self._put_off: tuple[int, int, Sequence[Any]] | None = None

    def load(self, fetch: Fetch, count: Count, find: Find | None = None) -> None:
        """Show another list from its start, or from where `find` says."""
        self._fetch, self._count = fetch, count
        self.reload(find=find)

    def reload(self, first_row: int = 0, find: Find | None = None) -> None:
        """Count and read again around a row; what is shown stays until the answer comes."""
        if self._fetch is None or self._count is None:
            return
        fetch, count, order, down = self._fetch, self._count, self.order, self.descending

        def work() -> tuple[int, int, Sequence[Any]]:
            rows = count()
            found = find(sort=order, descending=down) if find is not None else None
            at = first_row if found is None else found
            which = min(at, max(0, rows - 1)) // SLICE
            return rows, which, _slice(fetch, which, order, down)

        self._round += 1
        self._desk.tasks.read(work, self._begin, key=("table", id(self)), owner=self)

    def record(self, row: int) -> Any | None:
        """The record in a row; None until its slice has come."""
        part = self._slices.get(row // SLICE)
        at = row % SLICE
        return part[at] if part is not None and at < len(part) else None

    def known(self) -> list[tuple[int, Any]]:
        """Every row whose record is at hand."""
        return [
            (number * SLICE + at, record)
            for number, part in self._slices.items()
            for at, record in enumerate(part)
        ]

    def replace(self, row: int, record: Any) -> None:
        """Show a row as it is after a change in place, without reading the others again."""
        part = list(self._slices[row // SLICE])
        part[row % SLICE] = record
        self._slices[row // SLICE] = part
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def hold(self) -> None:
        """Keep the rows as they are, whatever is read, until they are let go."""
        self._held = True

    @property
    def source(self) -> tuple[Fetch, Count] | None:
        """How the list in view is read; None before there is one."""
        if self._fetch is None or self._count is None:
            return None
        return self._fetch, self._count

    @property
    def has_news(self) -> bool:
        """Whether something was read while the rows were held."""
        return self._put_off is not None

    def let_go(self) -> None:
        """Show what was read meanwhile."""
        self._held = False
        answer, self._put_off = self._put_off, None
        if answer is not None:
            self._begin(answer)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            if column.sort and column.sort == self.order:
                return f"{column.title} {'↓' if self.descending else '↑'}"
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == COLUMN:
            return column
        if role == Qt.ItemDataRole.FontRole:
            return self._font(column, index.row())
        if role == MARKS:
            return self.marked if column.searched else ()
        record = self.record(index.row())
        if record is None:
            self._ask(index.row() // SLICE)
            return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None
        return _show(column, record, role)

    def _font(self, column: Column, row: int) -> QFont:
        strong = column.strong
        if callable(strong):
            record = self.record(row)
            strong = record is not None and strong(record)
        return theme.font(strong=strong, tabular=column.align == "right")

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        column = self.columns[index.column()]
        record = self.record(index.row())
        if role != Qt.ItemDataRole.EditRole or column.edit is None or record is None:
            return False
        if str(value) != _editable(column, record):
            column.edit(record, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.columns[index.column()].edit is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            self.order = self.columns[column].sort
            self.descending = order == Qt.SortOrder.DescendingOrder
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.reload()

    def _begin(self, answer: tuple[int, int, Sequence[Any]]) -> None:
        if self._held:
            self._put_off = answer
            return
        rows, which, records = answer
        self.beginResetModel()
        self._rows = rows
        self._slices = OrderedDict({which: records})
        self._asked.clear()
        self.endResetModel()
        self.loaded.emit(rows)

    def _ask(self, number: int) -> None:
        if number in self._asked or self._fetch is None:
            return
        self._asked.add(number)
        fetch, order, down, asked_in = self._fetch, self.order, self.descending, self._round

        def keep(records: Sequence[Any]) -> None:
            if asked_in == self._round:
                self._keep(number, records)

        self._desk.tasks.read(lambda: _slice(fetch, number, order, down), keep, owner=self)

    def _keep(self, number: int, records: Sequence[Any]) -> None:
        self._asked.discard(number)
        self._slices[number] = records
        while len(self._slices) > KEPT_SLICES:
            self._slices.popitem(last=False)
        first = number * SLICE
        last = min(first + SLICE, self._rows) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def _slice(fetch: Fetch, number: int, order: str, descending: bool) -> Sequence[Any]:
    return read_slice(fetch, number * SLICE, SLICE, order, descending)


def read_slice(
    fetch: Fetch, offset: int, limit: int, order: str, descending: bool
) -> Sequence[Any]:
    """Some rows of a list in its order, if it has one."""
    if not order:
        return fetch(offset=offset, limit=limit)
    return fetch(offset=offset, limit=limit, sort=order, descending=descending)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _editable(column: Column, record: Any) -> str:
    return (column.edit_text or column.text)(record)


def _show(column: Column, record: Any, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(record)
    if role == LOOK:
        return column.look(record) if column.look else None
    if role == UNDER:
        return column.under(record) if column.under else None
    if role == Qt.ItemDataRole.EditRole:
        return _editable(column, record)
    if role == Qt.ItemDataRole.ForegroundRole:
        tone = column.tone(record) if callable(column.tone) else column.tone
        return theme.ink_of(tone) if tone else None
    if role == Qt.ItemDataRole.DecorationRole and column.icon:
        meaning = column.icon(record)
        return icons.icon(meaning) if meaning else None
    if role == Qt.ItemDataRole.ToolTipRole and column.tip:
        return column.tip(record)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        look = column.look(record) if column.look else None
        words = column.text(record) or (look.text if look else "")
        under = column.under(record) if column.under else ""
        return f"{words}. {under}" if under else words
    return None
