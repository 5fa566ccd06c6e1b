"""A sentence on a page that stays until something else is said: what happened, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.label import Label, repolish

_ICONS = {"positive": "fine", "negative": "problem", "warning": "warning"}
_SIGN = 20


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon, self._tone = "about", "ink"
        self.setFixedSize(_SIGN, _SIGN)

    def show_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = theme.TONES[self._tone][0]
        icons.paint(painter, QRectF(0, 0, _SIGN, _SIGN), self._icon, role)


class Notice(QFrame):
    """Hidden until it has something to say; may offer one thing to do about it."""

    def __init__(self, *actions: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "bar")
        self._sign = _Sign()
        self._words = Label("", "body", wrap=True, select=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GAP)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for action in actions:
            row.addWidget(action)
        self.setMinimumHeight(theme.ROW + theme.GRID)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, tone: str = "ink", icon: str = "") -> None:
        """Say a sentence; the tone gives its sign unless another is asked for."""
        self._words.setText(text)
        self._sign.show_icon(icon or _ICONS.get(tone, "about"), tone)
        self.setProperty("tone", tone if tone == "negative" else "")
        self.setAccessibleName(text)
        repolish(self)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()
