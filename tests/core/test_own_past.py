"""What a shop's own past says, counted on columns, against the same counted person by person."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import sample
from core.clock import FixedClock
from core.insight import own_past, usual_gaps, visit_days, visit_table
from core.insight.visit_days import VisitDays
from core.measures import factors, foretelling
from core.measures.opening import OpenDays
from core.measures.rhythm import gaps
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


def someone(workspace: Workspace, *ago: int, paid: int | None = None) -> int:
    customer_id = customers.add(workspace, NewCustomer("Jana Malá")).id
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, TODAY - timedelta(days), amount_minor=paid))
    return customer_id


def test_an_empty_shop_has_no_usual_spend_and_nothing_to_learn_from(workspace: Workspace) -> None:
    assert own_past.usual_spend(workspace, TODAY) is None
    assert own_past.slopes(workspace, TODAY) == foretelling.ELSEWHERE


def test_the_usual_spend_is_the_median_paid_visit_day(workspace: Workspace) -> None:
    someone(workspace, 9, 9, paid=200)
    someone(workspace, 8, 7, paid=300)
    someone(workspace, 6, paid=0)
    someone(workspace, 5)
    someone(workspace, 4, paid=-900)
    assert own_past.usual_spend(workspace, TODAY) == 300


def test_a_refund_is_a_row_but_no_visit(workspace: Workspace) -> None:
    someone(workspace, 9, paid=-100)
    table = visit_table.of_shop(workspace)
    assert (table.spends.tolist(), table.came.tolist()) == ([-100], [False])
    assert table.visits().days.tolist() == []


@pytest.fixture(scope="module")
def shop() -> Workspace:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T10:00:00Z"))
    sample.fill(workspace, customers=150, years=2, seed=3)
    return workspace


def test_the_table_holds_what_the_rows_say(shop: Workspace) -> None:
    table = visit_table.of_shop(shop)
    for index, person in enumerate(everyone(shop)):
        rows = slice(table.starts[index], table.starts[index + 1])
        days = [date.fromordinal(day) for day in table.days[rows][table.came[rows]].tolist()]
        paid = table.paid[rows]
        when, minor = table.days[rows][paid].tolist(), table.spends[rows][paid].tolist()
        assert table.customers[index] == person.customer_id
        assert days == person.days
        assert list(zip(map(date.fromordinal, when), minor, strict=True)) == person.spends


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 500),
    st.integers(1, 200),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 30)), max_size=2),
    st.lists(st.integers(0, 700), max_size=5),
)
def test_cases_are_those_of_the_factor_person_by_person(
    ago: int, ahead: int, shut: list[tuple[int, int]], holidays: list[int]
) -> None:
    shop = _kept_shop()
    open_days = OpenDays(
        [(day(ago), day(ago) + timedelta(days=n)) for ago, n in shut], map(day, holidays)
    )
    cut = day(ago + ahead)
    table = visit_table.of_shop(shop).visits()
    found = own_past.cases(table, cut.toordinal(), ahead, 31.5, open_days)
    people = [person.days for person in everyone(shop)]
    known = [days for days in people if days and days[0] <= cut]
    assert len(found.came) == len(known)
    for index, days in enumerate(known):
        before = [day for day in days if day <= cut]
        first, last = before[0].toordinal(), before[-1].toordinal()
        span = last - first - open_days.shut_between(first, last)
        lately = [day for day in before if (cut - day).days < factors.FREQUENCY_DAYS]
        assert found.visits[index] == factors.counted_visits(max(1, len(lately)))
        assert found.gaps_away[index] == pytest.approx(
            open_days.away(last, cut.toordinal()) / ((span + 2 * 31.5) / (len(before) - 1 + 2))
        )
        assert found.regularity[index] == pytest.approx(
            factors._regularity(gaps(before, None, open_days)[-12:]), abs=1e-9
        )
        assert found.came[index] == any(cut < d <= cut + timedelta(days=ahead) for d in days)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def everyone(shop: Workspace) -> list[VisitDays]:
    """Everybody's visit days as the rows of the file say them, one customer after another."""
    last = int(shop.value("SELECT max(id) FROM customer"))
    return list(visit_days.of_run(shop, TODAY, "CZK", (1, last)))


_SHOPS: list[Workspace] = []


def _kept_shop() -> Workspace:
    if not _SHOPS:
        workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T10:00:00Z"))
        sample.fill(workspace, customers=60, years=2, seed=4)
        _SHOPS.append(workspace)
    return _SHOPS[0]


def barber(seed: int, people: int = 500) -> Workspace:
    """Everyone comes like clockwork, until one day they come no more."""
    rng = random.Random(seed)
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T10:00:00Z"))
    rows, new = [], []
    for number in range(1, people + 1):
        new.append((f"C{number}", f"C{number}", f"c{number}", "2024-01-01T00:00:00Z"))
        day, gap = rng.uniform(0, 500), rng.choice((14, 21, 28, 35, 42))
        while day < 720:
            on = TODAY - timedelta(days=round(720 - day))
            rows.append((number, on.isoformat(), "done", 500_00, "CZK", f"{on}T09:00:00Z"))
            day += max(1, rng.gauss(gap, gap / 7))
            if rng.random() < 0.1:
                break
    with workspace.write("Test") as write:
        write.insert_many("customer", ("name", "first_name", "sort_name", "created_at"), new)
        columns = ("customer_id", "visited_on", "status", "amount_minor", "currency", "created_at")
        write.insert_many("visit", columns, rows)
    return workspace


def test_a_shop_of_clockwork_visitors_learns_that_an_absence_says_more() -> None:
    shop = barber(1)
    learned = own_past.slopes(shop, TODAY)
    assert learned.away > foretelling.ELSEWHERE.away
    # Judged where nothing was learned from: the last half year, by what was known before it.
    cut = TODAY - timedelta(days=180)
    then = own_past.slopes(shop, cut)
    usual = usual_gaps.of_shop(shop).on(cut.toordinal())
    cases = own_past.cases(visit_table.of_shop(shop).visits(), cut.toordinal(), 180, usual)

    def foretold(slopes: foretelling.Slopes) -> float:
        missed = cases.regularity * np.maximum(0, cases.gaps_away - 1)
        absence = slopes.away * np.log1p(cases.gaps_away) + slopes.regular * missed
        odds = slopes.visits * np.log(cases.visits) - absence
        return foretelling.ranking(odds, cases.came) or 0

    assert foretold(then) > foretold(foretelling.ELSEWHERE)


def test_what_was_learned_stands_for_a_month_and_for_that_past_only() -> None:
    shop = barber(2)
    first, last = date(2026, 8, 1), date(2026, 8, 31)
    assert own_past.slopes(shop, first) == own_past.slopes(shop, last)
    with shop.write("Test") as write:
        write.execute("DELETE FROM visit WHERE visited_on >= '2026-08-01'")
        write.tell("visit")
    assert own_past.slopes(shop, first) == own_past._learned(shop, first)


def test_a_closure_is_no_absence_to_learn_from_and_one_to_come_changes_nothing() -> None:
    shop = barber(3)
    before = own_past.slopes(shop, TODAY)
    closures.add(shop, NewClosure(date(2026, 10, 1), date(2026, 10, 20)))
    assert own_past.slopes(shop, TODAY) == before
    closures.add(shop, NewClosure(date(2026, 1, 25), date(2026, 2, 25)))
    learned = own_past.slopes(shop, TODAY)
    assert learned != before
    assert learned == own_past._learned(shop, date(2026, 9, 1))
