"""The page of answers: who still waits, the oldest first, and the answer beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.errors import Missing
from core.i18n import _
from core.store.workspace import Workspace
from core.voice import suggestions
from desktop import formats, theme
from desktop.desk import Desk
from desktop.replies import reply_lists
from desktop.replies.month_strip import MonthStrip
from desktop.replies.reply_lists import LISTS, TITLES, Around, ReplyList
from desktop.replies.wordings_view import WordingsView
from desktop.widgets.answer_detail import AnswerDetail
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.page import Page
from desktop.widgets.record_table import RecordTable
from desktop.widgets.split import Split
from desktop.widgets.waiting_age import Patience

WORDINGS = "wordings"


class RepliesPage(Page):
    """Answers to write, to send and sent, and the wordings that they are drafted from.

    A target is one of LISTS, WORDINGS, the id of a feedback to answer, ("suggestion", id) for
    the drafts about a suggestion, or ("reply", id).
    """

    nouns = frozenset(
        {"reply", "feedback", "customer", "suggestion", "support", "decision", "consent"}
        | {"setting", "wording", "closure"}
    )

    def __init__(self, desk: Desk) -> None:
        lead = _("Every voice gets an answer, even if it is “not now, because…”.")
        super().__init__(desk, _("Answers"), lead)
        self._about: int | None = None
        self._pinned: int | None = None
        choices = [Choice(key, _(TITLES[key])) for key in LISTS]
        self.which = Chips([*choices, Choice(WORDINGS, _("Wordings"))], _("Which answers"))
        self.which.chosen.connect(lambda _key: self._turn())
        self.everyone = Button(_("Show all drafts"), self._widen, kind="quiet", icon="close")
        self.everyone.hide()
        self.add_filter(self.which)
        self.add_filter(self.everyone)
        self._patience: Patience | None = None
        self.tables: dict[str, ReplyList] = {}
        self.detail = AnswerDetail(desk, _("Choose a voice on the left to write its answer."))
        self.detail.answers.sent_off.connect(lambda: self.table.setFocus())
        self.strip = MonthStrip()
        self._wordings: WordingsView | None = None
        self.offer_list(self._list_name, lambda: self.table)
        frequent = partial(desk.navigation.open, "faq")
        self.add_action(_("Frequent questions"), "question", frequent)
        self._lists, self._views = QStackedWidget(), QStackedWidget(self)
        self._put_in_place()

    @property
    def wordings(self) -> WordingsView:
        """The view of the wordings, made when it is first wanted."""
        if self._wordings is None:
            self._wordings = WordingsView(self.desk)
            self._views.addWidget(self._wordings)
        return self._wordings

    @property
    def table(self) -> RecordTable:
        """The list in view."""
        if self.which.value == WORDINGS:
            return self.wordings.table
        return self._list(self.which.value)

    def _list(self, which: str) -> ReplyList:
        """One of LISTS, made when it is first wanted."""
        if which not in self.tables:
            self.tables[which] = table = ReplyList(self.desk, which)
            if self._patience is not None:
                table.patience = self._patience
            self._lists.addWidget(table)
            table.picked.connect(partial(self._picked, which))
            table.opened.connect(lambda _row: self.detail.answers.start())
            table.loaded.connect(partial(self._settle, which))
            self.detail.answers.add_keys(table)
        return self.tables[which]

    def reload(self) -> None:
        self.read(partial(reply_lists.gather, self.desk.workspace), self._show_around, "around")
        self._read_list()
        if self._pinned is not None:
            self.detail.load(self._pinned)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def show_target(self, target: object) -> None:
        match target:
            case int():
                self._choose("waiting")
                self._pinned = target
                self._list("waiting").select(target)
                self.detail.load(target)
            case ("suggestion", int(suggestion_id)):
                self._choose("draft", about=suggestion_id)
            case ("reply", int(reply_id)):
                find = partial(reply_lists.list_of, self.desk.workspace, reply_id)
                self.read(find, partial(self._show_reply, reply_id), "reply")
            case str() if target == WORDINGS or target in LISTS:
                self._choose(target)

    def _show_reply(self, reply_id: int, which: str) -> None:
        self._choose(which)
        self._list(which).select(reply_id)

    def _choose(self, which: str, about: int | None = None) -> None:
        self.which.choose(which)
        self._about = about
        self._turn()

    def _turn(self) -> None:
        """Another list comes into view."""
        if self.which.value != "draft":
            self._about = None
        self._pinned = None
        self.everyone.setVisible(self._about is not None)
        self._read_list()

    def _read_list(self) -> None:
        which = self.which.value
        if which == WORDINGS:
            self._views.setCurrentWidget(self.wordings)
            self.wordings.reload()
        else:
            self._views.setCurrentIndex(0)
            self._lists.setCurrentWidget(self._list(which))
            self._list(which).show_all(self._about)

    def _widen(self) -> None:
        self._choose("draft")

    def _show_around(self, around: Around) -> None:
        self._patience = around.patience
        for table in self.tables.values():
            table.patience = around.patience
            table.update()
        self.strip.show_months(around.months)
        for key, n in (("waiting", around.waiting), ("draft", around.drafts)):
            title = _(TITLES[key])
            if n:
                title = f"{title} {formats.number(n)}"
            self.which.set_text(key, title)
        self.which.set_tip("waiting", _who_waits(around))

    def _picked(self, which: str, row: Any) -> None:
        if which != self.which.value:
            return
        if row is None:
            if self._pinned is None:
                self.detail.load(None)
            return
        if row.feedback_id != self._pinned:
            self._pinned = None
        if which == "waiting":
            untold = None if row.draft_id else row.suggestion_id
            self.detail.load(row.feedback_id, row.draft_id, untold)
        else:
            self.detail.load(row.feedback_id, row.id)

    def _list_name(self) -> str:
        which = self.which.value
        title = _("Wordings") if which == WORDINGS else _(TITLES[which])
        return f"{_('Answers')} – {title}"

    def _settle(self, which: str, rows: int) -> None:
        if which != self.which.value or self.table.current() is not None:
            return
        if self._pinned is not None:
            self.table.select(self._pinned)
            if self.table.current() is None:
                self.table.select(None)  # it is not in this list, so it is not waited for
        elif rows:
            self.table.select_first()
        elif self._about is not None:
            work = partial(_waits_about, self.desk.workspace, self._about)
            self.read(work, self._widen_from, "about")

    def _widen_from(self, about: int | None) -> None:
        """The drafts about a suggestion went while people wait: its decision was taken back."""
        if about is not None and about == self._about:
            self._widen()

    def _put_in_place(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(self._lists, 1)
        column.addWidget(self.strip)
        halves = left, self.detail
        split = Split(self.desk, "replies", *halves, share=0.56, parent=self._views)
        self._views.addWidget(split)
        self.body.addWidget(self._views)


def _who_waits(around: Around) -> str:
    """How many of those who wait know nothing yet, and how many only of a decision."""
    if not around.untold:
        return ""
    return _("For an answer: {first}. For news of a decision: {untold}.").format(
        first=formats.number(around.waiting - around.untold),
        untold=formats.number(around.untold),
    )


def _waits_about(workspace: Workspace, suggestion_id: int) -> int | None:
    """The suggestion, if people wait to hear of it or it is there no more; else None."""
    try:
        waits = suggestions.get(workspace, suggestion_id).waiting > 0
    except Missing:
        waits = True
    return suggestion_id if waits else None
