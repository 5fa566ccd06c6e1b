"""How many got an answer and how soon, month by month: one small bar each, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.formats import locale
from core.i18n import _, ngettext
from core.insight.answering import AnsweredMonth
from desktop import formats, theme
from desktop.widgets.card import Card
from desktop.widgets.label import Label

BAR = 36.0
LINE = 16.0
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A month ready to be painted, its numbers in words."""

    share: float | None
    asked: int
    percent: str
    hours: str
    name: str
    sentence: str


def bars_of(months: Sequence[AnsweredMonth]) -> list[Bar]:
    """Months ready to be painted; words and numbers take their time, so off the window's thread."""
    return [
        Bar(
            share=month.answered.share,
            asked=month.asked,
            percent="" if not month.asked else formats.percent(month.answered.share or 0),
            hours=hours(month.median_hours),
            name=_name(month),
            sentence=sentence(month),
        )
        for month in months
    ]


class MonthStrip(Card):
    """The finding as a sentence, and the bars of the last twelve months under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=theme.GRID * 2, parent=parent)
        self.setAccessibleName(_("Answered by month"))
        self.finding = Label("", "strong", wrap=True)
        self.bars = _Bars()
        self.body.addWidget(self.finding)
        self.body.addWidget(self.bars)
        self.hide()

    def show_months(self, months: Sequence[Bar]) -> None:
        """Show other months, the oldest at the left; without a question asked there is none."""
        asked = [month for month in months if month.asked]
        self.setVisible(bool(asked))
        if asked:
            self.finding.setText(asked[-1].sentence)
            self.bars.show_months(months)


class _Bars(QWidget):
    """A bar for each month: its height is the share answered, its words say how soon.

    Where not all have room for their words, the newest stand there, each with all its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[Bar] = ()
        self._widest = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, int(LINE + BAR + 2 * LINE + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def show_months(self, months: Sequence[Bar]) -> None:
        """Show other months."""
        self._months = months
        measure = QFontMetricsF(theme.font(theme.CAPTION, tabular=True))
        words = [each for month in months for each in (month.percent, month.hours, month.name)]
        self._widest = max((measure.horizontalAdvance(each) for each in words), default=1.0)
        self.setAccessibleName(" ".join(month.sentence for month in months if month.asked))
        self.update()

    def in_room(self) -> Sequence[Bar]:
        """The months that have room for their words, the newest of all."""
        room = int((self.width() + GAP) // (self._widest + GAP))
        return self._months[-max(1, room) :]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            month = self._month_at(event.pos().x())
            QToolTip.showText(event.globalPos(), month.sentence if month else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        width = self._width()
        for number, month in enumerate(self.in_room()):
            self._paint_month(painter, month, number * width, width)

    def _paint_month(self, painter: QPainter, month: Bar, left: float, width: float) -> None:
        bar, share = QRectF(left, LINE, width - GAP, BAR), month.share
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("neutral_soft"))
        painter.drawRoundedRect(bar, 3, 3)
        if share:
            painter.setBrush(theme.color("accent"))
            height = max(3.0, BAR * share)
            painter.drawRoundedRect(QRectF(left, LINE + BAR - height, bar.width(), height), 3, 3)
        below = LINE + BAR + 2
        for top, words, tone in (
            (0.0, month.percent, "ink"),
            (below, month.hours, "ink_soft"),
            (below + LINE, month.name, "ink_soft"),
        ):
            self._paint_words(painter, QRectF(left, top, bar.width(), LINE), words, tone)

    def _paint_words(self, painter: QPainter, box: QRectF, words: str, tone: str) -> None:
        painter.setPen(theme.color(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

    def _width(self) -> float:
        return (self.width() + GAP) / max(1, len(self.in_room()))

    def _month_at(self, x: int) -> Bar | None:
        number = int(x / self._width())
        months = self.in_room()
        return months[number] if 0 <= number < len(months) else None


def hours(waited: float | None) -> str:
    """Within how many hours, or after two days how many days; "" where nobody was answered."""
    if waited is None:
        return ""
    if waited <= 48:
        return _("{n} h").format(n=formats.number(max(1, ceil(waited))))
    return _("{n} d").format(n=formats.number(ceil(waited / 24)))


def sentence(month: AnsweredMonth) -> str:
    """A month in words."""
    facts = {
        "month": formats.month(month.month),
        "n": formats.number(month.asked),
        "percent": formats.percent(month.answered.share or 0),
        "waited": hours(month.median_hours),
    }
    if not month.asked:
        return _("{month}: nobody asked for an answer.").format(**facts)
    if month.median_hours is None:
        words = ngettext(
            "{month}: {n} asked, not answered yet.",
            "{month}: {n} asked, none answered yet.",
            month.asked,
        )
        return words.format(**facts)
    if month.median_hours <= 1:
        within_the_hour = ngettext(
            "{month}: {percent} of {n} answered, half of them within an hour.",
            "{month}: {percent} of {n} answered, half of them within an hour.",
            month.asked,
        )
        return within_the_hour.format(**facts)
    words = ngettext(
        "{month}: {percent} of {n} answered, half of them within {waited}.",
        "{month}: {percent} of {n} answered, half of them within {waited}.",
        month.asked,
    )
    return words.format(**facts)


def _name(month: AnsweredMonth) -> str:
    from babel.dates import format_date

    return format_date(month.month, "LLL", locale=locale())
