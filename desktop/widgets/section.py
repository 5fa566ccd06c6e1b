"""A part of a page under its own heading."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.formats import number
from desktop import theme
from desktop.widgets.label import Heading, Label


class Section(QWidget):
    """A heading with an optional count, a sentence and an action, then the body."""

    def __init__(
        self,
        title: str,
        lead: str = "",
        *,
        action: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._count = Label("", "heading", "soft")
        self._count.hide()
        self._lead = Label(lead, "body", "soft", wrap=True)
        self._lead.setVisible(bool(lead))
        self._head = head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Heading(title))
        head.addWidget(self._count)
        head.addStretch(1)
        if action is not None:
            head.addWidget(action)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID // 2)
        whole.addLayout(head)
        whole.addWidget(self._lead)
        whole.addSpacing(theme.GRID // 2)
        whole.addLayout(self.body)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end of the section; returns it."""
        self.body.addWidget(widget)
        return widget

    def add_action(self, widget: QWidget) -> QWidget:
        """Put something else to do at the end of the heading; returns it."""
        self._head.addWidget(widget)
        return widget

    def set_lead(self, text: str) -> None:
        """Change the sentence under the heading; an empty one hides it."""
        self._lead.setText(text)
        self._lead.setVisible(bool(text))

    def set_count(self, count: int | None) -> None:
        """Show how many there are beside the heading; None hides it."""
        self._count.setText("" if count is None else number(count))
        self._count.setVisible(count is not None)
