"""What was computed from the file is kept until a write touches what it rests on."""

from __future__ import annotations

from pathlib import Path

from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal, settings
from core.store.keeping import MOST
from core.store.workspace import Workspace

CUSTOMER = frozenset({"customer"})


def count(workspace: Workspace) -> int:
    return workspace.kept(
        "count", CUSTOMER, lambda: int(workspace.value("SELECT count(*) FROM customer"))
    )


def test_a_value_is_made_once(workspace: Workspace) -> None:
    made: list[int] = []
    for _time in range(3):
        workspace.kept("once", CUSTOMER, lambda: made.append(1))
    assert made == [1]


def test_a_write_to_its_noun_an_undo_and_a_redo_let_it_go(workspace: Workspace) -> None:
    assert count(workspace) == 0
    customers.add(workspace, NewCustomer("Jana Malá"))
    assert count(workspace) == 1
    journal.undo(workspace)
    assert count(workspace) == 0
    journal.redo(workspace)
    assert count(workspace) == 1


def test_a_write_to_another_noun_leaves_it(workspace: Workspace) -> None:
    made: list[int] = []
    workspace.kept("once", CUSTOMER, lambda: made.append(1))
    settings.put(workspace, settings.SHOP_NAME, "Salon")
    workspace.kept("once", CUSTOMER, lambda: made.append(1))
    assert made == [1]


def test_the_value_of_another_state_is_let_go(workspace: Workspace) -> None:
    made: list[int] = []
    for state in (1, 1, 2, 1):
        workspace.kept("once", CUSTOMER, lambda state=state: made.append(state), state)
    assert made == [1, 2, 1]


def test_within_a_write_nothing_is_kept(workspace: Workspace) -> None:
    with workspace.write("Test") as write:
        assert count(workspace) == 0
        write.insert(
            "customer", name="A", first_name="A", sort_name="a", created_at="2026-01-01T00:00:00Z"
        )
        assert count(workspace) == 1
    assert count(workspace) == 1


def test_a_value_made_while_somebody_wrote_is_not_kept(workspace: Workspace) -> None:
    def made_too_late() -> int:
        customers.add(workspace, NewCustomer("Jana Malá"))
        return 0

    workspace.kept("count", CUSTOMER, made_too_late)
    assert count(workspace) == 1


def test_the_oldest_values_give_way(workspace: Workspace) -> None:
    made: list[int] = []
    workspace.kept("first", CUSTOMER, lambda: made.append(1))
    for number in range(MOST):
        workspace.kept(number, CUSTOMER, lambda: None)
    workspace.kept("first", CUSTOMER, lambda: made.append(1))
    assert made == [1, 1]


def test_what_another_program_writes_lets_everything_go(tmp_path: Path) -> None:
    window = Workspace.open(tmp_path / "shop.regulars", create=True)
    assert count(window) == 0
    terminal = Workspace.open(tmp_path / "shop.regulars")
    customers.add(terminal, NewCustomer("Jana Malá"))
    terminal.close()
    assert count(window) == 1
    customers.add(window, NewCustomer("Ilze Kalniņa"))
    assert count(window) == 2
    window.close()
