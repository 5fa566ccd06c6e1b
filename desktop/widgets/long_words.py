"""Words of any length to read: a label for usual ones, a box that scrolls for pages of them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.label import Label
from desktop.widgets.text_field import TextBox

# Qt lays a label out as a whole, again and again; pages of words would hold the window.
LONGEST = 3000
LONGEST_WORD = 500
LINES = 12


class LongWords(TextBox):
    """Pages of words in a box of a few lines, to read and to copy."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)

    def setPlainText(self, text: str) -> None:
        # To look for a place to break, Qt would go through an endless word for every line.
        endless = max(map(len, text.split()), default=0) > LONGEST_WORD
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WrapAnywhere if endless else modes.WrapAtWordBoundaryOrAnywhere)
        super().setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * LINES + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


def words_to_read(text: str, name: str = "") -> QWidget:
    """A widget that shows a text, however long it is."""
    if len(text) <= LONGEST:
        return Label(text, "body", wrap=True, select=True)
    box = LongWords(text)
    box.setAccessibleName(name)
    return box
