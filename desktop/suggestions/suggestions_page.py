"""The page of suggestions: what to do next, by how many people it helps for how much work."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent

from core.errors import KnownError
from core.i18n import _
from core.voice import suggestions
from core.voice.suggestions import Suggestion
from desktop.desk import Desk
from desktop.suggestions.rating_columns import STATUS_COLUMN, RatingColumns
from desktop.suggestions.suggestion_detail import SuggestionDetail
from desktop.suggestions.suggestion_dialogs import SuggestionDialog
from desktop.widgets.edit_table import Column, EditTable
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.page import Page
from desktop.widgets.split import Split

CURRENT = ("open", "planned", "in_progress")
WIDE = 860


class SuggestionsPage(Page):
    """The ranking at the left, edited in place; the picked suggestion at the right."""

    nouns = frozenset({"suggestion", "support", "rating", "decision", "reply", "feedback"})

    def __init__(self, desk: Desk) -> None:
        lead = _("What could be better, ranked by how many people it helps for how much work.")
        super().__init__(desk, _("Suggestions"), lead)
        self._rank: dict[int, int] = {}
        self._any = True
        self._sought: int | None = None
        self.set_primary(_("New suggestion"), "add", self.add_suggestion, "Ctrl+Shift+N")
        self.search = self.add_search(_("Search in suggestions"), lambda _text: self.reload())
        self.status = ChoiceField(_filters())
        self.status.setAccessibleName(_("Show"))
        self.status.chosen.connect(lambda _value: self.reload())
        self.add_filter(self.status)
        self._empty = EmptyState("suggestions", "", _("New suggestion"), self.add_suggestion)
        cells = RatingColumns(desk, self._show_rated)
        self.table = EditTable(
            desk,
            "suggestions",
            cells.columns(lambda suggestion: self._rank.get(suggestion.id, 0)),
            empty=self._empty,
            sort="rank",
            descending=True,
            also=[Column(_("What it means"), lambda s: s.body)],
        )
        self.offer_list(lambda: _("Suggestions"), lambda: self.table)
        self.table.setAccessibleName(_("Suggestions by rank"))
        self.detail = SuggestionDetail(desk)
        self.lead_focus_to(self.table)
        self.table.picked.connect(self.detail.show_suggestion)
        self.table.loaded.connect(self._settle)
        self.body.addWidget(Split(desk, "suggestions", self.table, self.detail, share=0.66))

    def reload(self) -> None:
        shop, text = self.desk.workspace, self.search.wanted()
        statuses = self._statuses()

        def work() -> tuple[list[Suggestion], bool]:
            found = suggestions.backlog(shop, statuses=statuses, text=text)
            known = found or suggestions.backlog(shop, statuses=suggestions.STATUSES, limit=1)
            return found, bool(known)

        self.read(work, self._show, "backlog")

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.read(partial(self._read_one, target), self._show_one, "target")

    def add_suggestion(self) -> None:
        """Ask for a new suggestion and show it."""
        dialog = SuggestionDialog(self.desk, parent=self.window())
        dialog.accepted.connect(lambda: self._show_one(dialog.saved_record))
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.show_column(STATUS_COLUMN, self.table.width() >= WIDE)

    def _statuses(self) -> tuple[str, ...]:
        chosen = str(self.status.value())
        if chosen == "current":
            return CURRENT
        return suggestions.STATUSES if chosen == "all" else (chosen,)

    def _show(self, answer: tuple[list[Suggestion], bool]) -> None:
        found, self._any = answer
        self._rank = {suggestion.id: place for place, suggestion in enumerate(found)}
        self._empty.say(self._nothing())
        if self._sought is not None:
            self.table.select(self._sought)
            self._sought = None
        self.table.load_list(found)

    def _nothing(self) -> str:
        if not self._any:
            return _(
                "A suggestion is something the shop could do better. Write one down, link what "
                "customers said to it, and the ranking shows what to do first."
            )
        if self.search.wanted():
            return _("No suggestion has these words.")
        return _("No suggestion stands here now.")

    def _settle(self, rows: int) -> None:
        if rows and self.table.current() is None:
            self.table.select_first()

    def _show_rated(self, suggestion: Suggestion) -> None:
        self.table.replace(suggestion)
        if self.detail.suggestion is not None and self.detail.suggestion.id == suggestion.id:
            self.detail.show_suggestion(suggestion)

    def _read_one(self, suggestion_id: int) -> Suggestion | None:
        try:
            return suggestions.get(self.desk.workspace, suggestion_id)
        except KnownError:
            return None

    def _show_one(self, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            return
        self.search.show_text("")
        if suggestion.status not in self._statuses():
            self.status.set_value("all")
        # Selected with the list that comes now: one that is still on its way may not have it.
        self._sought = suggestion.id
        self.detail.show_suggestion(suggestion)
        self.reload()


def _filters() -> list[tuple[object, str]]:
    return [
        ("current", _("Still to do")),
        ("open", _("Open")),
        ("planned", _("Planned")),
        ("in_progress", _("In progress")),
        ("done", _("Done")),
        ("declined", _("Declined")),
        ("merged", _("Merged")),
        ("all", _("All")),
    ]
