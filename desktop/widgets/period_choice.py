"""Which days a page looks at: a month, a quarter, a year, the last months, all, or own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.insight import periods
from desktop import formats, theme
from desktop.widgets.button import IconButton
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.fields import DayField
from desktop.widgets.label import Label, repolish

PERIODS = (
    ("90_days", N_("Last 90 days")),
    ("12_months", N_("Last 12 months")),
    ("this_year", N_("This year")),
    ("all", N_("All time")),
)
KINDS = (
    ("month", N_("Month")),
    ("quarter", N_("Quarter")),
    ("year", N_("Year")),
    ("12_months", N_("Last 12 months")),
    ("all", N_("All time")),
    ("own", N_("Own days")),
)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
USUAL = "12_months"
# A month of a few days says little yet: one begins with the month before.
DAYS_TO_BEGIN = 7


def days_of(key: str, today: date, first: date | None = None) -> tuple[date, date]:
    """The first and the last day of a period; `first` is the shop's own first day.

    Twelve months are eleven whole ones and the present one up to today: twelve bars of a chart.
    """
    begins = {
        "90_days": today - timedelta(days=89),
        "12_months": periods.months_after(periods.month_of(today), -11),
        "this_year": date(today.year, 1, 1),
        "all": first or today,
    }
    return begins[key], today


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, quarter or year by its first day, which can be stepped through."""

    kind: str
    begins: date

    @classmethod
    def around(cls, kind: str, day: date) -> Stretch:
        """The month, quarter or year that a day lies in."""
        months = MONTHS[kind]
        return cls(kind, date(day.year, (day.month - 1) // months * months + 1, 1))

    def step(self, count: int) -> Stretch:
        """The one so many later; a negative count goes back."""
        return Stretch(self.kind, periods.months_after(self.begins, count * MONTHS[self.kind]))

    @property
    def ends(self) -> date:
        """The last day."""
        return self.step(1).begins - timedelta(days=1)

    def text(self) -> str:
        """What it is called: September 2026, Quarter 3, 2026 or 2026."""
        if self.kind == "month":
            return formats.month(self.begins)
        if self.kind == "year":
            return str(self.begins.year)
        return formats.quarter(self.begins)


class PeriodChoice(QWidget):
    """Chips for the kind of period; beside them its name with arrows, or two fields for days."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._first = date.max
        self._stretch: Stretch | None = None
        self.kinds = Chips([Choice(key, _(text)) for key, text in KINDS], _("Which days"))
        self.kinds.choose(USUAL)
        self.kinds.chosen.connect(self._choose)
        self.before = IconButton("previous", _("The period before"), lambda: self._step(-1))
        self.after = IconButton("next", _("The period after"), lambda: self._step(1))
        self._name = Label("", "strong")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setMinimumSize(theme.GRID * 15, theme.GRID * 4)
        self.since, self.until = DayField(), DayField()
        self.since.setAccessibleName(_("First day"))
        self.until.setAccessibleName(_("Last day"))
        for field in (self.since, self.until):
            field.setFixedWidth(theme.GRID * 18)
            field.editingFinished.connect(self._own_days)
        self._own: tuple[date, date] | None = None
        self._lay_out()
        self._show()

    @property
    def kind(self) -> str:
        """Which kind is chosen, one of KINDS."""
        return self.kinds.value

    def set_bounds(self, first: date, today: date) -> None:
        """Between which days the shop has records; what is chosen is kept within them."""
        self._first, self._today = min(first, today), today
        if self._stretch is None and self.kind in MONTHS:
            self._stretch = self._begin_with(self.kind)
        if self._own is None:
            self._own = days_of(USUAL, today)
        # What is being typed is not written over because something changed in the shop.
        if not (self.since.hasFocus() or self.until.hasFocus()):
            self._show()

    def days(self) -> tuple[date, date]:
        """The first and the last day looked at, within the bounds that were set."""
        if self._stretch is not None and self.kind in MONTHS:
            since, until = self._stretch.begins, self._stretch.ends
        elif self.kind == "own" and self._own is not None:
            since, until = self._own
        else:
            since, until = days_of(self.kind, self._today, self._first)
        # Nobody means the days before the shop had records, whatever was typed.
        first = self._first if self.kind == "own" else since
        until = min(until, self._today)
        return min(max(since, first), until), until

    def ends(self) -> date:
        """The last day of the period, which may be yet to come; figures compare by it."""
        if self._stretch is not None and self.kind in MONTHS:
            return self._stretch.ends
        return self.days()[1]

    def kept(self) -> str:
        """The choice as it is remembered: own days as they are, the others by their kind."""
        if self.kind == "own" and self._own is not None:
            return "own:" + ":".join(day.isoformat() for day in self._own)
        return self.kind

    def restore(self, kept: str) -> None:
        """Choose what was remembered, without telling; the usual choice if it is not known."""
        kind, _colon, days = kept.partition(":")
        kind = {"this_year": "year"}.get(kind, kind)
        if kind not in dict(KINDS):
            kind = USUAL
        if kind == "own":
            self._own = _two_days(days)
            kind = kind if self._own else USUAL
        self.kinds.choose(kind)
        self._show()

    def _begin_with(self, kind: str) -> Stretch:
        now = Stretch.around(kind, self._today)
        too_young = (self._today - now.begins).days < DAYS_TO_BEGIN
        earlier = now.step(-1)
        return earlier if too_young and earlier.ends >= self._first else now

    def _choose(self, kind: str) -> None:
        if kind in MONTHS and self._today != date.max:
            self._stretch = self._begin_with(kind)
        self._show()
        self.chosen.emit()

    def _step(self, count: int) -> None:
        if self._stretch is not None:
            self._stretch = self._stretch.step(count)
            self._show()
            self.chosen.emit()

    def _own_days(self) -> None:
        """Take the typed days, in whichever order; a day that is none is marked and waits."""
        days = []
        for field in (self.since, self.until):
            try:
                day = field.day()
            except KnownError:
                day = None
            field.setProperty("wrong", "true" if day is None else "false")
            repolish(field)
            days += [day] if day is not None else []
        if len(days) == 2 and tuple(sorted(days)) != self._own:
            self._own = (min(days), max(days))
            self._show()
            self.chosen.emit()

    def _show(self) -> None:
        steps, own = self.kind in MONTHS, self.kind == "own"
        for part in (self.before, self._name, self.after):
            part.setVisible(steps)
        for field in (self.since, self._dash, self.until):
            field.setVisible(own)
        if steps and self._stretch is not None:
            self._name.setText(self._stretch.text())
            self.before.setEnabled(self._stretch.begins > self._first)
            self.after.setEnabled(self._stretch.ends < self._today)
        if own and self._own is not None:
            self.since.set_day(self._own[0])
            self.until.set_day(self._own[1])

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.kinds, 1)
        self._dash = Label("–", "body", "soft")
        self._dash.setMinimumHeight(theme.GRID * 4)
        for widget in (self.before, self._name, self.after, self.since, self._dash, self.until):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)


def _two_days(kept: str) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(part) for part in kept.split(":"))
    except ValueError:
        return None
    return min(first, last), max(first, last)
