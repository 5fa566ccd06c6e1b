"""Settings hold at once, say what is wrong in a sentence, and are undone like everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

import core
from core.clock import FixedClock
from core.people import care_plans, customers
from core.store import backup, journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, staff, topics
from desktop import language, reopen, theme
from desktop.desk import Desk
from desktop.settings.people import StaffDialog
from desktop.settings.restore_dialog import RestoreDialog
from desktop.settings.settings_page import SettingsPage
from desktop.settings.topics_card import MergeTopicDialog, TopicDialog

KEY = Qt.Key


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """The desk of a shop in a file, because backups need one."""
    shop = Workspace.open(tmp_path / "shop.regulars", create=True, clock=clock)
    laid = Desk.of(shop)
    yield laid
    laid.close()
    shop.close()


@pytest.fixture
def page(desk: Desk, shown: Callable[..., SettingsPage]) -> SettingsPage:
    return shown(SettingsPage(desk), 1150, 768)


def line_of(page: SettingsPage, setting: settings.Setting) -> QLineEdit:
    line = page.rows[setting.key].control
    assert isinstance(line, QLineEdit)
    return line


def type_into(qtbot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, KEY.Key_Return)


def test_every_declared_setting_is_on_the_page(page: SettingsPage) -> None:
    assert set(page.rows) == {setting.key for setting in settings.ALL}
    assert all(row.isVisible() for row in page.rows.values())


def test_a_changed_setting_holds_at_once_and_is_undone(
    qtbot, page: SettingsPage, desk: Desk
) -> None:
    type_into(qtbot, line_of(page, settings.SHOP_NAME), "Salon Iris")
    desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.SHOP_NAME) == "Salon Iris"
    page.setFocus()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.SHOP_NAME) == ""
    assert line_of(page, settings.SHOP_NAME).text() == ""


def test_a_choice_and_a_flag_hold_at_once(page: SettingsPage, desk: Desk) -> None:
    currency = page.rows[settings.CURRENCY.key].control
    currency.set_value("EUR")
    currency.chosen.emit("EUR")
    page.rows[settings.STAY_IN_TRAY.key].control.click()
    desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.CURRENCY) == "EUR"
    assert settings.get(desk.workspace, settings.STAY_IN_TRAY) is True


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("900", "Write a number between 1 and 730."),
        ("2.5", "Write a whole number, such as 30."),
        ("soon", "“soon” is not a number."),
    ],
)
def test_a_number_that_does_not_fit_is_refused_beside_its_field(
    qtbot, page: SettingsPage, desk: Desk, words_in: Callable[..., str], typed: str, sentence: str
) -> None:
    type_into(qtbot, line_of(page, settings.CHECKIN_DAYS), typed)
    desk.tasks.wait_idle()
    assert sentence in words_in(page.rows[settings.CHECKIN_DAYS.key])
    assert settings.get(desk.workspace, settings.CHECKIN_DAYS) == settings.CHECKIN_DAYS.default
    type_into(qtbot, line_of(page, settings.CHECKIN_DAYS), "45")
    desk.tasks.wait_idle()
    assert sentence not in words_in(page.rows[settings.CHECKIN_DAYS.key])
    assert settings.get(desk.workspace, settings.CHECKIN_DAYS) == 45


def test_a_field_being_typed_in_is_not_written_over(qtbot, page: SettingsPage, desk: Desk) -> None:
    line = line_of(page, settings.OWNER_NAME)
    line.setFocus()
    qtbot.keyClicks(line, "Ev")
    settings.put(desk.workspace, settings.SHOP_NAME, "Salon Iris")
    desk.tasks.wait_idle()
    assert line.text() == "Ev"
    assert line_of(page, settings.SHOP_NAME).text() == "Salon Iris"


def test_a_folder_for_backups_that_cannot_be_is_refused(
    page: SettingsPage, desk: Desk, tmp_path: Path, words_in: Callable[..., str]
) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    row = page.rows[settings.BACKUP_FOLDER.key]
    desk.messages.prepared.append(tmp_path / "letter")
    row.control.choose()
    desk.tasks.wait_idle()
    assert "Nothing can be written into" in words_in(row)
    assert settings.get(desk.workspace, settings.BACKUP_FOLDER) == ""
    desk.messages.prepared.append(tmp_path / "stick")
    row.control.choose()
    desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.BACKUP_FOLDER) == str(tmp_path / "stick")


def test_the_language_of_the_screen_is_changed_for_the_whole_window(
    qtbot, page: SettingsPage, desk: Desk
) -> None:
    with qtbot.waitSignal(language.news().changed):
        page.screen_card.languages.chosen.emit("cs")
    assert desk.preferences.text(language.KEY) == "cs"
    language.change(desk.preferences, "en")


def test_the_dark_look_holds_at_once_and_is_remembered(page: SettingsPage, desk: Desk) -> None:
    page.screen_card.looks.chosen.emit("dark")
    assert theme.current() is theme.DARK
    assert desk.preferences.text(theme.KEY) == "dark"


# Staff and topics


def test_a_staff_member_is_added_renamed_and_hidden(
    page: SettingsPage, desk: Desk, button: Callable[..., QPushButton]
) -> None:
    button(page, "Add someone").click()
    dialog = page.findChild(StaffDialog)
    dialog.name.setText("Petra")
    dialog.save()
    desk.tasks.wait_idle()
    button(page, "Change “Petra”").click()
    dialog = next(each for each in page.findChildren(StaffDialog) if each.isVisible())
    dialog.name.setText("Petra Malá")
    dialog.save()
    desk.tasks.wait_idle()
    assert [member.name for member in staff.find(desk.workspace)] == ["Petra Malá"]
    button(page, "Hide “Petra Malá”").click()
    desk.tasks.wait_idle()
    assert staff.find(desk.workspace) == []
    journal.undo(desk.workspace)
    assert [member.name for member in staff.find(desk.workspace)] == ["Petra Malá"]


def test_a_topic_is_known_by_the_words_given_to_it(
    page: SettingsPage, desk: Desk, button: Callable[..., QPushButton]
) -> None:
    button(page, "Add a topic").click()
    dialog = page.findChild(TopicDialog)
    dialog.name.setText("Parking")
    dialog.words.setPlainText("park, Parkov\ngaráž")
    dialog.save()
    desk.tasks.wait_idle()
    assert [topic.words for topic in topics.find(desk.workspace)] == [("park", "parkov", "garaz")]
    button(page, "Hide “Parking”").click()
    desk.tasks.wait_idle()
    assert topics.find(desk.workspace) == []


def test_a_topic_without_a_name_is_refused_in_the_dialog(
    page: SettingsPage, desk: Desk, button: Callable[..., QPushButton], words_in: Callable[..., str]
) -> None:
    button(page, "Add a topic").click()
    dialog = page.findChild(TopicDialog)
    dialog.save()
    desk.tasks.wait_idle()
    assert "A topic needs a name." in words_in(dialog)
    dialog.reject()


# Backups and about


def test_a_backup_is_made_and_its_day_told(
    page: SettingsPage, desk: Desk, words_in: Callable[..., str]
) -> None:
    assert "No backup has been made yet." in words_in(page.backups)
    page.backups.back_up()
    desk.tasks.wait_idle()
    assert backup.latest(desk.workspace) is not None
    assert "The last good backup was made on 21 Sep" in words_in(page.backups)


def test_a_whole_file_is_called_whole(page: SettingsPage, desk: Desk) -> None:
    page.backups.check_file()
    desk.tasks.wait_idle()
    assert page.backups.notice.text == "The file is whole."


def test_a_chosen_backup_is_put_back_when_the_shop_was_closed(
    page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    made = backup.make(desk.workspace, "asked")
    assert made is not None
    page.backups.choose_backup()
    desk.tasks.wait_idle()
    dialog = page.findChild(RestoreDialog)
    desk.messages.prepared.append(True)
    dialog.save()
    desk.tasks.wait_idle()
    assert codes == [reopen.AGAIN]
    assert reopen.take_backup(desk.preferences) == made.path
    assert reopen.take_backup(desk.preferences) is None


def test_a_damaged_backup_is_refused_and_the_shop_stays_open(
    page: SettingsPage, desk: Desk, words_in: Callable[..., str]
) -> None:
    customers.add(desk.workspace, customers.NewCustomer(name="Jana Nováková"))
    made = backup.make(desk.workspace, "asked")
    assert made is not None
    with made.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 100)
    page.backups.choose_backup()
    desk.tasks.wait_idle()
    dialog = page.findChild(RestoreDialog)
    dialog.save()
    desk.tasks.wait_idle()
    assert "is damaged and was not used." in words_in(dialog)
    assert reopen.take_backup(desk.preferences) is None
    dialog.reject()


def test_another_shop_is_asked_for_only_after_a_question(
    page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QCoreApplication, "exit", lambda _code: None)
    desk.messages.prepared.extend([False, True])
    page.about.open_another()
    assert not reopen.take_another(desk.preferences)
    page.about.open_another()
    assert reopen.take_another(desk.preferences)


def test_the_page_tells_the_version_and_where_the_shop_lies(
    page: SettingsPage, desk: Desk, words_in: Callable[..., str]
) -> None:
    words = words_in(page.about).replace("\u200b", "")
    assert core.__version__ in words
    assert str(desk.workspace.path) in words


# Care, closed days and topics


def test_a_stage_gets_another_plan_at_once_and_undo_takes_it_back(
    qtbot, page: SettingsPage, desk: Desk
) -> None:
    assert page.care.after["first"].text() == "7"
    assert page.care.every["loyal"].text() == ""
    type_into(qtbot, page.care.every["loyal"], "90")
    page.care.after["first"].clear()
    qtbot.keyClick(page.care.after["first"], KEY.Key_Return)
    desk.tasks.wait_idle()
    plans = care_plans.of(desk.workspace)
    assert (plans["loyal"].interval_days, plans["first"].after_days) == (90, None)
    page.setFocus()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert page.care.after["first"].text() == "7"
    assert page.care.every["loyal"].text() == "90"


def test_days_that_no_plan_can_have_are_refused_beside_the_fields(
    qtbot, page: SettingsPage, desk: Desk, words_in
) -> None:
    type_into(qtbot, page.care.after["first"], "45")
    desk.tasks.wait_idle()
    assert "Write a number between 0 and 29." in words_in(page.care)
    assert care_plans.of(desk.workspace)["first"].after_days == 7
    type_into(qtbot, page.care.after["first"], "9")
    desk.tasks.wait_idle()
    assert "Write a number" not in words_in(page.care)
    assert care_plans.of(desk.workspace)["first"].after_days == 9


def test_plans_go_back_to_how_they_were_at_first(page: SettingsPage, desk: Desk) -> None:
    care_plans.change(desk.workspace, "repeat", care_plans.CarePlan(120, None))
    desk.tasks.wait_idle()
    assert page.care.every["repeat"].text() == "120"
    page.care.reset.click()
    desk.tasks.wait_idle()
    assert page.care.every["repeat"].text() == ""


def test_days_closed_every_week_are_pressed_and_undone(page: SettingsPage, desk: Desk) -> None:
    for chip in (page.weekdays.chips[6], page.weekdays.chips[0]):
        chip.click()
        desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.CLOSED_WEEKDAYS) == [0, 6]
    assert page.weekdays.chips[0].accessibleName() == "Monday"
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert page.weekdays.days() == [6]


def test_a_topic_shows_how_often_it_came_up_and_is_merged_into_another(
    page: SettingsPage, desk: Desk, button, words_in
) -> None:
    shop = desk.workspace
    price, money = topics.add(shop, "Price"), topics.add(shop, "Money")
    feedback.log(shop, feedback.NewFeedback("praise", "Worth it.", topic_id=money.id))
    desk.tasks.wait_idle()
    assert "1 voice" in words_in(page.topics)
    assert "not used yet" in words_in(page.topics)
    button(page, "Merge “Money” into another topic").click()
    dialog = page.findChild(MergeTopicDialog)
    assert "1 voice goes along" in words_in(dialog)
    assert dialog.into.value() == price.id
    dialog.save()
    desk.tasks.wait_idle()
    assert [topic.name for topic in topics.find(shop)] == ["Price"]
    assert topics.with_uses(shop)[0].feedback == 1
    journal.undo(shop)
    desk.tasks.wait_idle()
    assert "Money" in words_in(page.topics)


def test_a_single_topic_has_nothing_to_merge_into(page: SettingsPage, desk: Desk, button) -> None:
    topics.add(desk.workspace, "Price")
    desk.tasks.wait_idle()
    assert not button(page, "Merge “Price” into another topic").isEnabled()


def test_the_usual_topics_are_added_once(page: SettingsPage, desk: Desk) -> None:
    page.topics.starters.click()
    desk.tasks.wait_idle()
    added = len(topics.find(desk.workspace))
    assert added > 3
    page.topics.starters.click()
    desk.tasks.wait_idle()
    assert len(topics.find(desk.workspace)) == added
    assert desk.messages.spoken[-1].text == "All the usual topics are here already."


@pytest.mark.parametrize("part", ["topics", "care"])
def test_settings_open_at_a_part_that_is_asked_for(
    desk: Desk, shown: Callable[..., SettingsPage], part: str
) -> None:
    page = SettingsPage(desk)
    page.show_target(part)
    page.show_target("nowhere")
    shown(page, 1150, 500)
    card = {"topics": page.topics, "care": page.care}[part]
    desk.tasks.wait_idle()
    QCoreApplication.processEvents()
    assert 0 <= card.mapTo(page, card.rect().topLeft()).y() < 500
