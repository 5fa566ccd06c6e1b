"""The row under a page's title: what it holds is never cut, and nothing lies over anything."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.chips import Chips, Choice
from desktop.widgets.fields import ChoiceField
from desktop.widgets.filter_row import FilterRow
from desktop.widgets.search_field import SearchField

STATES = [Choice("all", "All"), Choice("waiting", "Waiting 12"), Choice("sent", "Answered")]


@pytest.fixture
def row(shown) -> FilterRow:
    row = FilterRow()
    row.add_search(SearchField("Search in feedback"))
    row.add(Chips(STATES, "Which feedback"))
    for name in ("Every kind", "Every mood", "Every topic"):
        row.add(ChoiceField([(None, name)]))
    shown(row, 1100, 40)
    return row


def parts(row: FilterRow) -> list[QWidget]:
    return [part for part in row.children() if isinstance(part, QWidget)]


@pytest.mark.parametrize("width", [1400, 1100, 900, 688, 560, 400])
def test_every_filter_has_its_width_and_none_lies_over_another(
    row, qapp: QApplication, width: int
) -> None:
    row.resize(width, row.heightForWidth(width))
    qapp.processEvents()
    placed = parts(row)
    assert not any(a.geometry().intersects(b.geometry()) for a, b in combinations(placed, 2))
    for part in placed:
        assert row.rect().contains(part.geometry())
        assert part.width() >= min(part.sizeHint().width(), 220)
    assert row.minimumHeight() >= max(part.geometry().bottom() for part in placed)


def test_a_wide_row_is_one_line_with_room_left_for_the_eye(row) -> None:
    search, *filters = parts(row)
    assert len({part.geometry().center().y() for part in (search, *filters)}) == 1
    row.resize(2000, 40)
    assert search.width() == search.maximumWidth() == 360


def test_a_narrow_row_takes_only_the_lines_it_needs_again_once_filters_are_gone(row, qapp) -> None:
    row.resize(688, 40)
    high = row.minimumHeight()
    for part in parts(row)[2:]:
        part.hide()
    qapp.processEvents()
    assert row.minimumHeight() < high


def test_a_row_without_anything_takes_no_room() -> None:
    assert FilterRow().isHidden()
