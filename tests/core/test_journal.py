"""Undo and redo, over the real store."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace

NOUNS = ("customer", "visit", "goal")


def everything(workspace: Workspace) -> str:
    """The shop as text, to compare before and after."""
    return json.dumps(
        {
            noun: [tuple(r) for r in workspace.rows(f"SELECT * FROM {noun} ORDER BY id")]
            for noun in NOUNS
        }
    )


def test_undo_takes_back_the_last_write_and_redo_does_it_again(workspace: Workspace) -> None:
    empty = everything(workspace)
    customers.add(workspace, NewCustomer("Jana Nováková"))
    full = everything(workspace)
    journal.undo(workspace)
    assert everything(workspace) == empty
    journal.redo(workspace)
    assert everything(workspace) == full


def test_redo_is_gone_once_something_new_was_done(workspace: Workspace) -> None:
    customers.add(workspace, NewCustomer("Jana Nováková"))
    journal.undo(workspace)
    customers.add(workspace, NewCustomer("Petra Malá"))
    assert journal.redo(workspace) is None


def test_undo_of_a_deletion_brings_back_what_went_with_it(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    visits.record(workspace, NewVisit(jana.id, workspace.clock.today(), "Střih", 65000))
    before = everything(workspace)
    with workspace.write("Customer removed") as write:
        write.delete("customer", jana.id)
    assert workspace.value("SELECT count(*) FROM visit") == 0
    journal.undo(workspace)
    assert everything(workspace) == before


def test_undo_keeps_the_search_true(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    customers.change(workspace, jana.id, NewCustomer("Jana Dvořáková"))
    assert [c.name for c in customers.matching(workspace, "dvor")] == ["Jana Dvořáková"]
    journal.undo(workspace)
    assert customers.matching(workspace, "dvor") == []
    assert [c.id for c in customers.matching(workspace, "novak")] == [jana.id]


def test_an_older_step_is_not_undone_under_what_was_built_on_it(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    first = workspace.value("SELECT max(id) FROM journal")
    visits.record(workspace, NewVisit(jana.id, workspace.clock.today()))
    with pytest.raises(KnownError) as refused:
        journal.undo_entry(workspace, first)
    assert refused.value.code == "undo_in_the_way"
    assert workspace.value("SELECT count(*) FROM customer") == 1


def test_an_older_step_is_undone_when_nothing_stands_on_it(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    first = workspace.value("SELECT max(id) FROM journal")
    customers.add(workspace, NewCustomer("Petra Malá"))
    journal.undo_entry(workspace, first)
    assert [row["name"] for row in workspace.rows("SELECT name FROM customer")] == ["Petra Malá"]
    assert customers.matching(workspace, jana.name) == []


def test_what_was_built_on_a_step_goes_with_it_and_comes_back_with_it(
    workspace: Workspace,
) -> None:
    empty = everything(workspace)
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    petra = customers.add(workspace, NewCustomer("Petra Malá"))
    visits.record(workspace, NewVisit(jana.id, workspace.clock.today(), "Střih", 65000))
    customers.change(workspace, jana.id, NewCustomer("Jana Nová"))
    full = everything(workspace)
    later = journal.later_changes(workspace, 1)
    assert [entry.label for entry in later] == ["Customer changed", "Visit noted"]
    journal.undo_with_later(workspace, 1)
    assert [line.customer.name for line in customers.find(workspace)] == ["Petra Malá"]
    journal.redo(workspace)
    assert everything(workspace) == full
    journal.undo(workspace)
    journal.undo_entry(workspace, petra.id)
    assert everything(workspace) == empty


def test_what_was_built_on_a_step_and_is_gone_again_is_in_the_way_too(
    workspace: Workspace,
) -> None:
    empty = everything(workspace)
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    added = workspace.value("SELECT max(id) FROM journal")
    visit = visits.record(workspace, NewVisit(jana.id, workspace.clock.today()))
    visits.remove(workspace, visit.id)
    full = everything(workspace)
    # To put the visit back, its customer must be there.
    assert len(journal.later_changes(workspace, added)) == 2
    with pytest.raises(KnownError, match="undo_in_the_way"):
        journal.undo_entry(workspace, added)
    journal.undo_with_later(workspace, added)
    assert everything(workspace) == empty
    assert journal.undo(workspace) is None
    journal.redo(workspace)
    assert everything(workspace) == full


def test_an_entry_is_not_undone_twice(workspace: Workspace) -> None:
    customers.add(workspace, NewCustomer("Jana Nováková"))
    first = workspace.value("SELECT max(id) FROM journal")
    journal.undo_entry(workspace, first)
    with pytest.raises(KnownError) as refused:
        journal.undo_entry(workspace, first)
    assert refused.value.code == "already_undone"


def test_a_write_that_fails_leaves_nothing(workspace: Workspace) -> None:
    def break_off() -> None:
        with workspace.write("Half") as write:
            write.insert("customer", name="A", first_name="A", sort_name="a", created_at="x")
            raise RuntimeError

    before = everything(workspace)
    with pytest.raises(RuntimeError):
        break_off()
    assert everything(workspace) == before
    assert journal.undo(workspace) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from("acvdur"), max_size=25))
def test_undoing_everything_always_gives_an_empty_shop(steps: list[str]) -> None:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    states = [everything(workspace)]
    for step in steps:
        play(workspace, step)
        states.append(everything(workspace))
    while journal.undo(workspace):
        pass
    assert everything(workspace) == states[0]
    workspace.close()


def play(workspace: Workspace, step: str) -> None:
    """One step of a random history: add, change, visit, delete, undo or redo."""
    newest = workspace.value("SELECT max(id) FROM customer")
    if step == "u":
        journal.undo(workspace)
    elif step == "r":
        journal.redo(workspace)
    elif step == "a" or newest is None:
        customers.add(workspace, NewCustomer("Jana Nováková"))
    elif step == "c":
        count = workspace.value("SELECT count(*) FROM journal")
        customers.change(workspace, newest, NewCustomer(f"Petra {count}"))
    elif step == "v":
        visits.record(workspace, NewVisit(newest, workspace.clock.today(), "Střih", 100))
    elif step == "d":
        with workspace.write("Customer removed") as write:
            write.delete("customer", newest)
