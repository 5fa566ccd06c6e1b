"""Stages over time: month by month, against what each customer's own day says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import histories, periods, shop_days, stage_findings, stage_flow, standings
from core.insight.stage_flow import COUNTED, StageMonth
from core.measures.stage import Stage
from core.people import closures, customers, stages, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

FIRST = date(2026, 1, 1)
TODAY = date(2026, 9, 21)


def came(workspace: Workspace, name: str, *days: date) -> int:
    customer_id = customers.add(workspace, NewCustomer(name)).id
    for day in days:
        visits.record(workspace, NewVisit(customer_id, day, "Cut", 45000))
    return customer_id


def monthly(*months: int) -> list[date]:
    return [date(2026, month, 1) for month in months]


def test_nobody_came_and_no_month_is_asked_for(workspace: Workspace) -> None:
    nothing = dict.fromkeys(COUNTED, 0)
    assert stage_flow.by_month(workspace, date(2026, 8, 1), TODAY) == [
        StageMonth(date(2026, 8, 1), nothing, {}),
        StageMonth(date(2026, 9, 1), nothing, {}),
    ]
    assert stage_flow.by_month(workspace, TODAY, FIRST) == []
    assert stage_flow.people(workspace, date(2026, 8, 1), "lost") == []


def test_each_month_ends_with_everyone_in_one_stage_and_the_moves_lead_there(
    workspace: Workspace,
) -> None:
    came(workspace, "Jana", *monthly(2, 3, 4, 5, 6, 7, 8, 9))
    came(workspace, "Eva", *monthly(2, 3, 4))
    came(workspace, "Ida", date(2026, 9, 10))
    flow = stage_flow.by_month(workspace, FIRST, TODAY)
    assert [tuple(month.counts[stage] for stage in COUNTED) for month in flow] == [
        (0, 0, 0, 0),
        (2, 0, 0, 0),
        (0, 2, 0, 0),
        (0, 2, 0, 0),
        # On the first of June the one has her fifth day, and the other was last here in April.
        (0, 2, 0, 0),
        (0, 0, 1, 1),
        (0, 0, 1, 1),
        (0, 0, 1, 1),
        (1, 0, 1, 1),
    ]
    assert [month.moved for month in flow] == [
        {},
        {("prospect", "first"): 2},
        {("first", "repeat"): 2},
        {},
        {},
        {("repeat", "loyal"): 1, ("repeat", "lost"): 1},
        {},
        {},
        {("prospect", "first"): 1},
    ]


def test_who_came_back_moved_out_of_the_lost(workspace: Workspace) -> None:
    came(workspace, "Eva", *monthly(1, 2, 3), date(2026, 8, 10))
    flow = stage_flow.by_month(workspace, date(2026, 8, 1), date(2026, 8, 31))
    assert [month.moved for month in flow] == [{("lost", "repeat"): 1}]


def test_behind_a_stage_are_its_people_the_last_to_have_come_first(workspace: Workspace) -> None:
    eva = came(workspace, "Eva", *monthly(1, 2, 3))
    ida = came(workspace, "Ida", *monthly(2, 3, 4))
    came(workspace, "Jana", *monthly(2, 3, 4, 5, 6, 7, 8, 9))
    found = stage_flow.people(workspace, month=date(2026, 8, 1), stage="lost")
    assert [(each.customer_id, each.customer, each.on, each.number) for each in found] == [
        (ida, "Ida", date(2026, 4, 1), 3),
        (eva, "Eva", date(2026, 3, 1), 3),
    ]
    assert stage_flow.people(workspace, date(2026, 8, 1), "prospect") == []


def test_a_month_that_is_not_over_stands_as_it_is_today(workspace: Workspace) -> None:
    came(workspace, "Eva", date(2026, 9, 20))
    visits.record(workspace, NewVisit(1, date(2026, 9, 28), "Cut", status="booked"))
    flow = stage_flow.by_month(workspace, date(2026, 9, 1), date(2026, 12, 31))
    assert [(month.month, month.counts["first"]) for month in flow] == [(date(2026, 9, 1), 1)]


def test_a_shop_on_holiday_loses_nobody(workspace: Workspace) -> None:
    came(workspace, "Eva", *monthly(4, 5, 6))
    assert stage_flow.people(workspace, date(2026, 8, 1), "lost")
    closures.add(workspace, NewClosure(date(2026, 7, 1), date(2026, 8, 31)))
    assert not stage_flow.people(workspace, date(2026, 8, 1), "lost")


def test_a_stage_set_by_hand_does_not_count(workspace: Workspace) -> None:
    eva = came(workspace, "Eva", date(2026, 9, 1))
    stages.pin(workspace, eva, "loyal")
    assert stage_flow.by_month(workspace, TODAY, TODAY)[0].counts["first"] == 1


# -- against a plain computation, customer by customer ----------------------------------

_visits = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 262)), max_size=50)
_closures = st.lists(st.tuples(st.integers(0, 262), st.integers(1, 30)), max_size=2)


@contextmanager
def _shop(told: list[tuple[int, int]], closed: list[tuple[int, int]]) -> Iterator[Workspace]:
    with closing(Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))) as shop:
        for name in ("Eva", "Ida", "Jana", "Lea"):
            customers.add(shop, NewCustomer(name))
        with shop.write("Shop") as write:
            for who, day in told:
                on = (FIRST + timedelta(days=day)).isoformat()
                row = {"customer_id": who, "visited_on": on, "created_at": f"{on}T20:00:00Z"}
                write.insert("visit", status="done", **row)
            for day, length in closed:
                since = FIRST + timedelta(days=day)
                until = (since + timedelta(days=length)).isoformat()
                write.insert("closure", since_on=since.isoformat(), until_on=until)
        yield shop


@given(_visits, _closures)
def test_the_months_say_what_each_customer_s_own_days_say(
    told: list[tuple[int, int]], closed: list[tuple[int, int]]
) -> None:
    with _shop(told, closed) as shop:
        before = _plainly(shop, date(2025, 12, 31))
        for month in stage_flow.by_month(shop, FIRST, TODAY):
            end = min(periods.last_day(month.month), TODAY)
            now = _plainly(shop, end)
            counts = Counter(now.values())
            assert month.counts == {stage: counts[stage] for stage in COUNTED}
            moved = Counter((before[each], now[each]) for each in now if before[each] != now[each])
            assert month.moved == dict(moved)
            for stage in COUNTED:
                behind = {trace.id for trace in stage_flow.people(shop, month.month, stage)}
                assert behind == {each for each in now if now[each] == stage}
            before = now


_gaps = st.lists(st.sampled_from((1, 4, 5, 7, 9, 12, 21, 22, 33, 34, 47, 80, 110)), max_size=12)


@given(st.tuples(_gaps, _gaps), _closures, st.integers(20, 23))
@example(([4, 5, 80], []), [], 23)
def test_the_lost_of_every_single_day_are_those_whose_own_day_says_so(
    gaps: tuple[list[int], list[int]], closed: list[tuple[int, int]], first: int
) -> None:
    ends = [list(accumulate(each, initial=10 * who)) for who, each in enumerate(gaps)]
    told = [(who, day) for who, days in enumerate(ends, 1) for day in days if day <= 262]
    with _shop(told, closed) as shop:
        for day in range(first, 263, 4):
            on = FIRST + timedelta(days=day)
            lost = {each.id for each in stage_flow.people(shop, on.replace(day=1), "lost", on)}
            plain = {who for who, stage in _plainly(shop, on).items() if stage == "lost"}
            assert (on, lost) == (on, plain)


def _plainly(shop: Workspace, on: date) -> dict[int, Stage]:
    day = shop_days.one(shop, on)
    return {
        history.customer_id: standings.standing(history, day).stage
        for history in histories.each(shop, on, on)
    }


# -- the sentence -----------------------------------------------------------------------


def _months(won: int, lost: int) -> list[StageMonth]:
    moved: dict[tuple[Stage, Stage], int] = {("prospect", "first"): won, ("loyal", "lost"): lost}
    return [StageMonth(date(2026, month, 1), {}, moved) for month in (6, 7, 8, 9)]


@pytest.mark.parametrize(
    ("won", "lost", "begins"),
    [
        (1, 1, "Too few"),
        (50, 20, "More customers were won than lost in the last months: 150 against 60."),
        (20, 50, "More customers were lost than won in the last months: 150 against 60."),
        (20, 21, "Customers won and lost keep the balance in the last months: 60 and 63."),
    ],
)
def test_the_sentence_tells_of_the_last_three_months_and_only_of_what_is_clear(
    won: int, lost: int, begins: str
) -> None:
    assert stage_findings.of_stages(_months(won, lost)).startswith(begins)


def test_without_a_month_there_is_nothing_to_judge() -> None:
    assert stage_findings.of_stages([]).startswith("Too few")
