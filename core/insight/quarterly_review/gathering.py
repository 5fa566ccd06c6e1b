"""The pages of a review that is still open, gathered from the shop as it is now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant, parse_optional
from core.insight import answering, metrics, periods, trends, winback
from core.insight.quarterly_review import heard, people
from core.insight.quarterly_review.pages import (
    Became,
    Decided,
    Figure,
    LostCustomer,
    Promise,
    QuarterlyReview,
    Ranked,
    ReviewPages,
    Unanswered,
)
from core.people.counted import REACHED
from core.store import settings
from core.voice import outcomes, patience, replies, suggestions

if TYPE_CHECKING:
    from core.store.workspace import Workspace

MOST_MONTHS, ANSWERED_MONTHS = 12, 6
NPS_QUARTERS = 6
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
    everyone = people.gather(workspace, since, told_until)
    ranked = suggestions.backlog(workspace)
    lost, waiting = everyone.lost[:MOST_LOST], replies.waiting(workspace, MOST_WAITING)
    ids = [*(each.customer_id for each in lost), *(each.customer_id for each in waiting)]
    names = _first_names(workspace, ids)
    decided, decided_count = _decided(workspace, since, until, review, decided_since)
    ready = tuple(outcomes.ready(workspace, told_until))
    return ReviewPages(
        quarter=quarter,
        since=since,
        until=until,
        on=min(until, workspace.clock.today()) if review is None else workspace.clock.today(),
        shop=settings.get(workspace, settings.SHOP_NAME),
        promises_before=promises_before,
        heard=heard.gather(workspace, since, until, told_until),
        visits=tuple(trends.visits_by_month(workspace, _months_back(until), told_until)),
        figures=figures(workspace, quarter),
        nps=tuple(trends.nps_by_quarter(workspace, _quarters_back(quarter), until)),
        lost=tuple(_told(workspace, each, names) for each in lost),
        lost_count=len(everyone.lost),
        decided=decided,
        decided_count=decided_count,
        backlog=_backlog(ranked),
        backlog_count=len(ranked),
        promises=review.promises if review else (),
        waiting=_waiting(workspace, waiting, names),
        waiting_count=replies.count_waiting(workspace),
        notes=review.notes if review else "",
        closed_at=review.closed_at if review else None,
        became=tuple(
            became
            for promise in promises_before
            if (became := _became(workspace, promise)) is not None
        ),
        outcomes=ready,
        outcomes_count=len(ready),
        confidence=tuple(
            kept for kept in outcomes.past_confidence(workspace, told_until) if kept.done
        ),
        health=everyone.health,
        answered=tuple(answering.by_month(workspace, _months_back(until, ANSWERED_MONTHS), until)),
        lost_reasons=tuple(Counter(lost.likely_reason for lost in everyone.lost).most_common()),
        lost_year_minor=_sum(lost.year_spend_minor for lost in everyone.lost),
        next_on=review.next_on if review else None,
        # A closed review tells its own figures, if it has kept them.
        counted_anew=review is not None and review.closed,
    )


def _became(workspace: Workspace, promise: Promise) -> Became | None:
    row = workspace.row(
        """SELECT suggestion.id, title, suggestion.status, because, decided_at FROM suggestion
        LEFT JOIN decision ON decision.id = (
            SELECT max(id) FROM decision WHERE suggestion_id = suggestion.id)
        WHERE suggestion.id = ?""",
        [promise.suggestion_id],
    )
    if row is None:
        return None
    decided_at = parse_optional(row["decided_at"])
    return Became(
        promise_id=promise.id,
        suggestion_id=row["id"],
        title=row["title"],
        status=row["status"],
        because=row["because"] or "",
        decided_on=workspace.clock.day_of(decided_at) if decided_at else None,
        outcome=outcomes.of_suggestion(workspace, row["id"]),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


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


def _told(workspace: Workspace, lost: winback.Lost, names: Mapping[int, str]) -> LostCustomer:
    asked_on: str | None = workspace.value(
        "SELECT max(at) FROM touchpoint WHERE customer_id = ? AND direction = 'out' "
        f"AND at >= ? AND {REACHED}",
        [lost.customer_id, iso(periods.begins_at(workspace.clock, lost.lost_on))],
    )
    return LostCustomer(
        customer_id=lost.customer_id,
        last_visit_on=lost.last_visit_on,
        visits=lost.visits,
        usual_spend_minor=lost.usual_spend_minor,
        currency=lost.currency,
        reason=lost.likely_reason,
        customer=lost.customer,
        first_name=names[lost.customer_id],
        year_spend_minor=lost.year_spend_minor,
        asked_on=workspace.clock.day_of(parse_instant(asked_on)) if asked_on else None,
    )


def _first_names(workspace: Workspace, customer_ids: Iterable[int]) -> dict[int, str]:
    rows = workspace.rows(
        "SELECT id, first_name FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(customer_ids))],
    )
    return {row[0]: row[1] or "" for row in rows}


def _decided(
    workspace: Workspace,
    since: date,
    until: date,
    review: QuarterlyReview | None,
    decided_since: datetime | None,
) -> tuple[tuple[Decided, ...], int]:
    """Decisions since the last review up to this one, and how many; else those of the quarter."""
    starts_at, ends_at = periods.span(workspace.clock, since, until)
    if decided_since is not None:
        starts_at = iso(decided_since + timedelta(seconds=1))
    if review is not None:
        ends_at = iso((review.closed_at or workspace.clock.now()) + timedelta(seconds=1))
    rows = workspace.rows(
        """SELECT suggestion.id, title, decision.status, because, decided_at,
            count(*) OVER () AS decisions
        FROM decision JOIN suggestion ON suggestion.id = suggestion_id
        WHERE decision.id IN (SELECT max(id) FROM decision
            WHERE decided_at >= ? AND decided_at < ? GROUP BY suggestion_id)
        ORDER BY decided_at DESC, decision.id DESC LIMIT ?""",
        [starts_at, ends_at, MOST_DECIDED],
    )
    decided = (
        Decided(
            suggestion_id=row["id"],
            title=row["title"],
            status=row["status"],
            because=row["because"],
            decided_on=workspace.clock.day_of(parse_instant(row["decided_at"])),
        )
        for row in rows
    )
    return tuple(decided), rows[0]["decisions"] if rows else 0


def _backlog(ranked: Sequence[suggestions.Suggestion]) -> tuple[Ranked, ...]:
    lower = {each.suggestion_id: each.new_place for each in suggestions.what_if(ranked)}
    return tuple(
        Ranked(
            suggestion_id=suggestion.id,
            title=suggestion.title,
            status=suggestion.status,
            must_do=suggestion.must_do,
            reach=suggestion.reach,
            impact=suggestion.impact,
            confidence=suggestion.confidence,
            effort_days=suggestion.effort_days,
            score=suggestion.score,
            place_if_less_sure=lower.get(suggestion.id),
        )
        for suggestion in ranked[:MOST_RANKED]
    )


def _waiting(
    workspace: Workspace, waiting: Sequence[replies.Waiting], names: Mapping[int, str]
) -> tuple[Unanswered, ...]:
    waited = patience.of(workspace)
    return tuple(
        Unanswered(
            feedback_id=voice.feedback_id,
            kind=voice.kind,
            said_on=workspace.clock.day_of(voice.said_at),
            days=waited.days(voice.since),
            draft_id=voice.draft_id,
            customer_id=voice.customer_id,
            customer=voice.customer,
            first_name=names[voice.customer_id],
            body=voice.body,
            suggestion=voice.suggestion,
            colour=waited.colour(voice.since),
            suggestion_id=voice.suggestion_id,
        )
        for voice in waiting
    )


def _months_back(until: date, months: int = MOST_MONTHS) -> date:
    return periods.months_after(periods.month_of(until), 1 - months)


def _quarters_back(quarter: str) -> date:
    return periods.days_of(periods.quarter_before(quarter, NPS_QUARTERS - 1))[0]
