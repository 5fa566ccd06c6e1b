"""A table of records: quiet rows, one selection, sorted and fetched by the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from desktop import theme
from desktop.desk import Desk
from desktop.widgets.chosen_rows import ChosenRows
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.record_model import Column, Count, Fetch, Find, RecordModel
from desktop.widgets.record_row import RecordRow, row_height
from desktop.widgets.record_view import RecordView
from desktop.widgets.search_marks import searched_words
from desktop.widgets.shown_list import ShownList

__all__ = ["Column", "RecordTable"]


class RecordTable(QWidget):
    """Rows of 40 pixels, fetched in slices; widths and order are remembered by `name`."""

    picked = Signal(object)
    opened = Signal(object)
    loaded = Signal(int)
    chosen = Signal(int)

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        *,
        empty: EmptyState | None = None,
        sort: str = "",
        descending: bool = False,
        many: bool = False,
        identity: Callable[[Any], object] = lambda record: getattr(record, "id", None),
        also: Sequence[Column] = (),
    ) -> None:
        """`also` are columns for which the window has no room: only a saved list has them."""
        super().__init__()
        self._identity = identity
        self._also = list(also)
        self._model = RecordModel(desk, columns)
        self._model.setParent(self)
        self._model.order, self._model.descending = sort, descending
        self._wanted: object = None
        self._told: object = None
        self._view = RecordView()
        self.rows = ChosenRows(self._view, self._model, identity)
        self.setFocusProxy(self._view)
        self._set_up_view(many)
        self._set_up_header(desk, name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._view)
        if empty is not None:
            self._view.lay_over(empty)
        self._model.loaded.connect(self._settle)
        self._model.dataChanged.connect(lambda *_cells: self._tell_late())
        self._view.selectionModel().selectionChanged.connect(lambda _now, _was: self._tell())
        self._view.walked.connect(self._walked)
        self._view.clicked.connect(lambda _cell: self._walked())
        self._view.doubleClicked.connect(self._double_clicked)
        self._view.entered_row.connect(self._open)

    def load(self, fetch: Fetch, count: Count, place: Find | None = None) -> None:
        """Show what `fetch(offset=, limit=, sort=, descending=)` gives, `count()` rows of it.

        With `place(identity, sort=, descending=)`, the row of a record, the selected one and the
        one waited for are found however far down the list they are.
        """
        self._remember()
        self._view.left_at = -1  # another list: a place in the one before means nothing in it
        find = None
        if place is not None and self._wanted is not None:
            find = partial(place, self._wanted)
        self._model.load(fetch, count, find)

    def load_list(self, records: Sequence[Any]) -> None:
        """Show a small list that is at hand; the columns sort it here."""
        by_order = {column.sort: column for column in self._model.columns if column.sort}

        def fetch(
            *, offset: int, limit: int, sort: str = "", descending: bool = False
        ) -> Sequence[Any]:
            column = by_order.get(sort)
            rows = list(records)
            if column is not None:
                rows.sort(key=column.sort_value or column.text, reverse=descending)
            return rows[offset : offset + limit]

        self.load(fetch, lambda: len(records))

    def reload(self) -> None:
        """Read again; the selection stays with its record if it is still near."""
        self._remember()
        self._model.reload(max(0, self.rows.here()))

    def shown(self) -> ShownList | None:
        """The whole list as it is filtered and ordered now; None before it was first read."""
        source, model = self._model.source, self._model
        if source is None:
            return None
        columns = [*model.columns, *self._also]
        return ShownList(columns, *source, model.order, model.descending)

    def count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def current(self) -> Any | None:
        """The record of the selected row, or None; of several, the one last come to."""
        row = self.rows.here()
        return None if row < 0 else self._model.record(row)

    def selection(self) -> list[Any]:
        """The selected records in the order of the rows, as far as they are at hand."""
        return self.rows.records()

    def go_on(self) -> None:
        """Choose the row after the chosen ones, whose work is under way or done."""
        self.rows.go_on()
        if self.current() is None:
            self._wanted = None
        self._walked()

    def mark_words(self, text: str) -> None:
        """Mark the words that are searched for, where a column is searched."""
        self._model.marked = searched_words(text)
        self._view.viewport().update()

    @property
    def is_narrow(self) -> bool:
        """Whether columns are left out for want of room."""
        return any(0 < self.width() < each.hidden_below for each in self._model.columns)

    def place_of_row(self) -> QPoint:
        """Where on the screen the row one stands on has its lower left corner."""
        shown = self._view.visualRect(self._view.currentIndex())
        lower = min(max(0, shown.bottom() + 1), self._view.viewport().height())
        return self._view.viewport().mapToGlobal(QPoint(0, lower))

    def select(self, identity: object) -> None:
        """Select the record with this id, now or once it has been loaded; None for none."""
        self._wanted = identity
        if identity is None:
            self._view.clearSelection()
            self._view.setCurrentIndex(QModelIndex())
        else:
            self._find_wanted()

    def replace(self, record: Any) -> None:
        """Show a record as it is after a change; its place in the order changes on loading."""
        wanted = self._identity(record)
        for row, known in self._model.known():
            if self._identity(known) == wanted:
                self._model.replace(row, record)

    def select_first(self) -> None:
        """Select the first row, if there is one."""
        if self.count():
            self._view.choose_row(0)

    def select_one(self) -> None:
        """Select the first row where none is selected, so that its detail stands there at once."""
        if self.current() is None:
            self.select_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, column in enumerate(self._model.columns):
            if column.hidden_below:
                self._view.setColumnHidden(number, event.size().width() < column.hidden_below)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._view.setAccessibleName(name)

    def _set_up_view(self, many: bool) -> None:
        view = self._view
        view.setModel(self._model)
        view.setItemDelegate(RecordRow(view))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        view.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        rows = view.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self._model.columns))

    def make_room_for(self, rows: int) -> None:
        """Be as high as so many rows, so that the page scrolls and not the table."""
        self.setFixedHeight(
            theme.ROW - 4 + rows * self._view.verticalHeader().defaultSectionSize() + 2
        )

    def _set_up_header(self, desk: Desk, name: str) -> None:
        header = self._view.horizontalHeader()
        header.setHighlightSections(False)
        # Qt would ask every chosen row whether its whole column is chosen, to paint the titles.
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        header.setMinimumSectionSize(48)
        header.setSortIndicatorShown(False)
        header.setFixedHeight(theme.ROW - 4)
        header.setFont(theme.font(theme.CAPTION))
        header.setStretchLastSection(not any(each.stretch for each in self._model.columns))
        for number, column in enumerate(self._model.columns):
            self._view.setColumnWidth(number, column.width)
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        desk.preferences.keep_columns(header, name)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round if it was sorted by it already."""
        wanted = self._model.columns[column]
        if not wanted.sort:
            return
        order = Qt.SortOrder.AscendingOrder
        if wanted.sort == self._model.order:
            if not self._model.descending:
                order = Qt.SortOrder.DescendingOrder
        elif wanted.align == "right":
            # Of numbers and days one wants the largest and the latest first.
            order = Qt.SortOrder.DescendingOrder
        self._remember()
        self._model.sort(column, order)
        self._view.scrollToTop()

    def _remember(self) -> None:
        record = self.current()
        if record is not None and self._wanted is None:
            self._wanted = self._identity(record)
        self.rows.remember()

    def _settle(self, rows: int) -> None:
        self._view.show_over(rows == 0)
        if self._wanted is not None:
            self._find_wanted()
            self._wanted = None
        self.rows.choose_again()
        if self.rows.here() < 0:
            self._tell()
        self.loaded.emit(rows)

    def _find_wanted(self) -> None:
        for row, record in self._model.known():
            if self._identity(record) == self._wanted:
                self._wanted = None
                self._view.choose_row(row)
                self._view.scrollTo(self._model.index(row, 0))
                return

    def _tell(self) -> None:
        self._told = self.current()
        self.picked.emit(self._told)
        self.chosen.emit(self.rows.count())

    def _walked(self) -> None:
        """Whatever list is on its way: where one went by hand one stays."""
        record = self.current()
        if record is not None and self._wanted is not None:
            self._wanted = self._identity(record)
        if record is not self._told:
            self._tell()
        else:
            self.chosen.emit(self.rows.count())

    def _tell_late(self) -> None:
        """A row was chosen before its record had come; now it is here."""
        if self._told is None and self.current() is not None:
            self._tell()

    def _double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open()

    def _open(self) -> None:
        record = self.current()
        if record is not None:
            self.opened.emit(record)
