"""Days and moments as people write them in our three countries and their programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from core.clock import Clock, instant_of
from core.exchange import words
from core.exchange.values import SPACES, tidy

FIRST_YEAR, LAST_YEAR = 1900, 2100

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?(?=$|[\sT,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?(?=$|[\sT,])")
_DAY_WORD = re.compile(r"(\d{1,2})\.?[\s-]+([^\W\d_]{3,})\.?[\s,-]+(\d{4})\.?(?=$|[\sT,])")
_WORD_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?=$|[\sT,])")
_LATVIAN = re.compile(
    r"(\d{4})\.?\s*(?:gada|g\.)\s*(\d{1,2})\.?\s+([^\W\d_]{3,})(?=$|[\sT,])", re.IGNORECASE
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,}\.?,?\s+(?=\d|[^\W\d_]{3,}\.?\s+\d)")
# A day of some year: 21. 9., 9/21, --09-21 as address books write it.
_NO_YEAR = re.compile(r"(\d{1,2})(?:\.\s?|/)(\d{1,2})\.?|--(\d\d)-?(\d\d)")
_COUNTED = re.compile(r"[1-7]\d{4}(?:\.\d{1,17})?", re.ASCII)
_TIME = re.compile(
    r"[\sT,]*(?:(?:at|v|ve|um|plkst\.?|klo)\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|dop\.|odp\.|priekšp\.|pēcp\.)?"
    r"\s*(?:(z|utc|gmt)?\s*([+-]\d{1,2})?(?::?(\d{2}))?)?",
    re.IGNORECASE,
)
_AFTERNOON = ("pm", "p.m", "odp", "pēc")
# Hours from UTC of the zones that forms name by their letters.
_ZONES = {
    "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "seč": 1, "selč": 2, "eet": 2, "eest": 3,
    "ast": -4, "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where it was written, the time of day and its distance from UTC."""

    day: date
    time: time | None = None
    offset: timedelta | None = None


def moment(text: str, *, day_first: bool = True) -> Moment | None:
    """The day, and the time where there is one, that a cell names; None for no such day."""
    parts, rest = _day_parts(tidy(text).translate(SPACES), day_first)
    if parts is None:
        return None
    day = _real_day(*parts)
    if day is None:
        return None
    if not rest.strip(" ,"):
        return Moment(day)
    return _with_time(day, rest.strip())


def counted(text: str) -> Moment | None:
    """The day that a spreadsheet's bare number stands for: 45901 is 1 September 2025.

    Only a column of days is read so; elsewhere such a number may be a post code.
    """
    if _COUNTED.fullmatch(text) is None:
        return None
    moment = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(seconds=round(float(text) * 86_400))
    return Moment(moment.date(), moment.time() if "." in text else None)


def day(text: str, *, day_first: bool = True) -> date | None:
    """The day that a cell names, whatever time stands beside it."""
    found = moment(text, day_first=day_first)
    return found.day if found else None


def is_of_no_time(text: str, *, day_first: bool = True) -> bool:
    """Whether a cell names a day that exists in the calendar, but in no year or one far away."""
    text = tidy(text).translate(SPACES)
    if found := _NO_YEAR.fullmatch(text):
        one, other = int(found[1] or found[3]), int(found[2] or found[4])
        return _exists(one, other) or ("--" not in text and _exists(other, one))
    parts, _rest = _day_parts(text, day_first)
    return parts is not None and not FIRST_YEAR <= parts[0] <= LAST_YEAR and _exists(*parts[1:])


def _exists(month: int, day: int) -> bool:
    return _real_day(2000, month, day) is not None


def clock_time(text: str) -> time | None:
    """The time of day in a cell of its own: 14:30, 2:30 PM."""
    found = _with_time(date(2000, 1, 1), tidy(text)) if text else None
    return found.time if found else None


def _day_parts(text: str, day_first: bool) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day as numbers, and what follows them."""
    parts, end = _numbered_parts(text, 0, day_first)
    if parts is None and (found := _LATVIAN.match(text)):
        parts, end = (int(found[1]), words.month(found[3]), int(found[2])), found.end()
    if parts is None:
        parts, end = _worded_parts(text, 0)
    after = _after_weekday(text) if parts is None else 0
    if after:
        parts, end = _numbered_parts(text, after, day_first)
    if after and parts is None:
        parts, end = _worded_parts(text, after)
    return parts, text[end:]


def _numbered_parts(
    text: str, start: int, day_first: bool
) -> tuple[tuple[int, int, int] | None, int]:
    if found := _YEAR_FIRST.match(text, start):
        return (int(found[1]), int(found[3]), int(found[4])), found.end()
    if found := _COMPACT.match(text, start):
        return (int(found[1]), int(found[2]), int(found[3])), found.end()
    if found := _NUMBERS.match(text, start):
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        # With points the day always comes first.
        in_order = day_first or found[2] == "."
        month, day = (second, first) if in_order else (first, second)
        return (year, month, day), found.end()
    return None, 0


def _worded_parts(text: str, start: int) -> tuple[tuple[int, int, int] | None, int]:
    if found := _DAY_WORD.match(text, start):
        return (int(found[3]), words.month(found[2]), int(found[1])), found.end()
    if (found := _WORD_DAY.match(text, start)) and words.month(found[1]):
        return (int(found[3]), words.month(found[1]), int(found[2])), found.end()
    return None, 0


def _after_weekday(text: str) -> int:
    found = _WEEKDAY.match(text)
    return found.end() if found else 0


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _real_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(day: date, rest: str) -> Moment | None:
    before, _space, zone = rest.rpartition(" ")
    hours = _ZONES.get(zone.lower())
    found = _TIME.fullmatch(rest if hours is None else before.rstrip())
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    try:
        at = time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
    return Moment(day, at, _offset(found) if hours is None else timedelta(hours=hours))


def _offset(found: re.Match[str]) -> timedelta | None:
    if not found[5] and not found[6]:
        return None
    hours, minutes = int(found[6] or 0), int(found[7] or 0)
    return timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)


def days_come_first(texts: Iterable[str]) -> bool | None:
    """Whether 3/4 is the third of April, as the whole column tells; None where nothing does."""
    day_first = month_first = 0
    for text in texts:
        first, second = _doubted(text)
        day_first += 12 < first <= 31 and 0 < second <= 12
        month_first += 12 < second <= 31 and 0 < first <= 12
    if day_first == month_first:
        return None
    return day_first > month_first


def has_slashes(text: str) -> bool:
    """Whether a day is written so that its order can be doubted: 03/04/2026."""
    first, second = _doubted(text)
    return first != second and 0 < first <= 12 and 0 < second <= 12


def _doubted(text: str) -> tuple[int, int]:
    """The two numbers of a day that has no point to tell which of them is the month."""
    text = tidy(text).translate(SPACES)
    found = _NUMBERS.match(text) or _NUMBERS.match(text, _after_weekday(text))
    return (int(found[1]), int(found[3])) if found and found[2] != "." else (0, 0)


def instant(found: Moment, clock: Clock) -> datetime:
    """The instant of a moment in the shop's own time; a day alone means its noon."""
    at = found.time or time(12)
    if found.offset is not None:
        return datetime.combine(found.day, at, tzinfo=timezone(found.offset)).astimezone(UTC)
    return instant_of(clock, found.day, at)
