"""A quiet banner: three people said the same, which could become a suggestion."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.i18n import _, ngettext
from core.voice import offers
from core.voice.offers import Offer
from desktop import formats
from desktop.desk import Desk
from desktop.widgets.button import Button, IconButton
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.layouts import empty
from desktop.widgets.offer_frame import OfferFrame

QUOTED = 3


class OfferBanner(OfferFrame):
    """Shows one offer with its quotes; make a suggestion of it, turn it down, or see the next."""

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("suggestions", parent)
        self._desk = desk
        self._offers: Sequence[Offer] = ()
        self._at = 0
        self._quoted = QUOTED
        make = Button(_("Make a suggestion"), self._take, icon="add")
        turn_down = Button(_("Turn down"), self._refuse, kind="quiet")
        self._next = IconButton("next", _("The next offer"), self._go_on)
        self.add_buttons(turn_down, make, self._next)
        self.hide()

    @property
    def offer(self) -> Offer | None:
        """The offer in view."""
        return self._offers[self._at] if self._at < len(self._offers) else None

    def show_offers(self, found: Sequence[Offer]) -> None:
        """Show the first of the offers for suggestions; nothing without any."""
        before = self.offer
        self._offers = [each for each in found if each.sort == "suggestion"]
        ids = [each.feedback_ids for each in self._offers]
        self._at = ids.index(before.feedback_ids) if before and before.feedback_ids in ids else 0
        self._show()

    def show_quotes(self, most: int) -> None:
        """Show at most so many quotes, fewer where a low window needs the room."""
        if most != self._quoted:
            self._quoted = most
            self._show()

    def _show(self) -> None:
        offer = self.offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        said = ngettext(
            "{n} person said much the same in 60 days: “{title}”",
            "{n} people said much the same in 60 days: “{title}”",
            offer.people,
        ).format(n=formats.number(offer.people), title=offer.title)
        self.say(said)
        self._next.setVisible(len(self._offers) > 1)
        empty(self.words)
        for said_by in offer.feedback[: self._quoted]:
            words = _("“{words}” {name}").format(
                words=" ".join(said_by.body.split()), name=said_by.customer or _("A walk-in")
            )
            self.words.addWidget(ElidedLabel(words, "caption", "soft"))

    def _take(self) -> None:
        if self.offer is not None:
            self.taken.emit(self.offer)

    def _refuse(self) -> None:
        offer, shop = self.offer, self._desk.workspace
        if offer is not None:
            self._desk.tasks.write(lambda: offers.turn_down(shop, offer))

    def _go_on(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._offers))
        self._show()
