"""Who stands behind a suggestion, in their own words; and linking more of what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import N_, _, ngettext
from core.text import shorten
from core.voice import feedback, suggestions
from core.voice.feedback import Feedback, FeedbackFilter
from core.voice.suggestions import Suggestion, Supporter
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.paper import LONGEST_QUOTE, Quote
from desktop.widgets.pick_dialog import PickDialog
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.sign_row import SignRow

SLICE = 10


class Evidence(Section):
    """Quotes with names, newest first, some at a time; each opens its feedback or lets go."""

    def __init__(self, desk: Desk, link: Callable[[], object]) -> None:
        super().__init__(
            _("Who asks for this"), action=Button(_("Link"), link, kind="quiet", icon="link")
        )
        self._desk = desk
        self._suggestion_id = 0
        self._supporters: Sequence[Supporter] = ()
        self._shown = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        self._more = Button(_("Show more"), self._show_more, kind="quiet", icon="down")
        self.body.addLayout(self._rows)
        self.add(self._more)

    def show_supporters(self, suggestion: Suggestion, supporters: Sequence[Supporter]) -> None:
        """Show the voices behind a suggestion."""
        again = suggestion.id == self._suggestion_id
        self._suggestion_id, self._supporters = suggestion.id, supporters
        self.set_count(suggestion.supporters)
        upto = max(SLICE, self._shown) if again else SLICE
        empty(self._rows)
        self._shown = 0
        self._show(upto)
        if not supporters:
            sentence = _("Nobody yet. Link what customers said; their number is the reach.")
            self._rows.addWidget(Label(sentence, "body", "soft", wrap=True))

    def _show_more(self) -> None:
        self._show(self._shown + SLICE)

    def _show(self, upto: int) -> None:
        for supporter in self._supporters[self._shown : upto]:
            self._rows.addWidget(self._row(supporter))
        self._shown = min(upto, len(self._supporters))
        self._more.setVisible(self._shown < len(self._supporters))

    def _row(self, supporter: Supporter) -> QWidget:
        words = shorten(supporter.body, LONGEST_QUOTE) or _(
            "These words were erased with the customer."
        )
        number = supporter.feedback_id
        return SignRow(
            Quote(words, self._by(supporter)),
            IconButton("forward", _("Open this feedback"), partial(self._open, number)),
            IconButton("unlink", _("Take this link away"), partial(self._unlink, number)),
        )

    def _by(self, supporter: Supporter) -> str:
        on = formats.day(self._desk.workspace.clock.day_of(supporter.said_at))
        nobody = _("Somebody who was erased") if supporter.is_erased else _("A walk-in")
        return _("{name}, {day}").format(name=supporter.customer or nobody, day=on)

    def _open(self, feedback_id: int) -> None:
        self._desk.navigation.open("feedback", feedback_id)

    def _unlink(self, feedback_id: int) -> None:
        shop, suggestion_id = self._desk.workspace, self._suggestion_id
        self._desk.tasks.write(lambda: suggestions.unlink(shop, suggestion_id, feedback_id))


class LinkDialog(PickDialog):
    """Searches what customers said and links what is picked; several at once with Ctrl or Shift."""

    def __init__(self, desk: Desk, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Link feedback"), _("Search in what customers said"), parent)
        self._suggestion = suggestion
        self.resize(720, 520)
        nothing = EmptyState("feedback", _("No feedback has these words."))
        self.table = RecordTable(desk, "link", self._columns(), empty=nothing, many=True)
        self.table.setAccessibleName(_("Feedback that could be linked"))
        self.table.picked.connect(lambda _one: self._count())
        self.table.opened.connect(lambda _one: self.link())
        self.yes = Button(_("Link"), self.link, kind="primary", icon="link", shortcut="Ctrl+Return")
        self.lay_out(suggestion.title)
        self.load()

    def link(self) -> None:
        """Link every picked feedback as one step."""
        picked = [each.id for each in self.table.selection()]
        if not picked or not self.yes.isEnabled():
            return
        shop, suggestion_id = self.desk.workspace, self._suggestion.id

        def work() -> None:
            with shop.write(N_("Feedback linked")):
                for feedback_id in picked:
                    suggestions.link(shop, suggestion_id, feedback_id)

        self.write(work)

    def load(self) -> None:
        shop = self.desk.workspace
        wanted = FeedbackFilter(text=self.search.wanted())
        self.table.load(
            lambda *, offset, limit: feedback.find(shop, wanted, offset=offset, limit=limit),
            lambda: feedback.count(shop, wanted),
        )

    def _columns(self) -> list[Column]:
        day_of = self.desk.workspace.clock.day_of
        return [
            Column(_("Kind"), lambda f: "", look=lambda f: badge.kind(f.kind), width=136),
            Column(_("What was said"), lambda f: f.body, stretch=True, icon=self._linked),
            Column(_("Who"), lambda f: f.customer or _("A walk-in"), width=140, tone="soft"),
            Column(_("When"), lambda f: formats.day(day_of(f.said_at)), align="right", width=110),
        ]

    def _linked(self, said: Feedback) -> str | None:
        return "done" if self._suggestion.id in said.suggestion_ids else None

    def _count(self) -> None:
        count = len(self.table.selection())
        self.say_nothing()
        text = ngettext("Link {n} voice", "Link {n} voices", count).format(n=formats.number(count))
        self.yes.say(text if count > 1 else _("Link"))
        self.yes.setEnabled(count > 0)
