"""Twins whom the owner names herself, or asks after: shown side by side, whatever they are like."""

from __future__ import annotations

import pytest

from core.people import customers, duplicates
from core.people.customers import NewCustomer
from core.store import journal
from tests.desktop.twins.listed import pairs


@pytest.fixture
def jana(workspace):
    return customers.add(workspace, NewCustomer("Jana Nováková", phone="+420 777 123 456"))


def test_any_two_are_shown_side_by_side_when_the_owner_chose_them(
    workspace, jana, page, words_in, press
):
    for _time in range(2):
        customers.add(workspace, NewCustomer("Petra Malá", phone="602 333 444"))
    ilze = customers.add(workspace, NewCustomer("Ilze Bērziņa"))
    made = page((ilze.id, jana.id))
    assert pairs(made) == ["Jana Nováková · Ilze Bērziņa"]
    assert "Chosen by you." in words_in(made.detail)
    press(made, "Show all pairs")
    assert pairs(made) == ["Petra Malá · Petra Malá"]


def test_two_whom_the_owner_chose_are_merged_and_she_is_shown(
    workspace, desk, jana, page, press, qtbot
):
    other = customers.add(workspace, NewCustomer("Hana Malá", phone="602 333 444"))
    made = page((jana.id, other.id))
    went = []
    desk.navigation.requested.connect(lambda *place: went.append(place))
    press(made, "They are one person")
    assert went == [("customers", jana.id)]
    assert customers.count(workspace) == 1
    journal.undo(workspace)
    assert customers.count(workspace) == 2


def test_two_whom_the_owner_chose_and_who_are_two_are_kept_apart(
    workspace, desk, jana, page, press
):
    other = customers.add(workspace, NewCustomer("Jana Nováková"))
    made = page((jana.id, other.id))
    press(made, "Two different people")
    assert desk.navigation.here == ("customers", jana.id)
    assert duplicates.find(workspace) == []


def test_one_of_a_chosen_pair_who_is_no_more_is_not_waited_for(workspace, jana, page, words_in):
    assert "No twins found." in words_in(page((jana.id, 999)))


def test_whoever_asks_after_one_customer_sees_weak_pairs_too(workspace, page, words_in):
    ids = [
        customers.add(workspace, NewCustomer("Jana Nováková", phone=phone)).id
        for phone in ("777 123 456", "602 333 444", "608 555 777")
    ]
    made = page(ids[0])
    assert len(pairs(made)) == 2
    made.everybody.click()
    made.desk.tasks.wait_idle()
    assert "No twins found." in words_in(made)
