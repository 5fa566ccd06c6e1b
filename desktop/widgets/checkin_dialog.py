"""A check-in, noted with one press: open it, press what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.people import checkins, goals
from core.people.checkins import CheckinResult
from core.people.goals import Goal
from core.people.touchpoints import RESULTS
from core.store.workspace import Workspace
from core.voice.feedback import NewFeedback
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.begun_words import BegunWords
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.contact_dialog import CHANNELS
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.undo_bar import say_with_undo

CHANNEL_KEY = "checkin/channel"
MOST_GOALS = 6


@dataclass(frozen=True, slots=True)
class Begun:
    """A check-in that was begun and left, as it stood then."""

    note: str
    new_goal: str
    reached: frozenset[int]


_BEGUN = BegunWords[Begun]()


class CheckinDialog(FormDialog):
    """Pressing a result notes everything at once, in one change that can be taken back.

    After "a problem" the quick log opens with what is known; after "booked" the booking may be
    noted. The way of being in touch stays as it was the last time. Escape keeps what was typed
    for the next opening of the same customer. `due`: it was asked for today.
    """

    def __init__(
        self,
        desk: Desk,
        customer_id: int,
        customer: str,
        parent: QWidget | None = None,
        *,
        because: str = "",
        due: bool = False,
    ) -> None:
        title = _("Check-in with {name}").format(name=customer)
        super().__init__(desk, title, width=520, parent=parent)
        self._customer_id, self._customer = customer_id, customer
        self._due = due
        self._result = ""
        self._ticks: dict[int, QCheckBox] = {}
        if because:
            at = self.column.indexOf(self.form)
            self.column.insertWidget(at, Label(because, "body", "soft", wrap=True))
        self._add_fields()
        self.results: dict[str, Button] = {}
        self.first = self.note
        self._lay_out()
        self._kept = _BEGUN.of(desk.workspace, customer_id)
        if self._kept is not None:
            self._show_begun(self._kept)
        desk.tasks.read(
            partial(goals.of_customer, desk.workspace, customer_id),
            self._show_goals,
            lambda _gone: None,
            owner=self,
        )

    def _add_fields(self) -> None:
        self.channel = Chips([Choice(key, _(text), icon) for key, text, icon in CHANNELS], _("How"))
        self._remember_channel()
        self.form.add("channel", _("How"), self.channel)
        self.note = self.form.add_text("note", _("What was said"), lines=3)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(theme.GRID // 2)
        self.new_goal = self.form.add_text(
            "new_goal",
            _("A new goal"),
            placeholder=_("What should be different in half a year?"),
        )

    def finish(self, result: str) -> None:
        """Note the check-in with this result."""
        self._result = result
        self.save()

    def save(self) -> None:
        """Save once a result was pressed; Ctrl+Enter alone asks for one."""
        if not self._result:
            self._refuse(KnownError("no_result", N_("Please press what came of it.")))
            return
        self._allow(False)
        super().save()

    def work(self) -> Callable[[], Any]:
        channel = self.channel.value
        self.desk.preferences.put(CHANNEL_KEY, channel)
        result = CheckinResult(
            channel,
            self._result,
            self.note.toPlainText(),
            tuple(sorted(self._reached())),
            self.new_goal.text(),
        )
        workspace, customer_id, due = self.desk.workspace, self._customer_id, self._due

        def note() -> date | None:
            checkins.finish(workspace, customer_id, result)
            return _back_on(workspace, customer_id, due)

        return note

    def reject(self) -> None:
        """Leave without noting it; what was typed is there again the next time."""
        shop, number = self.desk.workspace, self._customer_id
        now = Begun(self.note.toPlainText(), self.new_goal.text(), self._reached())
        if now.note.strip() or now.new_goal.strip() or now.reached:
            _BEGUN.keep(shop, number, now)
            self.desk.messages.say(_("Nothing is noted yet; what you typed is kept."))
        else:
            _BEGUN.forget(shop, number)
        super().reject()

    def accept(self) -> None:
        _BEGUN.forget(self.desk.workspace, self._customer_id)
        super().accept()
        if self._result == "not_reached" and self.saved_record is not None:
            words = _("Not reached; {name} comes back on {day}.")
            day = formats.day_said(self.saved_record)
            say_with_undo(self.desk, words.format(name=self._customer, day=day))
        elif self._result == "problem":
            self._log_problem()
        elif self._result == "booked":
            # Loaded only where somebody agreed to come.
            from desktop.widgets.booking_dialog import BookingDialog

            around = self.parentWidget()
            BookingDialog(self.desk, self._customer_id, self._customer, around).open()

    def _log_problem(self) -> None:
        """Go on to the quick log with what is known already."""
        said, channel = self.note.toPlainText().strip(), self.channel.value
        begun = NewFeedback("complaint", said, self._customer_id, channel=channel)
        self.desk.navigation.log_feedback(begun, self._customer)

    def _reached(self) -> frozenset[int]:
        return frozenset(goal_id for goal_id, tick in self._ticks.items() if tick.isChecked())

    def _show_begun(self, kept: Begun) -> None:
        self.note.setPlainText(kept.note)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.new_goal.setText(kept.new_goal)
        words = Label(_("You began this before; your words are still here."), "caption", "accent")
        self.column.insertWidget(self.column.indexOf(self.form), words)

    def _refuse(self, error: KnownError) -> None:
        self._result = ""
        self._allow(True)
        super()._refuse(error)

    def _allow(self, on: bool) -> None:
        for button in self.results.values():
            button.setEnabled(on)

    def _remember_channel(self) -> None:
        kept = self.desk.preferences.text(CHANNEL_KEY)
        known = [key for key, _text, _icon in CHANNELS]
        self.channel.choose(kept if kept in known else "phone")

    def _lay_out(self) -> None:
        """The results stand where other dialogs have their Save."""
        self.yes.hide()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.save)
        row = FlowRow()
        for number, key in enumerate(RESULTS, start=1):
            look, note = badge.result(key), partial(self.finish, key)
            button = Button(look.text, note, icon=look.icon, shortcut=f"Alt+{number}")
            self.results[key] = button
            row.add(button)
        words = Label(_("What came of it?"), "strong")
        part = QVBoxLayout()
        part.setSpacing(theme.GRID)
        part.addWidget(words)
        part.addWidget(row)
        at = self.column.indexOf(self.form)
        self.column.insertLayout(at, self._asked)
        self.column.insertLayout(at + 3, part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._walk()

    def _walk(self) -> None:
        """Let Tab go through the dialog as it is read."""
        asked: list[QWidget] = [*self._ticks.values(), self.channel, self.note, self.new_goal]
        for before, after in pairwise([*asked, *self.results.values(), self.no]):
            QWidget.setTabOrder(before, after)

    def _show_goals(self, found: Sequence[Goal]) -> None:
        still = [goal for goal in found if goal.reached_on is None][:MOST_GOALS]
        if not still:
            return
        self._asked.addWidget(Label(_("Ask about this, and tick what was reached"), "strong"))
        for goal in still:
            tick = QCheckBox(goal.body.replace("&", "&&"))
            tick.setAccessibleName(goal.body)
            tick.setToolTip(goal.body)
            tick.setChecked(self._kept is not None and goal.id in self._kept.reached)
            self._ticks[goal.id] = tick
            self._asked.addWidget(tick)
        self._walk()
        self.adjustSize()


def _back_on(workspace: Workspace, customer_id: int, due: bool) -> date | None:
    """When somebody who was not reached is asked for again; None where nothing asks for her."""
    if due:
        return checkins.tried_again_on(workspace, workspace.clock.today())
    known = checkins.find(workspace, customer_id)
    return known.due_on if known is not None else None
