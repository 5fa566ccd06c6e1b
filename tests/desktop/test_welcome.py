"""The first run ends in a whole shop, or leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from core import i18n
from core.clock import SystemClock
from core.errors import KnownError
from core.people import customers
from core.store import backup, journal, settings
from core.store.workspace import Workspace
from core.voice import topics
from desktop.welcome import FIRST_PAGE
from desktop.welcome.draft import EMPTY, FROM_FILE, SAMPLE
from desktop.welcome.welcome import Welcome
from desktop.window_state import LAST_SHOP, Preferences

KEY = Qt.Key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Regulars" / "shop.regulars"


@pytest.fixture
def preferences() -> Preferences:
    return Preferences(None)


@pytest.fixture
def walk(qtbot, path: Path, preferences: Preferences) -> Iterator[Welcome]:
    dialog = Welcome(path, preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.tasks.close()


def everything_in(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.rglob("*"))


def go_to_the_end(walk: Welcome, begin: str, name: str = "Salon Iris") -> None:
    walk.go_on()
    walk.steps[1].name.setText(name)
    walk.go_on()
    walk.go_on()
    walk.steps[3].choose(begin)
    walk.go_on()


def test_a_new_shop_is_made_by_keyboard(qtbot, walk: Welcome, path: Path) -> None:
    qtbot.keyClick(walk, KEY.Key_Return)
    assert walk.step == 1
    assert walk.steps[1].name.hasFocus()
    qtbot.keyClicks(walk.steps[1].name, "Salon Iris")
    for _step in range(3):
        qtbot.keyClick(walk.focusWidget(), KEY.Key_Return)
    walk.tasks.wait_idle()
    assert walk.shop_file == path
    shop = Workspace.open(path)
    try:
        assert settings.get(shop, settings.SHOP_NAME) == "Salon Iris"
        assert topics.find(shop)
        assert journal.undo(shop) is None
    finally:
        shop.close()


def test_leaving_the_welcome_leaves_nothing_behind(qtbot, walk: Welcome, tmp_path: Path) -> None:
    walk.go_on()
    walk.steps[1].name.setText("Salon Iris")
    walk.go_on()
    qtbot.keyClick(walk, KEY.Key_Escape)
    assert not walk.isVisible()
    assert walk.shop_file is None
    assert everything_in(tmp_path) == []


def test_a_sample_shop_that_is_stopped_leaves_nothing_behind(walk: Welcome, tmp_path: Path) -> None:
    go_to_the_end(walk, SAMPLE)
    walk.reject()
    walk.tasks.wait_idle()
    assert walk.isVisible()
    assert walk.notice.text == "Stopped. Nothing was changed."
    assert everything_in(tmp_path) == []


def test_a_sample_shop_lies_in_a_file_of_its_own(walk: Welcome, path: Path) -> None:
    go_to_the_end(walk, SAMPLE)
    walk.tasks.wait_idle()
    assert walk.shop_file == path.with_name("sample.regulars")
    shop = Workspace.open(walk.shop_file)
    try:
        assert customers.count(shop) > 50
    finally:
        shop.close()


def test_the_own_list_opens_the_page_of_import_once(
    walk: Welcome, preferences: Preferences
) -> None:
    go_to_the_end(walk, FROM_FILE)
    walk.tasks.wait_idle()
    assert preferences.text(FIRST_PAGE) == "exchange"


def test_a_shop_needs_a_name_before_the_walk_goes_on(
    walk: Welcome, words_in: Callable[..., str]
) -> None:
    walk.go_on()
    walk.go_on()
    assert walk.step == 1
    assert "Please give the shop a name." in words_in(walk)
    walk.go_to(3)
    assert walk.step == 1


def test_the_arrows_walk_through_the_languages(qtbot, walk: Welcome) -> None:
    for spoken in ("lv", "cs"):
        qtbot.keyClick(walk.focusWidget(), KEY.Key_Left)
        qtbot.waitUntil(lambda code=spoken: i18n.language() == code)
        assert walk.focusWidget().isChecked()


def test_another_language_changes_every_word_and_the_likely_money(walk: Welcome) -> None:
    walk.go_on()
    walk.steps[1].name.setText("Salons Iris")
    walk.go_back()
    walk.steps[0].spoken.emit("lv")
    QApplication.processEvents()
    assert i18n.language() == "lv"
    walk.go_on()
    assert walk.steps[1].name.text() == "Salons Iris"
    assert (walk.draft.country, walk.draft.currency) == ("LV", "EUR")
    assert walk.draft.new_shop().language == "lv"


def test_money_chosen_by_hand_stays_in_another_language(walk: Welcome) -> None:
    walk.go_on()
    currency = walk.steps[1].currency
    currency.set_value("USD")
    currency.chosen.emit("USD")
    walk.go_back()
    walk.steps[0].spoken.emit("cs")
    QApplication.processEvents()
    assert i18n.language() == "cs"
    assert walk.draft.currency == "USD"


def choose(box, value: str) -> None:
    """As a press does it: the line is marked, then the field tells."""
    box.set_value(value)
    box.chosen.emit(value)


def test_a_country_brings_its_money_along_and_elsewhere_leaves_it(walk: Welcome) -> None:
    walk.go_on()
    shop = walk.steps[1]
    for country, currency in (("CZ", "CZK"), ("LV", "EUR"), ("CZ", "CZK"), ("other", "CZK")):
        choose(shop.country, country)
        assert (shop.currency.value(), walk.draft.currency) == (currency, currency)
    walk.keep()
    assert (walk.draft.country, walk.draft.currency) == ("other", "CZK")


def test_no_country_changes_money_that_was_chosen_by_hand(walk: Welcome) -> None:
    walk.go_on()
    shop = walk.steps[1]
    choose(shop.currency, "USD")
    choose(shop.country, "LV")
    walk.keep()
    assert (walk.draft.country, walk.draft.currency) == ("LV", "USD")


def test_a_folder_that_cannot_be_is_told_where_it_is_chosen(walk: Welcome, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("", encoding="utf-8")
    walk.draft.backup_folder = str(tmp_path / "copies")
    walk.steps[2].backups.set_text(str(tmp_path / "copies"))
    go_to_the_end(walk, EMPTY)
    walk.tasks.wait_idle()
    assert walk.step == 2
    assert "Nothing can be written into" in walk.notice.text
    assert everything_in(tmp_path) == ["copies"]


def test_backups_go_where_they_were_asked_to(walk: Welcome, tmp_path: Path) -> None:
    walk.messages.prepared.append(tmp_path / "stick")
    walk.steps[2].backups.choose()
    go_to_the_end(walk, EMPTY)
    walk.tasks.wait_idle()
    shop = Workspace.open(walk.shop_file or tmp_path)
    try:
        assert backup.folder(shop) == tmp_path / "stick"
    finally:
        shop.close()


def test_a_shop_file_there_is_is_opened_and_another_file_refused(
    walk: Welcome, tmp_path: Path, button: Callable[..., QPushButton]
) -> None:
    letters = tmp_path / "letters.regulars"
    letters.write_text("no shop", encoding="utf-8")
    walk.messages.prepared.append(letters)
    button(walk, "Open a shop file").click()
    walk.tasks.wait_idle()
    assert "is not a shop file of Regulars" in walk.notice.text
    known = tmp_path / "known.regulars"
    Workspace.open(known, create=True, clock=SystemClock()).close()
    walk.messages.prepared.append(known)
    button(walk, "Open a shop file").click()
    walk.tasks.wait_idle()
    assert walk.shop_file == known
    assert not walk.isVisible()


def test_a_shop_file_is_looked_for_where_the_last_one_lies(
    walk: Welcome, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []

    def look(_parent: object, _title: str, folder: str, _filter: str) -> tuple[str, str]:
        begun.append(Path(folder))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", look)
    preferences.put(LAST_SHOP, str(tmp_path / "gone" / "salon.regulars"))
    walk.open_file()
    (tmp_path / "Salon").mkdir()
    preferences.put(LAST_SHOP, str(tmp_path / "Salon" / "salon.regulars"))
    walk.open_file()
    walk.put_back()
    assert begun[0] not in (tmp_path / "gone", tmp_path / "Salon"), "a folder that is there"
    assert begun[1:] == [tmp_path / "Salon"] * 2


def test_a_backup_becomes_the_shop(
    walk: Welcome, tmp_path: Path, path: Path, button: Callable[..., QPushButton]
) -> None:
    lost = Workspace.open(tmp_path / "old" / "old.regulars", create=True)
    customers.add(lost, customers.NewCustomer(name="Jana Nováková"))
    made = backup.make(lost, "asked")
    lost.close()
    assert made is not None
    walk.messages.prepared.append(made.path)
    button(walk, "Put a backup back").click()
    walk.tasks.wait_idle()
    assert walk.shop_file == path
    shop = Workspace.open(path)
    try:
        assert [line.customer.name for line in customers.find(shop)] == ["Jana Nováková"]
    finally:
        shop.close()


def test_a_shop_that_cannot_be_opened_is_answered_with_its_sentence_and_a_backup(
    qtbot, tmp_path, clock, words_in
):
    path = tmp_path / "shop.regulars"
    shop = Workspace.open(path, clock=clock, create=True)
    customers.add(shop, customers.NewCustomer("Jana Nováková"))
    kept = backup.make(shop, "asked")
    shop.close()
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(KnownError) as refused:
        Workspace.open(path)
    dialog = Welcome(path, Preferences(None), refused.value)
    qtbot.addWidget(dialog)
    dialog.show()
    assert refused.value.text() in words_in(dialog)
    assert dialog.draft.path != path
    dialog.messages.prepared.append(kept.path)
    dialog.put_back()
    dialog.tasks.wait_idle()
    assert dialog.shop_file == path
    mended = Workspace.open(path)
    assert [line.customer.name for line in customers.find(mended)] == ["Jana Nováková"]
    mended.close()
    assert list(tmp_path.glob("shop damaged *"))
    dialog.tasks.close()
