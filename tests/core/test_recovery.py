"""Putting a backup back where the file is damaged, newer, or in use at this moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import KnownError
from core.people import customers
from core.people.customers import NewCustomer
from core.store import check, connections, recovery
from core.store.workspace import Workspace


def made(path: Path, clock: FixedClock, name: str) -> Path:
    """A shop file with one customer in it."""
    workspace = Workspace.open(path, clock=clock, create=True)
    customers.add(workspace, NewCustomer(name))
    workspace.close()
    return path


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Path:
    return made(tmp_path / "shop.regulars", clock, "Jana Nováková")


@pytest.fixture
def source(tmp_path: Path, clock: FixedClock) -> Path:
    return made(tmp_path / "older.backup", clock, "Ilze Kalniņa")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)


def names(path: Path) -> list[str]:
    with closing(Workspace.open(path)) as workspace:
        return [line.customer.name for line in customers.find(workspace)]


def test_a_file_cut_off_while_it_was_made_is_empty_and_not_torn(tmp_path: Path) -> None:
    path = tmp_path / "begun.regulars"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {connections.APPLICATION_ID}")
    assert check.problems(path) == []
    assert names(path) == []


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "SELECT migration_set, 'a_step_of_next_year', applied_at "
            "FROM _sqlite_migrations LIMIT 1"
        )
        connection.commit()


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_in_use_is_not_taken_for_a_damaged_one(file: Path, lock: str) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(KnownError) as refused:
            check.problems(file)
    assert refused.value.code == "shop_in_use"
    assert check.problems(file) == []


def test_nothing_is_put_in_the_place_of_a_file_in_use(file: Path, source: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError) as refused:
            recovery.put_back(file, source)
    assert refused.value.code == "shop_in_use"
    assert names(file) == ["Jana Nováková"]


@pytest.mark.parametrize("keep", [100, 4096, 30_000])
def test_a_torn_file_is_called_damaged_and_set_aside_for_a_backup(
    file: Path, source: Path, keep: int
) -> None:
    torn = file.read_bytes()[:keep]
    file.write_bytes(torn)
    (problem,) = check.problems(file)
    assert "damaged" in problem.text()
    kept = recovery.put_back(file, source)
    assert kept is not None
    assert kept.read_bytes() == torn
    assert names(file) == ["Ilze Kalniņa"]


def test_a_file_of_a_newer_version_is_not_replaced(file: Path, source: Path) -> None:
    make_newer(file)
    before = file.read_bytes()
    with pytest.raises(KnownError) as refused:
        recovery.put_back(file, source)
    assert refused.value.code == "newer_file"
    assert file.read_bytes() == before


def test_a_backup_of_a_newer_version_is_called_newer_and_not_damaged(
    file: Path, source: Path
) -> None:
    make_newer(source)
    with pytest.raises(KnownError) as refused:
        recovery.put_back(file, source)
    assert refused.value.code == "newer_file"
    assert names(file) == ["Jana Nováková"]


def test_people_erased_from_a_file_stay_erased_though_it_is_damaged_now(
    file: Path, source: Path
) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO erasure (customer_id, erased_at) VALUES (1, 'x')")
        connection.execute("CREATE TABLE stranger (id INTEGER)")
        connection.commit()
    kept = recovery.put_back(file, source)
    assert kept is not None
    assert " damaged " in kept.name
    assert names(file) == []
    assert b"Ilze" not in file.read_bytes()


def test_a_journal_without_its_file_is_not_played_into_the_backup(file: Path, source: Path) -> None:
    with closing(Workspace.open(file)) as workspace, workspace.write("Many"):
        for number in range(300):
            customers.add(workspace, NewCustomer(f"Jana {number}"))
    journal = file.with_name(file.name + "-journal")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("UPDATE customer SET note = hex(randomblob(4000))")
        left_behind = journal.read_bytes()
        connection.rollback()
    file.unlink()
    journal.write_bytes(left_behind)
    assert recovery.put_back(file, source) is None
    assert check.problems(file) == []
    assert names(file) == ["Ilze Kalniņa"]
