"""A new shop is made whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import sample
from core.clock import FixedClock
from core.errors import Cancelled, KnownError, RefusedInput
from core.exchange import new_shop
from core.exchange.first_look import first_look
from core.exchange.new_shop import NewShop
from core.people import customers
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import topics

SALON = NewShop("Salon Iris", "nails", "Eva", "cs", "CZ", "CZK")


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_a_new_shop_knows_its_name_and_first_topics(tmp_path: Path, clock: FixedClock) -> None:
    path = new_shop.begin(tmp_path / "new" / "shop.regulars", SALON, clock=clock)
    with_file = Workspace.open(path, clock=clock)
    try:
        assert settings.get(with_file, settings.SHOP_NAME) == "Salon Iris"
        assert settings.get(with_file, settings.SHOP_KIND) == "nails"
        assert settings.get(with_file, settings.LANGUAGE) == "cs"
        assert topics.find(with_file)
        assert journal.undo(with_file) is None
    finally:
        with_file.close()


def test_a_sample_shop_has_customers_under_the_owners_name(
    tmp_path: Path, clock: FixedClock
) -> None:
    new = NewShop("Salon Iris", language="lv", country="LV", currency="EUR")
    path = new_shop.begin(tmp_path / "s.regulars", new, fill=sample.fill, clock=clock)
    shop = Workspace.open(path, clock=clock)
    try:
        assert customers.count(shop) > 50
        assert settings.get(shop, settings.SHOP_NAME) == "Salon Iris"
        assert journal.undo(shop) is None
    finally:
        shop.close()


def test_a_stopped_beginning_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int) -> None:
            if done > total // 5:
                raise Cancelled

    new = NewShop("Salon Iris", backup_folder=str(tmp_path / "a" / "copies"))
    with pytest.raises(Cancelled):
        new_shop.begin(tmp_path / "b" / "shop.regulars", new, fill=sample.fill, progress=Stop())
    assert everything_in(tmp_path) == []


def test_a_shop_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as refusal:
        new_shop.begin(tmp_path / "shop.regulars", NewShop("  "))
    assert [problem.field for problem in refusal.value.problems] == ["name"]
    assert everything_in(tmp_path) == []


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "shop.regulars"
    path.write_text("letters", encoding="utf-8")
    with pytest.raises(KnownError) as refusal:
        new_shop.begin(path, SALON)
    assert refusal.value.code == "file_exists"
    assert path.read_text(encoding="utf-8") == "letters"
    assert new_shop.free_path(path).name == "shop 2.regulars"


def test_a_folder_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("", encoding="utf-8")
    new = NewShop("Salon Iris", backup_folder=str(tmp_path / "copies"))
    with pytest.raises(KnownError) as refusal:
        new_shop.begin(tmp_path / "b" / "shop.regulars", new)
    assert refusal.value.code == "folder_refused"
    assert everything_in(tmp_path) == ["copies"]


def test_a_table_of_unknown_headings_is_seen_before_it_is_understood(
    tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Wer,Was\nMona,Cut\nRoy,Colour\n", encoding="utf-8")
    seen = first_look(workspace, path)
    assert seen.headings == ("Wer", "Was")
    assert seen.rows == (("Mona", "Cut"), ("Roy", "Colour"))
