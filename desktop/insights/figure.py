"""One key figure: its name, the number, how it changed and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.insight.metric import Compared
from desktop import icons, theme
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.label import Label

TONES = {"better": "positive", "worse": "negative", None: "soft"}
SIGNS = {"up": "rising", "down": "falling"}
STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
ARROW = 16


class _Arrow(QWidget):
    """A rising or falling line in the tone of what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._role = "rising", "ink_soft"
        self.setFixedSize(ARROW, ARROW)

    def show_arrow(self, icon: str, tone: str) -> None:
        """Show which way it went, and whether that is good."""
        self._icon, self._role = icon, theme.TONES[tone][0]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, QRectF(self.rect()), self._icon, self._role)


def why_nothing(key: str) -> str:
    """Why there is no figure: who is kept must have been there before."""
    if key in ("still_active", "retention", "churn"):
        return _("no earlier customers")
    return _("nothing to count yet")


class Figure(QWidget):
    """A large number for the telling figure of a question, a line of words and number else.

    The focus, a click or Enter chooses it.
    """

    chosen = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, *, large: bool) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._large = large
        self._name = Label(name, "body", wrap=True)
        self._value = Label("–", "display" if large else "heading")
        self._sign = _Arrow()
        self._sign.hide()
        self._is_chosen = False
        # One line, whatever is said, so that no chart below moves when it is known.
        self._change = ElidedLabel("", "caption", "soft")
        self._lay_out()

    def show_figure(self, compared: Compared, rests_on: str, *, compare: bool) -> None:
        """Show a figure; `compare` says whether there is a period before it."""
        now = compared.now
        self._value.setText(now.text())
        self._value.set_tone("soft" if now.value is None or now.too_few else "ink")
        self._show_change(compared, rests_on, compare)
        self.setToolTip(_(now.definition))
        self.setAccessibleName(f"{_(now.label)}: {now.text()}")
        self.setAccessibleDescription(f"{self._change.text()} {_(now.definition)}")

    def show_words(self, value: str, words: str, meaning: str) -> None:
        """Show a figure that has no period before it, already written out."""
        self._value.setText(value)
        self._sign.hide()
        self._change.setText(words)
        self.setToolTip(meaning)
        self.setAccessibleName(f"{self._name.text()}: {value}")
        self.setAccessibleDescription(f"{words} {meaning}")

    def set_chosen(self, chosen: bool) -> None:
        """Mark that this is the figure which is explained."""
        self._is_chosen = chosen
        # Tab goes past all figures in one step; the arrows walk among them.
        only = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(only)
        self.update()

    def _show_change(self, compared: Compared, rests_on: str, compare: bool) -> None:
        now, words = compared.now, []
        if now.value is None:
            words = [_("too few to judge")] if now.n else [why_nothing(now.key)]
        elif now.too_few:
            words = [_("too few to judge"), rests_on]
        elif compare:
            words = [compared.change_text(), rests_on]
        else:
            words = [rests_on]
        moved = compare and not now.too_few and compared.change in SIGNS
        self._sign.setVisible(moved)
        tone = TONES[compared.direction] if moved else "soft"
        if moved:
            self._sign.show_arrow(SIGNS[compared.change], tone)
        self._change.setText(" · ".join(word for word in words if word))
        self._change.set_tone(tone)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.chosen.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_chosen:
            painter.setBrush(theme.color("accent_soft"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.SMALL_CORNER, theme.SMALL_CORNER)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        column.setSpacing(0)
        if self._large:
            column.addWidget(self._value)
            column.addWidget(self._name)
        else:
            row = QHBoxLayout()
            row.setSpacing(theme.GRID)
            row.addWidget(self._name, 1)
            row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(theme.GRID // 2)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._change, 1)
        column.addLayout(below)
