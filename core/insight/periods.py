"""Months and quarters as the shop lives them, and the instants at which its days begin."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from core.clock import Clock, instant_of, iso
from core.errors import KnownError
from core.i18n import N_

MONTHS_A_QUARTER, MONTHS_A_YEAR = 3, 12
_QUARTER = re.compile(r"\s*(\d{4})-Q([1-4])\s*", re.IGNORECASE | re.ASCII)


def quarter_of(day: date) -> str:
    """The quarter of a day: 20 September 2026 gives "2026-Q3"."""
    return f"{day.year:04}-Q{(day.month - 1) // MONTHS_A_QUARTER + 1}"


def days_of(quarter: str) -> tuple[date, date]:
    """The first and the last day of "2026-Q3". Raises KnownError `bad_quarter`."""
    match = _QUARTER.fullmatch(quarter)
    year = int(match[1]) if match else 0
    if not match or not 1900 <= year < date.max.year:
        sentence = N_("“{value}” is not a quarter; please write it like 2026-Q3.")
        raise KnownError("bad_quarter", sentence, value=quarter)
    first = date(year, (int(match[2]) - 1) * MONTHS_A_QUARTER + 1, 1)
    return first, months_after(first, MONTHS_A_QUARTER) - timedelta(days=1)


def quarter_before(quarter: str, count: int = 1) -> str:
    """The quarter `count` quarters earlier."""
    first, _last = days_of(quarter)
    return quarter_of(months_after(first, -MONTHS_A_QUARTER * count))


def quarter_after(quarter: str, count: int = 1) -> str:
    """The quarter `count` quarters later."""
    return quarter_before(quarter, -count)


def month_of(day: date) -> date:
    """The first day of the month of a day, which stands for the month."""
    return day.replace(day=1)


def months_after(month: date, count: int) -> date:
    """The month `count` months later, by its first day; a negative count goes back."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def months_between(since: date, until: date) -> list[date]:
    """Every month that has a day from `since` to `until`, by its first day."""
    first = month_of(since)
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    return [months_after(first, step) for step in range(max(0, count))]


def last_day(month: date) -> date:
    """The last day of a month."""
    return months_after(month, 1) - timedelta(days=1)


def before(since: date, until: date, on: date) -> tuple[date, date]:
    """The period with which the days since–until are compared, by its first and last day.

    Before whole months (a month, a quarter, a year) that is as many whole months, before other
    days as many days. Of a period that is not over on the day `on`, as many days are compared
    as are over.
    """
    first, last = _as_long_before(since, until), _days_before(since, 1)
    if since <= on < until:
        last = min(last, first + (on - since))
    return first, last


def _as_long_before(since: date, until: date) -> date:
    months = len(months_between(since, until))
    is_whole = since.day == 1 and (until == date.max or (until + timedelta(days=1)).day == 1)
    if is_whole and since.year * MONTHS_A_YEAR + since.month - months > MONTHS_A_YEAR:
        return months_after(since, -months)
    return _days_before(since, (until - since).days + 1)


def _days_before(day: date, days: int) -> date:
    """That many days earlier; the calendar has no days before the year 1."""
    return day - timedelta(days=min(days, day.toordinal() - 1))


def begins_at(clock: Clock, day: date) -> datetime:
    """The instant at which a local day begins, also where the clocks change that night."""
    return instant_of(clock, day)


def span(clock: Clock, since: date, until: date) -> tuple[str, str]:
    """Local days `since` to `until`, both included, as stored instants [from, to)."""
    return iso(begins_at(clock, since)), iso(begins_at(clock, until + timedelta(days=1)))


def spans(clock: Clock, starts: list[date], until: date) -> list[tuple[date, str, str]]:
    """Neighbouring periods that begin on `starts`, the last ending with the day `until`.

    Each is its first day and its stored instants [from, to).
    """
    days = [*starts, until + timedelta(days=1)]
    bounds = [iso(begins_at(clock, day)) for day in days]
    return [(day, *pair) for day, pair in zip(starts, pairwise(bounds), strict=True)]
