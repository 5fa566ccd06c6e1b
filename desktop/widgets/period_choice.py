"""Which days a page looks at: the last 90, a year, this year, or all there are."""

from __future__ import annotations

from datetime import date, timedelta

from core.i18n import N_
from core.insight import periods

PERIODS = (
    ("90_days", N_("Last 90 days")),
    ("12_months", N_("Last 12 months")),
    ("this_year", N_("This year")),
    ("all", N_("All time")),
)


def days_of(key: str, today: date, first: date | None = None) -> tuple[date, date]:
    """The first and the last day of a period; `first` is the shop's own first day.

    Twelve months begin with a whole month, so that charts by month begin with one.
    """
    begins = {
        "90_days": today - timedelta(days=89),
        "12_months": periods.months_after(periods.month_of(today), -12),
        "this_year": date(today.year, 1, 1),
        "all": first or today,
    }
    return begins[key], today
