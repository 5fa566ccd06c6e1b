"""Four faces: how a feedback was read, and one press to say it better."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from core.i18n import _
from core.voice.moods import SAYABLE
from desktop import icons
from desktop.widgets import badge
from desktop.widgets.button import Button
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key, key_tip

FACES = SAYABLE
BACK_KEY = "0"


class MoodFaces(FlowRow):
    """The mood of a feedback; a face overrules it, “Take it back” lets the reading hold again."""

    chosen = Signal(str)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Mood"))
        self._said = ""
        self._group = QButtonGroup(self)
        self._word = Label("", "strong")
        self._reset = Button(_("Take it back"), self._take_back, kind="quiet", icon="undo")
        for number, face in enumerate(FACES):
            self.add(self._face(number, face))
        self._word.setMinimumHeight(self.face(FACES[0]).sizeHint().height())
        self.add(self._word)
        self.add(self._reset)
        self._group.idClicked.connect(lambda number: self._say(FACES[number]))

    def add_keys(self, table: QWidget) -> None:
        """While a list has the focus: 1 to 4 say the mood, 0 takes the word back."""
        for number, face in enumerate(FACES, start=1):
            mood = badge.polarity(face).text
            add_key(table, str(number), self.face(face).click, mood)
            tip = f"{mood}\n{key_tip(str(number))}"
            self.face(face).setToolTip(tip)
        add_key(table, BACK_KEY, self._take_back, _("take your word on the mood back"))
        self._reset.setToolTip(key_tip(BACK_KEY))

    def show_mood(self, polarity: str, overruled: bool) -> None:
        """Show a mood without telling anybody; an unread one lights no face."""
        self._said = polarity if overruled else ""
        self._group.setExclusive(False)
        for number, face in enumerate(FACES):
            self._group.button(number).setChecked(face == polarity)
        self._group.setExclusive(True)
        look = badge.polarity(polarity)
        self._word.setText(look.text)
        self._word.set_tone(look.tone)
        self._reset.setVisible(overruled)
        self.ask_for_room()

    def face(self, polarity: str) -> QPushButton:
        """The button of a mood."""
        button = self._group.button(FACES.index(polarity))
        assert isinstance(button, QPushButton)
        return button

    def _say(self, face: str) -> None:
        # Saying it again would only leave another change to take back.
        if face != self._said:
            self.chosen.emit(face)

    def _take_back(self) -> None:
        if self._said:
            self.reset_asked.emit()

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
