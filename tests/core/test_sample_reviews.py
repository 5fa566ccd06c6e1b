"""The past reviews of a sample shop were really held: closed with what was known on their day."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest

from core import sample
from core.clock import FixedClock, parse_instant
from core.insight import quarterly_review
from core.insight.quarterly_review import QuarterlyReview, ReviewPages
from core.sample import earlier
from core.sample.earlier import ThatDay
from core.store.workspace import Workspace
from core.voice import suggestions


def made(today: str, *, customers: int = 60, years: float = 2, seed: int = 7) -> Workspace:
    workspace = Workspace.in_memory(clock=FixedClock(f"{today}T08:00:00Z"))
    sample.fill(workspace, customers=customers, years=years, seed=seed)
    return workspace


def held(workspace: Workspace) -> list[tuple[QuarterlyReview, ReviewPages]]:
    """The reviews with what they tell, the oldest first."""
    reviews = reversed(quarterly_review.find(workspace))
    return [(each, quarterly_review.gather(workspace, each.quarter)) for each in reviews]


@pytest.fixture(scope="module")
def shop() -> Workspace:
    return made("2026-09-21", customers=150)


def test_they_are_held_on_the_usual_day_and_set_the_next_one(shop: Workspace) -> None:
    (before, _then), (last, _now) = held(shop)
    assert (before.quarter, last.quarter) == ("2026-Q1", "2026-Q2")
    assert last.closed_at is not None
    assert before.next_on == shop.clock.day_of(last.closed_at)
    due = quarterly_review.following(shop)
    assert due is not None
    assert (due.quarter, due.due_on) == ("2026-Q3", last.next_on)


def test_each_keeps_its_own_figures_and_words(shop: Workspace) -> None:
    for review, pages in held(shop):
        assert not pages.counted_anew
        assert pages.closed_at == review.closed_at
        assert pages.on == shop.clock.day_of(review.opened_at)
        assert pages.heard.feedback > 0
        assert pages.heard.quotes
        assert all(figure.now.value is not None for figure in pages.figures[:3])
        assert sum(band.customers for band in pages.health) > 50


def test_what_came_later_is_not_in_them(shop: Workspace) -> None:
    for _review, pages in held(shop):
        assert all(voice.said_on <= pages.on for voice in pages.waiting)
        assert all(told.decided_on <= pages.on for told in pages.decided)
    (_first, then), _last = held(shop)
    waiting = {told.suggestion_id: told.status for told in then.backlog}
    done = [s.id for s in suggestions.backlog(shop, statuses=("done",))]
    assert done
    assert {waiting[suggestion_id] for suggestion_id in done} <= {"open", "planned"}


def test_a_promise_is_rated_and_judged_by_what_had_become_of_it(shop: Workspace) -> None:
    (_before, then), (_last, now) = held(shop)
    rated = {told.suggestion_id for told in then.backlog if told.score is not None}
    assert {promise.suggestion_id for promise in then.promises} <= rated
    assert [told.kept for told in now.promises_before] == [True, False]
    assert [told.status for told in now.became] == ["done", "open"]
    assert [promise.kept for promise in now.promises] == [None, None]


@pytest.mark.parametrize(
    "today", ["2026-01-15", "2026-01-20", "2026-04-02", "2026-07-16", "2026-10-21", "2028-02-29"]
)
def test_nothing_is_promised_that_is_done_already(today: str) -> None:
    with closing(made(today, customers=25)) as shop:
        assert len(held(shop)) == 2
        for review, pages in held(shop):
            assert review.closed_at is not None
            assert shop.clock.day_of(review.closed_at) < shop.clock.today()
            done_by_then = [s.suggestion_id for s in pages.decided if s.status == "done"]
            assert review.promises
            assert not {each.suggestion_id for each in review.promises} & set(done_by_then)


def test_nobody_reviews_a_quarter_before_the_first_day() -> None:
    for years, wanted in ((0.1, []), (0.4, ["2026-Q2"]), (1, ["2026-Q1", "2026-Q2"])):
        with closing(made("2026-09-21", customers=8, years=years)) as shop:
            assert [review.quarter for review, _pages in held(shop)] == wanted


def test_the_shop_of_an_earlier_day_is_a_whole_shop_without_anything_later(
    shop: Workspace,
) -> None:
    moment = datetime(2026, 4, 15, 14, 20, tzinfo=UTC)
    clock = ThatDay(shop.clock, moment)
    before = shop.value("SELECT count(*) FROM visit")
    with closing(earlier.opened(shop, clock)) as then:
        assert then.clock.today().isoformat() == "2026-04-15"
        for noun, came in earlier.CAME.items():
            assert parse_latest(then, noun, came) <= moment
        assert then.rows("PRAGMA foreign_key_check") == []
        assert 0 < then.value("SELECT count(*) FROM visit") < before
    assert shop.value("SELECT count(*) FROM visit") == before


def parse_latest(workspace: Workspace, noun: str, column: str) -> datetime:
    latest = workspace.value(f"SELECT max({column}) FROM {noun}") or "2000-01-01"
    return parse_instant(latest if "T" in latest else f"{latest}T00:00:00Z")
