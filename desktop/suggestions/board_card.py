"""How a suggestion looks as a card on the board: its title, its score, and who waits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.i18n import _, ngettext
from core.voice.suggestions import CURRENT, Suggestion
from desktop import formats, icons, theme
from desktop.widgets import rice_words

RECORD = Qt.ItemDataRole.UserRole + 1
HEIGHT = 86
GAP = 8
_SIDE = 12
_SIGN = 15
_LINES = 2

Index = QModelIndex | QPersistentModelIndex


class BoardCard(QStyledItemDelegate):
    """Paints a card; every card is as tall as the next, so long columns stay quick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion = index.data(RECORD)
        if suggestion is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -GAP)
        self._ground(painter, option, box)
        inside = box.adjusted(_SIDE, _SIDE - 2, -_SIDE, -_SIDE + 2)
        self._title(painter, inside, suggestion)
        self._foot(painter, inside, suggestion)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = "focus" if focused else "accent" if chosen else "edge" if over else "line"
        painter.setPen(QPen(theme.color(edge), 2 if focused else 1))
        painter.setBrush(theme.color("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(box, theme.SMALL_CORNER, theme.SMALL_CORNER)

    def _title(self, painter: QPainter, box: QRectF, suggestion: Suggestion) -> None:
        font = theme.font(theme.BODY, strong=True)
        painter.setPen(theme.color("ink"))
        top = box.top()
        room = box.width()
        if suggestion.must_do:
            sign = QRectF(box.right() - _SIGN, top + 1, _SIGN, _SIGN)
            icons.paint(painter, sign, "must_do", "warning")
            room -= _SIGN + GAP
        painter.setFont(font)
        for line in lines_of(suggestion.title, font, room):
            height = QFontMetricsF(font).lineSpacing() + 2
            where = QRectF(box.left(), top, room, height)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, line)
            top += height

    def _foot(self, painter: QPainter, box: QRectF, suggestion: Suggestion) -> None:
        middle = box.bottom() - _SIGN / 2
        # What is decided has no place in the order any more: a score would read as a verdict.
        if suggestion.status in CURRENT:
            self._score(painter, QPointF(box.left(), middle), suggestion)
        right = box.right()
        if suggestion.waiting:
            right = _count(painter, right, middle, "waiting", suggestion.waiting, "warning")
        _count(painter, right, middle, "customers", suggestion.supporters, "ink_soft")

    def _score(self, painter: QPainter, at: QPointF, suggestion: Suggestion) -> None:
        rated = suggestion.score is not None
        words = rice_words.score(suggestion.score) if rated else _("Not rated")
        font = theme.font(theme.BODY if rated else theme.CAPTION, strong=rated, tabular=True)
        left = _words(painter, at, words, font, theme.color("ink" if rated else "ink_soft"))
        if suggestion.stale:
            sign = QRectF(left + 5, at.y() - _SIGN / 2, _SIGN, _SIGN)
            icons.paint(painter, sign, "history", "warning")


def lines_of(text: str, font: QFont, width: float) -> list[str]:
    """A title in as many lines as a card has; the last one ends in an ellipsis if cut."""
    words = " ".join(text.split())
    layout = QTextLayout(words, font)
    layout.setTextOption(_WRAP)
    layout.beginLayout()
    ends: list[tuple[int, int]] = []
    while len(ends) < _LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        ends.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [words[start : start + length].rstrip() for start, length in ends]
    if ends and sum(ends[-1]) < len(words):
        rest = words[ends[-1][0] :]
        lines[-1] = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return lines


def spoken(suggestion: Suggestion) -> str:
    """A card for who listens to it."""
    voices = ngettext("{n} voice", "{n} voices", suggestion.supporters)
    waiting = ngettext("{n} still waits", "{n} still wait", suggestion.waiting)
    parts = [
        suggestion.title,
        _("Must do") if suggestion.must_do else "",
        *(_score_spoken(suggestion) if suggestion.status in CURRENT else ()),
        voices.format(n=formats.number(suggestion.supporters)),
        waiting.format(n=formats.number(suggestion.waiting)) if suggestion.waiting else "",
    ]
    return ", ".join(part for part in parts if part)


def _score_spoken(suggestion: Suggestion) -> tuple[str, str]:
    """How it is rated, and whether that is to be looked at again."""
    again = _("The rating wants another look") if suggestion.stale else ""
    if suggestion.score is None:
        return _("Not rated"), again
    return _("Score {score}").format(score=rice_words.score(suggestion.score)), again


def _words(painter: QPainter, at: QPointF, text: str, font: QFont, ink: QColor) -> float:
    """Paint words whose left middle is `at`; gives where they end."""
    painter.setFont(font)
    painter.setPen(ink)
    width = QFontMetricsF(font).horizontalAdvance(text) + 1
    where = QRectF(at.x(), at.y() - 10, width, 20)
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)
    return where.right()


def _count(
    painter: QPainter, right: float, middle: float, sign: str, count: int, role: str
) -> float:
    """Paint a sign and a number that end at `right`; gives where the next one ends."""
    font = theme.font(theme.CAPTION, tabular=True)
    text = formats.number(count)
    width = QFontMetricsF(font).horizontalAdvance(text) + 1
    _words(painter, QPointF(right - width, middle), text, font, theme.color(role))
    left = right - width - _SIGN - 3
    icons.paint(painter, QRectF(left, middle - _SIGN / 2, _SIGN, _SIGN), sign, role)
    return left - GAP - 2


_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
