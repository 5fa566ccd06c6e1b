"""Do customers get an answer, and how soon: the figures that rest on replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from core.clock import parse_instant, parse_optional
from core.insight import periods, shop_days
from core.insight.metric import Metric, of_rate
from core.insight.metric_words import DEFINITIONS, LABELS
from core.insight.shop_days import FAR
from core.measures import margins
from core.measures.margins import Rate
from core.measures.waiting import answered_share, hours_to_first_answer
from core.voice.unanswered import TOLD_SINCE

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AnsweredMonth:
    """What was said in a month: how many asked, how many have an answer, and how soon.

    `month` is its first day, `median_hours` are to the first answer, None without any.
    """

    month: date
    asked: int
    answered: Rate
    median_hours: float | None


def gather(workspace: Workspace, since: date, until: date, on: date) -> list[Metric]:
    """Answered share and time to the first answer of what was said on local days since–until.

    Asked as of a past day `on`, later replies are not known.
    """
    asked = _asked(workspace, since, until, on)
    hours = _hours(asked)
    low, high = margins.median_interval(sorted(hours)) or (None, None)
    return [
        of_rate("answered", answered_share(len(hours), len(asked))),
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


def by_month(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[AnsweredMonth]:
    """The same figures for each calendar month that has a day in since–until, the oldest first.

    Each month is counted by when its feedback was said; None is today.
    """
    asked = _asked(workspace, since, until, on or workspace.clock.today())
    by_first: dict[date, list[_Asked]] = {}
    for each in asked:
        said_on = workspace.clock.day_of(each.said_at)
        by_first.setdefault(periods.month_of(said_on), []).append(each)
    months = periods.months_between(since, until)
    return [_of_month(month, by_first.get(month, [])) for month in months]


def last_months(workspace: Workspace, count: int = 12) -> list[AnsweredMonth]:
    """The month of today and those before it, `count` of them; kept until something changes."""
    today = workspace.clock.today()
    since = periods.months_after(periods.month_of(today), 1 - count)
    return workspace.kept(
        ("answered_by_month", since, today), _NOUNS, lambda: by_month(workspace, since, today)
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Feedback that asks for an answer, and when the first one went out."""

    said_at: datetime
    first_sent_at: datetime | None


def _asked(workspace: Workspace, since: date, until: date, on: date) -> list[_Asked]:
    begin, end = periods.span(workspace.clock, since, until)
    known_until = shop_days.ends_at(workspace, on)
    rows = workspace.rows(_ASKING, {"begin": begin, "end": end, "known_until": known_until})
    return [_Asked(parse_instant(said), parse_optional(sent)) for said, sent in rows]


def _hours(asked: list[_Asked]) -> list[float]:
    waited = [hours_to_first_answer(each.said_at, each.first_sent_at) for each in asked]
    return [hours for hours in waited if hours is not None]


def _of_month(month: date, asked: list[_Asked]) -> AnsweredMonth:
    hours = _hours(asked)
    return AnsweredMonth(
        month,
        len(asked),
        answered_share(len(hours), len(asked)),
        median(hours) if hours else None,
    )


_NOUNS = frozenset({"feedback", "reply", "support", "customer"})

# Feedback that asks for an answer, and its first sent reply, to itself or since then to a
# suggestion that it supports. A walk-in cannot be answered, and what was settled without an
# answer asks for none; a person erased later was answered still. The cross joins keep their
# order: few voices support a suggestion, while many replies may be one customer's.
_ASKING = f"""WITH asking AS (
        SELECT id, customer_id, said_at FROM feedback
        WHERE asks_reply = 1 AND said_at >= :begin AND said_at < :end),
    closing AS (
        SELECT asking.id, status, sent_at, drafted_at
        FROM asking JOIN reply ON reply.feedback_id = asking.id WHERE status <> 'draft'
        UNION ALL
        SELECT feedback.id, status, sent_at, drafted_at FROM asking AS feedback
        CROSS JOIN support ON support.feedback_id = feedback.id
        CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id AND {TOLD_SINCE}),
    closed AS (
        SELECT id, min(CASE WHEN status = 'sent' THEN sent_at END) AS sent_at,
            min(coalesce(sent_at, drafted_at)) AS closed_at
        FROM closing GROUP BY id)
    SELECT said_at, CASE WHEN sent_at < :known_until THEN sent_at END
    FROM asking LEFT JOIN closed ON closed.id = asking.id
    WHERE sent_at < :known_until
        OR (customer_id IS NOT NULL AND coalesce(closed_at, '{FAR}') >= :known_until)"""
