"""When a shop was open: closures stop the clock of a rhythm, a holiday is no day of absence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

SUGGESTED_FROM_DAYS = 5
# So many days with visits missed in a row are no chance, in a shop with quiet days as well.
MISSED_DAYS = 6
DAYS_AROUND = 56
# A shop just opened, or just imported, has no habit yet.
KNOWN_FROM_DAYS = 28
DAYS_A_WEEK = 7


class OpenDays:
    """The days on which customers could have come, by proleptic ordinals (`date.toordinal`).

    `closures` are first and last days of times when the shop was shut for longer (both
    included); `holidays` are single days on which it was shut as well. Days of the week count
    like any other: they are the same in every gap.
    """

    def __init__(
        self, closures: Iterable[tuple[date, date]] = (), holidays: Iterable[date] = ()
    ) -> None:
        shut: set[int] = set()
        for since, until in closures:
            shut.update(range(since.toordinal(), until.toordinal() + 1))
        self._shut = sorted(shut)
        self._holidays = sorted({day.toordinal() for day in holidays} - shut)

    def shut_between(self, earlier: int, later: int) -> int:
        """Days of closures after `earlier` up to and with `later`."""
        if not self._shut:
            return 0
        return bisect_right(self._shut, later) - bisect_right(self._shut, earlier)

    def closed_between(self, earlier: int, later: int) -> int:
        """Days of closures and holidays after `earlier` up to and with `later`."""
        holidays = bisect_right(self._holidays, later) - bisect_right(self._holidays, earlier)
        return self.shut_between(earlier, later) + holidays

    @property
    def shut(self) -> Sequence[int]:
        """Every day of a closure, in order."""
        return self._shut

    @property
    def closed(self) -> Sequence[int]:
        """Every day of a closure and every holiday, in order."""
        return sorted({*self._shut, *self._holidays})

    def gap(self, earlier: int, later: int) -> int:
        """The days between two visits without those of closures; at least one."""
        return max(1, later - earlier - self.shut_between(earlier, later))

    def away(self, last: int, now: int) -> int:
        """The days since a visit on which the shop was open; 0 on the day itself and before."""
        return max(0, now - last - self.closed_between(last, now))

    def is_open(self, day: int) -> bool:
        """Whether the shop was open on a day, as far as closures and holidays say."""
        return not (_holds(self._shut, day) or _holds(self._holidays, day))

    def after(self, last: int, days: int) -> int:
        """The day that many days after `last`, later by every day of a closure between.

        A day on which the shop is shut gives way to the next open one.
        """
        day = last + days
        while (later := last + days + self.shut_between(last, day)) != day:
            day = later
        while not self.is_open(day):
            day += 1
        return day

    def after_open(self, last: int, days: int) -> int:
        """The day that many open days after `last`: holidays count no more than closures."""
        day = last + days
        while (later := last + days + self.closed_between(last, day)) != day:
            day = later
        return day


class WorkingDays:
    """The days on which the shop serves: those of closures, holidays and free weekdays are not.

    `closed` are ordinals of single days, `weekdays` those of every week (Monday 0). A shop that
    is never open would let nobody wait, so all seven count as none.
    """

    def __init__(self, closed: Iterable[int] = (), weekdays: Iterable[int] = ()) -> None:
        free = frozenset(weekdays)
        self._weekdays = free if len(free) < DAYS_A_WEEK else frozenset[int]()
        self._closed = sorted(day for day in set(closed) if not self._is_free(day))

    def _is_free(self, day: int) -> bool:
        return (day - 1) % DAYS_A_WEEK in self._weekdays  # ordinal 1 was a Monday

    def is_open(self, day: int) -> bool:
        """Whether the shop serves on a day."""
        return not (self._is_free(day) or _holds(self._closed, day))

    def closed_between(self, earlier: int, later: int) -> int:
        """Closed days after `earlier` up to and with `later`."""
        single = bisect_right(self._closed, later) - bisect_right(self._closed, earlier)
        weeks, rest = divmod(max(0, later - earlier), DAYS_A_WEEK)
        over = sum(self._is_free(day) for day in range(later - rest + 1, later + 1))
        return max(0, single) + weeks * len(self._weekdays) + over

    def first_open(self, day: int) -> int:
        """The day itself where the shop serves on it, else the next one on which it does."""
        while not self.is_open(day):
            day += 1
        return day

    def after(self, day: int, count: int) -> int:
        """The `count`-th day after `day` on which the shop serves."""
        for _open_day in range(count):
            day = self.first_open(day + 1)
        return day


def missing_weeks(
    visited: Sequence[date], holidays: Iterable[date] = ()
) -> list[tuple[date, date]]:
    """First and last days of times that look like closures, the earliest first.

    `visited` are the days with any visit, in order and each once. Such a time has at least five
    days in a row without any, in a shop visited on more than half of the days of the eight weeks
    before and after; or so many that at least six days with visits are missing, in a shop visited
    on more than a quarter of them, as many free days or a closure nearby leave no more. It begins
    with a day of the week that is usually visited and is no holiday. What comes before the first
    visit or after the last one is none.
    """
    came = [day.toordinal() for day in visited]
    known, free = set(came), {day.toordinal() for day in holidays}
    found = []
    for last, back in pairwise(came):
        if back - last <= SUGGESTED_FROM_DAYS or last - came[0] < KNOWN_FROM_DAYS:
            continue
        around = _around(came, last, back)
        if not _is_missed(back - last - 1, _share(around, known)):
            continue
        first = last + 1
        while first < back and (first in free or not _usually(first, around, known)):
            first += 1
        if back - first >= SUGGESTED_FROM_DAYS:
            found.append((date.fromordinal(first), date.fromordinal(back - 1)))
    return found


def _around(came: Sequence[int], last: int, back: int) -> list[int]:
    before = range(max(came[0], last - DAYS_AROUND + 1), last + 1)
    after = range(back, min(came[-1], back + DAYS_AROUND - 1) + 1)
    return [*before, *after]


def _is_missed(days: int, share: float) -> bool:
    """Whether so many days without a visit are too many where that share of days has some."""
    return share > 1 / 2 or (share > 1 / 4 and share * days >= MISSED_DAYS)


def _usually(day: int, around: Sequence[int], known: set[int]) -> bool:
    """Whether its day of the week is visited more often than not, or than others are."""
    same = _share([other for other in around if (other - day) % 7 == 0], known)
    return same > 1 / 2 or same >= _share(around, known)


def _share(days: Sequence[int], known: set[int]) -> float:
    return sum(day in known for day in days) / len(days)


def _holds(days: list[int], day: int) -> bool:
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day


ALWAYS_OPEN = OpenDays()
