"""Records that make no sense bring no nonsense to the screen.

Visits in the future, refunds larger than sales, birthdays in 1850, clocks that were set back,
names of nothing: files of other programs bring all of it, and no figure may believe it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import (
    backtest,
    expected,
    health_scores,
    insights,
    likes,
    metrics,
    notebook,
    reweighing,
    service_rhythms,
    slipped,
    stage_flow,
    stage_history,
    timeline,
    today,
    trends,
    weights,
    winback,
)
from core.insight.health_scores import CustomerHealth
from core.measures.rhythm_state import STATES
from core.measures.stage import STAGES
from core.people import customers, visits
from core.people.customers import CustomerFilter
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback
from tests.core.oddities import (
    NONSENSE,
    ODDITIES,
    TODAY,
    add,
    ago,
    everything_hidden,
    nobody,
    two_thousand_visits,
    write_visit,
)

PAST_DAYS = (TODAY, TODAY - timedelta(days=30), date(2024, 2, 29), date(1999, 1, 1))


def told(record: Any) -> Iterator[Any]:
    """Every figure, day and word within a record, however deep."""
    if is_dataclass(record) and not isinstance(record, type):
        for field in fields(record):
            yield from told(getattr(record, field.name))
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from told(key)
            yield from told(value)
    elif isinstance(record, list | tuple | set | frozenset):
        for value in record:
            yield from told(value)
    else:
        yield record


def sensible_figures(record: Any) -> None:
    """No figure anywhere in a record is endless or not a number."""
    for value in told(record):
        assert not isinstance(value, float) or math.isfinite(value), record


def sensible_words(text: str) -> None:
    assert not NONSENSE.search(text), text


def sensible_health(found: CustomerHealth, on: date) -> None:
    """Score, stage, rhythm and days of one customer agree with each other and with the day."""
    sensible_figures(found)
    sensible_words(found.why)
    assert found.stage in STAGES
    assert found.visits >= 0
    if found.health is not None:
        parts = [part.points for part in found.health.contributions]
        assert 0 <= found.health.score <= 100
        assert sum(parts) == pytest.approx(found.health.score)
        for part in found.health.contributions:
            assert 0 <= part.factor.points <= 100
            assert part.factor.on <= on
            assert all(fact >= 0 for fact in part.factor.facts.values()), part.factor
    if found.booked_on is not None:
        assert found.booked_on >= on
    if found.last_visit_on is None:
        assert (found.state, found.due_on, found.lost_on) == (None, None, None)
        return
    sensible_rhythm(found, found.last_visit_on, on)


def sensible_rhythm(found: CustomerHealth, last: date, on: date) -> None:
    assert last <= on
    assert found.state in STATES
    assert found.usual_gap_days is not None
    assert found.usual_gap_days > 0
    assert found.due_on
    assert found.overdue_on
    assert found.lost_on
    assert found.expected
    assert last < found.due_on <= found.overdue_on <= found.lost_on
    assert found.expected.since <= found.expected.until
    assert last <= found.expected.since
    assert found.usual_spend_minor is None or found.usual_spend_minor > 0
    assert (found.state == "lost") == (on >= found.lost_on and found.booked_on is None)


def sensible_customer(workspace: Workspace, customer_id: int, on: date) -> None:
    """Everything that the page of one customer says on a day."""
    found = health_scores.of_customer(workspace, customer_id, on)
    sensible_health(found, on)
    changes = stage_history.of_customer(workspace, customer_id, on)
    assert all(one.on <= two.on for one, two in pairwise(changes))
    assert all(change.on <= on for change in changes)
    for service in service_rhythms.of_customer(workspace, customer_id, on):
        sensible_figures(service)
        assert service.visits > 0
        assert service.last_on <= on
        assert service.due_on is None or service.due_on > service.last_on
    liked = likes.of_customer(workspace, customer_id, on)
    assert all(one.last_on <= on for one in liked.staff)
    happened = timeline.of_customer(workspace, customer_id)
    assert [one.on for one in happened] == sorted((one.on for one in happened), reverse=True)


def sensible_day(workspace: Workspace, on: date) -> None:
    """Everything that Today says of a day."""
    day = today.gather(workspace, on)
    sensible_figures(day)
    for row in today.rows(day):
        assert row["days"] >= 0, row
        assert row["since_on"] <= on.isoformat(), row
        sensible_words(str(row["note"]))
    for visit in day.due:
        assert visit.last_visit_on < visit.due_on <= on
        assert visit.usual_gap_days > 0
    for drop in day.drops:
        assert 0 <= drop.score < drop.before <= 100
        assert on - timedelta(days=30) <= drop.since_on <= on
    for passed in day.passed:
        assert passed.booked_on < on
    assert expected.at_risk(workspace, on).minor >= 0
    for gone in winback.lost(workspace, on):
        assert gone.last_visit_on < gone.lost_on <= on
    behind = notebook.behind_since(workspace, on)
    assert behind is None or behind <= on


def sensible_period(workspace: Workspace, since: date, until: date, on: date) -> None:
    """Every metric and series of a period."""
    for compared in metrics.compare(workspace, since, until, on):
        metric = compared.now
        sensible_figures(metric)
        sensible_words(compared.change_text())
        assert metric.n >= 0
        if metric.value is None:
            continue
        assert (
            metric.unit == "money"
            or NONSENSE.search(metric.text()) is None
            or (metric.unit == "points")
        ), metric
        if metric.unit == "percent":
            assert 0 <= metric.value <= 100
            assert metric.low is not None
            assert metric.high is not None
            assert 0 <= metric.low <= metric.high <= 100
        if metric.unit in ("hours", "number") and metric.key != "topic_mood":
            assert metric.value >= 0, metric
    sensible_series(workspace, since, until)


def sensible_series(workspace: Workspace, since: date, until: date) -> None:
    for month in trends.visits_by_month(workspace, since, until):
        assert since.replace(day=1) <= month.month <= until
        assert 0 <= month.customers <= max(month.customers, month.visits)
    for cohort in trends.cohorts(workspace, since, until):
        assert all(0 <= seen <= cohort.customers for seen in cohort.seen)
    for stages in stage_flow.by_month(workspace, since, until):
        assert all(count >= 0 for count in stages.counts.values())
        assert all(count >= 0 for count in stages.moved.values())
    for series in (trends.mood_by_month, trends.topics_pareto, trends.nps_by_quarter):
        sensible_figures(series(workspace, since, until))  # type: ignore[operator]


def makes_sense(workspace: Workspace) -> None:
    """Everything that the app would show of a shop, today and on days gone by."""
    now = workspace.clock.today()
    health_scores.refresh(workspace)
    for on in (now, *(day for day in PAST_DAYS if day < now)):
        for found in health_scores.each(workspace, on):
            sensible_health(found, on)
            sensible_customer(workspace, found.customer_id, on)
        sensible_day(workspace, on)
        sensible_figures(slipped.from_records(workspace, on))
        sensible_period(workspace, on - timedelta(days=89), on, on)
    first = workspace.value("SELECT min(visited_on) FROM visit") or now.isoformat()
    since = max(date.fromisoformat(first), now - timedelta(days=3_650))
    if since <= now:
        sensible_period(workspace, since, now, now)
        sensible_figures(insights.read(workspace, since, now))
    sensible_figures(backtest.run(workspace))
    book = reweighing.read(workspace)
    sensible_figures(reweighing.preview(book, weights.current(workspace)))
    for line in customers.find(workspace, CustomerFilter()):
        assert line.score is None or 0 <= line.score <= 100


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda oddity: oddity.__name__)
def test_an_oddity_brings_no_nonsense(
    workspace: Workspace, oddity: Callable[[Workspace], None]
) -> None:
    usual = add(workspace)
    for n in range(8):
        visits.record(workspace, NewVisit(usual, ago(3 + 28 * n), "Cut", amount_minor=500_00))
    oddity(workspace)
    makes_sense(workspace)


def test_all_oddities_together_bring_no_nonsense(workspace: Workspace) -> None:
    for oddity in ODDITIES:
        if oddity not in (nobody, everything_hidden):
            oddity(workspace)
    makes_sense(workspace)


@pytest.mark.parametrize("years", [1, 30, 100])
def test_a_clock_that_was_set_back_hides_nobody_and_tells_no_negative_days(
    workspace: Workspace, clock: FixedClock, years: int
) -> None:
    who = add(workspace)
    for n in range(8):
        visits.record(workspace, NewVisit(who, ago(3 + 28 * n), "Cut", amount_minor=500_00))
    feedback.log(workspace, NewFeedback("complaint", "It was cold.", customer_id=who))
    customers.feel_pulse(workspace, who, 1)
    health_scores.refresh(workspace)
    clock.instant = clock.instant.replace(year=clock.instant.year - years)
    makes_sense(workspace)
    assert [found.customer_id for found in health_scores.each(workspace)] == [who]


def test_a_visit_written_for_next_year_does_not_count_as_the_last_one(workspace: Workspace) -> None:
    who = add(workspace)
    for on in ("2026-08-01", "2026-09-01", "2027-09-01"):
        write_visit(workspace, who, on)
    found = health_scores.of_customer(workspace, who)
    assert found.last_visit_on == date(2026, 9, 1)


def test_who_comes_every_day_does_not_make_it_look_as_if_most_did(workspace: Workspace) -> None:
    for number in range(8):
        who = add(workspace, f"Customer {number}")
        for days in (100, 70, 40):
            visits.record(workspace, NewVisit(who, ago(days)))
    two_thousand_visits(workspace)
    seen_once = add(workspace, "Eva Krátká")
    visits.record(workspace, NewVisit(seen_once, ago(10)))
    found = health_scores.of_customer(workspace, seen_once)
    assert (found.usual_gap_days, found.state) == (30, "in_rhythm")


def test_large_numbers_in_reasons_are_written_as_elsewhere(workspace: Workspace) -> None:
    two_thousand_visits(workspace)
    (found,) = health_scores.each(workspace)
    assert found.why.startswith("Was here today, 2,000 visits so far.")


def test_signs_alone_are_no_service(workspace: Workspace) -> None:
    who = add(workspace)
    write_visit(workspace, who, "2026-09-01", services=" , + / ;;")
    assert likes.of_customer(workspace, who).services == ()


odd_visits = st.lists(
    st.tuples(
        st.one_of(
            st.dates(ago(800), TODAY + timedelta(days=60)),
            st.sampled_from([date(1900, 1, 1), date(2062, 1, 1), date.max]),
        ),
        st.sampled_from([None, 0, 1, 450_00, -450_00, 12_000_000_00, -visits.MOST_MINOR]),
        st.sampled_from(visits.STATUSES),
        st.sampled_from(["2020-01-01T10:00:00Z", "2026-09-20T22:30:00Z", "2031-01-01T00:00:00Z"]),
        st.sampled_from(["", "Cut", "Colour, cut"]),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(st.lists(odd_visits, min_size=1, max_size=3))
def test_no_past_of_visits_brings_nonsense(lives: list[list[Any]]) -> None:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    for number, life in enumerate(lives):
        who = add(workspace, f"Jana {number}")
        for on, amount, status, written, services in life:
            write_visit(
                workspace, who, on.isoformat(), amount_minor=amount, status=status,
                created_at=written, services=services,
            )  # fmt: skip
    makes_sense(workspace)
    workspace.close()
