"""The suggestions a feedback stands behind, those that sound alike, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _, pgettext
from core.text import shorten
from core.voice import suggestions
from core.voice.feedback import Feedback
from core.voice.suggestions import NewSuggestion, Suggestion
from desktop import theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.search_field import SearchField
from desktop.widgets.section import Section

TITLE = 80


class LinkedSuggestions(Section):
    """Links, unlinks and proposes suggestions for one feedback."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Suggestions"))
        self._desk = desk
        self._feedback: Feedback | None = None
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

    def add_keys(self, table: QWidget) -> None:
        """While the list has the focus: l links, s suggests."""
        add_key(table, "L", self.choose)
        add_key(table, "S", self.suggest)

    def show_suggestions(
        self, said: Feedback, linked: Sequence[Suggestion], alike: Sequence[Suggestion]
    ) -> None:
        """Show what a feedback stands behind, then what sounds like it."""
        self._feedback = said
        for row in self._rows:
            row.hide()
            row.deleteLater()
        known = {each.id for each in linked}
        others = [each for each in alike if each.id not in known]
        self._rows = [self._row(each, linked=True) for each in linked]
        if others:
            self._rows.append(Label(_("This sounds like:"), "caption", "soft"))
            self._rows += [self._row(each, linked=False) for each in others]
        for row in self._rows:
            self._list.addWidget(row)
        nothing = _("Not behind any suggestion yet.")
        self.set_lead("" if linked or others else nothing)

    def choose(self) -> None:
        """Pick the suggestion from the whole list."""
        if self._feedback is not None:
            LinkDialog(self._desk, self._feedback, self.window()).open()

    def suggest(self) -> None:
        """Write a new suggestion down with this feedback as its first evidence."""
        if self._feedback is not None:
            SuggestDialog(self._desk, self._feedback, self.window()).open()

    def link_to(self, suggestion_id: int) -> None:
        """Let the feedback stand behind a suggestion."""
        self._write(suggestions.link, suggestion_id)

    def unlink_from(self, suggestion_id: int) -> None:
        """Take the feedback from behind a suggestion."""
        self._write(suggestions.unlink, suggestion_id)

    def _write(self, verb: Callable[..., object], suggestion_id: int) -> None:
        if self._feedback is not None:
            work = partial(verb, self._desk.workspace, suggestion_id, self._feedback.id)
            self._desk.tasks.write(work, owner=self)

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


class SuggestDialog(FormDialog):
    """A new suggestion that begins with one feedback behind it."""

    def __init__(self, desk: Desk, said: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("New suggestion"), yes=_("Add suggestion"), parent=parent)
        self._said = said
        title = self.form.add_text(
            "title",
            _("What could be better?"),
            required=True,
            hint=_("One line that says what you would do, such as “Text when we run late”."),
        )
        more = self.form.add_text("body", _("More about it"), lines=3)
        assert isinstance(title, QLineEdit)
        assert isinstance(more, QPlainTextEdit)
        self.title, self.more = title, more
        self.title.setText(shorten(said.body, TITLE))
        self.title.selectAll()

    def work(self) -> Callable[[], Suggestion]:
        new = NewSuggestion(self.title.text(), self.more.toPlainText(), (self._said.id,))
        workspace = self.desk.workspace
        return lambda: suggestions.suggest(workspace, new)


class LinkDialog(FormDialog):
    """Every suggestion that is not closed, to link one feedback to."""

    def __init__(self, desk: Desk, said: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Link to a suggestion"), yes=_("Link"), width=600, parent=parent)
        self._said = said
        self.search = SearchField(_("Search in suggestions"))
        self.search.setMaximumWidth(16_777_215)
        self.search.searched.connect(lambda _text: self._load())
        self.form.add("search", _("Which one?"), self.search)
        self.table = RecordTable(
            desk,
            "link_suggestion",
            [
                Column(pgettext("to improve", "Suggestion"), lambda each: each.title, stretch=True),
                Column(_("Status"), lambda _each: "", look=lambda each: badge.status(each.status)),
            ],
            empty=EmptyState("suggestions", _("No suggestion fits. Close this and add a new one.")),
        )
        self.table.setAccessibleName(_("Suggestions"))
        self.table.setMinimumHeight(260)
        self.column.insertWidget(self.column.indexOf(self.form) + 1, self.table, 1)
        self.table.picked.connect(lambda picked: self.yes.setEnabled(picked is not None))
        self.table.opened.connect(lambda _picked: self.save())
        self.yes.setEnabled(False)
        self._load()

    def work(self) -> Callable[[], None]:
        chosen = self.table.current()
        assert isinstance(chosen, Suggestion)
        workspace, said = self.desk.workspace, self._said
        return lambda: suggestions.link(workspace, chosen.id, said.id)

    def save(self) -> None:
        if self.table.current() is not None:
            super().save()

    def _load(self) -> None:
        text, workspace = self.search.wanted(), self.desk.workspace
        self.desk.tasks.read(
            lambda: suggestions.backlog(workspace, text=text, limit=500),
            self.table.load_list,
            key=("link", id(self)),
            owner=self,
        )
