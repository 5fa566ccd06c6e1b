"""A field that searches while one types."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from core.i18n import _
from core.text import clean
from desktop import icons
from desktop.formats import shortcut
from desktop.widgets.text_field import TextLine

PAUSE_MS = 120
KEYS = "Ctrl+F"


def offer_clearing(field: QLineEdit) -> None:
    """Give a field the little cross that empties it, with a name for those who cannot see it."""
    field.setClearButtonEnabled(True)
    cross = field.findChild(QAction, "_q_qlineeditclearaction")
    if cross is not None:
        cross.setText(_("Clear"))


class SearchField(TextLine):
    """Tells what is searched for once typing pauses; Escape empties it, Down leaves it."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(shortcut(KEYS))
        self.setMinimumWidth(220)
        self.setMaximumWidth(360)
        offer_clearing(self)
        lens = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(placeholder)
        find = QAction(placeholder, self)
        find.setShortcut(QKeySequence(KEYS))
        find.triggered.connect(self._take_focus)
        self.addAction(find)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._tell)

    def wanted(self) -> str:
        """What is searched for, cleaned."""
        return clean(self.text())

    def show_text(self, text: str) -> None:
        """Show what is searched for already: nothing is told of it, nor of what was typed last."""
        self.setText(text)
        self._pause.stop()
        self._told = self.wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _tell(self) -> None:
        self._pause.stop()
        if self.wanted() != self._told:
            self._told = self.wanted()
            self.searched.emit(self._told)
