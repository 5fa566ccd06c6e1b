"""The rows behind the figures of Insights: who came, who answered, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.insight import periods, trends
from core.measures.health import Band
from core.measures.satisfaction import NPS_SCALE
from core.people.visits import CAME, SOLD

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Trace:
    """One row behind a figure: who, the (last) day, and how many visit days or which answer.

    `customer_id` is None for a walk-in. `number` is a score or an answer where the figure is
    about those; `minor` is money in the shop's currency and `words` are what was said, where the
    figure is about that.
    """

    id: int
    customer_id: int | None
    customer: str
    on: date
    number: int
    minor: int | None = None
    words: str = ""


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


def takings(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Whose money moved on the days since–until, the latest first: refunds and walk-ins too.

    `number` are visit days (0 for nothing but refunds) and `minor` is the money, so that both
    add up to the bars of a month.
    """
    raise NotImplementedError


def refunds(workspace: Workspace, since: date, until: date) -> list[Trace]:
    """Every refund on the days since–until, the latest first, with its money below zero."""
    raise NotImplementedError


def said(
    workspace: Workspace,
    since: date,
    until: date,
    mood: str | None = None,
    topic_id: int | None = None,
    kind: str | None = None,
) -> list[Trace]:
    """Feedback of the days since–until, the latest first; `topic_id` 0 is what has no topic."""
    raise NotImplementedError


def scored(workspace: Workspace, lowest: float, highest: float) -> list[Trace]:
    """Who has a health score today from `lowest` up to, not with, `highest`, lowest first.

    A `highest` of 100 takes 100 in; `number` is the score without its decimals.
    """
    raise NotImplementedError


def in_band(workspace: Workspace, band: Band) -> list[Trace]:
    """Who is in a health band today, the lowest score first."""
    raise NotImplementedError


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
