"""Merging a suggestion into another that says the same; its people come along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.i18n import _, ngettext, pgettext
from core.store.workspace import Workspace
from core.voice import suggestions
from core.voice.suggestions import CLOSED, Suggestion
from desktop import formats
from desktop.desk import Desk
from desktop.widgets import badge, rice_words
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.pick_dialog import PickDialog
from desktop.widgets.record_table import Column, RecordTable

Behind = tuple[frozenset[object], frozenset[object]]


class MergeDialog(PickDialog):
    """The other one is searched for; before merging it says how many people come along."""

    def __init__(self, desk: Desk, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        title = _("Merge into another suggestion")
        super().__init__(desk, title, _("Search in suggestions"), parent)
        self._suggestion = suggestion
        self.resize(720, 560)
        self._empty = EmptyState("suggestions", _("No other suggestion has these words."))
        self.table = RecordTable(desk, "merge_suggestions", _columns(), empty=self._empty)
        self.table.setAccessibleName(_("Suggestions to merge into"))
        self.table.picked.connect(self._tell)
        self.table.opened.connect(lambda _one: self.merge())
        self._along = Label("", "body", "soft", wrap=True)
        self.yes = Button(
            _("Merge"), self.merge, kind="primary", icon="merge", shortcut="Ctrl+Return"
        )
        lead = _("“{title}” closes. Its people, its words and a “must do” go to the one you pick.")
        self.lay_out(lead.format(title=suggestion.title), self._along)
        self.load()

    def merge(self) -> None:
        """Merge into the one that is picked; Ctrl+Z in the window takes it back."""
        other = self.table.current()
        if other is None or not self.yes.isEnabled():
            return
        shop, number = self.desk.workspace, self._suggestion.id
        self.write(lambda: suggestions.merge(shop, number, other.id))

    def load(self) -> None:
        shop, text, own = self.desk.workspace, self.search.wanted(), self._suggestion.id
        self.desk.tasks.read(
            lambda: _others(shop, text, own), self._show, key=("merge", id(self)), owner=self
        )

    def _show(self, found: Sequence[Suggestion]) -> None:
        if not found and not self.search.wanted():
            self._empty.say(_("There is no other suggestion."))
        self.table.load_list(found)
        self._tell(self.table.current())

    def _tell(self, other: Suggestion | None) -> None:
        self.say_nothing()
        self.yes.setEnabled(other is not None)
        self._along.setText(_("Pick the suggestion that stays."))
        if other is None:
            return
        shop, own = self.desk.workspace, self._suggestion.id
        self.desk.tasks.read(
            lambda: (_people(shop, own), _people(shop, other.id)),
            lambda behind: self._count(other, behind),
            lambda _gone: None,
            key=("along", id(self)),
            owner=self,
        )

    def _count(self, other: Suggestion, behind: Behind) -> None:
        mine, others = behind
        new = len(mine - others)
        along = ngettext(
            "{n} person comes along, so that {total} stand behind “{title}”.",
            "{n} people come along, so that {total} stand behind “{title}”.",
            new,
        ).format(n=formats.number(new), total=formats.number(len(mine | others)), title=other.title)
        both = ngettext(
            "{n} person asked for both and counts once.",
            "{n} people asked for both and count once each.",
            len(mine & others),
        ).format(n=formats.number(len(mine & others)))
        parts = [along]
        if mine & others:
            parts.append(both)
        if other.status in suggestions.ANSWERED_DECISIONS:
            parts.append(_("It is decided already, so their answers are drafted at once."))
        self._along.setText(" ".join(parts))


def _others(workspace: Workspace, text: str, own: int) -> list[Suggestion]:
    """Every other suggestion, those still to do first."""
    statuses = suggestions.DECISIONS
    found = suggestions.backlog(workspace, statuses=statuses, text=text)
    return sorted(
        (each for each in found if each.id != own), key=lambda each: each.status in CLOSED
    )


def _people(workspace: Workspace, suggestion_id: int) -> frozenset[object]:
    """Who stands behind a suggestion; a walk-in is one person for each voice."""
    return frozenset(
        each.customer_id if each.customer_id is not None else ("voice", each.feedback_id)
        for each in suggestions.supporters(workspace, suggestion_id, 100_000)
    )


def _columns() -> list[Column]:
    return [
        Column(pgettext("to improve", "Suggestion"), lambda s: s.title, stretch=True, lines=2),
        Column(_("Status"), lambda s: "", look=lambda s: badge.status(s.status), width=132),
        Column(
            _("Voices"),
            lambda s: formats.number(s.supporters),
            align="right",
            width=76,
            tone="soft",
        ),
        Column(_("Score"), lambda s: rice_words.score(s.score), align="right", width=84),
    ]
