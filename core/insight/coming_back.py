"""Do customers come back and what is it worth: the figures that rest on visits alone."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.insight import visit_table
from core.insight.metric import Metric, of_mean, of_rate
from core.insight.metric_words import DEFINITIONS, LABELS
from core.insight.visit_tally import Counted, VisitTally, tally
from core.measures.margins import Z95
from core.measures.value import MOST_YEARS, lifetime_value
from core.people import closures
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

YEAR_DAYS = 365


def gather(workspace: Workspace, since: date, until: date, on: date) -> list[Metric]:
    """Retention to lifetime value for local days since–until, as known at the end of `on`."""
    table = visit_table.of_shop(workspace)
    window = settings.get(workspace, settings.ACTIVE_DAYS)
    # Of a period that has not begun nothing is known, not even its year.
    asked = on if since <= until else date.min
    a_year_ago = until - timedelta(days=YEAR_DAYS - 1)
    shut = closures.open_days(workspace, on).shut
    period = tally(table, since, until, asked, window, shut)
    year = tally(table, a_year_ago, until, asked, window, shut)
    currency = settings.get(workspace, settings.CURRENCY)
    visits, spends = period.visits, period.spends
    return [
        of_rate("retention", period.retained),
        of_rate("churn", period.retained.rest()),
        of_rate("still_active", period.still_active),
        of_rate("repeat_rate", period.repeated),
        of_rate("new_client_return", period.returned),
        of_mean("visit_frequency", "number", visits.whole, visits.n, visits.deviation, least=1),
        of_mean(
            "average_spend",
            "money",
            period.revenue_minor,
            spends.n,
            spends.deviation,
            currency=currency,
        ),
        _lifetime(year, currency),
    ]


def first_day(workspace: Workspace) -> date | None:
    """The first day on which a customer came; None before there is any."""
    visits = visit_table.of_shop(workspace)
    days = visits.days[visits.came]
    return date.fromordinal(int(days.min())) if len(days) else None


def _lifetime(year: VisitTally, currency: str) -> Metric:
    churn = year.retained.rest()
    spend = year.revenue_minor / year.spends.n if year.spends.n else None
    worth = lifetime_value(spend, year.visits.mean, churn)
    low = high = wavering = None
    if worth.amount_minor is not None and churn.interval and worth.years:
        a_year = worth.amount_minor / worth.years
        most, least = (_years(percent) for percent in churn.interval)
        low, high = a_year * least, a_year * most
        # The range tells of the years alone; spend and visits are as uncertain as they are.
        of_spend, of_visits = _relative(year.spends), _relative(year.visits)
        worth_of_both = abs(worth.amount_minor) * math.hypot(of_spend, of_visits)
        wavering = math.hypot(worth_of_both, (high - low) / 2)
    return Metric(
        key="lifetime_value",
        label=LABELS["lifetime_value"],
        value=worth.amount_minor,
        unit="money",
        numerator=churn.numerator,
        denominator=churn.denominator,
        n=churn.n,
        low=low,
        high=high,
        too_few=worth.years is None,
        definition=DEFINITIONS["lifetime_value"],
        currency=currency,
        wavering=wavering,
    )


def _relative(counted: Counted) -> float:
    """The margin of a mean as a share of it."""
    if not counted.mean or counted.deviation is None:
        return 0.0
    return Z95 * counted.deviation / math.sqrt(counted.n) / abs(counted.mean)


def _years(churn_percent: float) -> float:
    return min(MOST_YEARS, 100 / churn_percent) if churn_percent else MOST_YEARS
