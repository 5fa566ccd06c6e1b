"""Figures of visits counted on whole columns are those that counting person by person gives."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import coming_back, metrics, trends
from core.insight.metrics import Metric
from core.measures import retention
from core.measures.rhythm import REMEMBERED_GAPS, is_active, rhythm
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace

FIRST = date(2023, 12, 1)
Sale = tuple[int, date, int | None]


def shop(sales: Sequence[Sale], today: str = "2026-09-21T08:00:00Z") -> Workspace:
    """Customers with these visits, a walk-in for customer 0; amounts in minor units."""
    workspace = Workspace.in_memory(clock=FixedClock(today))
    with workspace.write("Sales for a test") as write:
        for number in {sale[0] for sale in sales} - {0}:
            write.insert(
                "customer", id=number, name=f"Jana {number}", first_name="Jana",
                sort_name=f"jana {number}", created_at="2020-01-01T00:00:00Z",
            )  # fmt: skip
        for who, day, minor in sales:
            write.insert(
                "visit", customer_id=who or None, visited_on=day.isoformat(), amount_minor=minor,
                currency="CZK", status="done", created_at="2020-01-01T00:00:00Z",
            )  # fmt: skip
    return workspace


sales = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(0, 800).map(lambda days: FIRST + timedelta(days=days)),
        st.one_of(st.none(), st.integers(-300, 900)),
    ),
    max_size=60,
)
spans = st.tuples(st.integers(-100, 900), st.integers(0, 500)).map(
    lambda pair: (FIRST + timedelta(pair[0]), FIRST + timedelta(pair[0] + pair[1]))
)


def by_person(found: Iterable[Sale], on: date) -> dict[int, tuple[list[date], dict[date, int]]]:
    """Everyone's visit days and money by day, a day of nothing but refunds being no visit."""
    days, money = defaultdict[int, set[date]](set), defaultdict[int, dict[date, int]](dict)
    for who, day, minor in found:
        if who and day <= on:
            if (minor or 0) >= 0:
                days[who].add(day)
            if minor is not None:
                money[who][day] = money[who].get(day, 0) + minor
    return {who: (sorted(days[who]), money[who]) for who in {*days, *money}}


@given(sales, spans, st.integers(0, 1000))
def test_columns_and_persons_give_the_same_figures(
    found: list[Sale], span: tuple[date, date], asked: int
) -> None:
    on = FIRST + timedelta(days=asked)
    since, until = span[0], min(span[1], on)
    active, again, still, counts, newcomers, spends, revenue = set(), set(), set(), [], [], [], 0
    for who, (days, money) in by_person(found, on).items() if since <= until else ():
        start, end = bisect_left(days, since), bisect_right(days, until)
        own = rhythm(days[:start][-REMEMBERED_GAPS - 1 :], 180)
        if start and is_active(own, days[start - 1], since - timedelta(days=1), 180):
            active.add(who)
        late = rhythm(days[:end][-REMEMBERED_GAPS - 1 :], 180)
        if end and is_active(late, days[end - 1], until, 180):
            still.add(who)
        if end > start:
            again.add(who)
            counts.append(end - start)
        if days and since <= days[0] <= until:
            newcomers.append((days[0], days[1] if len(days) > 1 else None))
        within = {day: minor for day, minor in money.items() if since <= day <= until}
        revenue += sum(within.values())
        spends += [minor for day, minor in within.items() if day in days]
    with_shop = shop(found)
    told = {each.key: each for each in coming_back.gather(with_shop, since, until, on)}
    with_shop.close()
    assert parts(told["retention"]) == rate(retention.retained(active, again))
    assert parts(told["churn"]) == rate(retention.churned(active, again))
    assert parts(told["still_active"]) == rate(retention.retained(active, still))
    assert parts(told["repeat_rate"]) == rate(retention.repeat_rate(counts))
    assert parts(told["new_client_return"]) == rate(retention.new_client_return(newcomers, on))
    assert parts(told["visit_frequency"]) == (sum(counts), len(counts))
    assert parts(told["average_spend"]) == (revenue, len(spends))


@given(sales, spans)
def test_every_visit_and_every_sum_is_in_exactly_one_month(
    found: list[Sale], span: tuple[date, date]
) -> None:
    since, until = span
    with_shop = shop(found)
    months = trends.visits_by_month(with_shop, since, until)
    with_shop.close()
    within = [sale for sale in found if since <= sale[1] <= until]
    named = {sale[:2] for sale in within if sale[0] and (sale[2] or 0) >= 0}
    walk_ins = [sale for sale in within if not sale[0] and (sale[2] or 0) >= 0]
    assert sum(month.visits for month in months) == len(named) + len(walk_ins)
    assert sum(month.revenue_minor for month in months) == sum(sale[2] or 0 for sale in within)
    assert [month.customers for month in months] == [
        len({who for who, day in named if day.replace(day=1) == month.month}) for month in months
    ]


@given(sales, spans)
def test_a_cohort_counts_whom_its_cells_name(found: list[Sale], span: tuple[date, date]) -> None:
    with_shop = shop(found)
    for cohort in trends.cohorts(with_shop, *span):
        whole = cohort.month >= span[0]
        for later, seen in enumerate(cohort.seen):
            named = trends.cohort_customers(with_shop, cohort.month, later)
            # The first cohort may begin within its month; the cell names the whole month.
            assert len(named) == seen if whole else len(named) >= seen
        assert cohort.seen[0] == cohort.customers
    with_shop.close()


def parts(metric: Metric) -> tuple[float | None, float | None]:
    return metric.numerator, metric.denominator


def rate(found: retention.Rate) -> tuple[int, int]:
    return found.numerator, found.denominator


# Edges


def test_a_visit_dated_after_today_counts_on_no_day_before_it() -> None:
    """The clock was set back a year: a visit lies in the future and is not known yet."""
    with_shop = shop([(1, date(2027, 5, 1), 100), (1, date(2026, 9, 1), 100)])
    told = {each.key: each for each in metrics.gather(with_shop, FIRST, date(2030, 1, 1))}
    assert parts(told["visit_frequency"]) == (1, 1)
    assert parts(told["average_spend"]) == (100, 1)
    with_shop.close()


def test_a_leap_day_belongs_to_february_and_is_a_day_like_any_other() -> None:
    """29 February 2024 lies in the period 29 February–29 February alone."""
    leap = date(2024, 2, 29)
    with_shop = shop([(1, leap, 500), (2, leap - timedelta(days=1), 500)])
    told = {each.key: each for each in metrics.gather(with_shop, leap, leap)}
    assert parts(told["average_spend"]) == (500, 1)
    (february,) = trends.visits_by_month(with_shop, date(2024, 2, 1), leap)
    assert (february.visits, february.whole) == (2, True)
    with_shop.close()


def test_ninety_days_across_a_leap_day_are_ninety_days() -> None:
    """1 December 2023 + 90 days is 29 February 2024, which still counts; 1 March does not."""
    with_shop = shop(
        [(1, FIRST, 1), (1, date(2024, 2, 29), 1), (2, FIRST, 1), (2, date(2024, 3, 1), 1)]
    )
    told = {each.key: each for each in metrics.gather(with_shop, FIRST, FIRST)}
    assert parts(told["new_client_return"]) == (1, 2)
    with_shop.close()


def test_a_thousand_visits_of_one_customer_are_one_customer() -> None:
    """2,000 daily visits: all of them in rhythm, so active on the eve and here again."""
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(2000)]
    with_shop = shop([(1, day, 100_00) for day in days])
    since, until = days[1000], days[-1]
    told = {each.key: each for each in metrics.gather(with_shop, since, until)}
    assert parts(told["retention"]) == (1, 1)
    assert (told["visit_frequency"].value, told["average_spend"].value) == (1000, 100_00)
    assert (told["average_spend"].low, told["average_spend"].high) == (100_00, 100_00)
    assert told["average_spend"].range_text() == ""
    with_shop.close()


def test_largest_amounts_do_not_overflow() -> None:
    """900 visits at the largest amount allowed: 9·10¹⁵ minor units fit, their squares would not."""
    with_shop = shop(
        [(1 + n % 9, FIRST + timedelta(days=n), visits.MOST_MINOR) for n in range(900)]
    )
    told = {each.key: each for each in metrics.gather(with_shop, FIRST, date(2026, 9, 1))}
    assert told["average_spend"].value == visits.MOST_MINOR
    assert told["average_spend"].margin == 0
    with_shop.close()


def test_the_currency_of_the_shop_decides_what_is_counted(workspace: Workspace) -> None:
    """20 in crowns are no euros: only the visit paid in euros has an amount, both are visits."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    visits.record(workspace, NewVisit(jana, date(2026, 7, 3), amount_minor=20_00))
    settings.put(workspace, settings.CURRENCY, "EUR")
    visits.record(workspace, NewVisit(jana, date(2026, 7, 9), amount_minor=30_00))
    told = {
        each.key: each for each in metrics.gather(workspace, date(2026, 7, 1), date(2026, 7, 31))
    }
    assert parts(told["average_spend"]) == (30_00, 1)
    assert told["average_spend"].currency == "EUR"
    assert parts(told["visit_frequency"]) == (2, 1)


def test_a_walk_in_is_no_customer_who_could_come_back() -> None:
    with_shop = shop([(0, date(2026, 9, 1), 500), (0, date(2026, 9, 2), 500)])
    told = metrics.gather(with_shop, date(2026, 9, 1), date(2026, 9, 20))
    assert {each.value for each in told} == {None}
    with_shop.close()


def test_a_bare_period_in_the_middle_has_nobody_but_still_a_retention() -> None:
    """Ten came on 1 May and nobody in June: 0 of 10 came again, and nothing else can be told."""
    with_shop = shop([(who, date(2026, 5, 1), 100) for who in range(1, 11)])
    told = {
        each.key: each for each in metrics.gather(with_shop, date(2026, 6, 1), date(2026, 6, 30))
    }
    assert parts(told["retention"]) == (0, 10)
    assert told["churn"].value == 100
    assert told["visit_frequency"].value is told["average_spend"].value is None
    with_shop.close()


@pytest.mark.parametrize(("paid", "worth"), [(0, 0), (-11, -12)])
def test_a_lifetime_without_revenue_is_worth_nothing_or_less(paid: int, worth: int) -> None:
    """10 of 11 lost: 1.1 years. The one who stayed came twice, for 0 and 0, or 0 and a refund.

    One visit day of 0 with its refund of 11: −11 × 1 visit day a year × 1.1 years is −12.1.
    """
    start = date(2025, 1, 1)
    eve = start - timedelta(days=60)
    sales = [(who, eve, 100) for who in range(1, 12)]
    with_shop = shop([*sales, (1, start, 0), (1, start + timedelta(days=5), paid)])
    until = start + timedelta(days=364)
    told = {each.key: each for each in metrics.gather(with_shop, start, until)}
    assert parts(told["lifetime_value"]) == (10, 11)
    assert told["lifetime_value"].value == worth
    assert told["lifetime_value"].wavering is not None
    with_shop.close()


def test_a_closure_is_no_absence_of_those_who_were_active_before_it() -> None:
    """Every 10 days until 10 February, then 60 days shut, from 11 February to 11 April.

    On the eve, 30 April, 79 days are over, of which 19 were open: within twice 10. Without the
    closure nobody would have been active. A second closure within the gaps changes none of them.
    """
    days = [date(2026, 1, 11) + timedelta(days=10 * n) for n in range(4)]
    with_shop = shop([(1, day, None) for day in days])
    since = date(2026, 5, 1)
    told = {each.key: each for each in metrics.gather(with_shop, since, since)}
    assert told["retention"].denominator == 0
    closures.add(with_shop, NewClosure(date(2026, 2, 11), date(2026, 4, 11), "Building"))
    for day, active in ((since, 1), (since + timedelta(days=1), 1), (since + timedelta(days=2), 0)):
        told = {each.key: each for each in metrics.gather(with_shop, day, day)}
        assert told["retention"].denominator == active
    with_shop.close()


def test_a_gap_over_a_closure_is_as_long_as_the_shop_was_open() -> None:
    """Visits on 1, 11 and 21 January and 20 February, with 22–31 January and 1–10 Feb shut.

    The last gap of 30 days has 20 shut ones: 10 open days like the others. Active are 20 days.
    """
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21), date(2026, 2, 20)]
    with_shop = shop([(1, day, None) for day in days])
    closures.add(with_shop, NewClosure(date(2026, 1, 22), date(2026, 2, 10)))
    for after, active in ((20, 1), (21, 0)):
        since = days[-1] + timedelta(days=after + 1)
        told = {each.key: each for each in metrics.gather(with_shop, since, since)}
        assert told["retention"].denominator == active
    with_shop.close()


def test_the_eve_of_a_period_decides_who_was_active() -> None:
    """Seen once, 180 days before the eve, is still active; a day more is not."""
    since = date(2026, 7, 1)
    eve = since - timedelta(days=1)
    with_shop = shop([(1, eve - timedelta(days=180), None), (2, eve - timedelta(days=181), None)])
    told = {each.key: each for each in metrics.gather(with_shop, since, since)}
    assert parts(told["retention"]) == (0, 1)
    with_shop.close()


def test_only_the_last_twelve_gaps_and_no_long_ones_make_a_rhythm() -> None:
    """Gaps 100 × 5, then 10 × 11 and 31: the median of the last twelve is 10, 31 is over 3 × 10.

    So the usual gap is 10 and active are 20 days; 21 days after the last visit is too late.
    """
    gaps = [*[100] * 5, *[10] * 5, 31, *[10] * 6]
    days = [date(2024, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    with_shop = shop([(1, day, None) for day in days])
    for after, active in ((20, 1), (21, 0)):
        since = days[-1] + timedelta(days=after + 1)
        told = {each.key: each for each in metrics.gather(with_shop, since, since)}
        assert told["retention"].denominator == active
    with_shop.close()
