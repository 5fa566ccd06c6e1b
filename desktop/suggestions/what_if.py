"""What if: where suggestions would stand if their confidence were one step lower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from core.i18n import _, pgettext
from core.store.workspace import Workspace
from core.voice import suggestions
from core.voice.suggestions import Suggestion, WhatIf
from desktop import formats, theme
from desktop.desk import Desk
from desktop.suggestions import input_words
from desktop.widgets import rice_words
from desktop.widgets.card import Card
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.label import Heading, Label
from desktop.widgets.layouts import empty
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.sheet import Sheet

FIRST = 10


@dataclass(frozen=True, slots=True)
class Reordered:
    """The order once this one is surer no more: its own way, and the first ones with their names.

    `alone` is each of the first ten with only its own confidence lowered.
    """

    own: WhatIf | None
    first: list[tuple[str, WhatIf]]
    alone: list[tuple[str, WhatIf]]


def read_reordered(workspace: Workspace, suggestion_id: int) -> Reordered:
    """What the dialog shows."""
    ranked = suggestions.backlog(workspace)
    titles = {each.id: each.title for each in ranked}
    dropped = suggestions.what_if(ranked, suggestion_id)
    own = next((each for each in dropped if each.suggestion_id == suggestion_id), None)
    alone = suggestions.what_if(ranked)

    def named(found: Sequence[WhatIf]) -> list[tuple[str, WhatIf]]:
        return [(titles[each.suggestion_id], each) for each in found[:FIRST]]

    return Reordered(own, named(sorted(dropped, key=lambda each: each.place)), named(alone))


class WhatIfDialog(Sheet):
    """Now → then for this suggestion, for the first ten beside it, and for each on its own."""

    def __init__(self, desk: Desk, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        lead = _(
            "Confidence is what one errs in most. If the order holds with one step less, you can "
            "begin; if it does not, ask a few more people first."
        )
        super().__init__(_("What if you are less sure?"), lead, parent, size=QSize(680, 640))
        self._suggestion = suggestion
        self._own = Label("", "strong", wrap=True)
        self.first = _Places(_("The order then"))
        self.alone = _Places(_("Each on its own, one step less sure"))
        pane = ScrollPane(spacing=theme.GRID * 2)
        for part in (self.first, self.alone):
            pane.body.addWidget(part)
        pane.body.addStretch(1)
        self.body.addWidget(Heading(suggestion.title))
        self.body.addWidget(self._own)
        self.body.addWidget(pane, 1)
        shop, number = desk.workspace, suggestion.id
        desk.tasks.read(lambda: read_reordered(shop, number), self._show, owner=self)

    def _show(self, reordered: Reordered) -> None:
        own = reordered.own
        self._own.setText(input_words.less_sure(own) or _("Rate it first; then it has a place."))
        self.first.show_places(reordered.first, self._suggestion.id)
        self.alone.show_places(reordered.alone, self._suggestion.id)


class _Places(Card):
    """A small table: now, then, the suggestion and its two scores."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 2)
        self._grid.setVerticalSpacing(theme.GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_places(self, places: Sequence[tuple[str, WhatIf]], marked: int) -> None:
        """Show who stands where now and then; the `marked` one is set off."""
        empty(self._grid)
        titles = (_("Now → then"), pgettext("to improve", "Suggestion"), _("Score"))
        for column, text in enumerate(titles):
            self._grid.addWidget(Label(text, "caption", "soft", number=column == 2), 0, column)
        for row, (title, each) in enumerate(places, start=1):
            style = "strong" if each.suggestion_id == marked else "body"
            moved = each.new_place - each.place
            tone = "warning" if moved > 0 else "positive" if moved < 0 else "soft"
            self._grid.addWidget(Label(_moved(each), style, tone), row, 0)
            self._grid.addWidget(ElidedLabel(title, style), row, 1)
            self._grid.addWidget(Label(_scores(each), style, number=True), row, 2)


def _moved(each: WhatIf) -> str:
    return _("{now} → {then}").format(
        now=formats.number(each.place), then=formats.number(each.new_place)
    )


def _scores(each: WhatIf) -> str:
    now = rice_words.score(each.score)
    if each.new_score is None or each.new_score == each.score:
        return now
    return _("{now} → {then}").format(now=now, then=rice_words.score(each.new_score))
