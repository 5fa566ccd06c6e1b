"""How many customers are in each band, now and with other weights, as pairs of bars."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.formats import number
from core.i18n import _
from core.measures.health import BANDS, Band
from desktop import theme
from desktop.widgets import badge

_BAR = 10
_ROW = 44
_NUMBERS = 108


class BandBars(QWidget):
    """A pale bar for how many there are now, a full one for how many there would be."""

    def __init__(self) -> None:
        super().__init__()
        self._before: Mapping[Band, int] = {}
        self._after: Mapping[Band, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(
        self, after: Mapping[Band, int], before: Mapping[Band, int] | None = None
    ) -> None:
        """Show the numbers of customers per band; `before` only where there is another."""
        self._before, self._after = before if before is not None else {}, after
        self.setAccessibleName("\n".join(self._spoken(band) for band in _order()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _ROW * len(BANDS))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _ROW * len(BANDS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = theme.font(theme.BODY)
        metrics = QFontMetricsF(words)
        left = max(metrics.horizontalAdvance(badge.band(band).text) for band in BANDS) + theme.GAP
        most = max([1, *self._before.values(), *self._after.values()])
        room = max(40.0, self.width() - left - _NUMBERS)
        for row, band in enumerate(_order()):
            look, top = badge.band(band), row * _ROW
            middle = top + _ROW / 2
            painter.setFont(words)
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(0, top, left, _ROW), Qt.AlignmentFlag.AlignVCenter, look.text)
            after = self._after.get(band, 0)
            before = self._before.get(band, after)
            ink = theme.ink_of(look.tone)
            painter.setPen(QPen(ink, 1))
            lower = middle - _BAR / 2
            if self._before:
                lower = middle + 1
                painter.setBrush(theme.ground_of(look.tone))
                self._paint_bar(painter, left, middle - _BAR - 1, before / most * room)
            painter.setBrush(ink)
            self._paint_bar(painter, left, lower, after / most * room)
            self._paint_numbers(painter, left + room, top, before, after)

    def _paint_bar(self, painter: QPainter, left: float, top: float, width: float) -> None:
        if width > 0:
            box = QRectF(left + 0.5, top + 0.5, max(3.0, width) - 1, _BAR - 1)
            painter.drawRoundedRect(box, 3, 3)

    def _paint_numbers(
        self, painter: QPainter, left: float, top: float, before: int, after: int
    ) -> None:
        painter.setFont(theme.font(theme.BODY, strong=True, tabular=True))
        painter.setPen(theme.color("ink"))
        box = QRectF(left, top, self.width() - left, _ROW)
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            moved(before, after),
        )

    def _spoken(self, band: Band) -> str:
        if not self._before:
            return _("{band}: {n} customers").format(
                band=badge.band(band).text, n=number(self._after.get(band, 0))
            )
        return _("{band}: {before} now, {after} with these weights").format(
            band=badge.band(band).text,
            before=number(self._before.get(band, 0)),
            after=number(self._after.get(band, 0)),
        )


def _order() -> list[Band]:
    """The bands with the best on top, as one reads them."""
    return list(reversed(BANDS))


def moved(before: int, after: int) -> str:
    """A number of customers now and then: 12, or 12 → 15."""
    return number(after) if before == after else f"{number(before)} → {number(after)}"
