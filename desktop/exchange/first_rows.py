"""The first rows of a file as they stand there, under what each column becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.exchange.imports import Column
from core.exchange.sources import NOWHERE
from core.i18n import _
from desktop import theme
from desktop.exchange import words
from desktop.exchange.looking import Seen

NARROWEST, WIDEST = 96, 280
HEAD = 56
# Of a table of hundreds of columns the later ones are as wide as any, which takes no time.
MOST_MEASURED, MIDDLING = 60, 160
# The widest cell is among the longest ones.
LONGEST_MEASURED = 4
SIDE = 12
# Qt cuts words that fit to the pixel.
SLACK = 4

Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    """Twenty rows at most: all of them are at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.rows: Sequence[Sequence[str]] = ()
        self.kind = ""

    def show_seen(self, seen: Seen) -> None:
        self.beginResetModel()
        self.columns, self.rows, self.kind = seen.columns, seen.rows, seen.kind
        self.endResetModel()

    def becomes(self, at: int) -> str:
        """The field of a column, in words."""
        return words.becomes(self.columns[at].field, self.kind)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = 0) -> Any:
        row = self.rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell or None
        if role == Qt.ItemDataRole.ForegroundRole and self.is_left_out(index.column()):
            return theme.color("ink_soft")
        return None

    def is_left_out(self, at: int) -> bool:
        """Whether nothing is kept of a column."""
        return self.columns[at].field == NOWHERE

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way != Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        return _("{column}\nbecomes: {field}").format(
            column=self.columns[section].heading, field=self.becomes(section)
        )


class _Head(QHeaderView):
    """Two lines: the heading in the file, and the field below it."""

    def __init__(self, model: _Rows) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rows = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(NARROWEST // 2)
        self.setStretchLastSection(True)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        out = self._rows.is_left_out(logical)
        column = self._rows.columns[logical]
        box = rect.adjusted(SIDE, theme.GRID, -SIDE, -theme.GRID)
        tone = "accent" if column.field and not out else "ink_soft"
        lines = (
            (column.heading, theme.font(strong=True), "ink_soft" if out else "ink", 0),
            (f"→ {self._rows.becomes(logical)}", theme.font(theme.CAPTION), tone, 1),
        )
        painter.save()
        for text, font, role, at in lines:
            painter.setFont(font)
            painter.setPen(QPen(theme.color(role)))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            half = box.height() // 2
            line = QRect(box.left(), box.top() + at * half, box.width(), half)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class _Cell(QStyledItemDelegate):
    """A cell on a hairline, cut at its edge with three dots."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(SIDE, 0, -SIDE, -1)
        painter.setFont(theme.font())
        painter.setPen(QPen(option.palette.text().color()))
        text = painter.fontMetrics().elidedText(
            option.text, Qt.TextElideMode.ElideRight, box.width()
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, text)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(NARROWEST, theme.ROW - 4)


class FirstRows(QTableView):
    """Shows rows to look at; a press on a heading asks to see what that column becomes."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self._rows.setParent(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Cell(self))
        self.setHorizontalHeader(_Head(self._rows))
        self.horizontalHeader().sectionClicked.connect(
            lambda at: self.asked.emit(self._rows.columns[at].heading)
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW - 4)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("The first rows"))
        self._shape: tuple[object, ...] = ()

    def show_seen(self, seen: Seen) -> None:
        """Show the rows of a file; the same ones stay where they were scrolled to."""
        shape = (seen.question.path, seen.sheet, tuple(c.heading for c in seen.columns))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._rows.show_seen(seen)
        if shape == self._shape:
            self.horizontalScrollBar().setValue(left)
            self.verticalScrollBar().setValue(top)
            return
        self._shape = shape
        self._measure()
        self.scrollToTop()

    def count(self) -> int:
        """How many rows are shown."""
        return self._rows.rowCount()

    def heading(self, at: int) -> str:
        """What stands above a column, as it is spoken."""
        return str(self._rows.headerData(at, Qt.Orientation.Horizontal))

    def _measure(self) -> None:
        plain, strong = QFontMetrics(theme.font()), QFontMetrics(theme.font(strong=True))
        for at, column in enumerate(self._rows.columns):
            if at >= MOST_MEASURED:
                self.setColumnWidth(at, MIDDLING)
                continue
            cells = sorted((row[at][:60] for row in self._rows.rows if at < len(row)), key=len)
            cells = cells[-LONGEST_MEASURED:]
            wanted = max(
                *map(plain.horizontalAdvance, cells),
                strong.horizontalAdvance(column.heading[:60]),
                plain.horizontalAdvance(f"→ {self._rows.becomes(at)}"),
            )
            self.setColumnWidth(at, min(WIDEST, max(NARROWEST, wanted + 2 * SIDE + SLACK)))
