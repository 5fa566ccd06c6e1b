"""What customers said that sounds like a suggestion and does not stand behind it yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.store.workspace import Workspace
from core.text import shorten
from core.voice import alike, suggestions
from core.voice.feedback import Feedback
from core.voice.suggestions import Suggestion
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import IconButton
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section
from desktop.widgets.sign_row import SignRow

SHOWN = 3
# Less alike, a voice is worth reading beside another, but not a link to press.
LEAST = 55
_LOOKED_AT = 30
_WORDS = 160


def read_alike(workspace: Workspace, suggestion: Suggestion) -> list[Feedback]:
    """The voices closest to the words of a suggestion, without those behind it already."""
    text = f"{suggestion.title}. {suggestion.body}"
    found = alike.to(workspace, text, limit=_LOOKED_AT).feedback
    loose = [
        each.feedback
        for each in found
        if each.likeness >= LEAST and suggestion.id not in each.feedback.suggestion_ids
    ]
    return loose[:SHOWN]


class AlikeVoices(Section):
    """Hidden while nothing sounds alike; one press links a voice."""

    filled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Sounds like it"))
        self._desk = desk
        self._suggestion_id = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        self.body.addLayout(self._rows)
        self.hide()

    def look(self, suggestion: Suggestion) -> None:
        """Look for voices that sound like a suggestion, in the background."""
        if suggestion.id != self._suggestion_id:
            self.hide()
        self._suggestion_id = suggestion.id
        if suggestion.status == "merged":
            return
        shop = self._desk.workspace
        self._desk.tasks.read(
            lambda: read_alike(shop, suggestion),
            partial(self._show, suggestion.id),
            key=("sounds like it", id(self)),
            owner=self,
        )

    def _show(self, suggestion_id: int, found: Sequence[Feedback]) -> None:
        if suggestion_id != self._suggestion_id:
            return
        empty(self._rows)
        for said in found:
            self._rows.addWidget(self._row(said))
        self.setVisible(bool(found))
        self.filled.emit()

    def _row(self, said: Feedback) -> QWidget:
        said_by = QWidget()
        words = QVBoxLayout(said_by)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(Label(shorten(" ".join(said.body.split()), _WORDS), "body", wrap=True))
        on = formats.day(self._desk.workspace.clock.day_of(said.said_at))
        by = _("{name}, {day}").format(name=said.customer or _("A walk-in"), day=on)
        words.addWidget(Label(by, "caption", "soft", wrap=True))
        return SignRow(
            said_by,
            IconButton("forward", _("Open this feedback"), partial(self._open, said.id)),
            IconButton("link", _("Link it to this suggestion"), partial(self._link, said.id)),
        )

    def _open(self, feedback_id: int) -> None:
        self._desk.navigation.open("feedback", feedback_id)

    def _link(self, feedback_id: int) -> None:
        shop, suggestion_id = self._desk.workspace, self._suggestion_id
        self._desk.tasks.write(lambda: suggestions.link(shop, suggestion_id, feedback_id))
