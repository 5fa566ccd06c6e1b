"""A rhythm as days: what a strip of it shows, how much of time, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale

SHOWN_DAYS = 730
FEWEST_DAYS = 182
AHEAD_DAYS = 366
_MARGIN_DAYS = 14
_SIDE = 8
_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class Dot:
    """One day; the kind is "came", "booked", "missed" or "cancelled".

    `told` says all of it when it is asked: there may be thousands.
    """

    on: date
    kind: str
    told: Callable[[], str]
    target: object = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included, and what they are."""

    since: date
    until: date
    told: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a strip shows; `summary` says it in words, dots stand in the order of days."""

    dots: Sequence[Dot]
    today: date
    expected: Span | None
    shut: Sequence[Span]
    summary: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from the first to the last over so many pixels."""

    first: date
    last: date
    width: int

    @property
    def room(self) -> int:
        """The pixels from the first day to the last."""
        return self.width - 2 * _SIDE

    def x_of(self, on: date) -> float:
        """Where the middle of a day stands."""
        whole = max(1, (self.last - self.first).days)
        return _SIDE + self.room * (on - self.first).days / whole


def days_shown(rhythm: Rhythm) -> tuple[date, date]:
    """The first and the last day of the line: mostly two years, and what lies ahead.

    Whoever was last here long ago is shown with her last year; a short past is not stretched
    over less than half a year.
    """
    today, dots = rhythm.today, rhythm.dots
    past = [dot.on for dot in dots if dot.on <= today]
    begin = _before(today, FEWEST_DAYS)
    if past:
        usual = min(_before(today, SHOWN_DAYS), _before(past[-1], SHOWN_DAYS // 2))
        begin = min(begin, max(usual, _before(past[0], _MARGIN_DAYS)))
    ahead = [today, *(dot.on for dot in dots)]
    if rhythm.expected is not None:
        ahead.append(rhythm.expected.until)
    furthest = _after(today, AHEAD_DAYS)
    end = max(day for day in ahead if day <= furthest)
    return begin, _after(end, _MARGIN_DAYS * 2)


def marks(first: date, last: date, most: float) -> list[tuple[date, str]]:
    """First days of months to write under a line, at most about so many, with their words."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _STEPS if months / step <= most), _STEPS[-1])
    found = []
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        year, month = divmod(number, 12)
        on = date(year, month + 1, 1)
        if number % step == 0 and first <= on <= last:
            found.append((on, str(year) if month == 0 else _month(on)))
    return found


def _month(on: date) -> str:
    return QLocale().standaloneMonthName(on.month, QLocale.FormatType.ShortFormat)


def _before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
