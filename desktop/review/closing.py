"""The two questions at the end of a review: when is the next one, and what goes on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from core.insight import quarterly_review
from core.insight.periods import days_of
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import QuarterlyReview
from desktop import formats
from desktop.desk import Desk
from desktop.review.words import still_wait
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label


class CloseDialog(FormDialog):
    """Closes the review for ever, with a day for the next one."""

    def __init__(
        self,
        desk: Desk,
        quarter: str,
        next_on: date,
        parent: QWidget | None = None,
        *,
        waiting: int = 0,
    ) -> None:
        super().__init__(desk, _("Close the review"), yes=_("Close it"), parent=parent)
        self._quarter = quarter
        name = review_words.quarter(quarter)
        sentence = _(
            "{quarter}: its figures and words are kept as they are now. It cannot be changed or "
            "taken back any more."
        ).format(quarter=name)
        self._say(sentence, "soft")
        until = days_of(quarter)[1]
        if until >= desk.workspace.clock.today():
            warning = _("The quarter runs until {day}; what comes until then will not be in it.")
            self._say(warning.format(day=formats.day(until)), "warning")
        if waiting:
            self._say(still_wait(waiting), "warning")
        hint = _("Regulars reminds you on that day.")
        self.next_on = self.form.add_day("next_on", _("The next review"), required=True, hint=hint)
        self.next_on.set_day(next_on)
        self.no.say(_("Not yet"))

    def _say(self, sentence: str, tone: str) -> None:
        about = Label(sentence, "body", tone, wrap=True)
        self.column.insertWidget(self.column.indexOf(self.form), about)

    def work(self) -> Callable[[], QuarterlyReview]:
        chosen = self.next_on.needed("next_on", N_("Please choose a day."))
        shop, quarter = self.desk.workspace, self._quarter
        return lambda: quarterly_review.close(shop, quarter, chosen)


class PrintDialog(FormDialog):
    """Asks whether surnames are printed; without a tick only first names are."""

    def __init__(
        self, desk: Desk, go_on: Callable[[bool], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, _("Print the review"), yes=_("Choose where"), parent=parent)
        self._print = go_on
        hint = _("Names that stand in quotes, promises and notes are printed as they were written.")
        self.surnames = self.form.add_flag("surnames", _("With the surnames of customers"))
        self.column.insertWidget(
            self.column.indexOf(self.form) + 1, Label(hint, "caption", "soft", wrap=True)
        )
        self.first = self.yes

    def save(self) -> None:
        """Go on to the place of the file; nothing is saved in the shop."""
        surnames = self.surnames.isChecked()
        self.accept()
        self._print(surnames)
