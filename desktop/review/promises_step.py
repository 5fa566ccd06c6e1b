"""Step 6: at most three promises, each with someone who keeps it and a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import N_, _
from core.insight import quarterly_review
from core.insight.periods import days_of, months_after, quarter_of
from core.insight.quarterly_review.pages import (
    MOST_PROMISES,
    NewPromise,
    Promise,
    Ranked,
    ReviewPages,
)
from core.store import settings
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.review.words import owner_and_day
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import FormDialog
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
        if is_open:
            drop = IconButton("erase", _("Take this promise back"), partial(self._drop, promise.id))
            line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.body.addLayout(line)
        return card

    def _drop(self, promise_id: int) -> None:
        shop = self.desk.workspace
        self.write(lambda: quarterly_review.drop_promise(shop, promise_id))


class PromiseDialog(FormDialog):
    """What will be done, by whom and by which day."""

    def __init__(
        self, desk: Desk, pages: ReviewPages, ranked: Ranked | None, parent: QWidget | None
    ) -> None:
        super().__init__(desk, _("A promise"), yes=_("Promise"), parent=parent)
        self._quarter = pages.quarter
        self.body = self.form.add_text(
            "body",
            _("What will be done"),
            required=True,
            lines=2,
            placeholder=_("Nobody waits longer than ten minutes without a message"),
        )
        self.owner = self.form.add_text("owner", _("Who keeps it"), required=True)
        self.due = self.form.add_day("due_on", _("By when"), required=True)
        self.suggestion = self.form.add_choice(
            "suggestion_id", _("Belongs to the suggestion"), _choices(pages.backlog, ranked)
        )
        self.owner.setText(settings.get(desk.workspace, settings.OWNER_NAME))
        self.due.set_day(days_of(_next(pages.quarter))[1])
        if ranked is not None:
            self.body.setPlainText(ranked.title)
            self.suggestion.set_value(ranked.suggestion_id)

    def work(self) -> Callable[[], Promise]:
        new = self._new()
        shop, quarter = self.desk.workspace, self._quarter
        return lambda: quarterly_review.promise(shop, quarter, new)

    def _new(self) -> NewPromise:
        chosen = self.suggestion.value()
        due_on = self.due.needed("due_on", N_("A promise needs a day."))
        return NewPromise(
            self.body.toPlainText(),
            self.owner.text(),
            due_on,
            chosen if isinstance(chosen, int) else None,
        )


def _choices(backlog: Sequence[Ranked], ranked: Ranked | None) -> list[tuple[object, str]]:
    known = list(backlog)
    if ranked is not None and ranked not in known:
        known.append(ranked)
    return [("", _("None")), *((each.suggestion_id, each.title) for each in known)]


def _next(quarter: str) -> str:
    return quarter_of(months_after(days_of(quarter)[0], 3))
