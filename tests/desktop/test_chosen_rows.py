"""Several rows of a list: chosen with x, Shift and Ctrl, kept through changes, and gone on from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.widgets.record_table import Column, RecordTable
from tests.desktop.test_record_table import Row, Shelf

KEY = Qt.Key


@pytest.fixture
def table(desk: Desk, shown: Callable[..., QWidget]) -> Callable[[Shelf], RecordTable]:
    def build(shelf: Shelf, many: bool = True) -> RecordTable:
        columns = [
            Column("Name", lambda row: row.name, sort="name", stretch=True),
            Column("Number", lambda row: str(row.id), hidden_below=300),
        ]
        made = RecordTable(desk, "rows", columns, sort="name", many=many)
        made.load(shelf.fetch, shelf.count)
        shown(made)
        made.select_first()
        return made

    return build


def press(qtbot, rows: RecordTable, *keys: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(rows._view, key, held)


def chosen(rows: RecordTable) -> list[int]:
    return [row.id for row in rows.selection()]


def test_x_chooses_a_row_and_goes_on_and_walking_leaves_the_chosen_ones_alone(qtbot, table) -> None:
    rows = table(Shelf(9))
    press(qtbot, rows, KEY.Key_X, KEY.Key_J, KEY.Key_X, KEY.Key_Down, KEY.Key_Up)
    assert (chosen(rows), rows.current().id, rows.rows.picking) == ([0, 2], 3, True)
    press(qtbot, rows, KEY.Key_X, KEY.Key_X)
    assert (chosen(rows), rows.current().id) == ([0, 2, 3, 4], 5)
    press(qtbot, rows, KEY.Key_K, KEY.Key_X)
    assert (chosen(rows), rows.current().id) == ([0, 2, 3], 5)
    press(qtbot, rows, KEY.Key_Escape)
    assert (chosen(rows), rows.rows.picking) == ([5], False)


def test_with_the_last_chosen_row_given_up_one_is_chosen_as_before(qtbot, table) -> None:
    rows = table(Shelf(3))
    press(qtbot, rows, KEY.Key_X, KEY.Key_K, KEY.Key_X)
    assert (chosen(rows), rows.rows.picking) == ([1], False)


def test_x_on_the_last_row_stays_there(qtbot, table) -> None:
    rows = table(Shelf(3))
    press(qtbot, rows, KEY.Key_End, KEY.Key_X)
    assert (chosen(rows), rows.current().id, rows.rows.picking) == ([2], 2, True)
    press(qtbot, rows, KEY.Key_X)
    assert (chosen(rows), rows.current().id, rows.rows.picking) == ([2], 2, False)


def test_a_list_for_one_row_does_not_know_x(qtbot, table) -> None:
    rows = table(Shelf(9), many=False)
    press(qtbot, rows, KEY.Key_X, KEY.Key_J)
    assert (chosen(rows), rows.rows.picking) == ([1], False)


def test_shift_chooses_a_run(qtbot, table) -> None:
    rows = table(Shelf(9))
    press(qtbot, rows, KEY.Key_Down, KEY.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    assert (chosen(rows), rows.rows.count()) == ([0, 1, 2], 3)


def test_going_on_chooses_the_row_after_all_chosen_ones(qtbot, table) -> None:
    rows = table(Shelf(5))
    press(qtbot, rows, KEY.Key_X, KEY.Key_X)
    rows.go_on()
    assert (chosen(rows), rows.rows.picking) == ([2], False)
    press(qtbot, rows, KEY.Key_End)
    rows.go_on()
    assert chosen(rows) == [3]


def test_after_the_chosen_rows_are_gone_one_stands_where_they_were(qtbot, table, desk) -> None:
    shelf = Shelf(5)
    rows = table(shelf)
    press(qtbot, rows, KEY.Key_J, KEY.Key_X, KEY.Key_X)
    rows.go_on()
    del shelf.rows[1:3]
    rows.reload()
    desk.tasks.wait_idle()
    assert chosen(rows) == [3]


def test_chosen_rows_stay_chosen_when_the_list_is_read_again(qtbot, table, desk) -> None:
    shelf = Shelf(9)
    rows = table(shelf)
    press(qtbot, rows, KEY.Key_X, KEY.Key_J, KEY.Key_X, KEY.Key_K)
    shelf.rows.insert(0, Row(99, "row"))
    rows.reload()
    desk.tasks.wait_idle()
    assert (chosen(rows), rows.current().id) == ([0, 2], 2)


def test_where_one_walked_meanwhile_counts_not_where_one_stood(qtbot, table, desk) -> None:
    rows = table(Shelf(9))
    rows.reload()
    press(qtbot, rows, KEY.Key_J, KEY.Key_J)
    desk.tasks.wait_idle()
    assert chosen(rows) == [2]


def test_the_ids_of_a_whole_long_list_are_known_without_showing_it(table, desk) -> None:
    shelf = Shelf(100_000)
    rows = table(shelf)
    rows.rows.everything()
    assert rows.rows.count() == 100_000
    assert len(rows.selection()) == 100  # those at hand
    assert rows.rows.ids()() == list(range(100_000))


def test_choosing_asks_nobody_whether_control_is_held(qtbot, table) -> None:
    rows = table(Shelf(9))
    press(qtbot, rows, KEY.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    assert rows.rows.count() == 9
    rows._view.go_to(4)
    assert chosen(rows) == [4]


def test_a_row_chosen_before_it_was_read_is_told_once_it_is_here(table, desk) -> None:
    rows = table(Shelf(1_000))
    told: list[object] = []
    rows.picked.connect(told.append)
    rows._view.go_to(900)
    assert told[-1] is None
    rows._view.grab()
    desk.tasks.wait_idle()
    assert told[-1].id == 900


def test_titles_do_not_ask_every_chosen_row(table) -> None:
    rows = table(Shelf(9))
    header = rows._view.horizontalHeader()
    assert isinstance(header.selectionModel(), QItemSelectionModel)
    assert header.selectionModel() is not rows._view.selectionModel()


def test_a_narrow_list_leaves_columns_out_and_a_wide_one_takes_them_back(table, desk) -> None:
    rows = table(Shelf(9))
    for width, hidden in ((280, True), (600, False)):
        rows.resize(width, 300)
        desk.tasks.wait_idle()
        assert rows._view.isColumnHidden(1) is hidden
        assert rows.is_narrow is hidden
