"""Who should have been here by now, and the money at risk: sums of what is known."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import expected, health_scores, slipped, slipping, today, winback
from core.insight.expected import AtRisk
from core.measures.rhythm import Window
from core.people import closures, consents, customers, snoozes, visits
from core.people.closures import NewClosure
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)
NOBODY = AtRisk(0, 0, "CZK", 0)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture(autouse=True)
def without_holidays(workspace: Workspace) -> None:
    settings.put(workspace, settings.HOLIDAYS, False)


def someone(workspace: Workspace, name: str, *ago: int, amount: int | None = None) -> int:
    customer_id = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, on(-days), amount_minor=amount))
    return customer_id


def window(workspace: Workspace, customer_id: int) -> Window | None:
    return health_scores.of_customer(workspace, customer_id).expected


# The window of the next visit


def test_a_regular_is_expected_from_her_short_gaps_until_the_eve_of_overdue(
    workspace: Workspace,
) -> None:
    jana = someone(workspace, "Jana", 125, 100, 70, 42, 12, 0)
    found = health_scores.of_customer(workspace, jana)
    assert found.usual_gap_days == 28
    assert found.expected == Window(on(25), on(34))
    assert (found.due_on, found.overdue_on, found.lost_on) == (on(28), on(35), on(57))


def test_a_booked_customer_is_expected_on_the_day_she_booked(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana", 56, 28)
    visits.record(workspace, NewVisit(jana, on(9)))
    assert window(workspace, jana) == Window(on(9), on(9))
    prospect = someone(workspace, "Eva")
    visits.record(workspace, NewVisit(prospect, on(2)))
    assert window(workspace, prospect) == Window(on(2), on(2))


def test_nobody_is_expected_who_never_came(workspace: Workspace) -> None:
    found = health_scores.of_customer(workspace, someone(workspace, "Jana"))
    assert (found.expected, found.overdue_on, found.lost_on, found.usual_spend_minor) == (None,) * 4


@pytest.mark.parametrize("ago", [(10,), (30, 10)])
def test_one_visit_or_two_are_never_called_a_rhythm(
    workspace: Workspace, ago: tuple[int, ...]
) -> None:
    for name in ("Eva", "Iva"):
        someone(workspace, name, 90, 60, 30, 0)
    jana = someone(workspace, "Jana", *ago)
    found = health_scores.of_customer(workspace, jana)
    assert (found.usual_gap_days, found.gap_is_estimate) == (30, True)
    assert found.expected == Window(on(22 - 10), on(37 - 10))
    assert found.health
    assert "usually" not in found.why


GAPS = st.lists(st.integers(1, 120), max_size=14)
CLOSED = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 25)), max_size=2)


@given(GAPS, st.integers(0, 90), CLOSED)
def test_the_reason_of_the_score_tells_the_interval_of_the_page_or_none_at_all(
    apart: list[int], away: int, shut: list[tuple[int, int]]
) -> None:
    with closing(Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))) as shop:
        for ago, days in shut:
            closures.add(shop, NewClosure(on(-ago), on(days - ago)))
        ago = list(accumulate(apart, initial=away))
        found = health_scores.of_customer(shop, someone(shop, "Jana", *ago))
        assert found.health
        (rhythm,) = [part.factor for part in found.health.contributions]
        assert found.usual_gap_days is not None
        assert found.gap_is_estimate == (len(ago) < 3)
        if rhythm.reason == "last_seen":
            assert rhythm.facts["gap"] == max(1, round(found.usual_gap_days))
            assert not found.gap_is_estimate
        else:
            assert found.gap_is_estimate or away == 0
            assert "gap" not in rhythm.facts


# What a visit is usually worth


def test_the_usual_spend_is_the_median_of_the_last_twelve_paid_days(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana", *range(200, 100, -7), amount=90_000)
    for ago in range(1, 13):
        visits.record(workspace, NewVisit(jana, on(-ago), amount_minor=1_000 + ago))
    assert health_scores.of_customer(workspace, jana).usual_spend_minor == 1_006


def test_refunds_free_visits_and_other_currencies_are_no_paid_days(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana", 10, amount=0)
    visits.record(workspace, NewVisit(jana, on(-9), amount_minor=-500))
    settings.put(workspace, settings.CURRENCY, "EUR")
    visits.record(workspace, NewVisit(jana, on(-8), amount_minor=70))
    visits.record(workspace, NewVisit(jana, on(-8), amount_minor=30))
    assert health_scores.of_customer(workspace, jana).usual_spend_minor == 100
    settings.put(workspace, settings.CURRENCY, "CZK")
    assert health_scores.of_customer(workspace, jana).usual_spend_minor is None


def test_the_usual_spend_of_a_past_day_knows_no_later_prices(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana", 60, amount=100)
    someone_later = NewVisit(jana, on(-5), amount_minor=900)
    visits.record(workspace, someone_later)
    assert health_scores.of_customer(workspace, jana).usual_spend_minor == 500
    assert health_scores.of_customer(workspace, jana, on(-6)).usual_spend_minor == 100


# Money at risk


def test_it_is_one_usual_visit_of_everyone_overdue_or_lost_since_thirty_days(
    workspace: Workspace,
) -> None:
    someone(workspace, "Overdue", 70, 50, 30, amount=300)
    someone(workspace, "Freshly Lost", 90, 70, 50, amount=20)
    someone(workspace, "Lost Long Ago", 400, 380, 360, amount=9_000)
    someone(workspace, "Just Due", 62, 42, 22, amount=9_000)
    someone(workspace, "In Rhythm", 45, 25, 5, amount=9_000)
    health_scores.refresh(workspace)
    assert expected.at_risk(workspace) == AtRisk(2, 320, "CZK", 0)
    assert [visit.customer for visit in expected.people_at_risk(workspace)] == [
        "Overdue",
        "Freshly Lost",
    ]


def test_without_an_amount_a_customer_counts_and_adds_nothing(workspace: Workspace) -> None:
    someone(workspace, "Known", 70, 50, 30, amount=300)
    someone(workspace, "Unknown", 70, 50, 30)
    health_scores.refresh(workspace)
    assert expected.at_risk(workspace) == AtRisk(2, 300, "CZK", 1)


def test_who_is_booked_hidden_or_refused_contact_is_not_at_risk_and_who_was_put_off_is(
    workspace: Workspace,
) -> None:
    booked, hidden, silent, resting = (
        someone(workspace, name, 70, 50, 30, amount=300)
        for name in ("Booked", "Hidden", "Silent", "Put Off")
    )
    visits.record(workspace, NewVisit(booked, on(3)))
    customers.archive(workspace, hidden)
    consents.record(workspace, NewConsent(silent, "sms", "no"))
    snoozes.snooze(workspace, resting, "visit", on(7))
    for _fresh in range(2):
        assert expected.at_risk(workspace) == AtRisk(1, 300, "CZK", 0)
        assert [visit.customer_id for visit in expected.people_at_risk(workspace)] == [resting]
        health_scores.refresh(workspace)
    assert today.gather(workspace).at_risk == AtRisk(1, 300, "CZK", 0)
    assert today.gather(workspace).due == []


def test_an_empty_shop_has_nothing_at_risk(workspace: Workspace) -> None:
    assert expected.at_risk(workspace) == NOBODY
    assert expected.people_at_risk(workspace) == []


def test_snapshots_and_records_and_today_agree(workspace: Workspace) -> None:
    for number, last in enumerate((5, 22, 25, 30, 36, 41, 71, 75, 300)):
        someone(workspace, f"Number {number}", last + 40, last + 20, last, amount=10 + number)
    from_records = expected.people_at_risk(workspace)
    health_scores.refresh(workspace)
    assert expected.people_at_risk(workspace) == from_records
    assert len(from_records) == 4
    found = expected.at_risk(workspace)
    assert found == today.gather(workspace).at_risk == today.gather(workspace, TODAY).at_risk
    assert found.minor == sum(visit.usual_spend_minor or 0 for visit in from_records)


def test_win_back_tells_the_lost_day_and_the_usual_spend_of_the_page(
    workspace: Workspace,
) -> None:
    jana = someone(workspace, "Jana", 130, 110, 90, amount=300)
    closures.add(workspace, NewClosure(on(-80), on(-71)))
    (lost,) = winback.lost(workspace)
    found = health_scores.of_customer(workspace, jana)
    assert (lost.lost_on, lost.usual_spend_minor) == (found.lost_on, found.usual_spend_minor)
    assert lost.lost_on == on(-90 + 41 + 10)


def test_a_past_day_is_told_as_it_was(workspace: Workspace, clock: FixedClock) -> None:
    jana = someone(workspace, "Jana", 70, 50, 30, amount=300)
    health_scores.refresh(workspace)
    shown = expected.at_risk(workspace)
    assert shown == AtRisk(1, 300, "CZK", 0)
    clock.move_to("2026-10-10T08:00:00Z")
    visits.record(workspace, NewVisit(jana, date(2026, 10, 9), amount_minor=900))
    assert expected.at_risk(workspace) == NOBODY
    assert expected.at_risk(workspace, TODAY) == shown
    assert today.gather(workspace, TODAY).at_risk == shown


# Who stopped coming within the last year


def test_who_was_lost_long_ago_is_no_task_but_is_told_of_for_a_year(workspace: Workspace) -> None:
    """She came every 46 days and was here 159 days ago: lost since more than thirty days."""
    jana = someone(workspace, "Jana", *(159 + 46 * n for n in range(13)), amount=190_500)
    someone(workspace, "No Amount", 240, 220, 200)
    someone(workspace, "Overdue", 70, 50, 30, amount=300)
    someone(workspace, "Long Gone", 540, 520, 500, amount=9_000)
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert jana not in {visit.customer_id for visit in found.due}
    assert found.at_risk == AtRisk(1, 300, "CZK", 0)
    assert found.stopped == AtRisk(2, 190_500, "CZK", 1)
    assert [visit.customer for visit in expected.people_stopped(workspace)] == ["Jana", "No Amount"]
    assert today.gather(workspace, TODAY).stopped == found.stopped


@pytest.mark.parametrize("fresh", [True, False])
def test_who_is_booked_hidden_came_again_or_refused_has_not_stopped_coming(
    workspace: Workspace, fresh: bool
) -> None:
    booked, hidden, silent, back, _gone = (
        someone(workspace, name, 240, 220, 200, amount=300)
        for name in ("Booked", "Hidden", "Silent", "Back", "Gone")
    )
    health_scores.refresh(workspace)
    visits.record(workspace, NewVisit(booked, on(3)))
    visits.record(workspace, NewVisit(back, on(-1)))
    customers.archive(workspace, hidden)
    consents.record(workspace, NewConsent(silent, "sms", "no"))
    if fresh:
        health_scores.refresh(workspace)
    assert today.gather(workspace).stopped == AtRisk(1, 300, "CZK", 0)
    assert [visit.customer for visit in expected.people_stopped(workspace)] == ["Gone"]


def test_the_year_ends_on_the_same_day_by_snapshots_and_by_records(
    workspace: Workspace, clock: FixedClock
) -> None:
    someone(workspace, "Jana", 240, 220, 200, amount=300)
    health_scores.refresh(workspace)
    (gone,) = expected.people_stopped(workspace)
    told = []
    for days in (-1, 0, 364, 365):
        clock.move_to(f"{gone.lost_on + timedelta(days=days)}T08:00:00Z")
        health_scores.refresh(workspace)
        by_records = slipped.from_records(workspace, clock.today()).stopped
        assert slipping.from_snapshots(workspace, clock.today()).stopped == by_records
        told.append(len(by_records))
    assert told == [0, 1, 1, 0]


def test_before_there_are_snapshots_nobody_is_told_of(workspace: Workspace) -> None:
    someone(workspace, "Jana", 240, 220, 200, amount=300)
    assert today.gather(workspace).stopped == NOBODY
    assert expected.people_stopped(workspace) == []
