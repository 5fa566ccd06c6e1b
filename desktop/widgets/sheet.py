"""A window that only tells something: a title, a sentence, the body, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.label import Label


class Sheet(QDialog):
    """Enter and Escape close it; without a `size` it is as large as what is in it."""

    def __init__(
        self, title: str, lead: str, parent: QWidget | None = None, *, size: QSize | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        if size is not None:
            self.resize(size)
        self.close_button = Button(_("Close"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GRID * 2)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(Label(title, "title"))
        column.addWidget(Label(lead, "body", "soft", wrap=size is not None))
        column.addLayout(self.body, 1)
        column.addLayout(foot)
        self.close_button.setFocus()
