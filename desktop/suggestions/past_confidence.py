"""How good the owner's confidence was: what she was sure of, and what helped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from core.i18n import _, ngettext
from core.voice import outcomes
from core.voice.outcomes import ConfidenceKept, Outcome
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import rice_words
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.section import Section
from desktop.widgets.sheet import Sheet


class PastConfidenceDialog(Sheet):
    """A line for each step of confidence, then what was done a quarter ago and what came of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        lead = _(
            "90 days after something is done, it helped if complaints about its topic went down "
            "or the mood got better, beyond what chance does. This is how often that was so."
        )
        super().__init__(_("How sure you were"), lead, parent, size=QSize(640, 560))
        self._desk = desk
        self.steps = Card(_("What helped, by how sure you were"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 4)
        self._grid.setColumnStretch(2, 1)
        self.steps.body.addLayout(self._grid)
        self.ready = Section(_("Ready to look at"))
        pane = ScrollPane()
        for part in (self.steps, self.ready):
            pane.body.addWidget(part)
        pane.body.addStretch(1)
        self.body.addWidget(pane)
        shop = desk.workspace
        desk.tasks.read(
            lambda: (outcomes.past_confidence(shop), outcomes.ready(shop)),
            lambda read: self._show(*read),
            owner=self,
        )

    def _show(self, kept: Sequence[ConfidenceKept], ready: Sequence[Outcome]) -> None:
        for row, each in enumerate(kept):
            for column, text in enumerate(_told(each)):
                self._grid.addWidget(Label(text, "body" if column else "strong"), row, column)
        empty(self.ready.body)
        for outcome in ready:
            self.ready.add(self._outcome(outcome))
        if not ready:
            sentence = _("Nothing was done between 90 and 180 days ago that has a topic.")
            self.ready.add(Label(sentence, "body", "soft", wrap=True))

    def _outcome(self, outcome: Outcome) -> QWidget:
        row = Card(link=True)
        row.setAccessibleName(outcome.title)
        row.add(Label(outcome.title, "strong", wrap=True))
        told = _("Too few to judge.") if outcome.too_few else outcome.sentence()
        row.add(Label(told, "body", "soft", wrap=True))
        row.clicked.connect(partial(self._go, outcome.suggestion_id))
        return row

    def _go(self, suggestion_id: int) -> None:
        self.accept()
        self._desk.navigation.open("suggestions", suggestion_id)


def _told(kept: ConfidenceKept) -> tuple[str, str, str]:
    """A step, how many helped, and the share with its interval."""
    name = rice_words.capital(rice_words.confidence(kept.confidence))
    if not kept.done:
        return name, _nothing_judged(kept.pending), ""
    helped = ngettext("{better} of {n} helped", "{better} of {n} helped", kept.done).format(
        better=formats.number(kept.better), n=formats.number(kept.done)
    )
    share, interval = kept.rate.share, kept.rate.interval
    if kept.too_few or share is None or interval is None:
        return name, helped, _("Too few to judge")
    likely = _("{share}, likely {low} to {high}").format(
        share=formats.percent(share),
        low=formats.percent(interval[0] / 100),
        high=formats.percent(interval[1] / 100),
    )
    return name, helped, likely


def _nothing_judged(pending: int) -> str:
    if not pending:
        return _("Nothing done yet")
    return ngettext("{n} done, too early to tell", "{n} done, too early to tell", pending).format(
        n=formats.number(pending)
    )
