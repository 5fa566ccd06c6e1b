"""Badges: a sign and a word on a soft ground, so that colour is never the only sign."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.i18n import N_, _, pgettext
from core.measures.points import whole
from desktop import icons, theme

HEIGHT = 24
_SIDE = 9
_SIGN = 14
_GAP = 5


@dataclass(frozen=True, slots=True)
class Look:
    """What a badge shows; the tone is one of theme.TONES, the icon a meaning or ""."""

    text: str
    tone: str = "neutral"
    icon: str = ""


_POLARITIES = {
    "negative": (N_("Negative"), "negative", "negative"),
    "neutral": (N_("Neutral"), "neutral", "neutral"),
    "positive": (N_("Positive"), "positive", "positive"),
    "mixed": (N_("Mixed"), "warning", "mixed"),
    "unread": (N_("Unread"), "neutral", "unread"),
}
_STATUSES = {
    "open": (N_("Open"), "neutral", "open"),
    "planned": (N_("Planned"), "accent", "planned"),
    "in_progress": (N_("In progress"), "warning", "in_progress"),
    "done": (N_("Done"), "positive", "fine"),
    "declined": (N_("Declined"), "neutral", "declined"),
    "merged": (N_("Merged"), "neutral", "merge"),
}
_BANDS = {
    "healthy": (N_("Healthy"), "positive", "fine"),
    "watch": (N_("Watch"), "warning", "warning"),
    "at_risk": (N_("At risk"), "negative", "problem"),
    "unknown": (N_("Too early to tell"), "neutral", "unread"),
}
_KINDS = {
    "complaint": (N_("Complaint"), "negative", "complaint"),
    "question": (N_("Question"), "accent", "question"),
    "suggestion": (N_("Suggestion"), "accent", "suggestion"),
    "praise": (N_("Praise"), "positive", "praise"),
    "other": (N_("Other"), "neutral", "other"),
}
_STAGES = {
    "prospect": (N_("Prospect"), "neutral", "unread"),
    "first": (N_("First purchase"), "accent", "walk_in"),
    "repeat": (N_("Repeat purchase"), "accent", "redo"),
    "loyal": (N_("Loyal"), "positive", "praise"),
    "lost": (N_("Lost"), "negative", "falling"),
}
_REPLIES = {
    "waiting": (N_("Waiting"), "warning", "waiting"),
    "draft": (N_("Draft"), "accent", "draft"),
    "sent": (N_("Sent"), "positive", "sent"),
    "none": (N_("No answer needed"), "neutral", "none"),
}
_CONSENTS = {
    "unknown": (N_("Not asked"), "neutral", "question"),
    "yes": (N_("Agreed"), "positive", "done"),
    "no": (N_("Refused"), "negative", "declined"),
}
_RESULTS = {
    "happy": ("positive", "positive"),
    "booked": ("accent", "calendar"),
    "problem": ("warning", "complaint"),
    "not_reached": ("neutral", "phone"),
    "other": ("neutral", "other"),
}


def result(word: str) -> Look:
    """What came of a check-in."""
    # The first page tells of none, and need not wait for these words.
    from core.people.touchpoints import RESULTS

    tone, icon = _RESULTS[word]
    return Look(_(RESULTS[word]), tone, icon)


def polarity(word: str) -> Look:
    """The mood of a feedback."""
    return _look(_POLARITIES, word)


def status(word: str) -> Look:
    """Where a suggestion stands."""
    return _look(_STATUSES, word)


def band(word: str, score: float | None = None) -> Look:
    """How a customer is, with the score in front of the word if there is one."""
    look = _look(_BANDS, word)
    if score is None:
        return look
    text = pgettext("health", "{score} · {band}").format(score=whole(score), band=look.text)
    return Look(text, look.tone, look.icon)


def kind(word: str) -> Look:
    """The kind of a feedback."""
    return _look(_KINDS, word)


def stage(word: str) -> Look:
    """The stage of life of a customer with the shop."""
    return _look(_STAGES, word)


def reply(word: str) -> Look:
    """How far an answer is."""
    return _look(_REPLIES, word)


def consent(word: str) -> Look:
    """What a customer said to being written to."""
    return _look(_CONSENTS, word)


def _look(looks: dict[str, tuple[str, str, str]], word: str) -> Look:
    if word not in looks:
        return Look(word)
    text, tone, icon = looks[word]
    return Look(_(text), tone, icon)


def width_of(look: Look) -> int:
    """The width in pixels that a badge needs."""
    words = QFontMetricsF(theme.font(theme.CAPTION)).horizontalAdvance(look.text)
    sign = _SIGN + (_GAP if look.text else 0) if look.icon else 0
    return round(words + sign + 2 * _SIDE + 1)


def paint(painter: QPainter, at: QPointF, look: Look, most: float = 10_000) -> None:
    """Draw a badge whose left middle is `at`, no wider than `most`."""
    width = min(width_of(look), most)
    box = QRectF(at.x(), at.y() - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ground_of(look.tone))
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    left = box.left() + _SIDE
    if look.icon:
        sign = QRectF(left, at.y() - _SIGN / 2, _SIGN, _SIGN)
        icons.paint(painter, sign, look.icon, theme.TONES[look.tone][0])
        left += _SIGN + _GAP
    font = theme.font(theme.CAPTION)
    painter.setFont(font)
    painter.setPen(theme.ink_of(look.tone))
    words = QRectF(left, box.top(), box.right() - _SIDE - left + 1, HEIGHT)
    shown = QFontMetricsF(font).elidedText(
        look.text, Qt.TextElideMode.ElideRight, words.width() + 1
    )
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


class Badge(QWidget):
    """One badge on its own; without a look it takes no room."""

    def __init__(self, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_look(look)

    @property
    def look(self) -> Look | None:
        """What is shown now."""
        return self._look

    def show_look(self, look: Look | None) -> None:
        """Show something else, or nothing."""
        self._look = look
        self.setAccessibleName(look.text if look else "")
        self.setToolTip("")
        self.setVisible(look is not None) if self.parent() else None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._look), HEIGHT) if self._look else QSize(0, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look is not None:
            paint(QPainter(self), QPointF(0, self.height() / 2), self._look, self.width())
