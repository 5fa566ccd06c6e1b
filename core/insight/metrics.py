"""Metrics: do people come back, what is it worth, are they content, do they get an answer.

Each figure says what it is made of: numerator, denominator, how many people or answers it
rests on, its 95 % interval and its definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import stdev
from typing import TYPE_CHECKING

from core.insight import answering, coming_back, periods
from core.insight.metric import Compared, Metric, compared, of_mean, of_rate
from core.insight.metric_words import DEFINITIONS, LABELS
from core.measures import satisfaction
from core.voice import surveys

if TYPE_CHECKING:
    from core.store.workspace import Workspace

__all__ = ["Compared", "Metric", "compare", "gather"]

# In more days more visits fit, so half a period says nothing beside a whole one.
GROWING_WITH_DAYS = frozenset({"repeat_rate", "visit_frequency"})
# A fiftieth: a year that began after the holidays was a year.
SMALL_PART = 50


def gather(workspace: Workspace, since: date, until: date, on: date | None = None) -> list[Metric]:
    """Every metric for the local days since–until, both included.

    `on` is the day at whose end it is asked (None: today): later visits and replies do not
    count, nor does a 90-day wait that was not over by then.
    """
    on = on or workspace.clock.today()
    return _gather(workspace, since, until, on, on)


def compare(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[Compared]:
    """Every metric of local days since–until beside itself in the period before.

    That is `periods.before`: as many days right before, or the month, quarter or year before a
    whole one. While a period runs, it is held against as many days of the one before. Answers to
    what was said then count as far as they had come as long after it, because what was said
    lately has not had the time for more.
    """
    on = on or workspace.clock.today()
    first, last = periods.before(since, until, on)
    begun = coming_back.first_day(workspace)
    known_whole = begun is not None and (begun - first) * SMALL_PART <= last - first
    as_long_after = on - (since - first)
    then = {each.key: each for each in _gather(workspace, first, last, on, as_long_after)}
    return [
        compared(now, then[now.key], comparable=known_whole or now.key not in GROWING_WITH_DAYS)
        for now in gather(workspace, since, until, on)
    ]


def _gather(
    workspace: Workspace, since: date, until: date, on: date, answered_on: date
) -> list[Metric]:
    return [
        *coming_back.gather(workspace, since, min(until, on), on),
        *_contentment(workspace, since, min(until, on)),
        *answering.gather(workspace, since, until, answered_on),
    ]


def _contentment(workspace: Workspace, since: date, until: date) -> list[Metric]:
    clock = workspace.clock
    begin, end = periods.begins_at(clock, since), periods.begins_at(clock, until + timedelta(1))
    nps = satisfaction.nps(surveys.scores(workspace, "nps", begin, end))
    csat = satisfaction.csat(surveys.scores(workspace, "csat", begin, end))
    efforts = surveys.scores(workspace, "ces", begin, end)
    return [
        _nps(nps),
        of_rate("csat", csat),
        of_mean("ces", "number", sum(efforts), len(efforts), _deviation(efforts), least=1, most=7),
        of_rate("ces_easy", satisfaction.ces(efforts).easy),
    ]


def _nps(nps: satisfaction.Nps) -> Metric:
    low, high = nps.interval or (None, None)
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


def _deviation(numbers: Sequence[int]) -> float | None:
    return stdev(numbers) if len(numbers) > 1 else None
