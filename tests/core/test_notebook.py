"""Whether visits have been written down lately."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.insight import notebook
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit


@pytest.fixture
def visited(workspace, clock):
    """Writes visits down so many days ago."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id

    def visit(*days_ago: int, status: str = "done") -> None:
        for days in days_ago:
            on = clock.today() - timedelta(days=days)
            visits.record(workspace, NewVisit(jana, on, "Cut", status=status))

    return visit


def test_a_shop_without_a_visit_is_not_behind(workspace):
    assert notebook.behind_since(workspace) is None


def test_more_than_ten_days_without_a_visit_are_told_by_the_last_day(workspace, clock, visited):
    visited(*range(11, 40))
    assert notebook.behind_since(workspace) == clock.today() - timedelta(days=11)


def test_ten_days_are_not_long(workspace, visited):
    visited(*range(10, 40))
    assert notebook.behind_since(workspace) is None


def test_a_shop_with_a_visit_a_week_is_given_three_weeks(workspace, clock, visited):
    visited(*range(21, 120, 7))
    assert notebook.behind_since(workspace) is None
    clock.move_to(clock.now() + timedelta(days=1))
    assert notebook.behind_since(workspace) == clock.today() - timedelta(days=22)


def test_days_on_which_the_shop_was_closed_do_not_count(workspace, clock, visited):
    visited(*range(20, 60))
    today = clock.today()
    assert notebook.behind_since(workspace) is not None
    shut = NewClosure(today - timedelta(days=30), today - timedelta(days=10))
    closures.add(workspace, shut)
    assert notebook.behind_since(workspace) is None


def test_a_booking_and_a_no_show_are_no_visit_written_down(workspace, clock, visited):
    visited(*range(15, 40))
    visited(1, status="no_show")
    visited(2, status="booked")
    visited(-5)
    assert notebook.behind_since(workspace) == clock.today() - timedelta(days=15)


def test_it_is_told_for_any_day(workspace, clock, visited):
    visited(*range(30, 60), 1, 2)
    then = clock.today() - timedelta(days=10)
    assert notebook.behind_since(workspace, then) == clock.today() - timedelta(days=30)
    assert notebook.behind_since(workspace) is None
