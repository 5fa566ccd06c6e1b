"""How wide columns are after a window was small, and after a restart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.desk import Desk
from desktop.widgets.record_table import Column, RecordTable

NAME = "people"


def table(desk: Desk, width: int) -> RecordTable:
    columns = [
        Column("Who", str, width=136),
        Column("What", str, stretch=True),
        Column("Answer", str, width=116, hidden_below=520),
    ]
    made = RecordTable(desk, NAME, columns, identity=id)
    made.resize(width, 300)
    made.show()
    QApplication.processEvents()
    return made


def width_of(made: RecordTable, column: int) -> int:
    return made._view.columnWidth(column)


@pytest.mark.parametrize("narrow", [300, 100])
def test_a_column_left_out_for_want_of_room_comes_back_as_wide_as_it_was(desk, narrow):
    small = table(desk, narrow)
    assert width_of(small, 2) == 0
    small.close()
    again = table(desk, narrow)
    again.resize(900, 300)
    QApplication.processEvents()
    assert (width_of(again, 0), width_of(again, 2)) == (136, 116)


def test_a_width_chosen_by_hand_outlasts_a_small_window(desk):
    first = table(desk, 900)
    first._view.setColumnWidth(2, 200)
    first.resize(300, 300)
    QApplication.processEvents()
    assert width_of(table(desk, 900), 2) == 200


@pytest.mark.parametrize("kept", ["136,498,48", "136,498,0", "48,498,24"])
def test_columns_that_an_early_version_kept_squeezed_are_wide_again(desk, kept):
    desk.preferences.put(f"{NAME}/columns", kept)
    made = table(desk, 900)
    assert (width_of(made, 0), width_of(made, 2)) == (136, 116)
