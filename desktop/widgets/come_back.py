"""Whether the owner comes back to somebody after an answer, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from desktop import formats, theme
from desktop.widgets.fields import ChoiceField, DayField
from desktop.widgets.label import Label

NEVER, SOON, WEEK, OWN_DAY = "never", "soon", "week", "own day"
_DAYS = {SOON: 3, WEEK: 7}
_OWN_DAYS = 14
_CHOICES = (
    (NEVER, N_("No need to come back")),
    (SOON, N_("Come back in 3 days")),
    (WEEK, N_("Come back in a week")),
    (OWN_DAY, N_("Come back another day…")),
)


class ComeBack(QWidget):
    """A menu; `told` says the day, or asks for one of the owner's own, wherever it is put.

    While nothing was chosen it follows the words: those that promise to come back choose a week.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._by_hand = False
        self.choice = ChoiceField([(key, _(text)) for key, text in _CHOICES])
        self.choice.chosen.connect(self._choose)
        self.told = _Told()
        self.on = self.told.on
        self._lay_out()

    def begin(self, today: date) -> None:
        """Another answer: nothing is chosen yet."""
        self._today = self.on.near = today
        self.on.set_day(None)
        self._by_hand = False
        self._show(NEVER)

    def follow(self, words: str, promising: Sequence[str]) -> None:
        """Choose by what the answer says, unless the owner has chosen."""
        if not self._by_hand:
            promises = any(sentence in words for sentence in promising)
            wanted = WEEK if promises else NEVER
            if wanted != self.choice.value():
                self._show(wanted)

    def day(self) -> date | None:
        """The day to come back on; None for not at all. Raises KnownError for one gone by."""
        key = str(self.choice.value())
        if key == NEVER:
            return None
        on = self.on.day() if key == OWN_DAY else self._today + timedelta(days=_DAYS[key])
        if on is None or on <= self._today:
            sentence = N_("Please choose a day that is still to come.")
            raise KnownError("not_to_come", sentence)
        return on

    def _choose(self, key: object) -> None:
        self._by_hand = True
        if key == OWN_DAY and not self.on.text():
            self.on.set_day(self._today + timedelta(days=_OWN_DAYS))
        self._show(str(key))
        if key == OWN_DAY:
            self.on.setFocus()
            self.on.selectAll()

    def _show(self, key: str) -> None:
        self.choice.set_value(key)
        if key == OWN_DAY:
            self.told.ask()
        else:
            self.told.show_note(self._sentence())
        self.choice.setAccessibleDescription(self.told.note.text())

    def _sentence(self) -> str:
        """When the owner is reminded, and why where she did not choose."""
        on = self.day()
        if on is None:
            return ""
        if self._by_hand:
            return _("You will be reminded on {day}.").format(day=formats.day(on))
        sentence = _("Your words promise it, so you will be reminded on {day}.")
        return sentence.format(day=formats.day(on))

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(_("Come back to them"))
        self.choice.setToolTip(_("Whether you promised to come back with more"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice)


class _Told(QWidget):
    """The day in small type, or a field for one of the owner's own."""

    def __init__(self) -> None:
        super().__init__()
        self.note = Label("", "caption", "soft", wrap=True)
        self.on = DayField()
        self.on.setAccessibleName(_("Which day?"))
        self._asked = Label(_("Which day?"), "caption", "soft")
        self._asked.setBuddy(self.on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.note, 1)
        row.addWidget(self._asked)
        row.addWidget(self.on)
        row.addStretch(0)
        self.show_note("")

    def show_note(self, text: str) -> None:
        """Say a sentence; hidden without one."""
        self._show(note=bool(text))
        self.note.setText(text)

    def ask(self) -> None:
        """Let the owner say the day."""
        self.note.setText("")
        self._show(asked=True)

    def _show(self, note: bool = False, asked: bool = False) -> None:
        self.note.setVisible(note)
        for part in (self._asked, self.on):
            part.setVisible(asked)
        self.setVisible(note or asked)
