"""What a review heard in its quarter: how much, on what, in which mood, and the strongest words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.insight import periods, trends
from core.insight.quarterly_review.pages import Heard, Quote, TopicTold
from core.text import fold
from core.voice.feedback import KINDS
from core.voice.feedback.ordering import MOOD

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

MOOD_MONTHS = 12
MOST_TOPICS = 12
# How many voices of each kind are quoted; a review wants to hear complaints most.
QUOTES = {"complaint": 3, "suggestion": 2, "praise": 1, "question": 1}
SHORTEST_QUOTE, LONGEST_QUOTE = 15, 280


def gather(workspace: Workspace, since: date, until: date, on: date) -> Heard:
    """What customers said between two local days, both included.

    `on` is the last day of which anything can be told: the end of the quarter, or today.
    """
    bounds = periods.span(workspace.clock, since, until)
    before = _known_before(workspace, since, until, on)
    kinds = _kinds(workspace, bounds)
    told, told_count = _topics(workspace, bounds, before)
    first_month = periods.months_after(periods.month_of(until), 1 - MOOD_MONTHS)
    return Heard(
        feedback=sum(count for _kind, count in kinds),
        kinds=kinds,
        moods=tuple(trends.mood_by_month(workspace, first_month, until)),
        topics=tuple(trends.topics_pareto(workspace, since, until)),
        quotes=tuple(
            quote
            for kind, most in QUOTES.items()
            for quote in _quotes(workspace, kind, bounds, most)
        ),
        kinds_before=_kinds(workspace, before) if before else (),
        told=told,
        told_count=told_count,
    )


def _known_before(
    workspace: Workspace, since: date, until: date, on: date
) -> tuple[str, str] | None:
    """The bounds of the quarter before, as many days of it as are over of this one.

    None where the shop had not begun to write down what it hears.
    """
    begins, ends = periods.span(workspace.clock, *periods.before(since, until, on))
    known = workspace.value("SELECT 1 FROM feedback WHERE said_at < ? LIMIT 1", [begins])
    return (begins, ends) if known else None


def _kinds(workspace: Workspace, bounds: tuple[str, str]) -> tuple[tuple[str, int], ...]:
    rows = workspace.rows(
        "SELECT kind, count(*) FROM feedback WHERE said_at >= ? AND said_at < ? GROUP BY kind",
        bounds,
    )
    counted = {row[0]: row[1] for row in rows}
    return tuple((kind, counted.get(kind, 0)) for kind in KINDS)


def _topics(
    workspace: Workspace, bounds: tuple[str, str], before: tuple[str, str] | None
) -> tuple[tuple[TopicTold, ...], int]:
    """The topics spoken of most, now or before, and how many there are; no topic is none."""
    rows = workspace.rows(
        """SELECT topic.id, topic.name,
            sum(said_at >= :begins AND said_at < :ends) AS now,
            sum(said_at >= :from AND said_at < :to) AS before,
            sum(said_at >= :begins AND said_at < :ends AND kind = 'complaint') AS complaints,
            count(*) OVER () AS topics
        FROM feedback JOIN topic ON topic.id = topic_id
        WHERE said_at >= min(:begins, :from) AND said_at < max(:ends, :to)
        GROUP BY topic.id HAVING now + before > 0
        ORDER BY now DESC, before DESC, topic.name, topic.id LIMIT :most""",
        {
            "begins": bounds[0],
            "ends": bounds[1],
            "from": before[0] if before else bounds[0],
            "to": before[1] if before else bounds[0],
            "most": MOST_TOPICS,
        },
    )
    told = (TopicTold(row[0], row[1], row[2], row[3] if before else None, row[4]) for row in rows)
    return tuple(told), rows[0]["topics"] if rows else 0


def _quotes(workspace: Workspace, kind: str, bounds: tuple[str, str], most: int) -> list[Quote]:
    """The strongest voices of a kind that fit on paper, nobody and nothing quoted twice."""
    found: list[Quote] = []
    used: set[object] = set()
    for row in workspace.rows(_STRONGEST, [kind, *bounds, SHORTEST_QUOTE, LONGEST_QUOTE]):
        marks = {fold(row["body"]), row["customer_id"] or f"walk-in {row['feedback_id']}"}
        if len(found) < most and not used & marks:
            used |= marks
            found.append(_quote(workspace, row))
    return found


# Of whoever was erased only a row without words is left.
_STRONGEST = f"""SELECT feedback.id AS feedback_id, kind, {MOOD} AS mood, topic.name AS topic,
        said_at, body, customer_id, customer.name AS customer, customer.first_name
    FROM feedback LEFT JOIN customer ON customer.id = customer_id
    LEFT JOIN topic ON topic.id = topic_id
    WHERE kind = ? AND said_at >= ? AND said_at < ? AND body <> ''
    ORDER BY length(body) NOT BETWEEN ? AND ?, abs(score) DESC NULLS LAST, said_at DESC,
        feedback.id DESC LIMIT 50"""


def _quote(workspace: Workspace, row: sqlite3.Row) -> Quote:
    return Quote(
        feedback_id=row["feedback_id"],
        kind=row["kind"],
        mood=row["mood"],
        topic=row["topic"] or "",
        said_on=workspace.clock.day_of(parse_instant(row["said_at"])),
        customer_id=row["customer_id"],
        customer=row["customer"] or "",
        first_name=row["first_name"] or "",
        body=row["body"],
    )
