"""Linking voices to a suggestion: what sounds like them first, then the rest of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from core.i18n import _, pgettext
from core.store.workspace import Workspace
from core.voice import alike, suggestions, triage
from core.voice.alike import Alike
from core.voice.feedback import Feedback
from core.voice.suggestions import Suggestion
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import FormDialog
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.search_field import SearchField

MOST = 500
Ids = Callable[[], list[int]]


@dataclass(frozen=True, slots=True)
class Offered:
    """A suggestion to link to, and whether it sounds like what was said."""

    suggestion: Suggestion
    is_alike: bool

    @property
    def id(self) -> int:
        """By which a table knows it."""
        return self.suggestion.id


def offered(workspace: Workspace, said: Feedback | None, text: str) -> list[Offered]:
    """The suggestions that are not closed, those alike first; with a text those that have it."""
    found = suggestions.backlog(workspace, text=text, limit=MOST)
    like = alike.to(workspace, said.body, but=said.id) if said is not None else Alike()
    close = [each.id for each in like.suggestions]
    first = [each for wanted in close for each in found if each.id == wanted]
    rest = [each for each in found if each.id not in close]
    return [Offered(each, True) for each in first] + [Offered(each, False) for each in rest]


class LinkDialog(FormDialog):
    """The best guess is chosen already: Enter takes it."""

    def __init__(
        self,
        desk: Desk,
        ids: Ids,
        said: Feedback | None,
        done: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, _("Link to a suggestion"), yes=_("Link"), width=600, parent=parent)
        self._ids, self._said = ids, said
        self._best_is_alike = False
        self._listed: str | None = None
        self.search = SearchField(_("Search in suggestions"))
        self.search.setMaximumWidth(16_777_215)
        self.search.searched.connect(lambda _text: self._load())
        self.form.add("search", _("Which one?"), self.search)
        self.table = self._make_table()
        self.column.insertWidget(self.column.indexOf(self.form) + 1, self.table, 1)
        self.search.left_down.connect(self.table.setFocus)
        self.accepted.connect(lambda: done())
        self.yes.setEnabled(False)
        self._load()

    def work(self) -> Callable[[], None]:
        chosen = self.table.current()
        assert isinstance(chosen, Offered)
        workspace, ids = self.desk.workspace, self._ids
        return lambda: triage.link(workspace, ids(), chosen.id)

    def save(self) -> None:
        # Enter right after typing must not take what was found for other words.
        settled = self.search.wanted() == self._listed and self.yes.isEnabled()
        if settled and self.table.current() is not None:
            super().save()

    def _make_table(self) -> RecordTable:
        nothing = EmptyState("suggestions", _("No suggestion fits. Close this and add a new one."))
        table = RecordTable(self.desk, "link_suggestion", _columns(), empty=nothing)
        table.setAccessibleName(_("Suggestions"))
        table.setMinimumHeight(280)
        table.picked.connect(lambda picked: self.yes.setEnabled(picked is not None))
        table.loaded.connect(lambda _rows: self._choose_first())
        table.opened.connect(lambda _picked: self.save())
        return table

    def _choose_first(self) -> None:
        """What sounds alike, or what a search has found, needs no choosing."""
        found = self.table.current() is None and self.table.count()
        if found and (self.search.wanted() or self._best_is_alike):
            self.table.select_first()

    def _load(self) -> None:
        text, workspace, said = self.search.wanted(), self.desk.workspace, self._said
        self.table.mark_words(text)
        self.desk.tasks.read(
            lambda: offered(workspace, said, text),
            lambda found: self._show(found, text),
            key=("link", id(self)),
            owner=self,
        )

    def _show(self, found: list[Offered], text: str) -> None:
        self._listed = text
        self._best_is_alike = bool(found) and found[0].is_alike
        self.table.select(None)
        self.table.load_list(found)


def _columns() -> list[Column]:
    return [
        Column(
            pgettext("to improve", "Suggestion"),
            lambda each: each.suggestion.title,
            stretch=True,
            strong=lambda each: each.is_alike,
            under=lambda each: _("Sounds alike") if each.is_alike else "",
            lines=2,
            searched=True,
        ),
        Column(
            _("Status"),
            lambda _each: "",
            look=lambda each: badge.status(each.suggestion.status),
            width=140,
        ),
    ]
