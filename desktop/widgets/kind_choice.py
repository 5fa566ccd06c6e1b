"""The kind of a feedback: guessed from the words while they are typed, until it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.store.workspace import Workspace
from core.voice import moods
from core.voice.feedback import KINDS
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.label import Label

PAUSE_MS = 400


class KindChoice(QWidget):
    """Chips of which one is preselected by a guess; a click or a key ends the guessing.

    Emptying the words forgets the choice, and the next words are guessed at again. `otherwise`
    is shown while nothing can be guessed.
    """

    def __init__(self, desk: Desk, words: QPlainTextEdit, otherwise: str = KINDS[0]) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._otherwise = otherwise
        self._own = False
        self.chips = Chips(_kinds(), _("Kind"))
        self.chips.choose(otherwise)
        self._hint = Label(_("Guessed from the words; choose another if it is wrong."), "caption")
        self._hint.set_tone("soft")
        kept = self._hint.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._hint.setSizePolicy(kept)
        self._hint.hide()
        self.setFocusProxy(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self._hint)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.guess)
        self.chips.chosen.connect(lambda _kind: self._choose())
        words.textChanged.connect(self._typed)

    @property
    def value(self) -> str:
        """The kind that is shown."""
        return self.chips.value

    @property
    def guessed(self) -> bool:
        """Whether the kind that is shown came from the words."""
        return not self._hint.isHidden()

    @property
    def chosen(self) -> bool:
        """Whether the kind that is shown was chosen for these words."""
        return self._own

    def take_up(self, kind: str, chosen: bool) -> None:
        """Go on with the kind of words begun earlier; a chosen one is not guessed at again."""
        self.chips.choose(kind)
        self._own = chosen
        self._tell(False)

    def guess(self) -> None:
        """Guess now, in the background, unless a kind was chosen or nothing is written."""
        text, workspace = self._words.toPlainText(), self._desk.workspace
        if self._own or not text.strip():
            return
        self._desk.tasks.read(
            lambda: _guess(workspace, text),
            lambda kind: self._show(kind, text),
            key=("kind", id(self)),
            owner=self,
        )

    def _typed(self) -> None:
        if self._words.toPlainText().strip():
            self._pause.start()
            return
        self._pause.stop()
        self._own = False
        self.chips.choose(self._otherwise)
        self._tell(False)

    def _show(self, kind: str | None, text: str) -> None:
        if self._own or text != self._words.toPlainText():
            return
        self.chips.choose(kind or self._otherwise)
        self._tell(kind is not None)

    def _choose(self) -> None:
        self._own = True
        self._tell(False)

    def _tell(self, guessed: bool) -> None:
        self._hint.setVisible(guessed)
        self.chips.setAccessibleDescription(self._hint.text() if guessed else "")


def _guess(workspace: Workspace, text: str) -> str | None:
    return moods.guess_kind(workspace, text)


def _kinds() -> Sequence[Choice]:
    looks = [(key, badge.kind(key)) for key in KINDS]
    return [
        Choice(key, look.text, look.icon, f"Alt+{number}")
        for number, (key, look) in enumerate(looks, start=1)
    ]
