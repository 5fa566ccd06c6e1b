"""Public holidays of Czechia and Latvia by their rules, for the days that somebody waits now.

The calendars of the library `holidays` know all years and take a fifth of a second to load, which
the first page does not wait for. A test holds the two against each other.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST_YEAR = 2019

_FIXED = {
    "CZ": "01-01 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26".split(),
    "LV": "01-01 05-01 05-04 06-23 06-24 11-18 12-24 12-25 12-26 12-31".split(),
}
# Days after Easter Sunday.
_MOVABLE = {"CZ": (-2, 1), "LV": (-2, 0, 1, 49)}
# Where one of these is on a weekend, the Monday after is free as well.
_MADE_UP = {"CZ": (), "LV": ("05-04", "11-18")}
# Days that were given once: a bridge between two holidays, a feast, a victory.
_ONCE = {
    "CZ": (),
    "LV": (
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
    """The public holidays of "CZ" or "LV" in the years `first`–`last` from 2019 on, in order.

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
    days = {date.fromisoformat(f"{year:04}-{day}") for day in _FIXED[country]}
    days |= {easter(year) + timedelta(days=after) for after in _MOVABLE[country]}
    for text in _MADE_UP[country]:
        day = date.fromisoformat(f"{year:04}-{text}")
        if day.weekday() >= 5:
            days.add(day + timedelta(days=7 - day.weekday()))
    if country == "LV":
        # Mother's Day, the second Sunday of May.
        days.add(date(year, 5, 14 - (date(year, 5, 14).weekday() + 1) % 7))
    return days


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - corrected + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
