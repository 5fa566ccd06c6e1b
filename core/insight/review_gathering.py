"""The pages of a review that is still open, gathered from the shop as it is now."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant
from core.insight import metrics, periods, trends, winback
from core.insight.review_pages import (
    Decided,
    Figure,
    Heard,
    LostCustomer,
    Promise,
    QuarterlyReview,
    Quote,
    Ranked,
    ReviewPages,
    Unanswered,
)
from core.store import settings
from core.text import fold
from core.voice import replies, suggestions
from core.voice.feedback import KINDS, MOOD

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

MOOD_MONTHS = 12
NPS_QUARTERS = 6
# How many voices of each kind are quoted; a review wants to hear complaints most.
QUOTES = {"complaint": 3, "suggestion": 2, "praise": 1, "question": 1}
SHORTEST_QUOTE, LONGEST_QUOTE = 15, 280
EVERYONE = 10_000_000
MOST_LOST, MOST_RANKED, MOST_WAITING, MOST_DECIDED = 10, 10, 12, 10


def pages(
    workspace: Workspace,
    quarter: str,
    review: QuarterlyReview | None,
    promises_before: tuple[Promise, ...],
    decided_since: datetime | None,
) -> ReviewPages:
    """Everything step by step. `decided_since` is when the review before was closed."""
    since, until = periods.days_of(quarter)
    told_until = _told_until(workspace, quarter)
    lost, lost_count = _lost(workspace, since, told_until)
    ranked = suggestions.backlog(workspace)
    waiting = replies.waiting(workspace, MOST_WAITING)
    return ReviewPages(
        quarter=quarter,
        since=since,
        until=until,
        on=min(until, workspace.clock.today()) if review is None else workspace.clock.today(),
        shop=settings.get(workspace, settings.SHOP_NAME),
        promises_before=promises_before,
        heard=heard(workspace, since, until),
        visits=tuple(trends.visits_by_month(workspace, _months_back(until), told_until)),
        figures=figures(workspace, quarter),
        nps=tuple(trends.nps_by_quarter(workspace, _quarters_back(quarter), until)),
        lost=lost,
        lost_count=lost_count,
        decided=_decided(workspace, since, until, review, decided_since),
        backlog=tuple(_ranked(suggestion) for suggestion in ranked[:MOST_RANKED]),
        backlog_count=len(ranked),
        promises=review.promises if review else (),
        waiting=tuple(_unanswered(workspace, voice) for voice in waiting),
        waiting_count=replies.count_waiting(workspace),
        notes=review.notes if review else "",
        closed_at=None,
    )


def heard(workspace: Workspace, since: date, until: date) -> Heard:
    """What customers said between two local days, both included."""
    bounds = periods.span(workspace.clock, since, until)
    rows = workspace.rows(
        "SELECT kind, count(*) FROM feedback WHERE said_at >= ? AND said_at < ? GROUP BY kind",
        bounds,
    )
    counted = {row[0]: row[1] for row in rows}
    return Heard(
        feedback=sum(counted.values()),
        kinds=tuple((kind, counted.get(kind, 0)) for kind in KINDS),
        moods=tuple(trends.mood_by_month(workspace, _months_back(until), until)),
        topics=tuple(trends.topics_pareto(workspace, since, until)),
        quotes=tuple(
            quote
            for kind, most in QUOTES.items()
            for quote in _quotes(workspace, kind, bounds, most)
        ),
    )


def figures(workspace: Workspace, quarter: str) -> tuple[Figure, ...]:
    """The metrics of a quarter, each beside itself in the quarter before.

    While the quarter runs, it is compared with as many days of the one before.
    """
    found = metrics.compare(workspace, *periods.days_of(quarter))
    return tuple(Figure(each.now, each.before, each.comparable) for each in found)


def _told_until(workspace: Workspace, quarter: str) -> date:
    """The last day of a quarter that anything can be told of: its end, or today."""
    since, until = periods.days_of(quarter)
    return min(until, max(since, workspace.clock.today()))


def _lost(workspace: Workspace, since: date, on: date) -> tuple[tuple[LostCustomer, ...], int]:
    """Who became lost from `since` to `on`, by the day on which twice the own gap was over.

    Asking who was not lost before it began would not do: an import brings old losses.
    """
    found = [lost for lost in winback.lost(workspace, on, limit=EVERYONE) if lost.lost_on >= since]
    return tuple(_told(workspace, lost) for lost in found[:MOST_LOST]), len(found)


def _told(workspace: Workspace, lost: winback.Lost) -> LostCustomer:
    return LostCustomer(
        customer_id=lost.customer_id,
        last_visit_on=lost.last_visit_on,
        visits=lost.visits,
        usual_spend_minor=lost.usual_spend_minor,
        currency=lost.currency,
        reason=lost.likely_reason,
        customer=lost.customer,
        first_name=_first_name(workspace, lost.customer_id),
    )


def _first_name(workspace: Workspace, customer_id: int) -> str:
    name = workspace.value("SELECT first_name FROM customer WHERE id = ?", [customer_id])
    return name or ""


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


_STRONGEST = f"""SELECT feedback.id AS feedback_id, kind, {MOOD} AS mood, topic.name AS topic,
        said_at, body, customer_id, customer.name AS customer, customer.first_name
    FROM feedback LEFT JOIN customer ON customer.id = customer_id
    LEFT JOIN topic ON topic.id = topic_id
    WHERE kind = ? AND said_at >= ? AND said_at < ?
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


def _decided(
    workspace: Workspace,
    since: date,
    until: date,
    review: QuarterlyReview | None,
    decided_since: datetime | None,
) -> tuple[Decided, ...]:
    """Decisions since the last review up to this one; without reviews, those of the quarter."""
    starts_at, ends_at = periods.span(workspace.clock, since, until)
    if decided_since is not None:
        starts_at = iso(decided_since + timedelta(seconds=1))
    if review is not None:
        ends_at = iso(workspace.clock.now() + timedelta(seconds=1))
    rows = workspace.rows(
        """SELECT suggestion.id, title, decision.status, because, decided_at FROM decision
        JOIN suggestion ON suggestion.id = suggestion_id
        WHERE decision.id IN (SELECT max(id) FROM decision
            WHERE decided_at >= ? AND decided_at < ? GROUP BY suggestion_id)
        ORDER BY decided_at DESC, decision.id DESC LIMIT ?""",
        [starts_at, ends_at, MOST_DECIDED],
    )
    return tuple(
        Decided(
            suggestion_id=row["id"],
            title=row["title"],
            status=row["status"],
            because=row["because"],
            decided_on=workspace.clock.day_of(parse_instant(row["decided_at"])),
        )
        for row in rows
    )


def _ranked(suggestion: suggestions.Suggestion) -> Ranked:
    return Ranked(
        suggestion_id=suggestion.id,
        title=suggestion.title,
        status=suggestion.status,
        must_do=suggestion.must_do,
        reach=suggestion.reach,
        impact=suggestion.impact,
        confidence=suggestion.confidence,
        effort_days=suggestion.effort_days,
        score=suggestion.score,
    )


def _unanswered(workspace: Workspace, voice: replies.Waiting) -> Unanswered:
    said_on = workspace.clock.day_of(voice.said_at)
    return Unanswered(
        feedback_id=voice.feedback_id,
        kind=voice.kind,
        said_on=said_on,
        days=max(0, (workspace.clock.today() - said_on).days),
        draft_id=voice.draft_id,
        customer_id=voice.customer_id,
        customer=voice.customer,
        first_name=_first_name(workspace, voice.customer_id),
        body=voice.body,
    )


def _months_back(until: date) -> date:
    return periods.months_after(periods.month_of(until), 1 - MOOD_MONTHS)


def _quarters_back(quarter: str) -> date:
    return periods.days_of(periods.quarter_before(quarter, NPS_QUARTERS - 1))[0]
