"""The file: opened, refused, written and told of."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing
from core.people import customers
from core.people.customers import NewCustomer
from core.store import check
from core.store.changes import Changes
from core.store.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Path:
    """A shop file with one customer in it."""
    path = tmp_path / "shop.regulars"
    workspace = Workspace.open(path, clock=clock, create=True)
    customers.add(workspace, NewCustomer("Jana Nováková"))
    workspace.close()
    return path


def refusal(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    return refused.value.code


def test_what_was_saved_is_there_when_the_file_is_opened_again(file: Path) -> None:
    workspace = Workspace.open(file)
    assert [line.customer.name for line in customers.find(workspace)] == ["Jana Nováková"]
    workspace.close()


def test_a_missing_file_never_becomes_a_silent_new_one(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.regulars") == "missing_file"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_shop_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    assert refusal(path) == "not_a_shop"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert refusal(path) == "not_a_shop"
    assert path.read_bytes() == before


def test_a_file_from_a_newer_version_is_refused_with_its_bytes_unchanged(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('regulars', 'from_the_future', '2099-01-01')"
    )
    connection.commit()
    connection.close()
    before = file.read_bytes()
    assert refusal(file) == "newer_file"
    assert file.read_bytes() == before


def test_foreign_keys_are_on_in_every_connection(file: Path) -> None:
    workspace = Workspace.open(file)
    assert workspace.value("PRAGMA foreign_keys") == 1
    found: list[int] = []
    reader = threading.Thread(target=lambda: found.append(workspace.value("PRAGMA foreign_keys")))
    reader.start()
    reader.join()
    assert found == [1]
    with pytest.raises(sqlite3.IntegrityError), workspace.write("Orphan") as write:
        write.insert("visit", customer_id=999, visited_on="2026-01-01", created_at="x")
    workspace.close()


def test_the_file_is_one_file_without_a_log_beside_it(file: Path) -> None:
    workspace = Workspace.open(file)
    customers.add(workspace, NewCustomer("Petra Malá"))
    assert workspace.value("PRAGMA journal_mode") == "delete"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    workspace.close()


def test_listeners_hear_of_a_write_after_its_commit_with_its_nouns(workspace: Workspace) -> None:
    heard: list[tuple[Changes, int]] = []
    workspace.subscribe(
        lambda changes: heard.append((changes, workspace.value("SELECT count(*) FROM customer")))
    )
    customers.add(workspace, NewCustomer("Jana Nováková"))
    ((changes, count),) = heard
    assert changes.nouns == {"customer"}
    assert changes.journal_id is not None
    assert count == 1


def test_a_write_that_changes_nothing_is_not_told_and_not_kept(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    heard: list[Changes] = []
    workspace.subscribe(heard.append)
    customers.change(workspace, jana.id, customers.as_new(jana))
    assert heard == []
    assert workspace.value("SELECT count(*) FROM journal") == 1


def test_a_write_in_a_write_is_one_step(workspace: Workspace) -> None:
    with workspace.write("Both"):
        customers.add(workspace, NewCustomer("Jana Nováková"))
        customers.add(workspace, NewCustomer("Petra Malá"))
    assert [row["label"] for row in workspace.rows("SELECT label FROM journal")] == ["Both"]


def test_other_threads_do_not_see_a_write_before_its_commit(file: Path) -> None:
    workspace = Workspace.open(file)
    seen: list[int] = []

    def look() -> None:
        seen.append(workspace.value("SELECT count(*) FROM customer"))

    with workspace.write("Open") as write:
        write.insert("customer", name="P", first_name="P", sort_name="p", created_at="x")
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    look()
    assert seen == [1, 2]
    workspace.close()


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_done(file: Path) -> None:
    workspace = Workspace.open(file)
    pages = workspace.value("PRAGMA page_count")
    with workspace.alone() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError) as refused, workspace.write("Large") as write:
        write.insert_many(
            "customer",
            ("name", "first_name", "sort_name", "created_at"),
            ((f"Name {n}" * 50, "N", "n", "x") for n in range(5000)),
        )
    assert refused.value.code == "disk_full"
    assert workspace.value("SELECT count(*) FROM customer") == 1
    with workspace.alone() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    customers.add(workspace, NewCustomer("Petra Malá"))
    workspace.close()
    assert check.problems(file) == []


def test_a_write_waits_its_turn_and_says_so_when_the_file_stays_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.connections.BUSY_SECONDS", 0.05)
    workspace = Workspace.open(file)
    stranger = sqlite3.connect(file)
    stranger.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KnownError) as refused:
        customers.add(workspace, NewCustomer("Petra Malá"))
    assert refused.value.code == "shop_in_use"
    stranger.rollback()
    stranger.close()
    customers.add(workspace, NewCustomer("Petra Malá"))
    assert customers.count(workspace) == 2
    workspace.close()


def test_a_record_that_is_gone_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(Missing) as refused:
        customers.get(workspace, 41)
    assert "41" in refused.value.text()
    assert "41" not in str(refused.value)


def test_a_reader_that_stops_early_is_no_trouble_after_closing(file: Path) -> None:
    workspace = Workspace.open(file)
    rows = workspace.each("SELECT 1 UNION SELECT 2")
    assert next(rows)[0] == 1
    workspace.close()
    rows.close()  # type: ignore[attr-defined]


def test_a_copy_in_memory_has_what_the_write_did_so_far_and_changes_nothing(file: Path) -> None:
    workspace = Workspace.open(file)
    later = FixedClock("2027-01-02T10:00:00Z")
    with workspace.write("Two more"):
        customers.add(workspace, NewCustomer("Petra Malá"))
        copy = workspace.copy(clock=later)
        customers.add(workspace, NewCustomer("Eva Velká"))
    customers.add(copy, NewCustomer("Olga Stará"))
    names = [row[0] for row in copy.rows("SELECT name FROM customer ORDER BY id")]
    assert names == ["Jana Nováková", "Petra Malá", "Olga Stará"]
    assert copy.value("SELECT max(created_at) FROM customer") == "2027-01-02T10:00:00Z"
    assert customers.count(workspace) == 3
    with pytest.raises(sqlite3.IntegrityError):
        copy.rows("INSERT INTO visit (customer_id, visited_on, created_at) VALUES (99, '', '')")
    copy.close()
    workspace.close()
