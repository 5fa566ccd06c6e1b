"""Drawing a chart with matplotlib, in a thread: its picture, and where each mark lies in it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage

from desktop.theme import Theme

Tie = Callable[..., None]
Draw = Callable[[Any, Theme, Tie], None]

# matplotlib keeps caches that two threads must not fill at once.
_one_at_a_time = threading.Lock()
_DPI = 100
# What is smaller is hard to hit with a mouse, and harder with a finger.
LEAST = 10.0
# Of a saved picture: the height of a line over the chart, and the rim around it, in pixels.
_LINE, _EDGE = 19, 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar, dot or cell: where it lies in the widget's pixels, what it opens, what it says."""

    box: QRectF
    target: object
    tip: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart; of matplotlib itself nothing is kept."""

    image: QImage
    marks: Sequence[Mark]

    def at(self, x: float, y: float) -> int:
        """The number of the mark at a point of the widget, the one on top first; else −1."""
        for number in reversed(range(len(self.marks))):
            if reach(self.marks[number].box).contains(x, y):
                return number
        return -1


def reach(box: QRectF) -> QRectF:
    """Where a mark is hit: its box, made large enough around its middle."""
    wide, high = max(box.width(), LEAST), max(box.height(), LEAST)
    middle = box.center()
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)


def drawing(draw: Draw, look: Theme, size: QSize, ratio: float) -> Drawing:
    """Draw a chart for a widget of a size, on a screen with `ratio` dots to a pixel."""
    with _one_at_a_time:
        ties: list[tuple[Any, object, str]] = []
        canvas = _drawn(draw, look, size, _DPI * ratio, ties)
        wide, high = canvas.get_width_height()
        pixels = bytes(canvas.buffer_rgba())
        image = QImage(pixels, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(ratio)
        made = Drawing(image, [Mark(_box(a, high, ratio), to, tip) for a, to, tip in ties])
        ties.clear()
        _take_apart(canvas.figure)
        return made


def get_ready(look: Theme) -> None:
    """Load matplotlib and its fonts in a thread, so that the next chart stands there at once."""
    if "matplotlib.font_manager" not in sys.modules:
        drawing(_some_bars, look, QSize(320, 160), 1.0)


def _some_bars(axes: Any, look: Theme, _tie: Tie) -> None:
    """A bit of everything that charts are made of: each loads something of its own."""
    axes.bar(range(3), [1, 2, 3], color=look.accent, label="1")
    axes.annotate("1", (0, 1), (0, 3), textcoords="offset points", weight="semibold")
    axes.figure.legend(loc="outside upper left", frameon=False)


def saved(
    draw: Draw, look: Theme, size: QSize, kind: str, title: str = "", caption: str = ""
) -> bytes:
    """The chart with its title and its caption as a "png" of twice the dots, or as an "svg"."""
    with _one_at_a_time:
        head = _head_lines(size.width(), title, caption)
        canvas = _drawn(draw, look, size, _DPI, [], head)
        made = BytesIO()
        canvas.figure.savefig(made, format=kind, dpi=2 * _DPI)
        _take_apart(canvas.figure)
        return made.getvalue()


def _drawn(
    draw: Draw,
    look: Theme,
    size: QSize,
    dpi: float,
    ties: list[tuple[Any, object, str]],
    head: Sequence[tuple[str, bool]] = (),
) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    high = max(1, size.height()) + _LINE * len(head) + (2 * _EDGE if head else 0)
    figure = Figure((max(1, size.width()) / _DPI, high / _DPI), dpi, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    dress(figure, axes, look)
    draw(axes, look, lambda artist, target, tip="": ties.append((artist, target, tip)))
    if head:
        _write_head(figure, look, size.width(), high, head)
    for each in figure.axes:
        calm(each, look)
    canvas.draw()
    return canvas


def _head_lines(width: int, title: str, caption: str) -> list[tuple[str, bool]]:
    """Title and caption, broken where the picture ends, and which lines are the title's."""
    from textwrap import wrap

    titles = wrap(title, max(20, width // 9))
    return [(line, True) for line in titles] + [
        (line, False) for line in wrap(caption, max(20, width // 7))
    ]


def _write_head(
    figure: Any, look: Theme, width: int, high: int, head: Sequence[tuple[str, bool]]
) -> None:
    left, top = _EDGE / width, 1 - _EDGE / high
    room = 1 - (_LINE * len(head) + _EDGE * 1.5) / high
    edge = _EDGE / _DPI
    figure.get_layout_engine().set(rect=(0, 0, 1, room), w_pad=edge, h_pad=edge / 2)
    for place, (text, strong) in enumerate(head):
        figure.text(
            left,
            top - place * _LINE / high,
            text,
            va="top",
            fontsize=11 if strong else 9,
            weight="semibold" if strong else "normal",
            color=look.ink if strong else look.ink_soft,
        )


def _take_apart(figure: Any) -> None:
    """Undo the circles in which a figure holds itself.

    It is let go at once then. Thousands of artists left to the collector would stop the window
    each time it looks for them.
    """
    for artist in figure.findobj(include_self=False):
        artist.__dict__.clear()
    figure.__dict__.clear()


def _box(artist: Any, high: int, ratio: float) -> QRectF:
    """Where an artist lies, in the widget's pixels from its top left corner."""
    extent = artist.get_window_extent()
    left, right = sorted((extent.x0, extent.x1))
    low, top = sorted((extent.y0, extent.y1))
    return QRectF(left / ratio, (high - top) / ratio, (right - left) / ratio, (top - low) / ratio)


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
