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
    """A menu and a field for a day of one's own; `note` tells of it, wherever it is put.

    While nothing was chosen it follows the words: those that promise to come back choose a week.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._by_hand = False
        self.choice = ChoiceField([(key, _(text)) for key, text in _CHOICES])
        self.choice.chosen.connect(self._choose)
        self.on = DayField()
        self.on.setAccessibleName(_("Which day?"))
        self.on.setFixedWidth(theme.GRID * 17)
        self.note = Label("", "caption", "soft", wrap=True)
        self._lay_out()

    def begin(self, today: date) -> None:
        """Another answer: nothing is chosen yet."""
        self._today = self.on.near = today
        self._by_hand = False
        self._show(NEVER)

    def follow(self, words: str, promising: Sequence[str]) -> None:
        """Choose by what the answer says, unless the owner has chosen."""
        if not self._by_hand:
            promises = any(sentence in words for sentence in promising)
            self._show(WEEK if promises else NEVER)

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
        self.on.setVisible(key == OWN_DAY)
        self._tell()

    def _tell(self) -> None:
        """When the owner is reminded, unless a field says it, and why where she did not choose."""
        self.note.setText(self._sentence())
        self.note.setVisible(bool(self.note.text()))

    def _sentence(self) -> str:
        on = None if self.choice.value() == OWN_DAY else self.day()
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
        row.setSpacing(theme.GRID)
        row.addWidget(self.choice)
        row.addWidget(self.on)
