"""A table whose cells are edited in place, by keyboard as quickly as by mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.desk import Desk
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.record_model import Column, Index
from desktop.widgets.record_row import RecordRow
from desktop.widgets.record_table import RecordTable

__all__ = ["Column", "EditTable"]


class _Cell(RecordRow):
    """Rings the cell that Enter would edit, and walks to the next one with the Tab key."""

    opened = Signal()
    tabbed = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("focus"), 1.5))
            ring = QRectF(option.rect).adjusted(3, 4, -3, -5)
            painter.drawRoundedRect(ring, 4, 4)
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QComboBox):
            editor.view().setMinimumWidth(editor.view().sizeHintForColumn(0) + theme.GRID * 4)
            editor.view().installEventFilter(self)
        elif isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        self.editor = editor
        self.opened.emit()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        if editor is self.editor:
            self.editor = None
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A table that goes away takes the editor with it, and the editor's list still talks.
        if self.editor is not None and not shiboken6.isValid(self.editor):
            self.editor = None
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step and self.editor is not None:
                self._leave(self.editor, step)
                return True
        if isinstance(self.editor, QComboBox) and watched is self.editor.view():
            return False
        return super().eventFilter(watched, event)

    def _leave(self, editor: QWidget, step: int) -> None:
        if isinstance(editor, QComboBox):
            marked = editor.view().currentIndex()
            if marked.isValid():
                editor.setCurrentIndex(marked.row())
            editor.hidePopup()
        # Told before the editor closes, so that the next one opens before the rows may move.
        self.tabbed.emit(step)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class EditTable(RecordTable):
    """Enter, F2 or a digit edits a cell, Tab goes on to the next one, Escape leaves it as it was.

    While a cell is being edited the rows stay where they are; what is read meanwhile is
    shown when the editing ends.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        *,
        empty: EmptyState | None = None,
        sort: str = "",
        descending: bool = False,
        identity: Callable[[Any], object] = lambda record: getattr(record, "id", None),
        also: Sequence[Column] = (),
    ) -> None:
        super().__init__(
            desk,
            name,
            columns,
            empty=empty,
            sort=sort,
            descending=descending,
            identity=identity,
            also=also,
        )
        self._column = 0
        self._cell = _Cell(self._view)
        self._view.setItemDelegate(self._cell)
        trigger = QAbstractItemView.EditTrigger
        self._view.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed)
        self._cell.opened.connect(self._model.hold)
        # A queued step: the editor that just closed must be gone before the next one opens.
        self._cell.tabbed.connect(self._tab, Qt.ConnectionType.QueuedConnection)
        self._cell.closed.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        edit = QShortcut(QKeySequence(Qt.Key.Key_F2), self._view)
        edit.setContext(Qt.ShortcutContext.WidgetShortcut)
        edit.activated.connect(self.edit)

    def edit(self) -> None:
        """Edit the current cell, or the first one of the row that can be edited."""
        here = self._view.currentIndex()
        # The Enter that ends an editing comes by here as well.
        if not here.isValid() or self._cell.editor is not None:
            return
        if not here.flags() & Qt.ItemFlag.ItemIsEditable:
            columns = self._editable_columns()
            if not columns:
                return
            here = here.siblingAtColumn(columns[0])
            self._view.setCurrentIndex(here)
        self._view.edit(here)

    def _open(self) -> None:
        self.edit()

    def _editable_columns(self) -> list[int]:
        return [
            number
            for number, column in enumerate(self._model.columns)
            if column.edit is not None and not self._view.isColumnHidden(number)
        ]

    def _tab(self, step: int) -> None:
        asking = QApplication.activeModalWidget()
        if asking is not None and asking.parentWidget() is self.window():
            return  # what was typed asks for more first
        here = self._view.currentIndex()
        columns = self._editable_columns()
        if not here.isValid() or here.column() not in columns:
            return
        at = here.row() * len(columns) + columns.index(here.column()) + step
        row, which = divmod(at, len(columns))
        if 0 <= row < self._model.rowCount():
            self._view.setCurrentIndex(self._model.index(row, columns[which]))
            self.edit()

    def _catch_up(self) -> None:
        if self._cell.editor is None:
            if self._model.has_news:
                self._wanted = None
                self._remember()
            self._model.let_go()

    def _remember(self) -> None:
        super()._remember()
        here: QModelIndex = self._view.currentIndex()
        if here.isValid():
            self._column = here.column()

    def _settle(self, rows: int) -> None:
        super()._settle(rows)
        here = self._view.currentIndex()
        if here.isValid() and here.column() != self._column:
            self._view.setCurrentIndex(here.siblingAtColumn(self._column))
