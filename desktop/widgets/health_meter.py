"""How a customer is: the score with its band and one sentence, and every factor behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import number
from core.i18n import _, pgettext
from core.measures.points import whole
from desktop import theme
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for the score: `points` of at most `most`, told in a sentence.

    `points` is None where nothing is known: missing is not zero. `when` is the day of the
    newest fact behind it, in words.
    """

    name: str
    points: float | None
    most: float
    reason: str
    when: str = ""


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


class HealthHead(QWidget):
    """The score 0–100, its band, how it moved, and the one sentence that decides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = Label("–", "display")
        self._score.setFont(theme.font(theme.DISPLAY, strong=True))
        self._band = Badge(None, self)
        self._moved = Badge(None, self)
        self._sentence = Label("", "body", "soft", wrap=True)
        self._bar = Bar(None)
        self._badges = FlowRow()
        self._badges.add(self._band)
        self._badges.add(self._moved)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._score)
        head.addWidget(self._badges, 1, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID // 2)
        whole.addLayout(head)
        whole.addWidget(self._bar)
        whole.addWidget(self._sentence)

    def show_health(
        self, score: float | None, band: str, sentence: str = "", moved: Look | None = None
    ) -> None:
        """Show a health; a score of None means that it is too early to tell."""
        look = badge.band(band)
        self._score.setText("–" if score is None else str(whole(score)))
        self._band.show_look(look)
        self._moved.show_look(moved)
        self._badges.ask_for_room()
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._bar.show_share(None if score is None else score / 100, look.tone)
        spoken = _("not known yet") if score is None else str(whole(score))
        self.setAccessibleName(
            pgettext("spoken", "Health {score}, {band}").format(score=spoken, band=look.text)
        )
        self.setAccessibleDescription(sentence)


class FactorList(QWidget):
    """Every factor of a score: what it brings of what it could, since when, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factors = QVBoxLayout(self)
        self._factors.setContentsMargins(0, 0, 0, 0)
        self._factors.setSpacing(theme.GAP)

    def show_factors(self, factors: Sequence[Factor]) -> None:
        """Show other factors."""
        empty(self._factors)
        for factor in factors:
            self._factors.addWidget(_factor_row(factor))


def whole_points(score: float, parts: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Points and most points of each part in whole numbers that add up to the score and to 100.

    `parts` add up to the score and to 100 themselves; none gets more points than it could bring.
    """
    most = _whole([most for _points, most in parts], 100, [100] * len(parts))
    points = _whole([points for points, _most in parts], whole(score), most)
    return list(zip(points, most, strict=True))


def _whole(shares: Sequence[float], total: int, most: Sequence[int]) -> list[int]:
    """Whole numbers next to the shares that add up to the total; large remainders go up."""
    found = [min(int(share), cap) for share, cap in zip(shares, most, strict=True)]
    order = sorted(range(len(shares)), key=lambda n: found[n] - shares[n])
    while order and (missing := total - sum(found)) > 0:
        raised = [n for n in order if found[n] < most[n]][:missing]
        if not raised:
            break
        for n in raised:
            found[n] += 1
    return found


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
    grid.addWidget(Label(factor.reason, "caption", "soft", wrap=True), 2, 0)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    grid.addWidget(Label(factor.when, "caption", "soft"), 2, 1, right)
    grid.setColumnStretch(0, 1)
    row.setAccessibleName(f"{factor.name}: {note}. {factor.reason} {factor.when}".strip())
    return row


def _tone(share: float) -> str:
    if share >= 0.66:
        return "positive"
    return "warning" if share >= 0.33 else "negative"
