"""Insights on ten years of a big shop: counted in the background before anyone grows impatient.

Machines differ, so what is asserted is how many times longer it takes than reading every visit
once, as rows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core.insight import behind, insights, metrics, visit_table
from core.insight.insights import Insights
from core.people import visits
from core.people.visits import NewVisit
from core.store.workspace import Workspace

# A first look at all that there is; one at another period; one at the same again.
MOST_READINGS = {"first": 12.0, "metrics": 3.0, "again": 0.1}
TURNS = 3


@pytest.fixture
def shop(big_shop: Path) -> Iterator[Workspace]:
    with closing(Workspace.open(big_shop)) as opened:
        yield opened


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def reading(shop: Workspace) -> float:
    """The seconds that reading every visit once takes."""
    every = "SELECT customer_id, visited_on, amount_minor FROM visit"
    return min(seconds(lambda: sum(1 for _ in shop.each(every))) for _turn in range(TURNS))


def looked_at(shop: Workspace) -> Insights:
    first, today = behind.first_on(shop), shop.clock.today()
    assert first is not None
    return insights.read(shop, first, today)


def first_looks(big_shop: Path) -> float:
    """The seconds of a first look, with nothing kept from an earlier one; the fastest of three."""
    found = []
    for _turn in range(TURNS):
        with closing(Workspace.open(big_shop)) as shop:
            found.append(seconds(lambda shop=shop: looked_at(shop)))
    return min(found)


@pytest.mark.ratio
@pytest.mark.slow
def test_all_of_insights_on_ten_years(big_shop: Path, shop: Workspace) -> None:
    once, first = reading(shop), first_looks(big_shop)
    looked_at(shop)
    again = seconds(lambda: looked_at(shop))
    print(f"\na first look {first:.2f} s, again {again * 1000:.1f} ms; reading {once:.2f} s")  # noqa: T201
    assert first <= MOST_READINGS["first"] * once
    assert again <= MOST_READINGS["again"] * once


@pytest.mark.ratio
@pytest.mark.slow
def test_the_figures_of_ten_years_and_of_one(shop: Workspace) -> None:
    first, today = behind.first_on(shop), shop.clock.today()
    assert first is not None
    visit_table.of_shop(shop)
    once = reading(shop)
    for since in (first, date(today.year - 1, today.month, 1)):
        took = min(
            seconds(lambda since=since: metrics.compare(shop, since, today))
            for _turn in range(TURNS)
        )
        print(f"\nfigures since {since.year}: {took:.2f} s; reading {once:.2f} s")  # noqa: T201
        assert took <= MOST_READINGS["metrics"] * once


@pytest.mark.slow
def test_a_first_look(benchmark, big_shop: Path) -> None:
    benchmark.pedantic(first_looks, (big_shop,), rounds=1)


@pytest.mark.ratio
@pytest.mark.slow
def test_one_more_visit_is_shown_at_once_and_not_forgotten(big_shop: Path, tmp_path: Path) -> None:
    """What is kept is let go when a visit is written: the figures of today move with it."""
    copy = tmp_path / "shop.regulars"
    copy.write_bytes(big_shop.read_bytes())
    with closing(Workspace.open(copy)) as shop:
        before = looked_at(shop)
        customer_id = int(shop.value("SELECT min(id) FROM customer"))
        visits.record(shop, NewVisit(customer_id, shop.clock.today(), amount_minor=7_00))
        after = looked_at(shop)
    assert after.visits[-1].visits == before.visits[-1].visits + 1
    assert after.visits[-1].revenue_minor == before.visits[-1].revenue_minor + 7_00
