"""Who is still coming at the end: counted by hand, where a single visit counts as retained."""

from __future__ import annotations

from datetime import date, timedelta

from core.insight import metrics
from core.measures.margins import wilson
from core.people import closures
from core.people.closures import NewClosure
from tests.core.test_coming_back import Sale, parts, shop


def test_whoever_came_once_in_a_year_and_stopped_is_retained_but_not_still_active() -> None:
    """Twelve came every 30 days; eight of them stopped after the first month of the year.

    Retention counts all twelve, four of twelve were last here within 60 days of its end.
    """
    since, until = date(2025, 1, 1), date(2025, 12, 31)
    found: list[Sale] = []
    for who in range(1, 13):
        days = range(-150, 31 if who <= 8 else 365, 30)
        found += [(who, since + timedelta(days=n), None) for n in days]
    with_shop = shop(found)
    told = {each.key: each for each in metrics.gather(with_shop, since, until)}
    assert parts(told["retention"]) == (12, 12)
    assert parts(told["still_active"]) == (4, 12)
    assert (told["still_active"].n, told["still_active"].too_few) == (12, False)
    assert (told["still_active"].low, told["still_active"].high) == wilson(4, 12)
    with_shop.close()


def test_still_active_without_a_visit_is_whoever_is_not_away_for_too_long() -> None:
    """Every 10 days until the eve: active for 20 days, visits in the period or not; then lost."""
    since = date(2026, 5, 1)
    eve = since - timedelta(days=1)
    with_shop = shop([(1, eve - timedelta(days=10 * n), None) for n in range(4)])
    for days, still in ((1, 1), (20, 1), (21, 0)):
        until = eve + timedelta(days=days)
        told = {each.key: each for each in metrics.gather(with_shop, since, until)}
        assert parts(told["still_active"]) == (still, 1)
        assert parts(told["retention"]) == (0, 1)
    with_shop.close()


def test_new_customers_and_those_back_after_long_are_no_part_of_still_active() -> None:
    """One first came in the period, one after two years: none of them was active on the eve."""
    since, until = date(2026, 5, 1), date(2026, 5, 31)
    with_shop = shop([(1, since, None), (2, date(2024, 5, 1), None), (2, until, None)])
    told = {each.key: each for each in metrics.gather(with_shop, since, until)}
    assert parts(told["still_active"]) == (0, 0)
    assert told["still_active"].value is None
    with_shop.close()


def test_while_a_period_runs_still_active_is_asked_of_today() -> None:
    """Seen once, 100 days before today, 21 September: by the end of the year it were 201 days."""
    today = date(2026, 9, 21)
    with_shop = shop([(1, today - timedelta(days=100), None)])
    told = {
        each.key: each for each in metrics.gather(with_shop, date(2026, 7, 1), date(2026, 12, 31))
    }
    assert parts(told["still_active"]) == (1, 1)
    with_shop.close()


def test_a_closure_before_the_end_is_no_absence() -> None:
    """Every 10 days until 30 April, then 1–31 May shut: on 20 June 20 open days are over."""
    eve = date(2026, 4, 30)
    with_shop = shop([(1, eve - timedelta(days=10 * n), None) for n in range(4)])
    closures.add(with_shop, NewClosure(date(2026, 5, 1), date(2026, 5, 31)))
    for day, still in ((date(2026, 6, 20), 1), (date(2026, 6, 21), 0)):
        told = {each.key: each for each in metrics.gather(with_shop, date(2026, 5, 1), day)}
        assert parts(told["still_active"]) == (still, 1)
    with_shop.close()


def test_more_who_are_still_active_is_better_and_compared_beyond_both_margins() -> None:
    """In May all of a hundred stayed; in June the ninety who were last here on 30 April did not."""
    found: list[Sale] = []
    for who in range(1, 101):
        last = date(2026, 7, 28) if who <= 10 else date(2026, 4, 30)
        stays = [date(2026, 5, 20), date(2026, 6, 20)] if who <= 10 else []
        back = [date(2026, 4, 30) - timedelta(days=25 * n) for n in range(4)]
        found += [(who, day, None) for day in {*back, *stays, last}]
    with_shop = shop(found)
    june = metrics.compare(with_shop, date(2026, 6, 1), date(2026, 6, 30))
    (still,) = [each for each in june if each.now.key == "still_active"]
    assert parts(still.before) == (100, 100)
    assert parts(still.now) == (10, 100)
    assert (still.change, still.direction) == ("down", "worse")
    with_shop.close()
