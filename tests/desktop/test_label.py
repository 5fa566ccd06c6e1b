"""A label remembers how high its lines stand, and forgets it with the words and the letters."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desktop import theme
from desktop.widgets.label import MOST_HEIGHTS, Label

WORDS = "She waited for forty minutes, and nobody told her why or offered her a glass of water."


def as_qt_says(label: Label, width: int) -> int:
    return QLabel.heightForWidth(label, width)


@pytest.mark.parametrize("width", [60, 120, 400])
def test_the_height_is_that_of_the_words_and_letters_shown_now(qtbot, width):
    label = Label(WORDS, wrap=True)
    qtbot.addWidget(label)
    heights = [label.heightForWidth(width)]
    label.setText(WORDS * 3)
    heights.append(label.heightForWidth(width))
    assert heights[-1] == as_qt_says(label, width)
    label.setFont(theme.font(theme.DISPLAY))
    heights.append(label.heightForWidth(width))
    assert heights[-1] == as_qt_says(label, width)
    label.setFont(theme.font(theme.DISPLAY, strong=True))
    assert label.heightForWidth(width) == as_qt_says(label, width)
    label.setMargin(9)
    assert label.heightForWidth(width) == as_qt_says(label, width)
    assert heights[0] < heights[1] < heights[2]


def test_a_label_drawn_wider_and_wider_stays_right(qtbot):
    label = Label(WORDS, wrap=True)
    qtbot.addWidget(label)
    for width in [*range(40, 40 + 3 * MOST_HEIGHTS), 40]:
        assert label.heightForWidth(width) == as_qt_says(label, width)
