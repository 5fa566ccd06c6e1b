"""One suggestion: what it is, how it ranks, who asks for it, and what came of it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.voice import suggestions
from core.voice.suggestions import CLOSED, Suggestion
from desktop import theme
from desktop.desk import Desk
from desktop.suggestions.alike_voices import AlikeVoices
from desktop.suggestions.answers_card import AnswersCard
from desktop.suggestions.behind import Behind, read_behind
from desktop.suggestions.changes_section import ChangesSection
from desktop.suggestions.evidence import Evidence, LinkDialog
from desktop.suggestions.outcome_card import OutcomeCard
from desktop.suggestions.rating_card import RatingCard
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.tab_order import in_order


class SuggestionDetail(Card):
    """The suggestion that is picked in the ranking or opened on the board."""

    closed = Signal()
    merged = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=0)
        self._desk = desk
        self.suggestion: Suggestion | None = None
        self._make_parts()
        self._lay_out()
        self.show_suggestion(None)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show a suggestion, its evidence as soon as it is read; None for none."""
        changed = (suggestion and suggestion.id) != (self.suggestion and self.suggestion.id)
        self.suggestion = suggestion
        self._stack.setCurrentIndex(0 if suggestion is None else 1)
        if suggestion is None:
            return
        self._show_head(suggestion)
        self.rating.show_rating(suggestion)
        if changed:
            self._pane.go_up()
            self._answers.hide()
            self.outcome.hide()
        shop, number = self._desk.workspace, suggestion.id
        self._desk.tasks.read(
            lambda: read_behind(shop, number),
            self._show_behind,
            lambda _gone: None,
            key=("behind", id(self)),
            owner=self,
        )

    def show_close(self, shown: bool) -> None:
        """Whether the detail can be closed, as beside the board."""
        self._close.setVisible(shown)

    def decide(self) -> None:
        """Ask what will happen and why."""
        if self.suggestion is not None:
            from desktop.widgets.decide_dialog import DecideDialog

            DecideDialog(self._desk, self.suggestion, self.window()).open()

    def rate(self) -> None:
        """Ask for all four inputs and what they rest on."""
        if self.suggestion is not None:
            from desktop.suggestions.rate_dialog import RateDialog

            RateDialog(self._desk, self.suggestion, self.window()).open()

    def link(self) -> None:
        """Search for feedback that asks for this too."""
        if self.suggestion is not None:
            LinkDialog(self._desk, self.suggestion, self.window()).open()

    def change_words(self) -> None:
        """Change title and text."""
        if self.suggestion is not None:
            from desktop.widgets.suggestion_dialog import SuggestionDialog

            SuggestionDialog(self._desk, self.suggestion, self.window()).open()

    def merge(self) -> None:
        """Search for the suggestion that says the same and merge this one into it."""
        if self.suggestion is not None:
            from desktop.suggestions.merge_dialog import MergeDialog

            dialog = MergeDialog(self._desk, self.suggestion, self.window())
            dialog.accepted.connect(lambda: self.merged.emit(dialog.saved_record))
            dialog.open()

    def ask_what_if(self) -> None:
        """Show how the order changes with less confidence."""
        if self.suggestion is not None:
            from desktop.suggestions.what_if import WhatIfDialog

            WhatIfDialog(self._desk, self.suggestion, self.window()).open()

    def turn_must_do(self) -> None:
        """Put the suggestion outside of the score, or back into it."""
        if self.suggestion is not None:
            shop, number, must = self._desk.workspace, self.suggestion.id, self.suggestion.must_do
            self._desk.tasks.write(lambda: suggestions.set_must_do(shop, number, not must))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._close.isVisible():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_parts(self) -> None:
        self._status = Badge(None, self)
        self._must = Badge(None, self)
        self._topic = Badge(None, self)
        self._title = Label("", "title", wrap=True, select=True)
        self._words = Label("", "body", wrap=True, select=True)
        self._flag = IconButton("must_do", _("Must do, whatever its score"), self.turn_must_do)
        self._edit = IconButton("edit", _("Change the words"), self.change_words)
        self._merge = IconButton("merge", _("Merge into another suggestion"), self.merge)
        self._close = IconButton("close", _("Close"), self.closed.emit)
        self._close.hide()
        self.rating = RatingCard(self._desk, self.rate, self.ask_what_if)
        self.evidence = Evidence(self._desk, self.link)
        self.alike = AlikeVoices(self._desk)
        self.alike.filled.connect(self._order_tabs)
        self._answers = AnswersCard(self._desk)
        self.outcome = OutcomeCard(self.change_words)
        self.changes = ChangesSection(self._desk)
        self._pane = ScrollPane()
        self._decide = Button(_("Decide"), self.decide, kind="primary", icon="done")

    def _lay_out(self) -> None:
        marks = QHBoxLayout()
        marks.setSpacing(0)
        badges = FlowRow()
        for mark in (self._status, self._must, self._topic):
            badges.add(mark)
        marks.addWidget(badges, 1)
        for button in (self._flag, self._edit, self._merge, self._close):
            marks.addWidget(button)
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addLayout(marks)
        head.addWidget(self._title)
        head.addWidget(self._words)
        self._pane.body.addLayout(head)
        parts = (self.outcome, self._answers, self.rating, self.evidence, self.alike, self.changes)
        for part in parts:
            self._pane.body.addWidget(part)
        self._pane.body.addStretch(1)
        self._stack = QStackedLayout()
        # First, for what a layout without a widget shows opens as a window for a moment.
        self.body.addLayout(self._stack)
        sentence = _("Pick a suggestion to see who stands behind it.")
        self._stack.addWidget(EmptyState("suggestions", sentence))
        self._stack.addWidget(self._with_foot())

    def _with_foot(self) -> QWidget:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, theme.GRID * 3 // 2, 0)
        foot.addStretch(1)
        foot.addWidget(self._decide)
        whole = QWidget()
        column = QVBoxLayout(whole)
        side = theme.GRID * 3
        column.setContentsMargins(side, theme.GRID * 2, theme.GRID * 3 // 2, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(self._pane, 1)
        column.addLayout(foot)
        return whole

    def _show_head(self, suggestion: Suggestion) -> None:
        self._status.show_look(badge.status(suggestion.status))
        must = Look(_("Must do"), "warning", "must_do") if suggestion.must_do else None
        self._must.show_look(must)
        topic = Look(suggestion.topic, "neutral", "topic") if suggestion.topic else None
        self._topic.show_look(topic)
        self._title.setText(suggestion.title)
        self._words.setText(suggestion.body)
        self._words.setVisible(bool(suggestion.body))
        name = _("No longer a must") if must else _("Must do, whatever its score")
        self._flag.setToolTip(name)
        self._flag.setAccessibleName(name)
        merged = suggestion.status == "merged"
        self._merge.setVisible(not merged and suggestion.status not in CLOSED)
        self._decide.setVisible(not merged)

    def _show_behind(self, behind: Behind) -> None:
        if self.suggestion is None or behind.suggestion.id != self.suggestion.id:
            return
        number = behind.suggestion.id
        self.suggestion = behind.suggestion
        self.outcome.show_outcome(behind.suggestion.status == "done", behind.outcome)
        self.rating.show_inputs(behind.inputs, behind.place)
        self.evidence.show_supporters(behind.suggestion, behind.supporters)
        self._answers.show_answers(behind)
        self.changes.show_changes(number, behind.changes)
        self.alike.look(behind.suggestion)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes through the detail as it is read, and ends at the decision."""
        inside = self._pane.widget()
        if inside is not None:
            stops = [*in_order(inside), self._decide]
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)
