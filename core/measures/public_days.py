"""Public holidays of Czechia and Latvia by their rules.

The calendars of the library `holidays` take a fifth of a second and 16 MiB to load, for all
countries at once. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

FIRST_YEAR = 1990

_FIXED = {
    "CZ": "01-01 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26".split(),
    "LV": "01-01 05-01 05-04 06-23 06-24 11-18 12-24 12-25 12-26 12-31".split(),
}
# Days after Easter Sunday.
_MOVABLE = {"CZ": (-2, 1), "LV": (-2, 0, 1, 49)}
# Where one of these is on a weekend, the Monday after is free as well.
_MADE_UP = {"CZ": (), "LV": ("05-04", "11-18")}
_MADE_UP_SINCE = 2007
# The first year of those days that were not free from the beginning.
_SINCE: dict[str, dict[str | int, int]] = {
    "CZ": {"05-08": 1992, "09-28": 2000, -2: 2016},
    "LV": {"05-04": 2002, "12-24": 2007, 1: 1997, 49: 1996},
}
# Until then Latvia kept the days of another state.
_BEGINS = {"CZ": 1990, "LV": 1991}
# Days that were given once: a bridge between two holidays, a feast, a victory.
_ONCE = {
    "CZ": ("1990-05-09", "1991-05-09"),
    "LV": (
        "2001-12-24",
        "2002-12-30",
        "2003-11-17",
        "2004-01-02",
        "2004-05-03",
        "2004-06-25",
        "2004-11-19",
        "2006-11-27",
        "2007-04-30",
        "2008-05-02",
        "2008-11-17",
        "2009-01-02",
        "2009-06-22",
        "2010-05-03",
        "2010-06-25",
        "2010-11-19",
        "2012-04-30",
        "2013-12-23",
        "2013-12-30",
        "2014-05-02",
        "2014-11-17",
        "2015-01-02",
        "2015-06-22",
        "2017-05-05",
        "2018-04-30",
        "2018-07-09",
        "2018-09-24",
        "2019-05-06",
        "2020-06-22",
        "2021-05-03",
        "2021-06-25",
        "2021-11-19",
        "2023-05-05",
        "2023-05-29",
        "2023-07-10",
        "2024-12-23",
        "2024-12-30",
        "2025-05-02",
        "2025-11-17",
        "2026-01-02",
        "2026-06-22",
    ),
}


@cache
def of_years(country: str, first: int, last: int) -> tuple[date, ...]:
    """The public holidays of "CZ" or "LV" in the years `first`–`last` from 1990 on, in order.

    Elsewhere there are none that the app knows.
    """
    if country not in _FIXED:
        return ()
    years = range(max(first, FIRST_YEAR), last + 1)
    once = {date.fromisoformat(day) for day in _ONCE[country]}
    found = {day for day in once if day.year in years}
    for year in years:
        found |= _of_year(country, year)
    return tuple(sorted(found))


def _of_year(country: str, year: int) -> set[date]:
    if year < _BEGINS[country]:
        return set()
    since = _SINCE[country]
    fixed = (day for day in _FIXED[country] if year >= since.get(day, year))
    movable = (after for after in _MOVABLE[country] if year >= since.get(after, year))
    days = {date.fromisoformat(f"{year:04}-{day}") for day in fixed}
    days |= {easter(year) + timedelta(days=after) for after in movable}
    if year >= _MADE_UP_SINCE:
        days |= set(_made_up(country, year))
    if country == "LV":
        # Mother's Day, the second Sunday of May.
        days.add(date(year, 5, 14 - (date(year, 5, 14).weekday() + 1) % 7))
    return days


def _made_up(country: str, year: int) -> Iterator[date]:
    for text in _MADE_UP[country]:
        day = date.fromisoformat(f"{year:04}-{text}")
        if day.weekday() >= 5:
            yield day + timedelta(days=7 - day.weekday())


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - corrected + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
