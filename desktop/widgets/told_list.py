"""Everybody behind a suggestion: who gets an answer to its decision, and who does not, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.text import shorten
from core.voice.suggestions import Supporter
from desktop import formats, theme
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.sign import Sign
from desktop.widgets.tab_order import in_order
from desktop.widgets.text_field import TextLine

SLICE = 20
_QUOTED = 90
_SIGN = 24


@dataclass(slots=True)
class Told:
    """One person: her voices, and the reason why she gets no answer ("" while she gets one).

    `language` is the one that her answer will be in.
    """

    name: str
    words: str
    customer_id: int | None
    feedback_ids: list[int] = field(default_factory=list)
    answered: bool = True
    reason: str = ""
    language: str = ""


def people_behind(supporters: Sequence[Supporter], walk_in: str, erased: str) -> list[Told]:
    """Each person once, those with a name first; the others with the reason that is recorded."""
    known: dict[int, Told] = {}
    nameless = []
    for each in supporters:
        if each.customer_id is None:
            name = _("Somebody who was erased") if each.is_erased else _("A walk-in")
            reason = erased if each.is_erased else walk_in
            nameless.append(Told(name, each.body, None, [each.feedback_id], False, reason))
        else:
            told = Told(each.customer, each.body, each.customer_id)
            _add_voice(known.setdefault(each.customer_id, told), each)
    return [*known.values(), *nameless]


def _add_voice(told: Told, supporter: Supporter) -> None:
    """One more voice of a person; her answer goes to the one that was written down last."""
    if supporter.feedback_id >= max(told.feedback_ids, default=0):
        told.language = supporter.language
    told.feedback_ids.append(supporter.feedback_id)


class ToldList(QWidget):
    """Every person with a tick; without it a reason is asked for."""

    changed = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Told] = []
        self._shown = 0
        self._summary = Label(_("Counting…"), "body", "soft", wrap=True)
        self._pane = ScrollPane(spacing=theme.GRID)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        self._more = Button(_("Show more"), self._show_more, kind="quiet", icon="down")
        self._more.hide()
        self._pane.body.addLayout(self._rows)
        self._pane.body.addWidget(self._more)
        self._pane.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(Label(_("Who will be told"), "strong"))
        column.addWidget(self._summary)
        column.addWidget(self._pane, 1)

    def show_people(self, people: Sequence[Told]) -> None:
        """Show everybody, the first of them at once."""
        self._people = list(people)
        self._shown = 0
        empty(self._rows)
        self._show_more()

    def say(self, summary: str, *, with_people: bool) -> None:
        """Say who will be told in a sentence; without `with_people` nobody is."""
        self._summary.setText(summary)
        # The pane itself keeps its room, so that what stands above does not move.
        inside = self._pane.widget()
        if inside is not None:
            inside.setVisible(with_people)

    @property
    def answered(self) -> list[Told]:
        """Those who get an answer."""
        return [told for told in self._people if told.answered]

    @property
    def left_out(self) -> list[Told]:
        """Those who get none, for a reason that is there or still to be said."""
        return [told for told in self._people if not told.answered]

    def silent(self) -> dict[int, str]:
        """The reason of everybody by name who gets no answer, for each of her voices."""
        return {
            feedback_id: told.reason
            for told in self.left_out
            if told.customer_id is not None
            for feedback_id in told.feedback_ids
        }

    def keep_out(self, silent: Mapping[int, str]) -> None:
        """Take up again who was left out before."""
        for told in self._people:
            reason = next((silent[n] for n in told.feedback_ids if n in silent), None)
            if reason is not None:
                told.answered, told.reason = False, reason

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the list, from top to bottom."""
        inside = self._pane.widget()
        return list(in_order(inside)) if inside is not None else []

    def go_to_unsaid(self) -> None:
        """Put the cursor where a reason is missing, if that row is shown."""
        for row in self.findChildren(_Row):
            if not row.told.answered and not row.told.reason.strip():
                row.ask()
                return

    def _show_more(self) -> None:
        for told in self._people[self._shown : self._shown + SLICE]:
            self._rows.addWidget(_Row(told, self.changed.emit))
        self._shown = min(self._shown + SLICE, len(self._people))
        left = len(self._people) - self._shown
        more = ngettext("{n} more", "{n} more", left).format(n=formats.number(left))
        self._more.say(_("Show more ({more})").format(more=more))
        self._more.setVisible(left > 0)
        self.grown.emit()


class _Row(QWidget):
    """One person; the words she said are beneath her name."""

    def __init__(self, told: Told, changed: Callable[[], None]) -> None:
        super().__init__()
        self.told = told
        self._changed = changed
        self._says = Label("", "caption", "soft", wrap=True)
        self._why = TextLine()
        self._why.setPlaceholderText(_("Why not?"))
        self._why.setAccessibleName(_("Why {name} gets no answer").format(name=told.name))
        self._why.setText(told.reason)
        self._why.textChanged.connect(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._head())
        below = QVBoxLayout()
        below.setContentsMargins(theme.GRID * 4, 0, 0, 0)
        below.addWidget(self._says)
        below.addWidget(self._why)
        column.addLayout(below)
        self._tell()

    def ask(self) -> None:
        """Put the cursor where the reason goes."""
        self._why.setFocus()

    def _head(self) -> QWidget:
        if self.told.customer_id is not None:
            self._tick = QCheckBox(self.told.name.replace("&", "&&"))
            self._tick.setChecked(self.told.answered)
            self._tick.setToolTip(shorten(self.told.words, 280))
            self._tick.toggled.connect(self._turn)
            return self._tick
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(theme.GRID - 1)
        row.addWidget(Sign("walk_in" if self.told.words else "erase", _SIGN))
        row.addWidget(Label(self.told.name, "body"), 1)
        return head

    def _turn(self, answered: bool) -> None:
        self.told.answered = answered
        self._tell()
        if not answered:
            self._why.setFocus()
        self._changed()

    def _note(self, reason: str) -> None:
        self.told.reason = reason
        self._changed()

    def _tell(self) -> None:
        by_name = self.told.customer_id is not None
        words = shorten(self.told.words, _QUOTED)
        self._why.setVisible(by_name and not self.told.answered)
        if not by_name:
            self._says.setText(self.told.reason)
        elif self.told.answered:
            self._says.setText(_("Gets an answer to “{words}”").format(words=words))
        else:
            self._says.setText(_("Gets no answer, because:"))
