"""Parts in rows: as many side by side as there is room for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desktop.widgets.tiles import Tiles

GAP = 16


def in_the_first_row(tiles: Tiles) -> int:
    parts = tiles.findChildren(QLabel)
    return sum(part.y() == parts[0].y() for part in parts)


@pytest.mark.parametrize(
    ("count", "width", "side_by_side"),
    [
        (5, 5 * 100 + 4 * GAP, 5),
        (5, 5 * 100 + 4 * GAP - 1, 3),
        (5, 250, 2),
        (5, 200, 1),
        (4, 400, 2),
        (2, 150, 1),
    ],
)
def test_parts_stand_in_as_few_rows_as_the_width_allows(shown, count, width, side_by_side):
    tiles = Tiles([QLabel(str(n)) for n in range(count)], narrowest=100, spacing=GAP)
    shown(tiles, width, 300)
    assert in_the_first_row(tiles) == side_by_side


def test_other_parts_take_the_place_of_those_before(shown, qapp):
    tiles = shown(Tiles([QLabel("old")], narrowest=100), 400, 300)
    tiles.show_parts([QLabel("new"), QLabel("newer")])
    qapp.processEvents()
    seen = [part.text() for part in tiles.findChildren(QLabel) if part.isVisible()]
    assert seen == ["new", "newer"]


def test_the_room_for_one_part_is_enough(shown):
    tiles = Tiles([QLabel("a part"), QLabel("another part")], narrowest=100)
    assert tiles.minimumSizeHint().width() <= 100
