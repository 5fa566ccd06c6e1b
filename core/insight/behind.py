"""The rows behind the figures of Insights: who came, who answered, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_day, parse_instant
from core.insight import expected, periods, trends
from core.measures.points import whole
from core.measures.satisfaction import NPS_SCALE
from core.people.counted import SOLD, spend_in
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from core.insight.slipping import DueVisit
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Trace:
    """One row behind a figure: who, the (last) day, and how many visit days or which answer.

    `customer_id` is None for a walk-in. `number` is a score or an answer where the figure is
    about those; `minor` is money in the shop's currency, where the figure is about that.
    """

    id: int
    customer_id: int | None
    customer: str
    on: date | None
    number: int
    minor: int | None = None


def first_on(workspace: Workspace) -> date | None:
    """The first day with a visit, feedback or survey answer; None for an empty shop."""
    visited_on = workspace.value(f"SELECT min(visited_on) FROM visit WHERE {SOLD}")
    days = [date.fromisoformat(visited_on)] if visited_on else []
    for sql in ("SELECT min(said_at) FROM feedback", "SELECT min(submitted_at) FROM submission"):
        at = workspace.value(sql)
        if at:
            days.append(workspace.clock.day_of(parse_instant(at)))
    return min(days, default=None)


def at_risk(workspace: Workspace) -> list[Trace]:
    """Who is at risk today with what they usually spend, worth most first."""
    return _usual_spends(expected.people_at_risk(workspace))


def stopped(workspace: Workspace) -> list[Trace]:
    """Who stopped coming within the last year with what they usually spent, worth most first."""
    return _usual_spends(expected.people_stopped(workspace))


def _usual_spends(visits: Iterable[DueVisit]) -> list[Trace]:
    return [
        Trace(
            visit.customer_id,
            visit.customer_id,
            visit.customer,
            visit.last_visit_on,
            0,
            visit.usual_spend_minor,
        )
        for visit in visits
    ]


def visitors(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Who came on the days since–until, both included, the latest first; a refund is no visit.

    Sales without a name are rows of their own, so that the numbers add up to the bar.
    """
    return [trace for trace in takings(workspace, since, until) if trace.number]


def takings(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Whose money moved on the days since–until, the latest first: refunds and walk-ins too.

    `number` are visit days (0 for nothing but refunds) and `minor` is the money (None where no
    amount is known), so that both add up to the bars of a month.
    """
    currency = settings.get(workspace, settings.CURRENCY)
    rows = workspace.rows(_TAKINGS, [currency, since.isoformat(), until.isoformat()])
    return [_of_sales(row) for row in rows]


def scored(workspace: Workspace, lowest: float, highest: float) -> list[Trace]:
    """Who has a health score today from `lowest` up to, not with, `highest`, lowest first.

    They are those of the newest snapshots; a hidden customer has none to count. A `highest` of
    100 takes 100 in; `number` is the score in whole points.
    """
    rows = workspace.rows(_SCORED, {"lowest": lowest, "highest": highest})
    return [Trace(row[0], row[0], row[1], parse_day(row[2]), whole(row[3])) for row in rows]


def returners(workspace: Workspace, month: date, months_later: int) -> list[Trace]:
    """Who was here first in `month` and again so much later, as visitors of that later month."""
    came_again = set(trends.cohort_customers(workspace, month, months_later))
    later = periods.months_after(month, months_later)
    found = visitors(workspace, later, periods.last_day(later))
    return [trace for trace in found if trace.customer_id in came_again]


def absentees(workspace: Workspace, months: Sequence[date], months_later: int) -> list[Trace]:
    """Who was here first in one of `months` but not so much later, with all their visits so far."""
    missing: set[int] = set()
    for month in months:
        new = trends.cohort_customers(workspace, month, 0)
        missing |= {*new} - {*trends.cohort_customers(workspace, month, months_later)}
    found = visitors(workspace, min(months), workspace.clock.today()) if missing else []
    return [trace for trace in found if trace.customer_id in missing]


def nps_answers(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Answers 0–10 given on the days since–until, both included, the latest first."""
    rows = workspace.rows(
        """SELECT answer.id, customer_id, coalesce(customer.name, ''), submitted_at, number
        FROM answer JOIN question ON question.id = question_id
        JOIN submission ON submission.id = submission_id
        LEFT JOIN customer ON customer.id = customer_id
        WHERE kind = 'nps' AND number BETWEEN ? AND ? AND submitted_at >= ? AND submitted_at < ?
        ORDER BY submitted_at DESC, answer.id DESC""",
        [
            NPS_SCALE.start,
            NPS_SCALE.stop - 1,
            *periods.span(workspace.clock, since, until),
        ],
    )
    day_of = workspace.clock.day_of
    return [
        Trace(row[0], row[1], row[2], day_of(parse_instant(row[3])), int(row[4])) for row in rows
    ]


def _of_sales(row: sqlite3.Row) -> Trace:
    on = date.fromisoformat(row["on_day"])
    return Trace(row["id"], row["customer_id"], row["name"] or "", on, row["n"], row["minor"])


_MONEY = spend_in("?1")
_SALE = "coalesce(amount_minor, 0) >= 0"
_TAKINGS = f"""SELECT customer_id AS id, customer_id, name, max(visited_on) AS on_day,
        count(DISTINCT CASE WHEN {_SALE} THEN visited_on END) AS n, sum({_MONEY}) AS minor,
        sort_name
    FROM visit JOIN customer ON customer.id = customer_id
    WHERE {SOLD} AND visited_on BETWEEN ?2 AND ?3 GROUP BY customer_id
    UNION ALL
    SELECT visit.id, NULL, NULL, visited_on, {_SALE}, {_MONEY}, '' FROM visit
    WHERE {SOLD} AND customer_id IS NULL AND visited_on BETWEEN ?2 AND ?3
    ORDER BY on_day DESC, sort_name, id"""
_SCORED = """SELECT customer_id, customer.name, last_visit_on, score FROM health_snapshot
    JOIN customer ON customer.id = customer_id AND archived_at IS NULL
    WHERE taken_on = (SELECT max(taken_on) FROM health_snapshot)
        AND score >= :lowest AND (score < :highest OR score = 100 AND :highest >= 100)
    ORDER BY score, customer.sort_name, customer_id"""
