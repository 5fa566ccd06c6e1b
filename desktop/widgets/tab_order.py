"""Tab goes through a part of a page as it is read, also through what was put into it later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow_layout(part: QWidget) -> None:
    """Let Tab follow the layouts in a part; Qt alone would go in the order of making."""
    for before, after in pairwise(in_order(part)):
        QWidget.setTabOrder(before, after)


def lead_through(part: QWidget, following: QWidget) -> None:
    """Let Tab go through a part that was made later just before it comes to what follows it."""
    before = _before(following)
    while before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = _before(before)  # Qt takes no order from what cannot be focused
    for stop in in_order(part):
        QWidget.setTabOrder(before, stop)
        before = stop


def _before(part: QWidget) -> QWidget:
    """What stands before a widget in the order of the focus, which is a ring without an end."""
    return part.previousInFocusChain() or part


def in_order(part: QWidget) -> Iterator[QWidget]:
    """Everything in a part that Tab stops at, as its layouts have it."""
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    layout = part.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        piece = layout.itemAt(number)
        widget, inner = (piece.widget(), piece.layout()) if piece else (None, None)
        if widget is not None:
            yield from in_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)
