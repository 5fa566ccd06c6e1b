"""A customer's own words, set apart as a quotation."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.label import Label

# Of a quotation among others; the whole of it is one press away.
LONGEST_QUOTE = 280


class Quote(QFrame):
    """What was said, as it was said, and by whom."""

    def __init__(self, text: str = "", by: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "quote")
        self._text = Label(text, "body", wrap=True, select=True)
        self._text.setFont(theme.font(theme.HEADING))
        self._by = Label(by, "caption", "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID // 2, 0, theme.GRID // 2)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._text)
        column.addWidget(self._by)
        self.show_words(text, by)

    def show_words(self, text: str, by: str = "") -> None:
        """Show other words."""
        self._text.setText(text)
        self._by.setText(by)
        self._by.setVisible(bool(by))
