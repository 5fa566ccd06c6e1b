"""How a suggestion ranks: its score, what each input rests on, and what wants another look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from core.errors import KnownError
from core.i18n import _
from core.voice import suggestions
from core.voice.suggestions import NewRating, RatedInput, Suggestion, WhatIf
from desktop import theme
from desktop.desk import Desk
from desktop.suggestions import input_words
from desktop.widgets import badge, rice_words
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

_NAMES = 88


class RatingCard(Section):
    """The score and its sentence, the four inputs with their sources, and “what if”."""

    def __init__(
        self, desk: Desk, rate: Callable[[], object], what_if: Callable[[], object]
    ) -> None:
        self._rate_button = Button(_("Rate"), rate, kind="quiet", icon="edit")
        super().__init__(_("How it ranks"), action=self._rate_button)
        self._desk = desk
        self._rate = rate
        self._suggestion: Suggestion | None = None
        self._must = Label(
            _("A must comes before the ranking, whatever its score: the law, safety, a promise."),
            "body",
            "warning",
            wrap=True,
        )
        self._score = Label("", "display")
        self._place = Label("", "body", "soft")
        self._sentence = Label("", "strong", wrap=True)
        self._sum = Label("", "caption", "soft", wrap=True)
        self._inputs = QGridLayout()
        self._still = Button(_("It is still right"), self._confirm, icon="done")
        self._less_sure = Label("", "body", "soft", wrap=True)
        self._what_if = Button(_("What if you are less sure?"), what_if, icon="mixed")
        self._news = Label("", "body", "warning", wrap=True)
        self._acts = FlowRow()
        self._acts.add(self._still)
        self._acts.add(self._what_if)
        self._lay_out()

    def show_rating(self, suggestion: Suggestion) -> None:
        """Show at once what is known of a rating; the rest follows when it was read."""
        other = self._suggestion is None or self._suggestion.id != suggestion.id
        self._suggestion = suggestion
        # Of what is decided the people of the last 90 days say nothing any more.
        current = suggestion.status in suggestions.CURRENT
        rated = current and suggestion.score is not None
        self._rate_button.setVisible(current)
        self._must.setVisible(suggestion.must_do)
        self._score.setText(rice_words.score(suggestion.score))
        self._score.setVisible(rated)
        self._sentence.setText(rice_words.sentence(suggestion))
        self._sentence.setVisible(current)
        self._sum.setText(rice_words.sum_line(suggestion))
        self._sum.setVisible(rated)
        self._still.setVisible(current and suggestion.stale)
        if other:
            empty(self._inputs)
            for part in (self._place, self._news, self._less_sure, self._what_if):
                part.hide()
        self._acts.ask_for_room()

    def show_inputs(self, inputs: Sequence[RatedInput], place: WhatIf | None) -> None:
        """Show what each input rests on, and where less confidence would put the suggestion."""
        suggestion = self._suggestion
        if suggestion is None:
            return
        current = suggestion.status in suggestions.CURRENT
        # What all of them ask for is said once.
        same = input_words.asks_again(inputs) if current else ""
        self._news.setText(same)
        self._news.setVisible(bool(same))
        empty(self._inputs)
        for row, rated in enumerate(inputs):
            self._add_input(row, rated, input_words.mark(rated) if current and not same else "")
        rated_at_all = suggestion.score is not None
        self._place.setText(input_words.place(place))
        self._less_sure.setText(input_words.less_sure(place))
        self._place.setVisible(bool(self._place.text()) and rated_at_all)
        self._less_sure.setVisible(bool(self._less_sure.text()))
        self._what_if.setVisible(current and rated_at_all)
        self._acts.ask_for_room()

    def _add_input(self, row: int, rated: RatedInput, mark: str) -> None:
        name = Label(input_words.name(rated), "body", "soft")
        name.setMinimumWidth(_NAMES)
        name.setMinimumHeight(badge.HEIGHT if mark else 0)
        # A value with a mark is short; one without may be a sentence.
        value = Label(input_words.value(rated), "strong", wrap=not mark)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(value, 0 if mark else 1)
        if mark:
            head.addWidget(Badge(Look(mark, "warning", "history")))
            head.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addLayout(head)
        said.addWidget(Label(input_words.basis(rated), "caption", "soft", wrap=True))
        top = Qt.AlignmentFlag.AlignTop
        self._inputs.addWidget(name, row, 0, top)
        self._inputs.addLayout(said, row, 1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._score)
        head.addWidget(self._place, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._sentence, self._sum):
            words.addWidget(label)
        self._inputs.setHorizontalSpacing(theme.GAP)
        self._inputs.setVerticalSpacing(theme.GAP)
        self._inputs.setColumnStretch(1, 1)
        self.add(self._must)
        self.body.addLayout(head)
        self.body.addLayout(words)
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(self._inputs)
        self.body.addSpacing(theme.GRID // 2)
        self.add(self._news)
        self.add(self._less_sure)
        self.add(self._acts)

    def _confirm(self) -> None:
        """Rate with the same values, which keep their sources: they were looked at today."""
        known = self._suggestion
        if known is None:
            return
        shop, number = self._desk.workspace, known.id
        rating = NewRating(known.impact, known.confidence, known.effort_days, known.reach_by_hand)
        # A reach set by hand long ago, when nobody was asked for a source, is asked for one now.
        self._desk.tasks.write(
            lambda: suggestions.rate(shop, number, rating), failed=self._ask_source
        )

    def _ask_source(self, _error: KnownError) -> None:
        self._rate()
