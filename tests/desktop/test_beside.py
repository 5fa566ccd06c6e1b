"""Parts of a page beside each other, and one under the other in a narrow window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.widgets.beside import NARROW, Beside


def test_parts_stand_side_by_side_where_there_is_room(shown):
    left, right = QLabel("Left"), QLabel("Right")
    made = shown(Beside(((left, 3), (right, 1)), spacing=8), NARROW, 200)
    assert made.isVisible()
    assert left.y() == right.y()
    assert left.width() > 2 * right.width()


def test_in_a_narrow_window_they_stand_under_each_other(shown):
    left, right = QLabel("Left"), QLabel("Right")
    made = shown(Beside(((left, 3), (right, 1)), spacing=8), NARROW - 1, 200)
    assert left.x() == right.x()
    assert right.y() > left.y()
    made.resize(NARROW + 100, 200)
    made.layout().activate()
    assert left.y() == right.y()


def test_it_can_be_made_as_narrow_as_its_widest_part(shown):
    left, right = QLabel("Left"), QLabel("Right")
    left.setMinimumWidth(300)
    right.setMinimumWidth(200)
    made = shown(Beside(((left, 3), (right, 1)), spacing=8), NARROW, 200)
    assert made.minimumSizeHint().width() == 300
