"""What stands on the page before a review is started: why it is worth an hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import STEPS, ReviewDue
from desktop import formats, theme
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.stepper import Stepper

WIDTH = 720


class Invitation(QWidget):
    """An hour, seven steps, three promises; one button to begin."""

    def __init__(self, start: Callable[[], object], read: Callable[[str], object]) -> None:
        super().__init__()
        self._last = ""
        self._for = Label("", "body", "soft", wrap=True)
        self.start = Button("", start, kind="primary", icon="review")
        self.read_last = Button("", lambda: read(self._last), kind="quiet", icon="history")
        self.steps = Stepper([_(step) for step in STEPS], _("Steps of the review"))
        self.steps.setEnabled(False)
        self.steps.show_step(-1, 0)
        self._lay_out()

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.GRID * 2)
        words.addWidget(Label(_("An hour, once a quarter"), "display", wrap=True))
        sentence = _(
            "Make a coffee and close the door. Look at what your customers said, how the shop is "
            "and who stopped coming; then choose at most three things to do better, and tell "
            "those who asked."
        )
        words.addWidget(Label(sentence, "body", wrap=True))
        words.addWidget(self._for)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.start)
        buttons.addWidget(self.read_last)
        buttons.addStretch(1)
        words.addLayout(buttons)
        words.addStretch(1)
        note = _("You can leave at any step and go on later. At the end you have it on paper.")
        words.addWidget(Label(note, "caption", "soft", wrap=True))
        return words

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.GRID * 5)
        line.addLayout(self._words(), 3)
        line.addWidget(self.steps, 2, Qt.AlignmentFlag.AlignTop)
        card = Card(padding=theme.GRID * 4)
        card.body.addLayout(line)
        card.setMaximumWidth(WIDTH + theme.GRID * 20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 20)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def show_quarter(self, quarter: str, last: str = "", coming: ReviewDue | None = None) -> None:
        """Invite to the review of a quarter; `last` is the closed one before it, or ""."""
        name = review_words.quarter(quarter)
        words = [_("{quarter} has not been reviewed yet.").format(quarter=name)]
        if coming is not None and coming.quarter == quarter:
            words.append(_when(coming))
        self._for.setText(" ".join(words))
        self.start.say(_("Start the review"))
        self._last = last
        self.read_last.setVisible(bool(last))
        if last:
            before = review_words.quarter(last)
            self.read_last.say(_("Read the last one ({quarter})").format(quarter=before))


def _when(coming: ReviewDue) -> str:
    day = formats.day(coming.due_on)
    if not coming.days_late:
        return _("It is planned for {day}.").format(day=day)
    return ngettext(
        "It was planned for {day}, {n} day ago.",
        "It was planned for {day}, {n} days ago.",
        coming.days_late,
    ).format(day=day, n=formats.number(coming.days_late))
