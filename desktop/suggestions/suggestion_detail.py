"""One suggestion: what it is, how it ranks, who asks for it, what was decided and who was told."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.store.workspace import Workspace
from core.voice import replies, suggestions
from core.voice.suggestions import Decision, NewRating, Suggestion, Supporter
from desktop import formats, theme
from desktop.desk import Desk
from desktop.suggestions.evidence import Evidence, LinkDialog
from desktop.suggestions.suggestion_dialogs import RateDialog, SuggestionDialog
from desktop.widgets import badge, rice_words
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.decide_dialog import DecideDialog
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.section import Section
from desktop.widgets.timeline import Entry, Timeline

_TONES = {"planned": "accent", "in_progress": "warning", "done": "positive"}


@dataclass(frozen=True, slots=True)
class Behind:
    """What is read about a suggestion when it is picked."""

    suggestion: Suggestion
    supporters: list[Supporter]
    decisions: list[Decision]
    drafts: int
    sent: int


def read_behind(workspace: Workspace, suggestion_id: int) -> Behind:
    """Everything the detail shows. Raises Missing."""
    answers = replies.find(workspace, suggestion_id=suggestion_id, limit=10_000)
    return Behind(
        suggestions.get(workspace, suggestion_id),
        suggestions.supporters(workspace, suggestion_id),
        suggestions.history(workspace, suggestion_id),
        sum(reply.status == "draft" for reply in answers),
        sum(reply.status == "sent" for reply in answers),
    )


class SuggestionDetail(Card):
    """The suggestion that is picked in the ranking."""

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
        self.rice.show_rating(suggestion)
        if changed:
            self._pane.go_up()
            self._answers.hide()
        shop, number = self._desk.workspace, suggestion.id
        self._desk.tasks.read(
            lambda: read_behind(shop, number),
            self._show_behind,
            lambda _gone: None,
            key=("behind", id(self)),
            owner=self,
        )

    def decide(self) -> None:
        """Ask what will happen and why."""
        if self.suggestion is not None:
            DecideDialog(self._desk, self.suggestion, self.window()).open()

    def rate(self) -> None:
        """Ask for all four inputs and what they rest on."""
        if self.suggestion is not None:
            RateDialog(self._desk, self.suggestion, self.window()).open()

    def link(self) -> None:
        """Search for feedback that asks for this too."""
        if self.suggestion is not None:
            LinkDialog(self._desk, self.suggestion, self.window()).open()

    def change_words(self) -> None:
        """Change title and text."""
        if self.suggestion is not None:
            SuggestionDialog(self._desk, self.suggestion, self.window()).open()

    def turn_must_do(self) -> None:
        """Put the suggestion outside of the score, or back into it."""
        if self.suggestion is not None:
            shop, number, must = self._desk.workspace, self.suggestion.id, self.suggestion.must_do
            self._desk.tasks.write(lambda: suggestions.set_must_do(shop, number, not must))

    def _make_parts(self) -> None:
        self._status = Badge(None, self)
        self._must = Badge(None, self)
        self._title = Label("", "title", wrap=True, select=True)
        self._words = Label("", "body", wrap=True, select=True)
        self._flag = IconButton("must_do", _("Must do, whatever its score"), self.turn_must_do)
        self._edit = IconButton("edit", _("Change the words"), self.change_words)
        self.rice = RiceCard(self._desk, self.rate)
        self.evidence = Evidence(self._desk, self.link)
        self._answers = Answers(self._desk)
        self._decisions = Section(_("What was decided"))
        self._timeline = Timeline()
        self._decisions.add(self._timeline)
        self._pane = ScrollPane()
        self._decide = Button(_("Decide"), self.decide, kind="primary", icon="done")

    def _lay_out(self) -> None:
        marks = QHBoxLayout()
        marks.setSpacing(theme.GRID)
        badges = FlowRow()
        badges.add(self._status)
        badges.add(self._must)
        marks.addWidget(badges, 1)
        marks.addWidget(self._flag)
        marks.addWidget(self._edit)
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addLayout(marks)
        head.addWidget(self._title)
        head.addWidget(self._words)
        self._pane.body.addLayout(head)
        for part in (self.rice, self._answers, self.evidence, self._decisions):
            self._pane.body.addWidget(part)
        self._pane.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._decide)
        whole = QWidget()
        column = QVBoxLayout(whole)
        side = theme.GRID * 3
        column.setContentsMargins(side, theme.GRID * 2, theme.GRID * 3 // 2, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(self._pane, 1)
        foot.setContentsMargins(0, 0, theme.GRID * 3 // 2, 0)
        column.addLayout(foot)
        self._stack = QStackedLayout()
        # First, for what a layout without a widget shows opens as a window for a moment.
        self.body.addLayout(self._stack)
        sentence = _("Pick a suggestion to see who stands behind it.")
        self._stack.addWidget(EmptyState("suggestions", sentence))
        self._stack.addWidget(whole)

    def _show_head(self, suggestion: Suggestion) -> None:
        self._status.show_look(badge.status(suggestion.status))
        must = Look(_("Must do"), "warning", "must_do") if suggestion.must_do else None
        self._must.show_look(must)
        self._title.setText(suggestion.title)
        self._words.setText(suggestion.body)
        self._words.setVisible(bool(suggestion.body))
        name = _("No longer a must") if must else _("Must do, whatever its score")
        self._flag.setToolTip(name)
        self._flag.setAccessibleName(name)
        self._decide.setVisible(suggestion.status != "merged")

    def _show_behind(self, behind: Behind) -> None:
        if self.suggestion is None or behind.suggestion.id != self.suggestion.id:
            return
        self.suggestion = behind.suggestion
        self.evidence.show_supporters(behind.suggestion, behind.supporters)
        self._answers.show_answers(behind)
        self._decisions.setVisible(bool(behind.decisions))
        self._timeline.show_entries([self._entry(each) for each in behind.decisions])

    def _entry(self, decision: Decision) -> Entry:
        look = badge.status(decision.status)
        when = formats.day(self._desk.workspace.clock.day_of(decision.decided_at))
        tone = _TONES.get(decision.status, "neutral")
        return Entry(look.icon, when, look.text, decision.because, tone)


class RiceCard(Section):
    """The score, how it came about in a sentence, and whether it wants another look."""

    def __init__(self, desk: Desk, rate: object) -> None:
        self._rate = Button(_("Rate"), rate, kind="quiet", icon="edit") if callable(rate) else None
        super().__init__(_("How it ranks"), action=self._rate)
        self._desk = desk
        self._suggestion: Suggestion | None = None
        self._score = Label("", "display")
        self._sentence = Label("", "strong", wrap=True)
        self._sum = Label("", "caption", "soft", wrap=True)
        self._reach = Label("", "caption", "soft", wrap=True)
        self._stale = Label("", "body", "warning", wrap=True)
        self._still = Button(_("It is still right"), self._confirm, icon="done")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._sentence, self._sum, self._reach):
            words.addWidget(label)
        self.add(self._score)
        self.body.addLayout(words)
        self.add(self._stale)
        self.add(self._still)

    def show_rating(self, suggestion: Suggestion) -> None:
        """Show how a suggestion is rated."""
        self._suggestion = suggestion
        self._score.setText(rice_words.score(suggestion.score))
        self._score.setVisible(suggestion.score is not None)
        self._sentence.setText(rice_words.sentence(suggestion))
        self._sum.setText(rice_words.sum_line(suggestion))
        self._sum.setVisible(suggestion.score is not None)
        self._reach.setText(rice_words.reach_note(suggestion))
        self._stale.setText(_("This rating is older than 90 days, or new voices have come since."))
        self._stale.setVisible(suggestion.stale)
        self._still.setVisible(suggestion.stale)

    def _confirm(self) -> None:
        """Rate with the same values: they were looked at today."""
        known = self._suggestion
        if known is None:
            return
        shop, number = self._desk.workspace, known.id
        rating = NewRating(
            known.impact,
            known.confidence,
            known.effort_days,
            known.reach_by_hand,
            source=_("looked at again"),
        )
        self._desk.tasks.write(lambda: suggestions.rate(shop, number, rating))


class Answers(Card):
    """How many of those who asked have their answer, and the way to the drafts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._suggestion_id = 0
        self._told = Label("", "strong", wrap=True)
        self._left = Label("", "body", "soft", wrap=True)
        self._go = Button(_("Open the answers"), self._open, icon="replies")
        for part in (self._told, self._left, self._go):
            self.add(part)
        self.body.setSpacing(theme.GRID // 2)

    def show_answers(self, behind: Behind) -> None:
        """Show where the answers to a suggestion are; nothing where none are due yet."""
        self._suggestion_id = behind.suggestion.id
        drafts = ngettext(
            "{n} answer is drafted and waits to be sent.",
            "{n} answers are drafted and wait to be sent.",
            behind.drafts,
        ).format(n=formats.number(behind.drafts))
        sent = ngettext("{n} answer was sent.", "{n} answers were sent.", behind.sent)
        self._told.setText(drafts if behind.drafts else _("Everyone by name has their answer."))
        self._left.setText(sent.format(n=formats.number(behind.sent)))
        self._left.setVisible(behind.sent > 0)
        self._go.setVisible(behind.drafts > 0)
        self.setVisible(behind.drafts > 0 or behind.sent > 0)

    def _open(self) -> None:
        self._desk.navigation.open("replies", ("suggestion", self._suggestion_id))
