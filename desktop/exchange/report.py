"""After an import: what became of the rows, the reasons of those left out, and a way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.exchange import brought
from core.exchange.brought import Brought
from core.exchange.imports import Batch
from core.i18n import _, ngettext
from desktop import theme
from desktop.desk import Desk
from desktop.exchange import words
from desktop.exchange.staying_out import StayingOut
from desktop.formats import number
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.layouts import Flow, empty
from desktop.widgets.notice import Notice
from desktop.widgets.stat import Stat

_GOES_TO = {
    "customers": "customers",
    "visits": "customers",
    "feedback": "feedback",
    "survey": "surveys",
}


class Report(QWidget):
    """Four numbers that add up to the rows of the file, and each row that stayed out."""

    twins_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.batch: Batch | None = None
        self.is_taken_back = False
        self.notice = Notice()
        self.twins = Notice(
            Button(_("Have a look"), self.twins_asked.emit, kind="quiet", icon="customers")
        )
        self.created = Stat(_("New"))
        self.updated = Stat(_("Joined what was here"))
        self.skipped = Stat(_("Were here already"))
        self.refused = Stat(_("Stayed out"))
        self._facts = Flow()
        self._fine = EmptyState("fine", "", _("Show what came in"), self._show_what_came)
        self.left = StayingOut(desk, _("Rows that stayed out"), "exchange/problems")
        self._lay_out()

    def show_earlier(self, batch: Batch) -> None:
        """Show what is kept of a file that was brought in some time ago."""
        self._show(batch)
        if batch.undone:
            self.show_taken_back()
        elif batch.problems:
            self._fine.say(
                _("Which rows stayed out is not kept: drop the file here again to see them."),
                "history",
            )

    def show_batch(self, batch: Batch) -> None:
        """Show what became of a file that was brought in just now."""
        self._show(batch)
        if batch.kind == "customers" and batch.created:
            self._look_for_twins(batch)

    def _show(self, batch: Batch) -> None:
        self.batch, self.is_taken_back = batch, False
        for notice in (self.notice, self.twins):
            notice.clear()
        self._show_figures(batch)
        self._show_facts(Brought())
        self.left.show_batch(batch)
        self.left.set_lead(_left_untold(batch))
        self._fine.setVisible(not batch.row_problems)
        self._fine.say(_contented(batch), "fine")
        if batch.doubtful_day:
            self.notice.say(_doubted(batch), "warning", "calendar")
        self._count_visits(batch)

    def lead(self) -> str:
        """Which file this is about."""
        if self.batch is None:
            return ""
        return _("“{file}”: {rows}, and what became of them.").format(
            file=self.batch.file_name, rows=words.rows(self.batch.rows)
        )

    def show_taken_back(self) -> None:
        """Say that nothing of the file is left."""
        self.is_taken_back = True
        self.twins.clear()
        self.notice.say(
            _("Taken back. The shop is as it was before this file."), "positive", "undo"
        )

    def follow(self, batches: Sequence[Batch]) -> bool:
        """Keep in step with an undo or a redo made elsewhere; True where one was made."""
        mine = self.batch.batch if self.batch is not None else None
        undone = next((each.undone for each in batches if each.batch == mine), self.is_taken_back)
        if mine is None or undone == self.is_taken_back:
            return False
        if undone:
            self.show_taken_back()
        else:
            self.is_taken_back = False
            self.notice.clear()
        return True

    def _look_for_twins(self, batch: Batch) -> None:
        from core.people import duplicates

        shop = self._desk.workspace
        self._desk.tasks.long(
            _("Looking for customers who are here twice"),
            lambda progress: len(duplicates.find(shop, progress)),
            partial(self._show_twins, batch),
            lambda _error: None,
            key=(id(self), "twins"),
            owner=self,
        )

    def _show_twins(self, batch: Batch, count: int) -> None:
        if count and batch is self.batch and not self.is_taken_back:
            text = ngettext(
                "{n} customer may be here twice.", "{n} customers may be here twice.", count
            )
            self.twins.say(text.format(n=number(count)), "warning", "customers")

    def _count_visits(self, batch: Batch) -> None:
        if batch.kind != "visits" or batch.batch is None:
            return
        self._desk.tasks.read(
            partial(brought.look, self._desk.workspace, batch.batch),
            self._show_facts,
            key=(id(self), "brought"),
            owner=self,
        )

    def badges(self) -> list[Badge]:
        """What is told of the visits that came in."""
        pieces = (self._facts.itemAt(at) for at in range(self._facts.count()))
        widgets = [piece.widget() for piece in pieces if piece is not None]
        return [widget for widget in widgets if isinstance(widget, Badge)]

    def _show_facts(self, found: Brought) -> None:
        empty(self._facts)
        for look in _facts(found):
            self._facts.addWidget(Badge(look))

    def _show_figures(self, batch: Batch) -> None:
        people = ngettext(
            "with {n} new customer", "with {n} new customers", batch.new_customers
        ).format(n=number(batch.new_customers))
        shown = batch.new_customers and batch.kind != "customers"
        self.created.show_value(number(batch.created), people if shown else "")
        self.updated.show_value(number(batch.updated))
        self.skipped.show_value(number(batch.skipped))
        tone = "negative" if batch.problems else "ink"
        self.refused.show_value(number(batch.problems), tone=tone)

    def _show_what_came(self) -> None:
        if self.batch is not None:
            self._desk.navigation.open(_GOES_TO[self.batch.kind])

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(theme.GRID * 2)
        for stat in (self.created, self.updated, self.skipped, self.refused):
            figures.addWidget(stat, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        for notice in (self.notice, self.twins):
            whole.addWidget(notice)
        whole.addLayout(figures)
        whole.addLayout(self._facts)
        whole.addWidget(self.left, 1)
        whole.addWidget(self._fine, 1)


def _facts(found: Brought) -> Iterator[Look]:
    if found.ahead:
        text = ngettext("{n} booking lies ahead", "{n} bookings lie ahead", found.ahead)
        yield Look(text.format(n=number(found.ahead)), "accent", "calendar")
    if found.nameless:
        text = ngettext("{n} sale without a name", "{n} sales without a name", found.nameless)
        yield Look(text.format(n=number(found.nameless)), "neutral", "walk_in")


def _doubted(batch: Batch) -> str:
    sentence = (
        _("Days like “{day}” were read with the day first.")
        if batch.day_first
        else _("Days like “{day}” were read with the month first.")
    )
    return sentence.format(day=batch.doubtful_day)


def _contented(batch: Batch) -> str:
    if batch.created or batch.updated:
        return _("Every row is accounted for. Nothing stayed out.")
    return _("Everything in this file was here already, so nothing changed.")


def _left_untold(batch: Batch) -> str:
    untold = batch.problems - len(batch.row_problems)
    if not untold:
        return _("Mend them in the file and bring it in again: what is here comes in only once.")
    return ngettext(
        "These are the first ones; {n} more stayed out.",
        "These are the first ones; {n} more stayed out.",
        untold,
    ).format(n=number(untold))
