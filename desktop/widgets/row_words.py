"""The words in a row of a table: one line or two, with what is searched for marked in them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop import theme
from desktop.widgets.search_marks import Span, from_first_mark, search_marks

# More letters than two lines of the widest window can show.
LONGEST = 600
_LETTER = 7  # pixels, about


def paint_words(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    *,
    wanted: tuple[str, ...] = (),
    lines: int = 1,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw a text into a box in the painter's pen; what does not fit ends in an ellipsis."""
    words = text.replace("\n", " ")
    spans: tuple[Span, ...] = ()
    if wanted:
        room = box.width() * lines // _LETTER
        words, spans = from_first_mark(words, search_marks(words, wanted), room)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    shown = _broken(words[:LONGEST], font, metrics, box.width(), lines)
    if not spans and len(shown) == 1:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, alignment | middle, shown[0])
        return
    top = box.center().y() - metrics.height() * len(shown) / 2 + 1
    at = 0
    for line in shown:
        _line(painter, QPointF(box.left(), top), line, font, _within(spans, at, len(line)))
        top += metrics.height()
        at += len(line)


def _broken(
    text: str, font: QFont, metrics: QFontMetrics, width: int, lines: int
) -> tuple[str, ...]:
    """The lines of a text, at most two, the last of them elided."""
    if lines > 1 and metrics.horizontalAdvance(text) > width:
        layout = QTextLayout(text, font)
        layout.setTextOption(QTextOption())
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(width)
        cut = first.textLength()
        layout.endLayout()
        rest = metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, width)
        return text[:cut], rest
    return (metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),)


def _within(spans: tuple[Span, ...], begin: int, length: int) -> list[Span]:
    """The spans that lie in a line, counted from its beginning."""
    moved = [(max(0, start - begin), min(length, end - begin)) for start, end in spans]
    return [(start, end) for start, end in moved if start < end]


def _line(painter: QPainter, at: QPointF, text: str, font: QFont, spans: list[Span]) -> None:
    layout = QTextLayout(text, font)
    layout.setFormats([_mark(start, end) for start, end in spans])
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(text))
    layout.endLayout()
    layout.draw(painter, at)


def _mark(start: int, end: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(theme.color("warning_soft"))
    look.setForeground(theme.color("ink"))
    look.setFontWeight(QFont.Weight.DemiBold)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made
