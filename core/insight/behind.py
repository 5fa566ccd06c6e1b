"""The rows behind the figures of Insights: who came, who answered, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.insight import periods, trends
from core.measures.satisfaction import NPS_SCALE
from core.people.visits import CAME, SOLD

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Trace:
    """One row behind a figure: who, the (last) day, and how many visit days or which answer.

    `customer_id` is None for a walk-in.
    """

    id: int
    customer_id: int | None
    customer: str
    on: date
    number: int


def first_on(workspace: Workspace) -> date | None:
    """The first day with a visit, feedback or survey answer; None for an empty shop."""
    visited_on = workspace.value(f"SELECT min(visited_on) FROM visit WHERE {SOLD}")
    days = [date.fromisoformat(visited_on)] if visited_on else []
    for sql in ("SELECT min(said_at) FROM feedback", "SELECT min(submitted_at) FROM submission"):
        at = workspace.value(sql)
        if at:
            days.append(workspace.clock.day_of(parse_instant(at)))
    return min(days, default=None)


def visitors(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Who came on the days since–until, both included, the latest first; a refund is no visit."""
    rows = workspace.rows(
        f"""SELECT customer_id, customer.name, max(visited_on), count(DISTINCT visited_on)
        FROM visit JOIN customer ON customer.id = customer_id
        WHERE {CAME} AND visited_on BETWEEN ? AND ?
        GROUP BY customer_id ORDER BY 3 DESC, customer.sort_name, customer_id""",
        [since.isoformat(), until.isoformat()],
    )
    return [Trace(row[0], row[0], row[1], date.fromisoformat(row[2]), row[3]) for row in rows]


def returners(workspace: Workspace, month: date, months_later: int) -> list[Trace]:
    """Who was here first in `month` and again so much later, as visitors of that later month."""
    came_again = set(trends.cohort_customers(workspace, month, months_later))
    later = periods.months_after(month, months_later)
    found = visitors(workspace, later, periods.last_day(later))
    return [trace for trace in found if trace.customer_id in came_again]


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
