"""Days, money and numbers as they are shown and typed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QKeySequence

from core.errors import KnownError
from core.formats import (
    MINOR_UNITS,
    day,
    day_short,
    days,
    days_ago,
    moment,
    money,
    month,
    name_list,
    number,
    percent,
    quarter,
    quarter_short,
)
from core.i18n import N_, language

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "day",
    "day_long",
    "day_said",
    "day_short",
    "days",
    "days_ago",
    "moment",
    "money",
    "money_about",
    "month",
    "name_list",
    "number",
    "parse_day",
    "parse_money",
    "parse_number",
    "percent",
    "quarter",
    "quarter_short",
    "shortcut",
    "typed_day",
    "typed_example",
    "typed_money",
]

# Compiled when first used: the first page shows amounts and days, but reads none.
_DAY_FIRST = r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\.?"
_NO_YEAR = r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]?"
_MONEY_SIGNS = r"(?i:Kč|Kc|CZK|EUR|€|£|\$|[.,][-–](?=\s*$|\s*[^\d\s]))"
_YEAR_FIRST = r"(\d{4})-(\d{1,2})-(\d{1,2})"
# A 29 February may be so many years away.
_LEAP_YEARS = 8


# What an estimate is worth telling to: 12 437 is about 12 400.
_TOLD_DIGITS = 3
_SIGNS = {"CZK": "Kč", "EUR": "€", "GBP": "£", "USD": "US$"}
_SAID_DAYS = {"en": "d MMMM yyyy", "cs": "d. MMMM yyyy", "lv": "dd.MM.yyyy"}
_LONG_DAYS = {"en": "dddd d MMMM", "cs": "dddd d. MMMM", "lv": "dddd, d. MMMM"}


def day_long(on: date) -> str:
    """A day as one says it: Thursday 1 October. By Qt, which costs the first page nothing."""
    spoken = QLocale().toString(QDate(on.year, on.month, on.day), _LONG_DAYS[language()])
    return spoken[:1].upper() + spoken[1:]


def day_said(on: date) -> str:
    """A day inside a sentence: 3 November 2026. By Qt, which costs the first page nothing."""
    return QLocale().toString(QDate(on.year, on.month, on.day), _SAID_DAYS[language()])


def money_about(minor: int, currency: str) -> str:
    """A rounded amount as `money` writes it: 12 400 Kč. Without Babel, for the first page."""
    whole = round(minor / MINOR_UNITS)
    less = min(0, _TOLD_DIGITS - len(str(abs(whole))))
    spoken = language()
    number = f"{round(whole, less):,}"
    sign = _SIGNS.get(currency, currency)
    if spoken == "en" and currency != "CZK":
        return f"{sign}{number}"
    if spoken != "en":
        number = number.replace(",", "\xa0")
    return f"{number}\xa0{'$' if (spoken, currency) == ('lv', 'USD') else sign}"


def parse_day(text: str, near: date | None = None) -> date:
    """A typed day: 20.9.2026, 20/9/26 or 2026-09-20. Raises KnownError `not_a_day`.

    One without its year, 20.9., is the nearest such day to `near`; without that it is none.
    """
    text = text.strip()
    try:
        if found := re.fullmatch(_YEAR_FIRST, text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(_DAY_FIRST, text):
            year = int(found[3])
            return date(year if year > 99 else 2000 + year, int(found[2]), int(found[1]))
        if near is not None and (found := re.fullmatch(_NO_YEAR, text)):
            return _nearest(int(found[1]), int(found[2]), near)
    except ValueError:
        pass
    sentence = N_("“{value}” is not a day. Write it as {example}.")
    raise KnownError("not_a_day", sentence, value=text, example=typed_example())


def _nearest(day: int, month: int, near: date) -> date:
    """The day of a month in the year that brings it nearest. Raises ValueError for 31 April."""
    found = []
    for year in range(near.year - _LEAP_YEARS, near.year + _LEAP_YEARS + 1):
        with suppress(ValueError):
            found.append(date(year, month, day))
    return min(found, key=lambda on: abs(on - near))


def typed_day(on: date) -> str:
    """A day as one would type it, so that it can be changed by hand."""
    if language() == "en":
        return f"{on.day:02}/{on.month:02}/{on.year}"
    return f"{on.day}.{on.month}.{on.year}" if language() == "cs" else f"{on:%d.%m.%Y}"


def typed_example() -> str:
    """Some day as one would type it: how a field wants it."""
    return typed_day(date(2026, 9, 20))


def parse_number(text: str) -> float:
    """A typed number with a comma or a point. Raises KnownError `not_a_number`."""
    try:
        return float(_plain(text))
    except ValueError:
        raise KnownError("not_a_number", N_("“{value}” is not a number."), value=text) from None


def parse_money(text: str, currency: str) -> int:
    """A typed amount in minor units: 1 234,50 Kč. Raises KnownError `not_an_amount`."""
    bare = re.sub(_MONEY_SIGNS, "", text.replace(currency, ""))
    try:
        minor = _plain(bare) * MINOR_UNITS
        if minor != minor.to_integral_value() or abs(minor) > 10**12:
            raise ValueError
    except ValueError:
        raise KnownError("not_an_amount", N_("“{value}” is not an amount."), value=text) from None
    return int(minor)


def typed_money(minor: int) -> str:
    """An amount as one would type it: 450 or 1234,50."""
    whole, cents = divmod(abs(minor), MINOR_UNITS)
    mark = "." if language() == "en" else ","
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}{mark}{cents:02}" if cents else f"{sign}{whole}"


def _plain(text: str) -> Decimal:
    """A typed number as a decimal. Raises ValueError."""
    from decimal import Decimal

    bare = re.sub(r"[\s\u00a0\u202f']", "", text).replace("−", "-")
    if "," in bare and "." in bare:
        # The later mark is the decimal one, the other groups thousands.
        other = "," if bare.rindex(".") > bare.rindex(",") else "."
        bare = bare.replace(other, "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d*)?|-?\.\d+", bare):
        raise ValueError
    return Decimal(bare)


def shortcut(keys: str) -> str:
    """A key sequence as this system writes it: Ctrl+N, or ⌘N on a Mac."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
