"""Backups: what is verified, what is refused, and coming back."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import Cancelled, KnownError
from core.people import customers
from core.people.customers import NewCustomer
from core.store import backup, check, recovery, settings
from core.store.workspace import Workspace


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Workspace:
    """A shop file with one customer."""
    workspace = Workspace.open(tmp_path / "shop.regulars", clock=clock, create=True)
    customers.add(workspace, NewCustomer("Jana Nováková"))
    return workspace


def put_back(workspace: Workspace, source: Path) -> Workspace:
    """The shop with a backup in its place, opened again."""
    assert workspace.path is not None
    workspace.close()
    recovery.put_back(workspace.path, source, clock=workspace.clock)
    return Workspace.open(workspace.path, clock=workspace.clock)


def names(workspace: Workspace) -> list[str]:
    return [line.customer.name for line in customers.find(workspace)]


def test_a_backup_is_a_whole_shop_with_a_seal_beside_it(shop: Workspace) -> None:
    made = backup.make(shop, "asked")
    assert made is not None
    assert check.problems(made.path) == []
    assert backup.seal_file(made.path).read_text().startswith(backup.sha256(made.path))
    assert backup.latest(shop) == made
    shop.close()


def test_the_owner_says_where_backups_go(shop: Workspace, tmp_path: Path) -> None:
    settings.put(shop, settings.BACKUP_FOLDER, str(tmp_path / "stick"))
    made = backup.make(shop, "asked")
    assert made is not None
    assert made.path.parent == tmp_path / "stick"
    shop.close()


def test_the_daily_backup_is_made_once_a_day_and_not_for_an_empty_shop(
    shop: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    empty = Workspace.open(tmp_path / "empty.regulars", clock=clock, create=True)
    assert backup.make_if_due(empty) is None
    empty.close()
    assert backup.make_if_due(shop) is not None
    clock.move_to(clock.now() + timedelta(hours=3))
    assert backup.make_if_due(shop) is None
    clock.move_to(clock.now() + timedelta(hours=20))
    assert backup.make_if_due(shop) is not None
    shop.close()


def test_a_restored_backup_is_the_shop_as_it_was_and_can_be_taken_back(
    shop: Workspace, clock: FixedClock
) -> None:
    then = backup.make(shop, "asked")
    assert then is not None
    clock.move_to(clock.now() + timedelta(minutes=1))
    customers.add(shop, NewCustomer("Petra Malá"))
    restored = put_back(shop, then.path)
    assert names(restored) == ["Jana Nováková"]
    before_restore = next(b for b in backup.all_of(restored) if b.reason == "restore")
    clock.move_to(clock.now() + timedelta(minutes=1))
    again = put_back(restored, before_restore.path)
    assert names(again) == ["Jana Nováková", "Petra Malá"]
    again.close()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="truncated"),
        pytest.param(
            lambda content: content[:50_000] + bytes([content[50_000] ^ 1]) + content[50_001:],
            id="one bit flipped",
        ),
        pytest.param(lambda content: content[:68] + b"\0\0\0\0" + content[72:], id="foreign id"),
    ],
)
def test_a_damaged_backup_is_refused_and_the_shop_stays(shop: Workspace, damage: object) -> None:
    made = backup.make(shop, "asked")
    assert made is not None
    made.path.write_bytes(damage(made.path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(KnownError) as refused:
        put_back(shop, made.path)
    assert refused.value.code in ("bad_backup", "not_a_shop")
    assert shop.path is not None
    shop = Workspace.open(shop.path)
    assert names(shop) == ["Jana Nováková"]
    shop.close()


def test_a_backup_with_a_strangers_trigger_is_refused(shop: Workspace) -> None:
    made = backup.make(shop, "asked")
    assert made is not None
    connection = sqlite3.connect(made.path)
    connection.execute(
        "CREATE TRIGGER stranger AFTER INSERT ON goal BEGIN DELETE FROM customer; END"
    )
    connection.commit()
    connection.close()
    backup.seal_file(made.path).unlink()
    with pytest.raises(KnownError) as refused:
        put_back(shop, made.path)
    assert refused.value.code == "bad_backup"


def test_people_erased_since_do_not_come_back_with_a_backup(
    shop: Workspace, clock: FixedClock
) -> None:
    made = backup.make(shop, "asked")
    assert made is not None
    customers.add(shop, NewCustomer("Petra Malá"))
    jana = customers.find_named(shop, "Jana Nováková")
    assert jana is not None
    with shop.write("Erased") as write:
        write.delete("customer", jana.id)
        write.insert("erasure", customer_id=jana.id, erased_at="x")
    clock.move_to(clock.now() + timedelta(minutes=1))
    restored = put_back(shop, made.path)
    assert restored.path is not None
    assert b"Nov" not in restored.path.read_bytes()
    assert names(restored) == []
    assert customers.matching(restored, "jana") == []
    restored.close()


def test_backups_are_thinned_but_never_the_newest(shop: Workspace, clock: FixedClock) -> None:
    for _day in range(60):
        clock.move_to(clock.now() + timedelta(days=1))
        newest = backup.make(shop, "daily")
    kept = backup.all_of(shop)
    assert kept[0] == newest
    assert 12 <= len(kept) <= 12 + 10 + 9
    span = kept[0].made_at - kept[-1].made_at
    assert span >= timedelta(days=30)
    assert all(backup.seal_file(each.path).exists() for each in kept)
    shop.close()


def test_a_backup_folder_that_cannot_be_made_is_a_sentence(shop: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.put(shop, settings.BACKUP_FOLDER, str(tmp_path / "file" / "below"))
    with pytest.raises(KnownError) as refused:
        backup.make(shop, "asked")
    assert refused.value.code == "backup_failed"
    assert names(shop) == ["Jana Nováková"]
    shop.close()


def test_check_names_a_torn_search_index(shop: Workspace) -> None:
    path = shop.path
    assert path is not None
    shop.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE customer SET name = 'Somebody Else'")
    connection.commit()
    connection.close()
    (problem,) = check.problems(path)
    assert "customer" in problem.text()


def test_two_backups_of_the_same_second_are_both_kept(shop: Workspace) -> None:
    first, second = backup.make(shop, "restore"), backup.make(shop, "restore")
    assert first is not None
    assert second is not None
    assert {made.path for made in backup.all_of(shop)} == {first.path, second.path}
    shop.close()


def test_a_shop_with_brackets_in_its_name_finds_its_backups(
    tmp_path: Path, clock: FixedClock
) -> None:
    shop = Workspace.open(tmp_path / "salon [Rīga] *.regulars", clock=clock, create=True)
    made = backup.make(shop, "asked")
    assert backup.latest(shop) == made
    shop.close()


def test_a_backup_made_while_people_save_is_a_whole_one(shop: Workspace) -> None:
    stop = threading.Event()

    def keep_saving() -> None:
        while not stop.wait(0.005):
            customers.add(shop, NewCustomer("Petra Malá"))

    saving = threading.Thread(target=keep_saving)
    saving.start()
    try:
        made = [backup.make(shop, "asked") for _turn in range(8)]
    finally:
        stop.set()
        saving.join()
    assert all(each is not None and check.problems(each.path) == [] for each in made)
    shop.close()


class Told:
    """Hears how far the work is, and stops it at a chosen word."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.heard: list[float] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int) -> None:
        self.heard.append(done / total if total else -1.0)
        if len(self.heard) == self._stop_at:
            raise Cancelled


def test_a_backup_can_be_stopped_at_any_moment_and_leaves_nothing(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PAGES_AT_ONCE", 10)
    monkeypatch.setattr(backup, "_STEPS_BETWEEN", 100)
    whole = Told()
    assert backup.make(shop, "asked", whole) is not None
    assert whole.heard == sorted(whole.heard)
    place = backup.folder(shop)
    before = sorted(place.iterdir())
    for moment in range(1, len(whole.heard) + 1):
        with pytest.raises(Cancelled):
            backup.make(shop, "asked", Told(moment))
        assert sorted(place.iterdir()) == before
    assert len(whole.heard) > 10
    shop.close()
