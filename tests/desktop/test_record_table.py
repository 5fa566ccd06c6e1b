"""Record tables: long lists in slices, sorted by the store, walked by keys."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from core.errors import KnownError
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.record_table import Column, RecordTable

KEY = Qt.Key


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    effort: str = "1"


class Shelf:
    """A long list that remembers what was asked of it."""

    def __init__(self, size: int) -> None:
        self.rows = [Row(number, f"row {number:06}") for number in range(size)]
        self.asked: list[tuple[int, int, str, bool]] = []

    def fetch(self, *, offset: int, limit: int, sort: str = "", descending: bool = False):
        self.asked.append((offset, limit, sort, descending))
        rows = self.rows[::-1] if descending else self.rows
        return rows[offset : offset + limit]

    def count(self) -> int:
        return len(self.rows)


@pytest.fixture
def table(desk, shown):
    def build(shelf: Shelf, **options) -> RecordTable:
        made = RecordTable(
            desk,
            "rows",
            [
                Column("Name", lambda row: row.name, sort="name", stretch=True),
                Column("Number", lambda row: str(row.id), align="right"),
            ],
            sort="name",
            **options,
        )
        made.load(shelf.fetch, shelf.count)
        shown(made)
        return made

    return build


def view_of(table: RecordTable) -> QTableView:
    return table.findChild(QTableView)


def cell(table: RecordTable, row: int, column: int = 0) -> str:
    return view_of(table).model().index(row, column).data()


def test_a_long_list_is_counted_in_full_and_read_in_slices(table, desk):
    shelf = Shelf(100_000)
    rows = table(shelf)
    assert rows.count() == 100_000
    assert cell(rows, 0) == "row 000000"
    view_of(rows).scrollToBottom()
    view_of(rows).grab()
    desk.tasks.wait_idle()
    assert cell(rows, 99_999) == "row 099999"
    assert sum(limit for _offset, limit, _sort, _down in shelf.asked) <= 600


def test_scrolling_through_everything_keeps_few_rows_in_memory(table, desk):
    rows = table(Shelf(20_000))
    for row in range(0, 20_000, 100):
        view_of(rows).scrollTo(view_of(rows).model().index(row, 0))
        view_of(rows).grab()
        desk.tasks.wait_idle()
    assert len(view_of(rows).model().known()) <= 3_200


def test_sorting_asks_the_store_again_in_the_other_order(table, desk):
    shelf = Shelf(500)
    rows = table(shelf)
    rows.sort_by(0)
    desk.tasks.wait_idle()
    assert shelf.asked[-1] == (0, 100, "name", True)
    assert cell(rows, 0) == "row 000499"
    assert view_of(rows).model().headerData(0, Qt.Orientation.Horizontal) == "Name ↓"


def test_a_column_that_does_not_sort_leaves_the_order_alone(table, desk):
    shelf = Shelf(5)
    rows = table(shelf)
    before = len(shelf.asked)
    rows.sort_by(1)
    desk.tasks.wait_idle()
    assert len(shelf.asked) == before


def test_j_and_k_walk_and_enter_opens(table, qtbot):
    rows, picked, opened = table(Shelf(5)), [], []
    rows.picked.connect(picked.append)
    rows.opened.connect(opened.append)
    view = view_of(rows)
    rows.select_first()
    for key in (KEY.Key_J, KEY.Key_J, KEY.Key_K):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, KEY.Key_Return)
    assert [row.id for row in picked] == [0, 1, 2, 1]
    assert [row.id for row in opened] == [1]
    qtbot.keyClick(view, KEY.Key_End)
    qtbot.keyClick(view, KEY.Key_J)
    assert rows.current().id == 4


def test_the_selection_stays_with_its_record_when_the_list_changes(table, desk):
    shelf = Shelf(50)
    rows = table(shelf)
    rows.select(7)
    shelf.rows.insert(0, Row(999, "row -"))
    rows.reload()
    desk.tasks.wait_idle()
    assert rows.current().id == 7


def test_a_record_that_is_gone_leaves_nothing_selected_and_says_so(table, desk):
    shelf, picked = Shelf(3), []
    rows = table(shelf)
    rows.select(1)
    rows.picked.connect(picked.append)
    del shelf.rows[1]
    rows.reload()
    desk.tasks.wait_idle()
    assert picked[-1] is None


def test_of_several_filters_typed_fast_the_last_is_shown(table, desk):
    rows = table(Shelf(3))
    for size in (10, 20, 30):
        rows.load(Shelf(size).fetch, Shelf(size).count)
    desk.tasks.wait_idle()
    assert rows.count() == 30


def test_an_empty_list_says_what_to_do(table, words_in):
    empty = EmptyState("feedback", "Nothing here yet.", "Log feedback", lambda: None)
    rows = table(Shelf(0), empty=empty)
    assert empty.isVisible()
    assert "Nothing here yet." in words_in(rows)


def test_a_list_with_rows_shows_no_empty_state(table):
    empty = EmptyState("feedback", "Nothing here yet.")
    table(Shelf(1), empty=empty)
    assert not empty.isVisible()


def test_a_small_list_sorts_by_what_its_column_says(desk, shown):
    rows = RecordTable(
        desk,
        "small",
        [Column("N", lambda r: r.name, sort="n", sort_value=lambda r: r.id)],
        sort="n",
    )
    rows.load_list([Row(10, "10"), Row(9, "9"), Row(2, "2")])
    shown(rows)
    assert [cell(rows, row) for row in range(3)] == ["2", "9", "10"]


def test_a_cell_is_edited_in_place(desk, shown, qtbot):
    edits = []
    rows = RecordTable(
        desk,
        "edit",
        [Column("Effort", lambda r: r.effort, edit=lambda r, text: edits.append((r.id, text)))],
    )
    rows.load_list([Row(4, "a", "2")])
    shown(rows)
    view = view_of(rows)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, KEY.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.setText("3")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(edits) == 1)
    assert edits == [(4, "3")]


def test_an_edit_that_changes_nothing_is_not_written(desk, shown):
    edits = []
    rows = RecordTable(
        desk, "edit", [Column("E", lambda r: r.effort, edit=lambda r, text: edits.append(text))]
    )
    rows.load_list([Row(4, "a", "2")])
    shown(rows)
    model = view_of(rows).model()
    model.setData(model.index(0, 0), "2", Qt.ItemDataRole.EditRole)
    assert edits == []


def test_column_widths_are_remembered(desk, shown):
    def build():
        rows = RecordTable(desk, "w", [Column("A", str), Column("B", str, stretch=True)])
        rows.load_list([Row(1, "x")])
        return shown(rows)

    view_of(build()).setColumnWidth(0, 333)
    assert view_of(build()).columnWidth(0) == 333


def test_a_failed_reading_is_told_and_the_table_stays(table, desk):
    rows = table(Shelf(3))

    def broken() -> int:
        raise KnownError("gone", "The file is gone.")

    rows.load(Shelf(1).fetch, broken)
    desk.tasks.wait_idle()
    assert rows.count() == 3
    assert desk.messages.spoken[-1].text == "The file is gone."


def test_rows_are_forty_pixels_high(table):
    assert view_of(table(Shelf(3))).rowHeight(2) == 40


def test_a_second_line_makes_rows_taller_and_is_spoken_with_the_first(desk, shown):
    column = Column("Name", lambda row: row.name, under=lambda row: f"number {row.id}")
    rows = RecordTable(desk, "two lines", [column])
    rows.load_list([Row(7, "Jana")])
    shown(rows)
    index = view_of(rows).model().index(0, 0)
    assert view_of(rows).rowHeight(0) == 56
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Jana. number 7"
    plain = view_of(rows).viewport().grab().toImage()
    rows.load_list([Row(8, "Jana")])
    desk.tasks.wait_idle()
    assert view_of(rows).viewport().grab().toImage() != plain


def test_words_that_may_break_get_a_row_with_room_for_a_second_line(desk, shown):
    def height(column: Column) -> int:
        table = RecordTable(desk, "rows", [column])
        table.load_list([Row(1, "a name")])
        shown(table, 300, 200)
        desk.tasks.wait_idle()
        return table.findChild(QTableView).rowHeight(0)

    one, two = Column("Name", name_of, stretch=True), Column("Name", name_of, lines=2)
    assert height(two) > height(one)


def name_of(row: Row) -> str:
    return row.name
