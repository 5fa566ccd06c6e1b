"""Step 6: at most three promises, each with someone who keeps it and a day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.insight import quarterly_review
from core.insight.quarterly_review.pages import MOST_PROMISES, Promise, Ranked, ReviewPages
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.promise_dialog import PromiseDialog
from desktop.review.step import Step
from desktop.review.words import owner_and_day
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Heading, Label


class PromisesStep(Step):
    """The promises of this review; fewer are kept more often."""

    def __init__(self, desk: Desk) -> None:
        lead = _("At most three. Small enough to keep, clear enough to say yes or no to later.")
        super().__init__(desk, lead)
        self._pages: ReviewPages | None = None

    def show_pages(self, pages: ReviewPages) -> None:
        self._pages = pages
        self.clear()
        is_open = pages.closed_at is None
        if not pages.promises:
            self.body.addWidget(self._none(is_open), 1)
            return
        for number, promise in enumerate(pages.promises, start=1):
            self.body.addWidget(self._card(number, promise, is_open))
        if is_open and len(pages.promises) < MOST_PROMISES:
            self.body.addWidget(Button(_("Add a promise"), self.add, icon="add"))
        elif is_open:
            self.say(_("Three promises are enough for one quarter; fewer are kept more often."))
        self.body.addStretch(1)

    def add(self, ranked: Ranked | None = None) -> None:
        """Ask for a promise, about a suggestion or not."""
        if self._pages is not None:
            PromiseDialog(self.desk, self._pages, ranked, self.window()).open()

    def change(self, promise: Promise) -> None:
        """Ask how a promise is to be said instead."""
        if self._pages is not None:
            PromiseDialog(self.desk, self._pages, None, self.window(), promise=promise).open()

    def _none(self, is_open: bool) -> QWidget:
        if not is_open:
            return EmptyState("promise", _("No promises were made."))
        sentence = _("What will be better when you sit here the next time?")
        return EmptyState("promise", sentence, _("Add a promise"), self.add)

    def _card(self, number: int, promise: Promise, is_open: bool) -> Card:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Heading(promise.body))
        words.addWidget(Label(owner_and_day(promise), "body", "soft"))
        line = QHBoxLayout()
        line.setSpacing(theme.GRID * 2)
        figure = Label(formats.number(number), "display", "accent", number=True)
        figure.setMinimumWidth(theme.GRID * 3)
        line.addWidget(figure)
        line.addLayout(words, 1)
        card = Card(link=is_open)
        card.setAccessibleName(promise.body)
        card.body.addLayout(line)
        if is_open:
            change = partial(self.change, promise)
            card.clicked.connect(change)
            drop = partial(self._drop, promise.id)
            for sign in (
                IconButton("edit", _("Change this promise"), change),
                IconButton("erase", _("Take this promise back"), drop),
            ):
                line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _drop(self, promise_id: int) -> None:
        shop = self.desk.workspace
        self.write(lambda: quarterly_review.drop_promise(shop, promise_id))
