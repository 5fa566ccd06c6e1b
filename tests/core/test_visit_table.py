"""The table of visit days is the same whether it was read anew or followed every change."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.exchange import erase
from core.insight import visit_table
from core.people import customers, merging, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store import settings as shop_settings
from core.store.workspace import Workspace


def columns(table):
    names = ("rows_of", "days", "came", "spends", "paid", "customers", "starts")
    return {name: getattr(table, name).tolist() for name in names}


def read_anew(workspace):
    visit_table._known.pop(workspace, None)
    return columns(visit_table._newest(workspace))


def assert_followed(workspace):
    followed = columns(visit_table.of_shop(workspace))
    assert followed == read_anew(workspace)


def came(workspace, customer_id, days_ago, amount=None):
    on = workspace.clock.today() - timedelta(days=days_ago)
    return visits.record(workspace, NewVisit(customer_id, on, "Cut", amount))


@pytest.fixture
def three(workspace):
    people = [customers.add(workspace, NewCustomer(name)).id for name in ("Ema", "Ida", "Eva")]
    for number, customer_id in enumerate(people):
        for days_ago in range(10 + number, 100, 20):
            came(workspace, customer_id, days_ago, 50000)
    visit_table.of_shop(workspace)
    return people


def test_a_visit_more_is_followed(workspace, three):
    came(workspace, three[1], 1, 60000)
    assert_followed(workspace)
    assert len(visit_table.of_shop(workspace).days) == 16


def test_a_visit_taken_away_and_brought_back_is_followed(workspace, three):
    visits.remove(workspace, visits.of_customer(workspace, three[0])[0].id)
    assert_followed(workspace)
    journal.undo(workspace)
    assert_followed(workspace)


def test_somebody_new_between_and_somebody_erased_are_followed(workspace, three):
    new = customers.add(workspace, NewCustomer("Ada")).id
    came(workspace, new, 3)
    assert_followed(workspace)
    erase.erase_person(workspace, three[1])
    assert_followed(workspace)
    came(workspace, three[0], 2)
    assert_followed(workspace)


def test_two_who_become_one_are_followed(workspace, three):
    merging.merge(workspace, three[0], three[2])
    assert_followed(workspace)


def test_another_currency_makes_other_amounts(workspace, three):
    shop_settings.put(workspace, shop_settings.CURRENCY, "EUR")
    assert not visit_table.of_shop(workspace).paid.any()


def test_a_word_on_a_customer_leaves_the_table_as_it_is(workspace, three):
    before = visit_table.of_shop(workspace)
    customers.feel_pulse(workspace, three[0], 3)
    assert visit_table.of_shop(workspace) is before


def test_a_write_that_came_to_nothing_leaves_nothing_behind(workspace):
    ema = customers.add(workspace, NewCustomer("Ema")).id
    came(workspace, ema, 5)
    for _time in range(2):
        with suppress(RuntimeError), workspace.write("Test"):
            came(workspace, ema, 3)
            assert len(visit_table.of_shop(workspace).days) == 2
            raise RuntimeError
        assert len(visit_table.of_shop(workspace).days) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["visit", "refund", "remove", "undo"]),
            st.integers(0, 2),
            st.integers(0, 60),
        ),
        max_size=8,
    )
)
def test_any_changes_are_followed(changes):
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    people = [customers.add(workspace, NewCustomer(name)).id for name in ("Ema", "Ida", "Eva")]
    visit_table.of_shop(workspace)
    for what, who, days_ago in changes:
        known = visits.of_customer(workspace, people[who])
        if what == "undo":
            journal.undo(workspace)
        elif what == "remove" and known:
            visits.remove(workspace, known[days_ago % len(known)].id)
        elif customers.count(workspace) > who:
            came(workspace, people[who], days_ago, -100 if what == "refund" else 100)
        assert_followed(workspace)
    workspace.close()
