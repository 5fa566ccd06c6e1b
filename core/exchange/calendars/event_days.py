"""On which days an event of a calendar falls: as the shop lives them, and as often as it recurs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from core.clock import Clock
from core.exchange.content_lines import Line
from core.exchange.days import FIRST_YEAR, LAST_YEAR

MOST_TIMES = 200
# How far from today a recurring event is followed.
BACK, AHEAD = timedelta(days=2 * 365), timedelta(days=365)
# More steps than this no rule needs to reach our days.
_MOST_STEPS = 20_000

_WHEN = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?", re.IGNORECASE)

When = datetime | date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the shop, the time of day where there is one, and which one of a row it is.

    `mark` is "" for an event that does not recur.
    """

    day: date
    at: time | None
    mark: str = ""


def when(line: Line) -> When | None:
    """What a line like DTSTART says: an aware or floating instant, or a day; None for nonsense."""
    found = _WHEN.fullmatch(line.value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        on = date(year, month, day)
        if found[4] is None:
            return on if FIRST_YEAR <= year <= LAST_YEAR else None
        at = datetime.combine(on, time(hour, minute, min(second, 59)))
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if found[7]:
        return at.replace(tzinfo=UTC)
    return at.replace(tzinfo=_zone(line.params.get("TZID", "")))


@cache
def _zone(name: str) -> tzinfo | None:
    """The time zone of a name as calendars write it; None where nobody knows it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    # Mozilla writes /mozilla.org/20050126_1/Europe/Prague.
    for key in (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(name.split("/")[-2:])):
        try:
            if key:
                return ZoneInfo(key)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def several(lines: Sequence[Line]) -> list[When]:
    """The moments of lines like EXDATE, which hold several each; nonsense among them is passed."""
    found = (
        when(replace(line, value=part.partition("/")[0]))
        for line in lines
        for part in line.value.split(",")
    )
    return [moment for moment in found if moment is not None]


def local(moment: When, clock: Clock) -> tuple[date, time | None]:
    """The day and time of day in the shop; a floating time is the shop's own."""
    if not isinstance(moment, datetime):
        return moment, None
    here = clock.local(moment) if moment.tzinfo else moment
    return here.date(), here.time().replace(second=0, microsecond=0)


def recurring(
    start: When, rule: str, more: Sequence[When], without: Sequence[When], clock: Clock
) -> list[Day]:
    """The days of a recurring event near today, at most the nearest MOST_TIMES.

    `more` are further times (RDATE), `without` those left out (EXDATE) or told elsewhere.
    Raises ValueError for a rule that is none.
    """
    today = clock.today()
    first, last = today - BACK, today + AHEAD
    gone = {mark_of(moment, start) for moment in without}
    found: dict[str, Day] = {}
    for moment in (*_steps(start, rule, last), *more):
        mark = mark_of(moment, start)
        day, at = local(moment, clock)
        if mark not in gone and first <= day <= last:
            found[mark] = Day(day, at, mark)
    nearest = sorted(found.values(), key=lambda one: (abs(one.day - today), one.day))
    return sorted(nearest[:MOST_TIMES], key=lambda one: one.day)


def mark_of(moment: When, start: When) -> str:
    """Which one of a row of events a moment is: its day where the event is at home.

    The day alone, so that a row whose hour has changed is known again.
    """
    zone = start.tzinfo if isinstance(start, datetime) else None
    if isinstance(moment, datetime) and moment.tzinfo and zone:
        moment = moment.astimezone(zone)
    return f"{moment:%Y%m%d}"


def _steps(start: When, rule: str, last: date) -> list[When]:
    """The times of a rule up to a day, reckoned as the clock on the wall shows them."""
    if not rule:
        return [start]
    from dateutil.rrule import rrulestr

    zone = start.tzinfo if isinstance(start, datetime) else None
    wall = start.replace(tzinfo=None) if isinstance(start, datetime) else _midnight(start)
    most, bounded = _bounded(rule, zone, last)
    steps: list[When] = []
    for step in itertools.islice(rrulestr(bounded, dtstart=wall), most):
        moment = step.replace(tzinfo=zone)
        steps.append(moment if isinstance(start, datetime) else moment.date())
    return steps


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _bounded(rule: str, zone: tzinfo | None, last: date) -> tuple[int, str]:
    """How many times at most, and the rule with an end, so that none runs to the end of time.

    The end is what the wall clock shows then: dateutil mixes no zones. Raises ValueError.
    """
    parts = dict(part.split("=", 1) for part in rule.strip().upper().split(";") if part)
    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise ValueError(rule)
    if int(parts.get("INTERVAL", 1)) < 1:
        # Such a rule would never get past its first day.
        raise ValueError(rule)
    most = min(int(parts.pop("COUNT", _MOST_STEPS)), _MOST_STEPS)
    until = when(Line("UNTIL", parts["UNTIL"])) if "UNTIL" in parts else last
    if until is None:
        raise ValueError(rule)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    elif until.tzinfo:
        until = until.astimezone(zone or UTC)
    end = min(until.replace(tzinfo=None), datetime.combine(last, time(23, 59, 59)))
    parts["UNTIL"] = f"{end:%Y%m%dT%H%M%S}"
    return most, ";".join(f"{name}={value}" for name, value in parts.items())
