"""A chart: drawn by matplotlib beside the window, shown as a picture that answers clicks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop import theme
from desktop.desk import Desk
from desktop.widgets import drawing
from desktop.widgets.chart_canvas import ChartCanvas
from desktop.widgets.drawing import Draw, Drawing, Tie, calm
from desktop.widgets.drawing_line import DrawingLine, Order
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Heading, Label

__all__ = ["Chart", "Draw", "Tie", "calm"]

_STEPS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}
# A title may take a second line; the picture gives way, so that the card keeps its height.
SECOND_LINE = 20


class Chart(QFrame):
    """A card with a finding as its title and a chart that is drawn once it is seen.

    The marks are walked with the arrow keys, and Enter opens what lies behind one.
    """

    picked = Signal(object)

    def __init__(self, desk: Desk, name: str, *, height: int = 280) -> None:
        super().__init__()
        self._desk = desk
        self._draw: Draw | None = None
        self._finding, self._about = name, ""
        self._drawn_for: object = None
        self.setProperty("shape", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._title = Heading(name)
        self._caption = Label("", "caption", "soft", wrap=True)
        self._caption.hide()
        self._canvas = ChartCanvas()
        self._nothing = EmptyState("insights", "")
        self._nothing.hide()
        self._lay_out()
        self.set_height(height)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self._redraw)
        self._canvas.outgrown.connect(lambda: self._pause.start(60 if self.drawn else 0))
        self._canvas.pressed.connect(self.picked)
        theme.news().changed.connect(self._redraw)

    @property
    def drawn(self) -> bool:
        """Whether a picture is shown."""
        return self._canvas.drawing is not None

    def show_chart(self, title: str, draw: Draw, description: str = "", caption: str = "") -> None:
        """Show a finding; `draw(axes, theme, tie)` runs in a thread, away from Qt and SQL.

        `tie(artist, target, tip="")` makes a mark answer a click with `picked(target)`. A picture
        that is in view stays, with its own title, until the new one is ready.
        """
        self._finding, self._about = title, caption
        self.setAccessibleName(title)
        self.setAccessibleDescription(description)
        self._draw, self._drawn_for = draw, None
        self._nothing.hide()
        self._canvas.show()
        if not self.drawn:
            self._say()
        self._redraw()

    def show_nothing(self, sentence: str, title: str = "") -> None:
        """Say why there is no chart yet; the title of an earlier one can be replaced."""
        self._draw = None
        self._canvas.show_drawing(None)
        if title:
            self._finding, self._about = title, ""
            self.setAccessibleName(title)
            self._say()
        self._nothing.say(sentence)
        self._canvas.hide()
        self._nothing.show()

    def set_height(self, height: int) -> None:
        """Give the picture another height, such as one that fits its rows."""
        self._canvas.setMinimumHeight(height - SECOND_LINE)
        # Card, title and caption: the same whether the chart is there yet or not.
        self.setMinimumHeight(height + theme.GRID * 9)

    def save(self, path: Path) -> None:
        """Save the chart with its title as PNG or SVG, by the file's ending."""
        path.write_bytes(self.printer(path.suffix[1:])())

    def printer(self, kind: str) -> Callable[[], bytes]:
        """The work, for a thread, of making a "png" or "svg" of the chart with its title."""
        if self._draw is None:
            return bytes
        # Drawn anew: the title would shift the marks of the picture in view.
        size, look = self._canvas.size(), theme.current()
        return partial(drawing.saved, self._draw, look, size, kind, self._finding, self._about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        mark = self._canvas.lit_mark
        if key in _STEPS and self._canvas.step(*_STEPS[key]):
            lit = self._canvas.lit_mark
            self.setAccessibleDescription(lit.tip if lit else "")
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._canvas.marks:
            self._canvas.light(0 if key == Qt.Key.Key_Home else len(self._canvas.marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and mark is not None:
            self.picked.emit(mark.target)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A dialog over the chart gives the focus back, and then the mark is still known.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self._canvas.put_out()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            # Painted, not styled: a thicker border would move the picture and draw it anew.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("focus"), 2))
            corner = theme.CORNER - 1
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The theme may have been switched while another page was in view.
        self._pause.start(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2,) * 4)
        column.setSpacing(theme.GRID)
        # The row of the title: what a page offers for a chart stands at its right.
        self.head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        words.addStretch(1)
        self.head.addLayout(words, 1)
        column.addLayout(self.head)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._nothing, 1)

    def _say(self) -> None:
        self._title.setText(self._finding)
        self._caption.setText(self._about)
        self._caption.setVisible(bool(self._about))

    def order(self) -> Order | None:
        """What is to be drawn now; None where it is drawn already, or cannot be seen."""
        draw, size = self._draw, self._canvas.size()
        if draw is None or not self.isVisible() or size.width() < 40:
            return None
        wanted = (draw, theme.current(), size, self.devicePixelRatioF())
        if wanted == self._drawn_for:
            return None
        self._drawn_for = wanted
        return partial(drawing.drawing, *wanted), partial(self._show, wanted)

    def _redraw(self) -> None:
        if self._draw is not None and self.isVisible():
            DrawingLine.of(self._desk.tasks).ask(self)

    def _show(self, wanted: object, made: Drawing) -> None:
        # Another finding may have come meanwhile, and its picture is under way.
        if wanted != self._drawn_for or self._draw is None:
            return
        self._say()
        self._canvas.show_drawing(made)
