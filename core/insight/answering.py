"""Do customers get an answer, and how soon: the figures that rest on replies."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.insight import periods, shop_days
from core.insight.metric import Metric, of_rate
from core.insight.metric_words import DEFINITIONS, LABELS
from core.insight.shop_days import FAR
from core.measures import margins
from core.measures.waiting import answered_share, hours_to_first_answer

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def gather(workspace: Workspace, since: date, until: date, on: date) -> list[Metric]:
    """Answered share and time to the first answer of what was said on local days since–until.

    Asked as of a past day `on`, later replies are not known.
    """
    begin, end = periods.span(workspace.clock, since, until)
    known_until = shop_days.ends_at(workspace, on)
    rows = workspace.rows(_ASKING, {"begin": begin, "end": end, "known_until": known_until})
    hours = []
    for said_at, sent_at in rows:
        first = parse_instant(sent_at) if sent_at else None
        waited = hours_to_first_answer(parse_instant(said_at), first)
        if waited is not None:
            hours.append(waited)
    low, high = margins.median_interval(sorted(hours)) or (None, None)
    return [
        of_rate("answered", answered_share(len(hours), len(rows))),
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


# Feedback that asks for an answer, and its first sent reply, to itself or to a suggestion that
# it supports. A walk-in cannot be answered, and what was settled without an answer asks for
# none; a person erased later was answered still. The cross joins keep their order: few voices
# support a suggestion, while many replies may be one customer's.
_ASKING = f"""WITH asking AS (
        SELECT id, customer_id, said_at FROM feedback
        WHERE asks_reply = 1 AND said_at >= :begin AND said_at < :end),
    closing AS (
        SELECT asking.id, status, sent_at, drafted_at
        FROM asking JOIN reply ON reply.feedback_id = asking.id WHERE status <> 'draft'
        UNION ALL
        SELECT asking.id, status, sent_at, drafted_at FROM asking
        CROSS JOIN support ON support.feedback_id = asking.id
        CROSS JOIN reply ON reply.suggestion_id = support.suggestion_id
            AND reply.customer_id = asking.customer_id WHERE status <> 'draft'),
    closed AS (
        SELECT id, min(CASE WHEN status = 'sent' THEN sent_at END) AS sent_at,
            min(coalesce(sent_at, drafted_at)) AS closed_at
        FROM closing GROUP BY id)
    SELECT said_at, CASE WHEN sent_at < :known_until THEN sent_at END
    FROM asking LEFT JOIN closed ON closed.id = asking.id
    WHERE sent_at < :known_until
        OR (customer_id IS NOT NULL AND coalesce(closed_at, '{FAR}') >= :known_until)"""
