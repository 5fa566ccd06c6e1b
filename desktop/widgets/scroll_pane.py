"""A part of a page that scrolls on its own, such as a long detail beside a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import theme
from desktop.widgets.layouts import empty

SETTLED_MS = 400


class Inside(QWidget):
    """Asks for the height its words need at the width they have."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        layout, around = self.layout(), self.parentWidget()
        if layout is None or around is None or not layout.hasHeightForWidth():
            return hint
        # Wrapped labels hint at a narrower, taller self, which would leave an empty foot.
        return QSize(hint.width(), layout.totalMinimumHeightForWidth(around.width()))


def give_viewport(area: QScrollArea) -> None:
    """Give a scroll area a viewport made here.

    Of one that Qt made PySide looks up what it is, and makes every kind of widget for that:
    11 ms, once, and on the way to the first page.
    """
    area.setViewport(QWidget())


def aim_while_laid_out(area: QScrollArea, part: QWidget, aim: Callable[[], object]) -> None:
    """Bring a part into view by `aim`, and again where what is laid out only now pushes it away."""
    aim()
    bar = area.verticalScrollBar()

    def aim_again() -> None:
        if isValid(part):
            aim()

    def again(_low: int, _high: int) -> None:
        QTimer.singleShot(0, bar, aim_again)

    bar.rangeChanged.connect(again)
    QTimer.singleShot(SETTLED_MS, bar, lambda: bar.rangeChanged.disconnect(again))


class ScrollPane(QScrollArea):
    """Scrolls up and down only; what is in it lines up with what stands around it."""

    def __init__(self, *, spacing: int = theme.GRID * 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        inside = Inside()
        inside.setProperty("shape", "plain")
        # What is too wide is cut at its own end; else all the rest would slide out of view.
        inside.setMinimumWidth(1)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, theme.GRID * 3 // 2, 0)
        self.body.setSpacing(spacing)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def clear(self) -> None:
        """Take everything out."""
        empty(self.body)

    def go_up(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)
