"""The offer to make a suggestion or a frequent question of voices that say the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.voice import offers
from core.voice.offers import Offer
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label


class OfferNote(QFrame):
    """Hidden while there is no offer; “Not now” turns it down for good, which can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "bar")
        self._desk = desk
        self._offer: Offer | None = None
        self._words = Label("", "body", wrap=True)
        self._title = Label("", "strong", wrap=True)
        self.take = Button("", self._take, icon="add")
        self.no = Button(_("Not this one"), self._turn_down, kind="quiet")
        row = FlowRow()
        row.add(self.take)
        row.add(self.no)
        column = QVBoxLayout(self)
        side = theme.GRID * 2
        column.setContentsMargins(side, theme.GAP, side, theme.GAP)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(row)
        self._row = row
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """Show an offer, or none."""
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        people = ngettext(
            "{n} person said something alike in the last 60 days.",
            "{n} people said something alike in the last 60 days.",
            offer.people,
        ).format(n=formats.number(offer.people))
        self._words.setText(people)
        self._title.setText(_("“{title}”").format(title=offer.title))
        question = offer.sort == "faq"
        self.take.say(
            _("Write an answer for all of them") if question else _("Make it a suggestion")
        )
        self.setAccessibleName(people)
        self._row.ask_for_room()

    def _take(self) -> None:
        offer = self._offer
        if offer is None:
            return
        if offer.sort == "faq":
            self._desk.navigation.open("faq", ("feedback", offer.feedback_ids[0]))
        else:
            self._desk.navigation.open("suggestions", ("offer", offer.feedback_ids))

    def _turn_down(self) -> None:
        if self._offer is not None:
            no = partial(offers.turn_down, self._desk.workspace, self._offer)
            self._desk.tasks.write(no, owner=self)
            self.hide()
