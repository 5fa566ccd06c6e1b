"""A chart: drawn by matplotlib beside the window, shown as a picture that answers clicks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from desktop import theme
from desktop.desk import Desk
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label

Tie = Callable[..., None]
Draw = Callable[[Any, Theme, Tie], None]

# matplotlib keeps caches that two threads must not fill at once.
_one_at_a_time = threading.Lock()
_DPI = 100


class _Drawing:
    """A drawn figure: its picture, and what lies under each of its marks."""

    def __init__(self, draw: Draw, look: Theme, size: QSize, ratio: float, title: str = "") -> None:
        with _one_at_a_time:
            self._paint(draw, look, size, ratio, title)

    def _paint(self, draw: Draw, look: Theme, size: QSize, ratio: float, title: str) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        dpi = _DPI * ratio
        inches = (max(1, size.width()) / _DPI, max(1, size.height()) / _DPI)
        self.ties: list[tuple[Any, object, str]] = []
        self.figure = Figure(figsize=inches, dpi=dpi, layout="constrained")
        self.canvas = FigureCanvasAgg(self.figure)
        axes = self.figure.add_subplot()
        dress(self.figure, axes, look)
        draw(axes, look, self._tie)
        if title:
            self.figure.suptitle(title, x=0.02, ha="left", weight="semibold", color=look.ink)
        calm(axes, look)
        self.canvas.draw()
        wide, high = self.canvas.get_width_height()
        pixels = bytes(self.canvas.buffer_rgba())
        self.image = QImage(pixels, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
        self.image.setDevicePixelRatio(ratio)
        self.ratio = ratio

    def _tie(self, artist: Any, target: object, tip: str = "") -> None:
        self.ties.append((artist, target, tip))

    def under(self, x: float, y: float) -> tuple[object, str] | None:
        """What is tied to the mark at a point in the widget's pixels."""
        from matplotlib.backend_bases import MouseEvent

        high = self.canvas.get_width_height()[1]
        across, up = round(x * self.ratio), round(high - y * self.ratio)
        event = MouseEvent("motion_notify_event", self.canvas, across, up)
        for artist, target, tip in reversed(self.ties):
            if artist.contains(event)[0]:
                return target, tip
        return None


def dress(figure: Any, axes: Any, look: Theme) -> None:
    """Give a figure the colours and the font of the app, before anything is drawn on it."""
    _learn_font()
    figure.set_facecolor(look.surface)
    axes.set_facecolor(look.surface)
    axes.set_prop_cycle(color=[look.accent, look.warning, look.ink_soft, look.positive])


def calm(axes: Any, look: Theme) -> None:
    """Quieten the frame, the ticks and the words once everything is drawn."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(look.line)
    axes.tick_params(colors=look.ink_soft, labelsize=9, length=0)
    axes.set_axisbelow(True)
    for text in axes.figure.findobj(lambda artist: hasattr(artist, "set_parse_math")):
        text.set_parse_math(False)
        text.set_fontfamily(["Inter", "DejaVu Sans"])
        if str(text.get_color()) == "black":
            text.set_color(look.ink_soft)


def _learn_font() -> None:
    import logging

    from matplotlib import font_manager

    from core.paths import resources

    # The fallback has no semibold and takes its bold instead, which is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    known = {font.name for font in font_manager.fontManager.ttflist}
    if "Inter" not in known:
        for file in sorted((resources() / "fonts").glob("*.otf")):
            font_manager.fontManager.addfont(file)


class _Canvas(QWidget):
    """Paints the picture; asks for a new one when its size or the theme changes."""

    outgrown = Signal()
    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.drawing: _Drawing | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drawing is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.drawing.image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outgrown.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._under(event)
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if found else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), found[1] if found else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._under(event)
        if found is not None:
            self.pressed.emit(found[0])

    def _under(self, event: QMouseEvent) -> tuple[object, str] | None:
        if self.drawing is None:
            return None
        return self.drawing.under(event.position().x(), event.position().y())


class Chart(QFrame):
    """A card with a finding as its title and a chart that is drawn once it is seen.

    The marks are walked with the arrow keys, and Enter opens what lies behind one.
    """

    picked = Signal(object)

    def __init__(self, desk: Desk, name: str, *, height: int = 280) -> None:
        super().__init__()
        self._desk = desk
        self._draw: Draw | None = None
        self._mark = -1
        self.setProperty("shape", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._title = Label(name, "heading", wrap=True)
        self._canvas = _Canvas()
        self._canvas.setMinimumHeight(height)
        self._nothing = EmptyState("insights", "")
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID * 2,) * 4)
        # The row of the title: what a page offers for a chart stands at its right.
        self.head = QHBoxLayout()
        self.head.addWidget(self._title, 1)
        column.addLayout(self.head)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._nothing, 1)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self._redraw)
        self._canvas.outgrown.connect(lambda: self._pause.start(60 if self.drawn else 0))
        self._canvas.pressed.connect(self.picked)
        theme.news().changed.connect(self._redraw)

    @property
    def drawn(self) -> bool:
        """Whether a picture is shown."""
        return self._canvas.drawing is not None

    def show_chart(self, title: str, draw: Draw, description: str = "") -> None:
        """Show a finding; `draw(axes, theme, tie)` runs in a thread, away from Qt and SQL.

        `tie(artist, target, tip="")` makes a mark answer a click with `picked(target)`.
        """
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(description)
        self._draw = draw
        self._nothing.hide()
        self._canvas.show()
        self._redraw()

    def show_nothing(self, sentence: str, title: str = "") -> None:
        """Say why there is no chart yet; the title of an earlier one can be replaced."""
        self._draw = None
        self._canvas.drawing = None
        if title:
            self._title.setText(title)
            self.setAccessibleName(title)
        self._nothing.say(sentence)
        self._canvas.hide()
        self._nothing.show()

    def set_height(self, height: int) -> None:
        """Give the picture another height, such as one that fits its rows."""
        self._canvas.setMinimumHeight(height)

    def save(self, path: Path) -> None:
        """Save the chart with its title as PNG or SVG, by the file's ending."""
        path.write_bytes(self.printer(path.suffix[1:])())

    def printer(self, kind: str) -> Callable[[], bytes]:
        """The work, for a thread, of making a "png" or "svg" of the chart with its title."""
        draw, look, size = self._draw, theme.current(), self._canvas.size()
        title = self._title.text()

        def work() -> bytes:
            made = BytesIO()
            if draw is not None:
                # Drawn anew: the title would shift the marks of the picture in view.
                drawing = _Drawing(draw, look, size, 1, title)
                with _one_at_a_time:
                    drawing.figure.savefig(made, format=kind, dpi=2 * _DPI)
            return made.getvalue()

        return work

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ties = self._canvas.drawing.ties if self._canvas.drawing else []
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step and ties:
            self._mark = (self._mark + step) % len(ties)
            under_title = self.mapToGlobal(self._title.geometry().bottomLeft())
            QToolTip.showText(under_title, ties[self._mark][2], self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._mark < len(ties):
            self.picked.emit(ties[self._mark][1])
        else:
            super().keyPressEvent(event)

    def _redraw(self) -> None:
        draw, size = self._draw, self._canvas.size()
        if draw is None or not self.isVisible() or size.width() < 40:
            return
        look, ratio = theme.current(), self.devicePixelRatioF()
        self._desk.tasks.read(
            lambda: _Drawing(draw, look, size, ratio),
            self._show,
            key=("chart", id(self)),
            owner=self,
        )

    def _show(self, drawing: _Drawing) -> None:
        self._canvas.drawing = drawing
        self._mark = -1
        self._canvas.update()
