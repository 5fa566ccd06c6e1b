"""Words with small signs at their right, for what can be done about them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.button import IconButton


class SignRow(QWidget):
    """The words have all the room that the signs leave; these stand beside their first line."""

    def __init__(self, words: QWidget, *signs: IconButton) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(words, 1)
        for sign in signs:
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
