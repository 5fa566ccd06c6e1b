"""The page of replies: one list of who still waits, the oldest first, and the answer beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from core.i18n import _
from desktop import formats
from desktop.desk import Desk
from desktop.replies import reply_lists
from desktop.replies.reply_detail import ReplyDetail
from desktop.replies.reply_lists import LISTS, TITLES, Counts, ReplyList
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.page import Page
from desktop.widgets.split import Split


class RepliesPage(Page):
    """Answers to write, to send and sent.

    A target is one of LISTS, the id of a feedback to answer, or ("suggestion", id) for the
    drafts about a suggestion.
    """

    nouns = frozenset({"reply", "feedback", "customer", "suggestion", "consent", "setting"})

    def __init__(self, desk: Desk) -> None:
        lead = _("Every voice gets an answer, even if it is “not now, because…”.")
        super().__init__(desk, _("Answers"), lead)
        self._about: int | None = None
        self._pinned: int | None = None
        self.which = Chips([Choice(key, _(TITLES[key])) for key in LISTS], _("Which answers"))
        self.which.chosen.connect(lambda _key: self._turn())
        self.everyone = Button(_("Show all drafts"), self._widen, kind="quiet", icon="close")
        self.everyone.hide()
        self.add_filter(self.which)
        self.add_filter(self.everyone)
        self.tables = {key: ReplyList(desk, key) for key in LISTS}
        self.detail = ReplyDetail(desk)
        self.offer_list(self._list_name, lambda: self.table)
        self._stack = QStackedWidget()
        for key, table in self.tables.items():
            self._stack.addWidget(table)
            table.picked.connect(partial(self._picked, key))
            table.opened.connect(lambda _row: self.detail.answers.start())
            table.loaded.connect(partial(self._settle, key))
            self.detail.answers.add_keys(table)
        self.body.addWidget(Split(desk, "replies", self._stack, self.detail, share=0.56))

    @property
    def table(self) -> ReplyList:
        """The list in view."""
        return self.tables[self.which.value]

    def reload(self) -> None:
        self.read(partial(reply_lists.count, self.desk.workspace), self._show_counts, "counts")
        self.table.show_all(self._about)
        if self._pinned is not None:
            self.detail.load(self._pinned)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self._choose("waiting")
            self._pinned = target
            self.table.select(target)
            self.detail.load(target)
        elif isinstance(target, tuple) and target and target[0] == "suggestion":
            self._choose("draft", about=target[1])
        elif isinstance(target, str) and target in LISTS:
            self._choose(target)

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
        self._stack.setCurrentWidget(self.table)
        self.table.show_all(self._about)

    def _widen(self) -> None:
        self._choose("draft")

    def _show_counts(self, counts: Counts) -> None:
        for table in self.tables.values():
            table.patience = counts.patience
        for key, n in (("waiting", counts.waiting), ("draft", counts.drafts)):
            title = _(TITLES[key])
            if n:
                title = f"{title} {formats.number(n)}"
            self.which.set_text(key, title)

    def _picked(self, which: str, row: Any) -> None:
        if which != self.which.value:
            return
        if row is not None:
            if row.feedback_id != self._pinned:
                self._pinned = None
            self.detail.load(row.feedback_id, None if which == "waiting" else row.id)
        elif self._pinned is None:
            self.detail.load(None)

    def _list_name(self) -> str:
        return f"{_('Answers')} – {_(TITLES[self.which.value])}"

    def _settle(self, which: str, rows: int) -> None:
        if which != self.which.value or self.table.current() is not None:
            return
        if self._pinned is not None:
            self.table.select(self._pinned)
            if self.table.current() is None:
                self.table.select(None)  # it is not in this list, so it is not waited for
        elif rows:
            self.table.select_first()
