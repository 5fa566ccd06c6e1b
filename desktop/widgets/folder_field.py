"""A folder, typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.text_field import TextLine

# asks for a folder, beginning at the one given; None when the owner thought better of it
Pick = Callable[[str], "Path | None"]


class FolderField(QWidget):
    """A line with the folder and a button that asks for another one."""

    chosen = Signal(str)

    def __init__(self, pick: Pick, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pick = pick
        self._told = ""
        self.line = TextLine()
        self.line.setAccessibleName(name)
        self.line.editingFinished.connect(self._tell)
        self.button = Button(_("Choose…"), self.choose, tip=name)
        self.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def text(self) -> str:
        """The folder as it stands in the line, "" for none."""
        return self.line.text().strip()

    def set_text(self, folder: str) -> None:
        """Show a folder without telling anybody."""
        self._told = folder
        self.line.setText(folder)

    def set_usual(self, folder: str) -> None:
        """Show the folder that is meant while none is chosen."""
        self.line.setPlaceholderText(folder)

    def choose(self) -> None:
        """Ask for a folder."""
        folder = self._pick(self.text() or self.line.placeholderText())
        if folder is not None:
            self.line.setText(str(folder))
            self._tell()

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.chosen.emit(self._told)
