"""Questions that came again and again and have no entry yet, each offered once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.text import shorten
from core.voice.offers import Offer
from desktop import theme
from desktop.faq.words import asked
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.offer_frame import OfferFrame

SHOWN = 2


class OffersBar(QWidget):
    """One line for each offer; hidden while there is none."""

    taken = Signal(object)
    turned_down = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.GRID)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the first of these; the others follow when those are settled."""
        if self._offers == offers:
            return
        self._offers = offers
        empty(self._lines)
        for offer in offers[:SHOWN]:
            self._lines.addWidget(self._line(offer))
        self.setVisible(bool(offers))

    def _line(self, offer: Offer) -> OfferFrame:
        said = _("Asked again and again: “{words}”").format(words=shorten(offer.title, 120))
        take = Button(_("Write an answer for all"), partial(self.taken.emit, offer), icon="add")
        leave = Button(_("Not needed"), partial(self.turned_down.emit, offer), kind="quiet")
        for button in (take, leave):
            button.setAccessibleDescription(said)
        frame = OfferFrame("question")
        frame.say(said)
        frame.words.addWidget(Label(asked(offer.people, offer.feedback_ids), "caption", "soft"))
        frame.add_buttons(take, leave)
        return frame
