"""The suggestions a feedback stands behind, those that sound alike, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.text import shorten
from core.voice import suggestions, triage
from core.voice.feedback import Feedback
from core.voice.suggestions import Suggestion
from desktop import theme
from desktop.desk import Desk
from desktop.feedback.link_dialog import LinkDialog
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.list_keys import key_tip
from desktop.widgets.section import Section
from desktop.widgets.suggestion_dialog import TITLE, SuggestionDialog

ALIKE_SHOWN = 3


class LinkedSuggestions(Section):
    """Links, unlinks and proposes suggestions for one feedback."""

    changing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Suggestions"))
        self._desk = desk
        self._feedback: Feedback | None = None
        self._linked: Sequence[Suggestion] = ()
        self._alike: Sequence[Suggestion] = ()
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GRID // 2)
        self.body.addLayout(self._list)
        self.link = Button(
            _("Link to another"), self.choose, kind="quiet", icon="link", tip=key_tip("L")
        )
        self.new = Button(
            _("New suggestion"), self.suggest, kind="quiet", icon="add", tip=key_tip("S")
        )
        row = FlowRow()
        row.add(self.link)
        row.add(self.new)
        self.body.addWidget(row)

    def show_suggestions(self, said: Feedback, linked: Sequence[Suggestion]) -> None:
        """Show what a feedback stands behind; what sounds like it follows."""
        if self._feedback is None or self._feedback.id != said.id:
            self._alike = ()
        self._feedback, self._linked = said, linked
        self._fill()

    def show_alike(self, alike: Sequence[Suggestion]) -> None:
        """Show the suggestions that sound like the feedback shown."""
        self._alike = alike
        self._fill()

    def choose(self) -> None:
        """Pick the suggestion from the whole list."""
        said = self._feedback
        if said is not None:
            self.changing.emit()
            LinkDialog(self._desk, lambda: [said.id], said, parent=self.window()).open()

    def suggest(self) -> None:
        """Write a new suggestion down with this feedback as its first evidence."""
        if self._feedback is not None:
            self.changing.emit()
            SuggestionDialog(
                self._desk,
                parent=self.window(),
                evidence=[self._feedback],
                title=shorten(self._feedback.body, TITLE),
                stay=True,
            ).open()

    def link_to(self, suggestion_id: int) -> None:
        """Let the feedback stand behind a suggestion."""
        if self._feedback is not None:
            ids = [self._feedback.id]
            self._write(lambda: triage.link(self._desk.workspace, ids, suggestion_id))

    def unlink_from(self, suggestion_id: int) -> None:
        """Take the feedback from behind a suggestion."""
        if self._feedback is not None:
            said_id = self._feedback.id
            self._write(lambda: suggestions.unlink(self._desk.workspace, suggestion_id, said_id))

    def _write(self, work: Callable[[], object]) -> None:
        self.changing.emit()
        self._desk.tasks.write(work, owner=self)

    def _fill(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        known = {each.id for each in self._linked}
        others = [each for each in self._alike if each.id not in known][:ALIKE_SHOWN]
        self._rows = [self._row(each, linked=True) for each in self._linked]
        if others:
            self._rows.append(Label(_("This sounds like:"), "caption", "soft"))
            self._rows += [self._row(each, linked=False) for each in others]
        for row in self._rows:
            self._list.addWidget(row)
        nothing = _("Not behind any suggestion yet.")
        self.set_lead("" if self._linked or others else nothing)

    def _row(self, suggestion: Suggestion, *, linked: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(Badge(badge.status(suggestion.status), row))
        line.addWidget(Label(suggestion.title, "body", wrap=True), 1)
        go = partial(self._desk.navigation.open, "suggestions", suggestion.id)
        line.addWidget(IconButton("forward", _("Open this suggestion"), go))
        if linked:
            undo = partial(self.unlink_from, suggestion.id)
            line.addWidget(IconButton("unlink", _("Take the link away"), undo))
        else:
            link = partial(self.link_to, suggestion.id)
            line.addWidget(IconButton("link", _("Link to this suggestion"), link))
        return row
