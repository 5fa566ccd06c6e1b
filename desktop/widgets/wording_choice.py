"""From which wording an answer is drafted, and in which language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.i18n import _
from core.voice.replies import Reply
from core.voice.wording import SITUATION_LABELS
from core.voice.wordings import Wording
from desktop import language, theme
from desktop.widgets.fields import ChoiceField

OWN_WORDS = ""


class WordingChoice(QWidget):
    """Two menus; tells the key of the wording that was chosen, by name or by language."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wordings: Sequence[Wording] = ()
        self.wording = ChoiceField()
        self.wording.setAccessibleName(_("Wording"))
        self.wording.setToolTip(_("The wording that this answer is drafted from"))
        self.wording.chosen.connect(self._tell)
        self.language = ChoiceField(language.choices())
        self.language.setMinimumWidth(112)
        self.language.setAccessibleName(_("Language of the answer"))
        self.language.setToolTip(_("Draft the answer in another language"))
        self.language.chosen.connect(self._translate)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.wording, 1)
        row.addWidget(self.language)

    def show_reply(self, reply: Reply, wordings: Sequence[Wording]) -> None:
        """Show what a draft was made from, among everything that fits it."""
        self._wordings = wordings
        known = self._known(reply.wording)
        self.language.set_value(known.language if known else reply.language)
        self._fill(known)

    def _fill(self, known: Wording | None) -> None:
        spoken = self.language.value()
        choices: list[tuple[object, str]] = [
            (each.key, name_of(each)) for each in self._wordings if each.language == spoken
        ]
        if known is None:
            choices.insert(0, (OWN_WORDS, _("Your own words")))
        self.wording.set_choices(choices)
        self.wording.set_value(known.key if known else OWN_WORDS)

    def _tell(self, key: object) -> None:
        if key != OWN_WORDS:
            self.chosen.emit(str(key))

    def _translate(self, spoken: object) -> None:
        """The same wording in another language, else the first choice there."""
        now = self._known(str(self.wording.value() or ""))
        there = [each for each in self._wordings if each.language == spoken]
        if now is not None:
            alike = [each for each in there if each.situation == now.situation]
            there = [each for each in alike if each.name == now.name] or alike or there
        if there:
            self.chosen.emit(there[0].key)

    def _known(self, key: str) -> Wording | None:
        return next((each for each in self._wordings if each.key == key), None)


def name_of(wording: Wording) -> str:
    """What a wording is called in a list: its own name, else its situation."""
    return wording.name or _(SITUATION_LABELS[wording.situation])
