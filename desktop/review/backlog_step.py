"""Step 5: what to improve next, by rank; decide here, or make it a promise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from core.i18n import _, pgettext
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import Decided, Ranked, ReviewPages
from core.voice import suggestions
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.review.words import more_in_app
from desktop.widgets import badge, rice_words
from desktop.widgets.button import Button
from desktop.widgets.decide_dialog import DecideDialog
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.timeline import Entry, Timeline

LEAST = 4
NARROW = 600


class BacklogStep(Step):
    """The first of the ranking, and what was decided since the last review."""

    promised = Signal(object)

    def __init__(self, desk: Desk) -> None:
        lead = _("The ranking says what helps most people for least work. You say what happens.")
        super().__init__(desk, lead)
        self._decide = Button(_("Decide"), self.decide, icon="done", tip=key_tip("D"))
        self._promise = Button(
            _("Make it a promise"), self._promise_it, icon="promise", tip=key_tip("P")
        )
        self._more = Label("", "caption", "soft")
        self._is_open = True
        self._place: dict[int, int] = {}
        self.table = self._make_table()
        self._decided = Section(_("Decided since the last review"))
        self._lay_out()

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            self.desk,
            "review_backlog",
            self._columns(),
            empty=EmptyState("suggestions", _("No suggestion is waiting for a decision.")),
            identity=lambda ranked: ranked.suggestion_id,
        )
        table.setAccessibleName(_("Suggestions by rank"))
        table.opened.connect(lambda ranked: self._open(ranked.suggestion_id))
        table.loaded.connect(table.select_one)
        table.picked.connect(lambda ranked: self._allow(ranked is not None))
        add_key(table, "D", self.decide, _("Decide"))
        add_key(table, "P", self._promise_it, _("Make it a promise"))
        return table

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self._decide)
        foot.addWidget(self._promise)
        foot.addStretch(1)
        foot.addWidget(self._more)
        self.body.addWidget(self.table)
        self.body.addLayout(foot)
        self.body.addWidget(self._decided)
        self.body.addStretch(1)

    def show_pages(self, pages: ReviewPages) -> None:
        self._is_open = pages.closed_at is None
        self._place = {
            ranked.suggestion_id: place for place, ranked in enumerate(pages.backlog, start=1)
        }
        self._decide.setVisible(self._is_open)
        self._promise.setVisible(self._is_open)
        self.table.load_list(pages.backlog)
        self.table.make_room_for(max(LEAST, len(pages.backlog)))
        more = more_in_app(pages.backlog_count - len(pages.backlog))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        empty(self._decided.body)
        timeline = Timeline()
        timeline.show_entries([_entry(decided) for decided in pages.decided])
        timeline.picked.connect(self._open)
        self._decided.add(timeline)
        more = more_in_app(pages.decided_count - len(pages.decided))
        if more:
            self._decided.add(Label(more, "caption", "soft"))
        self._decided.setVisible(bool(pages.decided))

    def decide(self) -> None:
        """Decide the suggestion that is picked."""
        ranked = self.table.current()
        if ranked is None or not self._is_open:
            return
        shop, number = self.desk.workspace, ranked.suggestion_id
        self.desk.tasks.read(
            lambda: suggestions.get(shop, number),
            lambda found: DecideDialog(self.desk, found, self.window(), then_answers=False).open(),
            owner=self,
        )

    def _open(self, suggestion_id: object) -> None:
        self.desk.navigation.open("suggestions", suggestion_id)

    def _promise_it(self) -> None:
        ranked = self.table.current()
        if ranked is not None and self._is_open:
            self.promised.emit(ranked)

    def _allow(self, allowed: bool) -> None:
        self._decide.setEnabled(allowed)
        self._promise.setEnabled(allowed)

    def _if_less_sure(self, ranked: Ranked) -> str:
        """Where it stands now and where it would with its confidence one step lower."""
        place = self._place.get(ranked.suggestion_id, 0)
        lower = ranked.place_if_less_sure
        if lower is None:
            return "–"
        if lower == place:
            return _("stays")
        return _("place {n}").format(n=formats.number(lower))

    def _less_sure_sentence(self, ranked: Ranked) -> str:
        place = self._place.get(ranked.suggestion_id, 0)
        return review_words.less_sure(place, ranked)

    def _columns(self) -> list[Column]:
        return [
            Column(
                "",
                lambda ranked: formats.number(self._place.get(ranked.suggestion_id, 0)),
                align="right",
                width=44,
                tone="soft",
            ),
            Column(
                pgettext("to improve", "Suggestion"),
                lambda ranked: ranked.title,
                stretch=True,
                lines=2,
                icon=lambda ranked: "must_do" if ranked.must_do else None,
                tip=rice_words.sentence,
            ),
            Column(
                _("Status"), _status, width=124, look=lambda ranked: badge.status(ranked.status)
            ),
            *self._figures(),
        ]

    def _figures(self) -> list[Column]:
        return [
            Column(
                _("Reach"),
                lambda ranked: formats.number(ranked.reach),
                align="right",
                width=76,
                hidden_below=NARROW,
            ),
            Column(
                _("Days"),
                lambda ranked: rice_words.days(ranked.effort_days),
                align="right",
                width=68,
                hidden_below=NARROW,
            ),
            Column(
                _("Score"),
                lambda ranked: rice_words.score(ranked.score),
                align="right",
                width=76,
                strong=True,
            ),
            Column(
                _("If less sure"),
                self._if_less_sure,
                align="right",
                width=112,
                hidden_below=NARROW,
                tone="soft",
                tip=self._less_sure_sentence,
            ),
        ]


def _status(ranked: Ranked) -> str:
    return badge.status(ranked.status).text


def _entry(decided: Decided) -> Entry:
    look = badge.status(decided.status)
    return Entry(
        look.icon,
        formats.day_short(decided.decided_on),
        decided.title,
        decided.because,
        look.tone,
        look,
        decided.suggestion_id,
    )
