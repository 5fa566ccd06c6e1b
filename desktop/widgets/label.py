"""Text in one of the styles of the type scale."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop import theme

# A word of so many letters may be wider than its room; Qt breaks none by itself.
_ENDLESS = re.compile(r"\S{24,}")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W_])(?=[^\W_])")
_MAY_BREAK = "\u200b"
# How wide a heading asks to be before it breaks.
WIDEST_HEADING = 560
# A label in a window that is drawn wider sees one width after another.
MOST_HEIGHTS = 20
# size and weight of each style
STYLES = {
    "caption": (theme.CAPTION, False),
    "body": (theme.BODY, False),
    "strong": (theme.BODY, True),
    "heading": (theme.HEADING, True),
    "title": (theme.TITLE, True),
    "display": (theme.DISPLAY, True),
}


class Label(QLabel):
    """Plain text: what a customer typed is never taken for markup."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        select: bool = False,
        number: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        # What can be copied holds no sign that was not typed.
        self._breaks = wrap and not select
        self._whole = text
        super().__init__(breakable(text) if self._breaks else text, parent)
        self._heights: dict[tuple[object, ...], int] = {}
        size, strong = STYLES[style]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, strong=strong, tabular=number))
        self.setProperty("tone", tone)
        if number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def text(self) -> str:
        """What was set, whatever helps it to break."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(breakable(text) if self._breaks else text)

    def heightForWidth(self, width: int) -> int:
        """As Qt tells it, but worked out once: a layout asks a dozen times for the same lines."""
        font = self.font()
        asked = (width, self.text(), font.pixelSize(), font.weight(), self.margin())
        known = self._heights.get(asked)
        if known is None:
            if len(self._heights) >= MOST_HEIGHTS:
                self._heights.clear()
            known = self._heights[asked] = super().heightForWidth(width)
        return known

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class Heading(Label):
    """A heading that breaks where its room ends; Qt alone would break a short one into halves."""

    def __init__(self, text: str = "", tone: str = "ink") -> None:
        super().__init__(text, "heading", tone, wrap=True)

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.margin() + 1
        width = min(whole, WIDEST_HEADING)
        return QSize(width, self.heightForWidth(width))


def breakable(text: str) -> str:
    """The text with signs that nobody sees, where its endless words may break.

    Addresses stay as they are.
    """
    return _ENDLESS.sub(_breaking, text) if len(text) >= 24 else text


def _breaking(word: re.Match[str]) -> str:
    if "/" in word[0] or "@" in word[0]:
        return word[0]
    return _BETWEEN_LETTERS.sub(_MAY_BREAK, word[0])


def repolish(widget: QWidget) -> None:
    """Let the application's stylesheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
