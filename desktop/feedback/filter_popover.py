"""The filters of the inbox in a popover: what one chooses holds at once, everything combines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.clock import Clock, instant_of
from core.errors import KnownError
from core.i18n import _
from core.voice.feedback import FeedbackFilter
from desktop import theme
from desktop.feedback.filter_words import CHOSEN, EVERYTHING, LAST_DAYS, Names, choices, last_days
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.fields import ChoiceField, DayField
from desktop.widgets.label import Label, repolish
from desktop.widgets.popover import Popover

ANY, OWN = "any", "own"


class FilterPopover(Popover):
    """Tells the whole filter whenever a part of it was chosen."""

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(_("Filters"), parent)
        self._clock = clock
        self._wanted = EVERYTHING
        self.fields = {name: ChoiceField() for name in CHOSEN}
        periods = [Choice(str(days), last_days(days)) for days in LAST_DAYS]
        self.period = Chips(
            [Choice(ANY, _("Any time")), *periods, Choice(OWN, _("Own days"))], _("Which days")
        )
        self.since, self.until = DayField(), DayField()
        self.clear = Button(_("Show everything"), self._clear, kind="quiet", icon="close")
        self._lay_out()
        for name, field in self.fields.items():
            field.chosen.connect(lambda value, name=name: self._choose(**{name: value}))
        self.period.chosen.connect(self._choose_period)
        for day_field in (self.since, self.until):
            day_field.editingFinished.connect(self._choose_days)

    def show_filter(self, wanted: FeedbackFilter, known: Names) -> None:
        """Show what holds now, in the shop's own names."""
        self._wanted = wanted
        for name, field in self.fields.items():
            value = getattr(wanted, name)
            field.set_choices(choices(name, known))
            if value is not None and field.findData(value) < 0:
                field.addItem("…", value)  # its name is on the way, or it is hidden
            field.set_value(value)
        self._show_period(wanted)

    def _choose(self, **changed: object) -> None:
        self._wanted = replace(self._wanted, **changed)  # type: ignore[arg-type]
        self.chosen.emit(self._wanted)

    def _clear(self) -> None:
        self.close()
        self.cleared.emit()

    def _show_period(self, wanted: FeedbackFilter) -> None:
        own = wanted.since is not None or wanted.until is not None
        known = str(wanted.days) if wanted.days in LAST_DAYS else ANY
        self.period.choose(OWN if own else known)
        self._days.setVisible(own)
        if own:
            clock, since, until = self._clock, wanted.since, wanted.until
            self.since.set_day(clock.day_of(since) if since else None)
            self.until.set_day(clock.day_of(until) - timedelta(days=1) if until else None)

    def _choose_period(self, key: str) -> None:
        own = key == OWN
        self._days.setVisible(own)
        self.adjustSize()
        if own:
            today = self._clock.today()
            self.since.set_day(today - timedelta(days=LAST_DAYS[1]))
            self.until.set_day(today)
            self.since.setFocus()
            self._choose_days()
        else:
            days = int(key) if key != ANY else None
            self._choose(days=days, since=None, until=None)

    def _choose_days(self) -> None:
        """Take the typed days, in whichever order; a day that is none is marked and waits."""
        days: list[date | None] = []
        for field in (self.since, self.until):
            try:
                days.append(field.day())
            except KnownError:
                field.setProperty("wrong", "true")
                repolish(field)
                return
            field.setProperty("wrong", "false")
            repolish(field)
        first, last = days
        if first is not None and last is not None and last < first:
            first, last = last, first
        since = instant_of(self._clock, first) if first else None
        until = instant_of(self._clock, last + timedelta(days=1)) if last else None
        if (since, until, None) != (self._wanted.since, self._wanted.until, self._wanted.days):
            self._choose(since=since, until=until, days=None)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(4)
        for number, (name, text) in enumerate(_titles().items()):
            row, column = number // 2 * 2, number % 2
            field = self.fields[name]
            words = Label(text, "caption", "soft")
            words.setBuddy(field)
            field.setAccessibleName(text)
            field.setMinimumWidth(theme.GRID * 34)
            grid.addWidget(words, row, column)
            grid.addWidget(field, row + 1, column)
        self.body.addLayout(grid)
        self.body.addWidget(Label(_("Said when"), "caption", "soft"))
        self.body.addWidget(self.period)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        for day_field, text in ((self.since, _("First day")), (self.until, _("Last day"))):
            day_field.setAccessibleName(text)
            days.addWidget(day_field)
        days.insertWidget(1, Label("–", "body", "soft"))
        days.addStretch(1)
        self.body.addWidget(self._days)
        foot = QHBoxLayout()
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(Button(_("Done"), self.close))
        self.body.addSpacing(4)
        self.body.addLayout(foot)


def _titles() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "polarity": _("Mood"),
        "topic_id": _("Topic"),
        "channel": _("Channel"),
        "staff_member_id": _("Staff member"),
        "stage": _("Customer’s stage"),
    }
