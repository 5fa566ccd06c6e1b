"""Days, money, numbers and lists as the language in use writes them (through Babel)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from core.clock import Clock
from core.i18n import _, language, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

_LOCALES = {"cs": "cs_CZ", "lv": "lv_LV", "en": "en_GB"}
# Shorter than Babel’s "2026. gada 2. sept.", and the same in every case of a sentence.
_DAYS = {"lv": "dd.MM.y"}
MINOR_UNITS = 100


def locale(spoken: str = "") -> str:
    """The Babel locale of one of our languages, without one that of the language in use."""
    return _LOCALES[spoken or language()]


def day(on: date) -> str:
    """A day with its year: 20 Sep 2026."""
    from babel.dates import format_date

    return _unbroken(format_date(on, format=_DAYS.get(language(), "medium"), locale=locale()))


def _unbroken(text: str) -> str:
    """A Czech day stays in one line: “22. 9. 2026” has no place to break."""
    return text.replace(" ", "\xa0") if language() == "cs" else text


def day_short(on: date) -> str:
    """A day within a year: 20 Sep."""
    from babel.dates import format_skeleton

    return _unbroken(format_skeleton("MMMd", _midnight(on), locale=locale()))


def days(since: date, until: date) -> str:
    """A stretch of days: 24 Jul – 6 Aug 2026, or one day alone. Both are written in one form."""
    if since == until:
        return day(since)
    short = since.year == until.year and language() not in _DAYS
    first = day_short(since) if short else day(since)
    return _("{since} – {until}").format(since=first, until=day(until))


def month(on: date) -> str:
    """A month with its year: September 2026."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", _midnight(on), locale=locale())


def quarter(on: date) -> str:
    """The quarter of a day with its year: Quarter 3, 2026."""
    return _("Quarter {number}, {year}").format(number=(on.month + 2) // 3, year=on.year)


def quarter_short(on: date) -> str:
    """The quarter on the axis of a chart, its year in a line of its own below."""
    return _("Q{quarter}").format(quarter=(on.month + 2) // 3) + f"\n{on.year}"


def _midnight(on: date) -> datetime:
    """Babel wants a datetime for skeletons; the zone says: this very day, do not convert."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def moment(instant: datetime, clock: Clock) -> str:
    """An instant in the shop's own time: 20 Sep 2026 10:00."""
    from babel.dates import format_time

    local = clock.local(instant)
    return f"{day(local.date())} {format_time(local.time(), format='short', locale=locale())}"


def money(minor: int, currency: str) -> str:
    """An amount in minor units: 1 234,50 Kč; whole amounts drop the empty cents."""
    from decimal import Decimal

    from babel.numbers import format_currency

    amount = Decimal(minor) / MINOR_UNITS
    if currency == "CZK":
        return _crowns(amount)
    whole = minor % MINOR_UNITS == 0
    return format_currency(
        amount,
        currency,
        locale=locale(),
        currency_digits=False,
        decimal_quantization=True,
        format=_money_pattern(whole),
    )


def _crowns(amount: Decimal) -> str:
    """Crowns as they are written at home, in whichever language: 1 234,50 Kč."""
    digits = 0 if amount == amount.to_integral_value() else 2
    return f"{number(float(amount), digits)}\xa0Kč"


def _money_pattern(whole: bool) -> str:
    if language() == "en":
        return "¤#,##0" if whole else "¤#,##0.00"
    return "#,##0\xa0¤" if whole else "#,##0.00\xa0¤"


def number(value: float, digits: int = 0) -> str:
    """A number with `digits` decimals and the language's own separators."""
    if not digits and abs(round(value)) < 1000:
        # No separator in sight, so the first page need not wait for Babel.
        return str(round(value))
    # Adding nothing makes a zero of a negative one, which would be told with its sign.
    return _decimal(round(value, digits) + 0, digits, locale())


@lru_cache(maxsize=1024)
def _decimal(value: float, digits: int, locale: str) -> str:
    # A table tells the same numbers of days over and over, and Babel takes its time.
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(value, format=pattern, locale=locale)


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 as per cent: 0.75 gives 75 %."""
    from babel.numbers import format_percent

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    space = "" if language() == "en" else "\xa0"
    return format_percent(round(share, digits + 2), format=f"{pattern}{space}%", locale=locale())


def days_ago(days: int) -> str:
    """How long ago in words: today, yesterday, 5 days ago, 3 weeks ago, 2 months ago."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days < 61:
        weeks = days // 7
        return ngettext("{n} week ago", "{n} weeks ago", weeks).format(n=weeks)
    if days < 730:
        months = days // 30
        return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    years = days // 365
    return ngettext("{n} year ago", "{n} years ago", years).format(n=years)


def name_list(names: list[str]) -> str:
    """Names joined as a sentence does: Anna, Jana and Ilze."""
    from babel.lists import format_list

    return format_list(names, locale=locale()) if names else ""
