"""Four faces: how a feedback was read, and one press to say it better."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from core.i18n import _
from desktop import icons, theme
from desktop.widgets import badge
from desktop.widgets.button import Button
from desktop.widgets.label import Label

FACES = ("negative", "neutral", "positive", "mixed")


class MoodFaces(QWidget):
    """The mood of a feedback; a face overrules it, “Reset” takes the owner's word back."""

    chosen = Signal(str)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Mood"))
        self._group = QButtonGroup(self)
        self._word = Label("", "strong")
        self._reset = Button(_("Reset"), self.reset_asked.emit, kind="quiet", icon="undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for number, face in enumerate(FACES):
            row.addWidget(self._face(number, face))
        row.addSpacing(theme.GRID // 2)
        row.addWidget(self._word, 1)
        row.addWidget(self._reset)
        self._group.idClicked.connect(lambda number: self.chosen.emit(FACES[number]))

    def show_mood(self, polarity: str, overruled: bool) -> None:
        """Show a mood without telling anybody; an unread one lights no face."""
        self._group.setExclusive(False)
        for number, face in enumerate(FACES):
            self._group.button(number).setChecked(face == polarity)
        self._group.setExclusive(True)
        look = badge.polarity(polarity)
        self._word.setText(look.text)
        self._word.set_tone(look.tone)
        self._reset.setVisible(overruled)

    def face(self, polarity: str) -> QPushButton:
        """The button of a mood."""
        button = self._group.button(FACES.index(polarity))
        assert isinstance(button, QPushButton)
        return button

    def _face(self, number: int, face: str) -> QPushButton:
        look = badge.polarity(face)
        button = QPushButton()
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setIcon(icons.icon(look.icon))
        button.setIconSize(QSize(icons.SIZE, icons.SIZE))
        button.setAccessibleName(look.text)
        button.setToolTip(look.text)
        self._group.addButton(button, number)
        return button
