"""The shop's usual gap on every day of its past: the median over everyone's gaps until then."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import usual_gaps
from core.insight.usual_gaps import UsualGaps
from core.measures.opening import OpenDays
from core.measures.rhythm import USUAL_GAP_DAYS, gaps, shop_median
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)
DAYS = 300


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def came(workspace: Workspace, name: str, *ago: int) -> None:
    customer_id = customers.add(workspace, NewCustomer(name)).id
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, on(-days)))


def test_before_anyone_came_twice_it_is_six_weeks(workspace: Workspace) -> None:
    assert usual_gaps.of_shop(workspace).on(TODAY.toordinal()) == USUAL_GAP_DAYS
    came(workspace, "Jana", 10)
    came(workspace, "Eva", 4)
    assert usual_gaps.of_shop(workspace).on(TODAY.toordinal()) == USUAL_GAP_DAYS


def test_a_gap_counts_from_the_day_on_which_it_ends(workspace: Workspace) -> None:
    came(workspace, "Jana", 60, 40, 10)
    found = usual_gaps.of_shop(workspace)
    told = [found.on(on(-ago).toordinal()) for ago in (60, 41, 40, 11, 10, 0)]
    assert told == [USUAL_GAP_DAYS, USUAL_GAP_DAYS, 20, 20, 25, 25]


def test_who_comes_every_day_for_years_counts_like_everyone(workspace: Workspace) -> None:
    for number in range(7):
        came(workspace, f"Customer {number}", 90, 60, 30)
    came(workspace, "Eva", *range(400))
    assert usual_gaps.of_shop(workspace).on(TODAY.toordinal()) == 30


def test_a_closure_is_no_part_of_a_gap(workspace: Workspace) -> None:
    came(workspace, "Jana", 60, 20)
    closures.add(workspace, NewClosure(on(-50), on(-41)))
    assert usual_gaps.of_shop(workspace).on(TODAY.toordinal()) == 30


@pytest.mark.parametrize("at_once", [1, 7, 64])
@given(
    people=st.lists(st.sets(st.integers(0, DAYS), min_size=1, max_size=30), max_size=5),
    shut=st.none() | st.tuples(st.integers(0, DAYS), st.integers(0, 40)),
)
def test_on_every_day_it_is_the_median_of_the_gaps_until_then(
    at_once: int, people: list[set[int]], shut: tuple[int, int] | None
) -> None:
    open_days = OpenDays([(on(-shut[0]), on(shut[1] - shut[0]))] if shut else [])
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))) as shop,
    ):
        patch.setattr(usual_gaps, "_DAYS", at_once)
        for number, ago in enumerate(people):
            came(shop, f"Customer {number}", *ago)
        if shut:
            closures.add(shop, NewClosure(on(-shut[0]), on(shut[1] - shut[0])))
        found = usual_gaps.of_shop(shop)
        for ago in range(0, DAYS + 1, 5):
            until = [[on(-n) for n in theirs if n >= ago] for theirs in people]
            theirs = [gaps(days, None, open_days)[: usual_gaps.EACH_GAPS] for days in until]
            expected = shop_median([gap for early in theirs for gap in early])
            assert found.on(on(-ago).toordinal()) == expected


@given(
    changed=st.dictionaries(st.integers(0, 60), st.floats(1, 90), max_size=8),
    first=st.integers(-5, 70),
    length=st.integers(0, 40),
)
def test_a_run_of_days_is_cut_only_where_the_gap_changes(
    changed: dict[int, float], first: int, length: int
) -> None:
    since = sorted(changed)
    found = UsualGaps(since, [changed[day] for day in since])
    parts = list(found.between(first, first + length))
    told = [(day, gap) for begin, end, gap in parts for day in range(begin, end)]
    assert told == [(day, found.on(day)) for day in range(first, first + length)]
    assert {begin for begin, _end, _gap in parts[1:]} <= set(since)
