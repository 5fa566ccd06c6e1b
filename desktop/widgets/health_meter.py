"""How a customer is: the score, and every factor with its points and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import number
from core.i18n import _, pgettext
from desktop import theme
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for the score: `points` of at most `most`, told in a sentence.

    `points` is None where nothing is known: missing is not zero.
    """

    name: str
    points: float | None
    most: float
    reason: str


class Bar(QWidget):
    """A share of a whole as a bar, 0 to 1; None is an empty, dashed one."""

    def __init__(self, share: float | None, tone: str = "accent", height: int = 8) -> None:
        super().__init__()
        self._share = share
        self._tone = tone
        self.setFixedHeight(height)
        self.setMinimumWidth(72)

    def show_share(self, share: float | None, tone: str) -> None:
        """Show another share."""
        self._share, self._tone = share, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_by = self.height() / 2
        whole = QRectF(0, 0, self.width(), self.height())
        painter.setBrush(theme.color("neutral_soft"))
        painter.drawRoundedRect(whole, round_by, round_by)
        if self._share:
            width = max(self.height(), self.width() * min(1.0, self._share))
            painter.setBrush(theme.ink_of(self._tone))
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), round_by, round_by)


class HealthMeter(QWidget):
    """The score 0–100 with its band, its sentence and its factors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = Label("–", "display")
        self._score.setFont(theme.font(theme.DISPLAY, strong=True))
        self._band = Badge(None, self)
        self._sentence = Label("", "body", "soft", wrap=True)
        self._bar = Bar(None)
        self._factors = QVBoxLayout()
        self._factors.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._score)
        head.addWidget(self._band)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID)
        whole.addLayout(head)
        whole.addWidget(self._bar)
        whole.addWidget(self._sentence)
        whole.addSpacing(theme.GRID // 2)
        whole.addLayout(self._factors)

    def show_health(
        self, score: float | None, band: str, factors: Sequence[Factor], sentence: str = ""
    ) -> None:
        """Show a health; a score of None means that it is too early to tell."""
        look = badge.band(band)
        self._score.setText("–" if score is None else number(score))
        self._band.show_look(look)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._bar.show_share(None if score is None else score / 100, look.tone)
        spoken = _("not known yet") if score is None else number(score)
        self.setAccessibleName(
            pgettext("spoken", "Health {score}, {band}").format(score=spoken, band=look.text)
        )
        self._show_factors(factors)

    def _show_factors(self, factors: Sequence[Factor]) -> None:
        empty(self._factors)
        for factor in factors:
            self._factors.addWidget(_factor_row(factor))


def _factor_row(factor: Factor) -> QWidget:
    row = QWidget()
    known = factor.points is not None
    share = (factor.points or 0) / factor.most if factor.most else 0.0
    points = _("{points} of {most}").format(
        points=number(factor.points or 0), most=number(factor.most)
    )
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(4)
    grid.addWidget(Label(factor.name, "strong"), 0, 0)
    note = points if known else _("no figures yet")
    grid.addWidget(Label(note, "caption", "soft", number=True), 0, 1)
    grid.addWidget(Bar(share if known else None, _tone(share), 6), 1, 0, 1, 2)
    grid.addWidget(Label(factor.reason, "caption", "soft", wrap=True), 2, 0, 1, 2)
    grid.setColumnStretch(0, 1)
    row.setAccessibleName(f"{factor.name}: {note}. {factor.reason}")
    return row


def _tone(share: float) -> str:
    if share >= 0.66:
        return "positive"
    return "warning" if share >= 0.33 else "negative"
