"""Step 7: who still waits for an answer, answered in place; then the review can be closed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from core.i18n import _, ngettext
from core.insight.quarterly_review.pages import ReviewPages, Unanswered
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.review.words import still_wait
from desktop.widgets import badge
from desktop.widgets.answer_detail import AnswerDetail
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.split import Split

NARROW = 600
_TONES = {"fresh": None, "amber": "warning", "red": "negative"}


class AnswersStep(Step):
    """The longest waiting first; an answer sent makes room for the next one."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Everyone who spoke gets an answer, even if it is “not now, because…”.")
        super().__init__(desk, lead)
        self._count = Label("", "strong", wrap=True)
        self._open = Button(
            _("All answers"),
            lambda: desk.navigation.open("replies", "waiting"),
            icon="replies",
            kind="quiet",
        )
        self._is_open = True
        self.detail = AnswerDetail(desk, _("Choose a voice to write its answer."))
        self.table = self._make_table()
        self._nobody = EmptyState("sent", _("Everyone who asked has an answer."))
        self._split = Split(
            desk, "review_answers", self.table, self.detail, share=0.5, narrow=NARROW
        )
        self._split.setMinimumHeight(theme.ROW * 9)
        self._lay_out()

    def _make_table(self) -> RecordTable:
        table = RecordTable(self.desk, "review_waiting", _columns(), identity=_identity)
        table.setAccessibleName(_("Who still waits for an answer"))
        table.opened.connect(self._go_on)
        table.picked.connect(self._show)
        table.loaded.connect(self._settle)
        table.setMinimumHeight(theme.ROW * 4)
        self.detail.answers.add_keys(table)
        add_key(table, "O", self._open_feedback, _("Open this feedback"))
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._open)
        self._either = QStackedWidget()
        self._either.addWidget(self._split)
        self._either.addWidget(self._nobody)
        self.body.addLayout(head)
        self.body.addWidget(self._either, 1)

    def show_pages(self, pages: ReviewPages) -> None:
        self._is_open = pages.closed_at is None
        self._count.setText(still_wait(pages.waiting_count))
        self._count.setVisible(pages.waiting_count > 0)
        self._open.setVisible(pages.waiting_count > 0 and self._is_open)
        # A closed review tells who waited then; what became of it stands in the answers.
        self.detail.setVisible(self._is_open)
        self._either.setCurrentWidget(self._split if pages.waiting else self._nobody)
        self.table.load_list(pages.waiting)

    def _settle(self, rows: int) -> None:
        self.table.select_one()
        if not rows:
            self.detail.load(None)

    def _show(self, voice: Unanswered | None) -> None:
        if self._is_open and voice is not None:
            about = voice.suggestion_id if voice.draft_id is None else None
            self.detail.load(voice.feedback_id, voice.draft_id, about)

    def _go_on(self, voice: Unanswered) -> None:
        """Enter begins to write, as R does; in a closed review it opens the words."""
        if self._is_open:
            self.detail.answers.start()
        else:
            self.desk.navigation.open("feedback", voice.feedback_id)

    def _open_feedback(self) -> None:
        voice = self.table.current()
        if voice is not None:
            self.desk.navigation.open("feedback", voice.feedback_id)


def _identity(voice: Unanswered) -> tuple[int, str]:
    return voice.feedback_id, voice.suggestion


def _columns() -> list[Column]:
    return [
        Column(
            _("Who"),
            lambda voice: voice.customer or _("Erased"),
            width=136,
            strong=True,
            lines=2,
            icon=lambda voice: None if voice.draft_id is None else "draft",
        ),
        Column(_("What was said"), lambda voice: voice.body, stretch=True, lines=2, tip=_about),
        Column(
            _("Waiting"),
            _days,
            align="right",
            width=96,
            tone=lambda voice: _TONES.get(voice.colour),
        ),
        Column(_("Answer"), _draft, look=_look, width=116, hidden_below=520),
    ]


def _about(voice: Unanswered) -> str:
    kind = badge.kind(voice.kind).text
    if not voice.suggestion:
        return kind
    return _("{kind}, about “{title}”").format(kind=kind, title=voice.suggestion)


def _days(voice: Unanswered) -> str:
    if not voice.days:
        return _("today")
    return ngettext("{n} day", "{n} days", voice.days).format(n=formats.number(voice.days))


def _look(voice: Unanswered) -> badge.Look:
    return badge.reply("waiting" if voice.draft_id is None else "draft")


def _draft(voice: Unanswered) -> str:
    return _look(voice).text
