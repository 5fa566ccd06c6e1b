"""Step 1: what was promised last time, and whether it was kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.insight import quarterly_review
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import Became, Promise, ReviewPages
from desktop import theme
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.review.words import owner_and_day
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import IconButton
from desktop.widgets.card import Card
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.section import Section

_STATES: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}


class KeptStep(Step):
    """A card for each promise of the review before, and three chips to judge it."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Did you do what you promised? A “no” is fine: it shows what was too much.")
        super().__init__(desk, lead)

    def show_pages(self, pages: ReviewPages) -> None:
        self.clear()
        became = {each.promise_id: each for each in pages.became}
        for promise in pages.promises_before:
            is_open = pages.closed_at is None
            self.body.addWidget(self._card(promise, became.get(promise.id), is_open))
        if not pages.promises_before:
            sentence = _(
                "No promises were made before this review. Those you make in step 6 will stand "
                "here the next time."
            )
            self.body.addWidget(EmptyState("promise", sentence), 1)
        self._show_outcomes(pages)
        if pages.promises_before:
            self.body.addStretch(1)

    def _show_outcomes(self, pages: ReviewPages) -> None:
        """What came of what was done, ninety days later, and how sure one may be of oneself."""
        others, sure = review_words.others(pages), review_words.confidence(pages)
        if not others and not sure:
            return
        section = Section(_("What became of what was done"))
        for outcome in others:
            card = Card(link=True)
            card.setAccessibleName(outcome.title)
            card.add(Label(outcome.title, "strong", wrap=True))
            card.add(Label(outcome.sentence(), "body", "soft", wrap=True))
            open_it = partial(self.desk.navigation.open, "suggestions", outcome.suggestion_id)
            card.clicked.connect(open_it)
            section.add(card)
        for words in sure:
            section.add(Label(words, "body", "soft", wrap=True))
        self.body.addWidget(section)

    def _card(self, promise: Promise, became: Became | None, is_open: bool) -> Card:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(promise.body, "strong", wrap=True))
        words.addWidget(Label(owner_and_day(promise), "caption", "soft"))
        line = QHBoxLayout()
        line.setSpacing(theme.GRID * 2)
        line.addLayout(words, 1)
        if is_open:
            line.addWidget(self._chips(promise))
        else:
            line.addWidget(Badge(_look(promise.kept)))
        card = Card()
        card.body.addLayout(line)
        if became is not None:
            card.body.addWidget(self._what_became(became))
        if became is not None and became.outcome is not None:
            card.add(Label(became.outcome.sentence(), "body", "soft", wrap=True))
        return card

    def _what_became(self, became: Became) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(Badge(badge.status(became.status)), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(review_words.became(became), "body", "soft", wrap=True), 1)
        open_it = partial(self.desk.navigation.open, "suggestions", became.suggestion_id)
        name = _("Open the suggestion “{title}”").format(title=became.title)
        line.addWidget(IconButton("forward", name, open_it), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _chips(self, promise: Promise) -> Chips:
        chips = Chips(
            [
                Choice("yes", _("Kept"), "yes"),
                Choice("no", _("Not kept"), "no"),
                Choice("unknown", _("Not yet"), "waiting"),
            ],
            _("Was it kept?"),
        )
        chips.choose(next(key for key, state in _STATES.items() if state is promise.kept))
        chips.chosen.connect(partial(self._judge, promise.id))
        return chips

    def _judge(self, promise_id: int, key: str) -> None:
        shop, kept = self.desk.workspace, _STATES[key]
        self.write(lambda: quarterly_review.keep_promise(shop, promise_id, kept))


def _look(kept: bool | None) -> Look:
    tone = {True: "positive", False: "negative", None: "neutral"}[kept]
    return Look(review_words.kept(kept), tone, {True: "yes", False: "no", None: "waiting"}[kept])
