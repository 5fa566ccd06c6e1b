"""How a row of a table is painted and edited: ground, hairline, sign, words or badge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.widgets import badge
from desktop.widgets.record_model import COLUMN, LOOK, MARKS, UNDER, Column, Index
from desktop.widgets.record_view import RecordView
from desktop.widgets.row_words import paint_words

TALL = 56  # a row with a quieter line under the first
BROKEN = 44  # a row whose words may go on in a second line
_SIDE = 12
_LINE = 20


def row_height(columns: Sequence[Column]) -> int:
    """How high the rows of a table with these columns are."""
    if any(column.under for column in columns):
        return TALL
    return BROKEN if any(column.lines > 1 for column in columns) else theme.ROW


class RecordRow(QStyledItemDelegate):
    """Paints a cell: ground, hairline, sign, words or badge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, theme.color("accent_soft"))
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if selected and index.column() == 0:
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, theme.color("accent"))
        if not selected and self._is_here(index):
            self._ring(painter, option.rect, index)
        box = option.rect.adjusted(_SIDE, 0, -_SIDE, -1)
        look = index.data(LOOK)
        if look is not None:
            at = QPointF(box.left(), box.center().y() + 0.5)
            badge.paint(painter, at, look, box.width())
        else:
            self._words(painter, option, index, box)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * _SIDE, theme.ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.data(COLUMN)
        if not column.choices:
            editor = super().createEditor(parent, option, index)
            editor.setAccessibleName(column.title)
            return editor
        combo = QComboBox(parent)
        combo.setAccessibleName(column.title)
        for value, text in column.choices:
            combo.addItem(text, value)
        combo.activated.connect(lambda _at: self._choose(combo))
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()
            if editor.currentIndex() < 0:
                # Qt marks the first choice, which nobody made: Tab would take it.
                editor.view().setCurrentIndex(QModelIndex())
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentIndex() < 0:
                return
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)

    def _choose(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRect
    ) -> None:
        if not option.icon.isNull():
            side = 18
            top = box.center().y() - side // 2 + 1
            option.icon.paint(painter, QRect(box.left(), top, side, side))
            box = box.adjusted(side + theme.GRID, 0, 0, 0)
        painter.setPen(QPen(option.palette.text().color()))
        under, column = index.data(UNDER), index.data(COLUMN)
        if under:
            box = self._under(painter, box, under)
            painter.setPen(QPen(option.palette.text().color()))
        paint_words(
            painter,
            box,
            option.text,
            option.font,
            wanted=index.data(MARKS) or (),
            lines=1 if under else column.lines,
            alignment=option.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask,
        )

    def _under(self, painter: QPainter, box: QRect, words: str) -> QRect:
        """Paint the second line; gives the room for the first."""
        middle = box.center().y()
        lower = QRect(box.left(), middle + 1, box.width(), _LINE)
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.color("ink_soft"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        return QRect(box.left(), middle - _LINE + 1, box.width(), _LINE)

    def _is_here(self, index: Index) -> bool:
        """Whether one stands on this row while choosing others one by one."""
        view = self.parent()
        if not (isinstance(view, RecordView) and view.picking):
            return False
        return view.currentIndex().row() == index.row()

    def _ring(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """A hairline around the row, drawn cell by cell."""
        painter.setPen(theme.color("focus"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if index.column() == 0:
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
