"""The open days and the prices of a sample shop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

DAYS_A_YEAR = 365.25
PRICE_RISE = 1.06
# What a service costs now in crowns; other currencies by a rough rate and round amounts.
PRICES = {
    "cut": 690, "cut_blow": 890, "colour": 1490, "highlights": 1990, "balayage": 2890,
    "mens": 420, "beard": 280, "blow": 390, "child": 320, "care": 590, "evening": 1190,
}  # fmt: skip
GOODS = 390
RATES = {"CZK": (1.0, 10), "EUR": (24.0, 1), "GBP": (20.0, 1), "USD": (19.0, 1)}
# Month and day: two weeks in summer, and from Christmas Eve to New Year.
SUMMER = ((8, 1), (8, 14))
CHRISTMAS = (12, 24)


@cache
def day_text(ordinal: int) -> str:
    """An ordinal as a stored day."""
    return date.fromordinal(ordinal).isoformat()


class Calendar:
    """The days on which the shop is open, and the nearest one to any day."""

    def __init__(self, first: int, last: int, country: str) -> None:
        self.first, self.last = first - 40, last + 60
        closed = _holidays(country, self.first, self.last)
        self._open = [_is_open(day, closed) for day in range(self.first, self.last + 1)]
        self._near = [self._nearest(n) for n in range(len(self._open))]

    def near(self, day: int) -> int:
        """The open day nearest to an ordinal; the later one of two."""
        return self._near[min(max(day, self.first), self.last) - self.first]

    def _nearest(self, n: int) -> int:
        for away in range(len(self._open)):
            for candidate in (n + away, n - away):
                if 0 <= candidate < len(self._open) and self._open[candidate]:
                    return self.first + candidate
        return self.first + n


def _holidays(country: str, first: int, last: int) -> set[date]:
    # Named one by one, so that they are found when the app is frozen.
    from holidays.countries.czechia import CZ
    from holidays.countries.latvia import LV
    from holidays.countries.united_kingdom import GB

    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    calendars: dict[str, Callable[..., Iterable[date]]] = {"CZ": CZ, "LV": LV}
    return set(calendars.get(country, GB)(years=years))


def _is_open(ordinal: int, closed: set[date]) -> bool:
    day = date.fromordinal(ordinal)
    between_years = (day.month, day.day) >= CHRISTMAS or (day.month, day.day) == (1, 1)
    summer = SUMMER[0] <= (day.month, day.day) <= SUMMER[1]
    return not (day.isoweekday() == 7 or day in closed or between_years or summer)


class Till:
    """What visits cost: today's prices, lower in earlier years, in round amounts."""

    def __init__(self, currency: str, this_year: int) -> None:
        self.currency = currency
        self._this_year = this_year
        self._rate, self._round = RATES.get(currency, RATES["EUR"])
        self._known: dict[tuple[tuple[str, ...], int], int] = {}

    def price(self, services: tuple[str, ...], year: int) -> int:
        """Minor units for these services in a year."""
        known = self._known.get((services, year))
        if known is None:
            known = sum(self._minor(PRICES[service], year) for service in services)
            self._known[services, year] = known
        return known

    def goods(self, year: int) -> int:
        """Minor units for something from the shelf."""
        return self._minor(GOODS, year)

    def _minor(self, crowns: int, year: int) -> int:
        then = crowns / self._rate / PRICE_RISE ** (self._this_year - year)
        return max(1, round(then / self._round)) * self._round * 100
