"""Answered by month: the same figures as the metrics of that month, to the digit."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner

from core.cli import regulars
from core.clock import FixedClock
from core.insight import answering, metrics, today
from core.measures.margins import Rate
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion


def ask(workspace: Workspace, clock: FixedClock, at: str, after_hours: float | None) -> None:
    """A complaint at a moment, answered so many hours later or not at all."""
    clock.move_to(at)
    jana = customers.find_named(workspace, "Jana") or customers.add(workspace, NewCustomer("Jana"))
    said = feedback.log(workspace, NewFeedback("complaint", f"Cold at {at}", jana.id))
    if after_hours is not None:
        clock.move_to(clock.now() + timedelta(hours=after_hours))
        replies.mark_sent(workspace, replies.draft(workspace, said.id).id, sure=True)


def two_months(workspace: Workspace, clock: FixedClock) -> None:
    ask(workspace, clock, "2026-07-03T08:00:00Z", 2)
    ask(workspace, clock, "2026-07-10T08:00:00Z", 30)
    # Half past midnight of August in Prague is still July in UTC.
    ask(workspace, clock, "2026-07-31T22:30:00Z", None)
    ask(workspace, clock, "2026-08-05T08:00:00Z", 5)
    clock.move_to("2026-09-21T08:00:00Z")


def test_each_month_is_counted_by_when_it_was_said(workspace: Workspace, clock: FixedClock) -> None:
    two_months(workspace, clock)
    months = answering.by_month(workspace, date(2026, 6, 1), date(2026, 8, 31))
    assert [(m.month, m.asked, m.answered.numerator, m.median_hours) for m in months] == [
        (date(2026, 6, 1), 0, 0, None),
        (date(2026, 7, 1), 2, 2, 16.0),
        (date(2026, 8, 1), 2, 1, 5.0),
    ]
    assert months[0].answered.percent is None


def test_a_month_says_the_same_as_the_metrics_of_its_days(
    workspace: Workspace, clock: FixedClock
) -> None:
    two_months(workspace, clock)
    since, until = date(2026, 8, 1), date(2026, 8, 31)
    (month,) = answering.by_month(workspace, since, until)
    figures = {m.key: m for m in metrics.gather(workspace, since, until)}
    assert month.answered.percent == figures["answered"].value
    assert month.median_hours == figures["first_answer"].value
    assert month.asked == figures["answered"].denominator


def test_twelve_months_end_with_the_running_one(workspace: Workspace, clock: FixedClock) -> None:
    two_months(workspace, clock)
    months = answering.last_months(workspace)
    assert [months[0].month, months[-1].month] == [date(2025, 10, 1), date(2026, 9, 1)]
    assert sum(each.asked for each in months) == 4
    assert [m.month for m in answering.last_months(workspace, 3)] == [
        date(2026, 7, 1),
        date(2026, 8, 1),
        date(2026, 9, 1),
    ]


def test_whoever_speaks_again_after_she_was_told_of_a_decision_waits_again(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = customers.add(workspace, NewCustomer("Jana")).id
    idea = suggestions.suggest(workspace, NewSuggestion("Warmer water")).id
    first = feedback.log(workspace, NewFeedback("complaint", "The water was cold.", jana)).id
    suggestions.link(workspace, idea, first)
    suggestions.decide(workspace, idea, "done", "There is a new boiler.")
    (draft,) = replies.find(workspace, status="draft")
    clock.move_to("2026-09-22T08:00:00Z")
    replies.mark_sent(workspace, draft.id)
    assert replies.waiting(workspace) == []
    clock.move_to("2026-09-24T08:00:00Z")
    again = feedback.log(workspace, NewFeedback("complaint", "It is cold again.", jana)).id
    suggestions.link(workspace, idea, again)
    assert feedback.get(workspace, first).answered
    assert feedback.get(workspace, again).waiting
    assert [one.feedback_id for one in replies.waiting(workspace)] == [again]
    assert [one.feedback_id for one in today.gather(workspace).waiting] == [again]
    assert feedback.counts(workspace).answered == 1
    september = (date(2026, 9, 1), date(2026, 9, 30))
    assert answering.by_month(workspace, *september)[0].answered == Rate(1, 2)
    clock.move_to("2026-09-26T08:00:00Z")
    replies.mark_sent(workspace, replies.draft(workspace, again, "The plumber comes today.").id)
    assert replies.waiting(workspace) == []
    assert answering.by_month(workspace, *september)[0].answered == Rate(2, 2)
    then = today.gather(workspace, date(2026, 9, 25)).waiting
    assert [one.feedback_id for one in then] == [again]


def test_the_terminal_tells_the_months_and_refuses_two_lists_at_once(tmp_path: Path) -> None:
    shop = tmp_path / "shop.regulars"
    with_shop = ["--shop", str(shop)]
    run = CliRunner()
    run.invoke(regulars, [*with_shop, "sample", "--customers", "30", "--years", "1"])
    told = run.invoke(regulars, [*with_shop, "replies", "--by-month", "--json"])
    assert told.exit_code == 0, told.output
    months = json.loads(told.stdout)
    assert len(months) == 12
    assert set(months[0]) == {"month", "asked", "answered", "percent", "median_hours"}
    both = run.invoke(regulars, [*with_shop, "replies", "--by-month", "--waiting"])
    assert both.exit_code == 2
