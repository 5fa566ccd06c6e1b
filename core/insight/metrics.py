"""Metrics: do people come back, what is it worth, are they content, do they get an answer.

Each figure says what it is made of: numerator, denominator, how many people or answers it
rests on, its 95 % interval and its definition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING, Literal

from core import formats
from core.clock import parse_instant
from core.i18n import _, ngettext
from core.insight import periods, visit_days
from core.insight.answers import CLOSED_AT, SENT_AT
from core.insight.metric_words import DEFINITIONS, LABELS
from core.insight.shop_days import FAR
from core.insight.visit_tally import VisitTally
from core.measures import margins, retention, satisfaction
from core.measures.margins import Z95, Rate
from core.measures.trend import Trend, trend
from core.measures.value import MOST_YEARS, lifetime_value
from core.measures.waiting import answered_share, hours_to_first_answer
from core.store import settings
from core.voice import surveys

if TYPE_CHECKING:
    from core.store.workspace import Workspace

Unit = Literal["percent", "points", "money", "number", "hours"]

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure; None where there is nothing to count. `label`, `definition` are msgids.

    `value`, `low` and `high` are in `unit`: percent 0–100, NPS points, minor units of
    `currency`, plain numbers or hours. `n` is how many people, visits or answers it rests on.
    """

    key: str
    label: str
    value: float | None
    unit: Unit
    numerator: float | None
    denominator: float | None
    n: int
    low: float | None
    high: float | None
    too_few: bool
    definition: str
    currency: str = ""

    @property
    def margin(self) -> float | None:
        """Half of the 95 % interval, in the unit of the value."""
        if self.low is None or self.high is None:
            return None
        return (self.high - self.low) / 2

    def text(self) -> str:
        """The value as it is shown, in the language in use now; a dash where there is none."""
        return "–" if self.value is None else self._shown(self.value)

    def range_text(self) -> str:
        """How sure the value is, as a short remark; empty where that cannot be said."""
        if self.too_few:
            return _("too few to judge")
        if self.low is None or self.high is None:
            return ""
        low, high = self._shown(self.low), self._shown(self.high)
        return _("between {low} and {high}").format(low=low, high=high)

    def change_since(self, earlier: Metric) -> Trend:
        """Up or down against an earlier period, only where both margins allow to say so."""
        if self.too_few or earlier.too_few:
            return "no_clear_change"
        margin = math.hypot(self.margin or 0, earlier.margin or 0)
        return trend(self.value, earlier.value, margin)

    def _shown(self, value: float) -> str:
        if self.unit == "percent":
            return formats.percent(value / 100)
        if self.unit == "money":
            # Averages: cents would pretend to a precision that the range denies.
            return formats.money(int(round(value, -2)), self.currency)
        if self.unit == "hours":
            hours = round(value)
            return ngettext("{n} hour", "{n} hours", hours).format(n=formats.number(hours))
        return formats.number(value, 0 if self.unit == "points" else 1)


def gather(workspace: Workspace, since: date, until: date, on: date | None = None) -> list[Metric]:
    """Every metric for the local days since–until, both included.

    `on` is the day at whose end it is asked (None: today): later visits and replies do not
    count, nor does a 90-day wait that was not over by then.
    """
    on = on or workspace.clock.today()
    return [
        *_coming_back(workspace, since, min(until, on), on),
        *_contentment(workspace, since, min(until, on)),
        *_answering(workspace, since, until, on),
    ]


def _coming_back(workspace: Workspace, since: date, until: date, on: date) -> list[Metric]:
    window = settings.get(workspace, settings.ACTIVE_DAYS)
    period = VisitTally(since, until, window)
    year = VisitTally(until - timedelta(days=YEAR_DAYS - 1), until, window)
    for person in visit_days.each(workspace, on) if since <= until else ():
        period.add(person)
        year.add(person)
    currency = settings.get(workspace, settings.CURRENCY)
    return [
        _rate("retention", retention.retained(period.active, period.again)),
        _rate("churn", retention.churned(period.active, period.again)),
        _rate("repeat_rate", retention.repeat_rate(period.visits)),
        _rate("new_client_return", retention.new_client_return(period.newcomers, on)),
        _mean("visit_frequency", "number", sum(period.visits), period.visits, least=1),
        _mean("average_spend", "money", period.revenue_minor, period.spends, currency=currency),
        _lifetime(year, currency),
    ]


def _lifetime(year: VisitTally, currency: str) -> Metric:
    churn = retention.churned(year.active, year.again)
    spend = year.revenue_minor / len(year.spends) if year.spends else None
    visits = fmean(year.visits) if year.visits else None
    worth = lifetime_value(spend, visits, churn)
    low = high = None
    if worth.amount_minor is not None and churn.interval and worth.years:
        a_year = worth.amount_minor / worth.years
        most, least = (_years(percent) for percent in churn.interval)
        low, high = a_year * least, a_year * most
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
    )


def _years(churn_percent: float) -> float:
    return min(MOST_YEARS, 100 / churn_percent) if churn_percent else MOST_YEARS


def _contentment(workspace: Workspace, since: date, until: date) -> list[Metric]:
    clock = workspace.clock
    begin, end = periods.begins_at(clock, since), periods.begins_at(clock, until + timedelta(1))
    nps = satisfaction.nps(surveys.scores(workspace, "nps", begin, end))
    csat = satisfaction.csat(surveys.scores(workspace, "csat", begin, end))
    efforts = surveys.scores(workspace, "ces", begin, end)
    return [
        _nps(nps),
        _rate("csat", csat),
        _mean("ces", "number", sum(efforts), efforts, least=1, most=7),
        _rate("ces_easy", satisfaction.ces(efforts).easy),
    ]


def _nps(nps: satisfaction.Nps) -> Metric:
    low = high = None
    if nps.centre is not None and nps.margin is not None:
        low, high = max(-100.0, nps.centre - nps.margin), min(100.0, nps.centre + nps.margin)
    return Metric(
        key="nps",
        label=LABELS["nps"],
        value=nps.value,
        unit="points",
        numerator=nps.promoters - nps.detractors,
        denominator=nps.n,
        n=nps.n,
        low=low,
        high=high,
        too_few=nps.too_few,
        definition=DEFINITIONS["nps"],
    )


def _answering(workspace: Workspace, since: date, until: date, on: date) -> list[Metric]:
    begin, end = periods.span(workspace.clock, since, until)
    is_past = on < workspace.clock.today()
    known_until = periods.span(workspace.clock, on, on)[1] if is_past else FAR
    rows = workspace.rows(_ASKING, {"begin": begin, "end": end, "known_until": known_until})
    hours = []
    for said_at, sent_at in rows:
        first = parse_instant(sent_at) if sent_at else None
        waited = hours_to_first_answer(parse_instant(said_at), first)
        if waited is not None:
            hours.append(waited)
    low, high = _median_interval(sorted(hours))
    return [
        _rate("answered", answered_share(len(hours), len(rows))),
        Metric(
            key="first_answer",
            label=LABELS["first_answer"],
            value=median(hours) if hours else None,
            unit="hours",
            numerator=None,
            denominator=None,
            n=len(hours),
            low=low,
            high=high,
            too_few=margins.too_few(len(hours)),
            definition=DEFINITIONS["first_answer"],
        ),
    ]


def _rate(key: str, rate: Rate) -> Metric:
    low, high = rate.interval or (None, None)
    return Metric(
        key=key,
        label=LABELS[key],
        value=rate.percent,
        unit="percent",
        numerator=rate.numerator,
        denominator=rate.denominator,
        n=rate.n,
        low=low,
        high=high,
        too_few=rate.too_few,
        definition=DEFINITIONS[key],
    )


def _mean(
    key: str,
    unit: Unit,
    whole: int,
    each: Sequence[int],
    *,
    least: float = -math.inf,
    most: float = math.inf,
    currency: str = "",
) -> Metric:
    """`whole` ÷ how many there are, with the interval of a mean within its scale."""
    mean = whole / len(each) if each else None
    low = high = None
    if mean is not None and len(each) > 1:
        margin = Z95 * stdev(each) / math.sqrt(len(each))
        low, high = max(least, mean - margin), min(most, mean + margin)
    return Metric(
        key=key,
        label=LABELS[key],
        value=mean,
        unit=unit,
        numerator=whole,
        denominator=len(each),
        n=len(each),
        low=low,
        high=high,
        too_few=margins.too_few(len(each)),
        definition=DEFINITIONS[key],
        currency=currency,
    )


def _median_interval(ordered: Sequence[float]) -> tuple[float | None, float | None]:
    """The 95 % interval of a median by ranks (binomial, normal approximation)."""
    n = len(ordered)
    reach = Z95 * math.sqrt(n) / 2
    low, high = math.floor(n / 2 - reach), math.ceil(n / 2 + reach)
    if low < 0 or high >= n:
        return None, None
    return ordered[low], ordered[high]


# Feedback that asks for an answer, and its first sent reply. A walk-in cannot be answered, and
# what was settled without an answer asks for none; a person erased later was answered still.
_ASKING = f"""SELECT said_at, CASE WHEN sent_at < :known_until THEN sent_at END FROM (
        SELECT said_at, customer_id, {SENT_AT} AS sent_at, {CLOSED_AT} AS closed_at
        FROM feedback WHERE asks_reply = 1 AND said_at >= :begin AND said_at < :end)
    WHERE sent_at < :known_until
        OR (customer_id IS NOT NULL AND coalesce(closed_at, '{FAR}') >= :known_until)"""
