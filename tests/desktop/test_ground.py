"""The small parts of the ground: changes, navigation, messages, formats and what is remembered."""

from __future__ import annotations

import sys
import threading
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QWidget,
)

from core import i18n
from core.errors import KnownError
from core.people import customers
from desktop import crash, formats, language
from desktop.messages import Message, Messages
from desktop.navigation import Navigation
from desktop.tray import Tray
from desktop.widgets.fields import DayField
from desktop.window_state import Preferences


def add_customer(desk, name="Jana Nováková"):
    return customers.add(desk.workspace, customers.NewCustomer(name=name))


# Changes


def test_a_change_written_by_another_thread_is_heard_on_the_gui_thread(desk):
    heard = []
    desk.changes.happened.connect(lambda changes: heard.append((changes, threading.get_ident())))
    desk.tasks.write(lambda: add_customer(desk))
    desk.tasks.wait_idle()
    changes, thread = heard[0]
    assert "customer" in changes.nouns
    assert thread == threading.get_ident()


def test_a_closed_desk_hears_nothing_more(desk):
    heard = []
    desk.changes.happened.connect(heard.append)
    desk.changes.close()
    add_customer(desk)
    assert not heard


# Navigation


def test_going_back_and_forward_follows_the_way_one_came(qapp):
    ways, seen = Navigation(), []
    ways.requested.connect(lambda page, target: seen.append((page, target)))
    ways.open("today")
    ways.open("customers", 7)
    ways.back()
    ways.forward()
    assert seen == [("today", None), ("customers", 7), ("today", None), ("customers", 7)]


def test_a_new_way_forgets_where_forward_led(qapp):
    ways = Navigation()
    ways.open("today")
    ways.open("feedback")
    ways.back()
    ways.open("review")
    assert not ways.can_go_forward
    ways.back()
    assert ways.here == ("today", None)


def test_at_either_end_nothing_happens(qapp):
    ways = Navigation()
    ways.back()
    ways.forward()
    assert ways.here == ("", None)


def test_a_long_day_does_not_fill_the_memory(qapp):
    ways = Navigation()
    for number in range(500):
        ways.open("customers", number)
    steps = 0
    while ways.can_go_back:
        ways.back()
        steps += 1
    assert steps < 60


# Messages


def test_a_problem_is_told_in_the_users_language_and_remembered(qapp):
    messages = Messages()
    messages.problem(KnownError("full", "The disk of {name} is full.", name="Jana"))
    assert messages.spoken == [Message("The disk of Jana is full.", "negative")]


def test_prepared_answers_stand_in_for_dialogs(qapp, tmp_path):
    messages = Messages()
    messages.prepared.extend([True, tmp_path / "a.csv", None])
    assert messages.ask("Erase Jana for ever?", yes="Erase", no="Keep")
    assert messages.open_file("Open") == tmp_path / "a.csv"
    assert messages.save_file("Save", "a.csv") is None


@pytest.mark.parametrize("danger", [True, False])
def test_a_question_has_its_main_answer_at_the_right(qapp, monkeypatch, danger):
    seen = []

    def look(box: QMessageBox) -> int:
        box.show()
        QCoreApplication.processEvents()
        buttons = sorted(box.buttons(), key=lambda button: button.x())
        seen.extend(button.text() for button in buttons)
        box.hide()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    Messages().ask("Begin or open another shop?", yes="Go on", no="Stay here", danger=danger)
    assert seen == ["Stay here", "Go on"]


# Formats


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20.9.2026", date(2026, 9, 20)),
        (" 20. 9. 2026 ", date(2026, 9, 20)),
        ("20/09/26", date(2026, 9, 20)),
        ("20.09.2026.", date(2026, 9, 20)),
        ("2026-09-20", date(2026, 9, 20)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed, day):
    assert formats.parse_day(typed) == day


@pytest.mark.parametrize("typed", ["31.2.2026", "tomorrow", "", "20.9.", "1.13.2026"])
def test_what_is_no_day_is_refused_in_a_sentence(typed):
    with pytest.raises(KnownError) as refused:
        formats.parse_day(typed)
    assert refused.value.code == "not_a_day"


@pytest.mark.parametrize(
    ("typed", "near", "day"),
    [
        ("16.7.", date(2026, 9, 21), date(2026, 7, 16)),
        ("16.7", date(2026, 9, 21), date(2026, 7, 16)),
        ("16. 7.", date(2026, 9, 21), date(2026, 7, 16)),
        ("16/7", date(2026, 9, 21), date(2026, 7, 16)),
        ("5.1.", date(2026, 12, 20), date(2027, 1, 5)),
        ("20.12.", date(2027, 1, 5), date(2026, 12, 20)),
        ("29.2.", date(2026, 9, 21), date(2028, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_nearest_one(typed, near, day):
    assert formats.parse_day(typed, near) == day


@pytest.mark.parametrize("typed", ["31.4.", "16.13.", "7", "16.", "-1.2."])
def test_what_is_a_day_in_no_year_is_refused_too(typed):
    with pytest.raises(KnownError) as refused:
        formats.parse_day(typed, date(2026, 9, 21))
    assert refused.value.code == "not_a_day"


@pytest.mark.parametrize("tongue", i18n.LANGUAGES)
def test_the_example_of_a_day_is_written_as_the_fields_show_days(qapp, tongue):
    i18n.use(tongue)
    with pytest.raises(KnownError) as refused:
        formats.parse_day("soon")
    assert formats.typed_day(date(2026, 9, 20)) in refused.value.text()
    assert DayField().placeholderText() in refused.value.text()


@pytest.mark.parametrize("tongue", i18n.LANGUAGES)
def test_a_day_typed_for_the_user_reads_back_as_itself(tongue):
    i18n.use(tongue)
    assert formats.parse_day(formats.typed_day(date(2026, 2, 3))) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("450", 45000),
        ("1 234,50 Kč", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("€12,-", 1200),
        ("12.5", 1250),
        ("−5", -500),
        ("0", 0),
    ],
)
def test_an_amount_is_understood_as_people_write_it(typed, minor):
    assert formats.parse_money(typed, "CZK") == minor


@pytest.mark.parametrize("typed", ["", "abc", "12x", "1,2,3", "1.005", "--5", "9" * 40])
def test_what_is_no_amount_is_refused_in_a_sentence(typed):
    with pytest.raises(KnownError) as refused:
        formats.parse_money(typed, "CZK")
    assert refused.value.code == "not_an_amount"


@pytest.mark.parametrize("minor", [0, 5, 45000, 123450, -500])
def test_an_amount_typed_for_the_user_reads_back_as_itself(minor):
    assert formats.parse_money(formats.typed_money(minor), "CZK") == minor


# Language


def test_the_chosen_language_is_spoken_now_and_at_the_next_start(qapp, qtbot):
    kept = Preferences(None)
    with qtbot.waitSignal(language.news().changed):
        language.change(kept, "lv")
    i18n.use("en")
    assert language.start(kept) == "lv"
    assert i18n.language() == "lv"


def test_every_language_is_offered_by_its_own_name():
    assert dict(language.choices()) == {"cs": "Čeština", "lv": "Latviešu", "en": "English"}


def test_the_menus_of_qt_itself_speak_the_language_too(qapp):
    kept = Preferences(None)
    language.change(kept, "cs")
    czech = QCoreApplication.translate("QPlatformTheme", "Cancel")
    language.change(kept, "en")
    assert czech == "Zrušit"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize("tongue", ["cs", "lv"])
def test_a_file_dialog_speaks_the_language_to_its_last_word(qapp, qtbot, tongue):
    kept = Preferences(None)
    words = {}
    for code in ("en", tongue):
        language.change(kept, code)
        dialog = QFileDialog(None, "", "", "(*.csv)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        words[code] = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    language.change(kept, "en")
    assert len(words["en"]) == len(words[tongue]) > 2
    assert not set(words["en"]) & set(words[tongue])


def test_words_that_qt_does_not_know_in_a_language_stay_as_they_are(qapp):
    kept = Preferences(None)
    language.change(kept, "cs")
    told = QCoreApplication.translate("QFileDialog", "&Never heard of")
    language.change(kept, "en")
    assert told == "&Never heard of"


# Preferences


def test_what_was_kept_is_there_after_a_restart(qapp, tmp_path):
    path = tmp_path / "deep" / "preferences.ini"
    kept = Preferences(path)
    kept.put("shop", "salón; a = b/žaneta")
    kept.put("keep_in_tray", True)
    kept.put("width", 412)
    kept.save()
    again = Preferences(path)
    assert again.text("shop") == "salón; a = b/žaneta"
    assert again.flag("keep_in_tray")
    assert again.number("width") == 412


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"not an ini file at all\n", b"\x00" * 99])
def test_a_damaged_file_is_set_aside_and_begun_anew(qapp, tmp_path, junk):
    path = tmp_path / "preferences.ini"
    path.write_bytes(junk)
    kept = Preferences(path)
    assert kept.text("shop", "none") == "none"
    kept.put("shop", "x")
    kept.save()
    assert Preferences(path).text("shop") == "x"
    assert path.with_suffix(".damaged").read_bytes() == junk


def test_where_no_file_can_be_had_choices_are_kept_for_this_time(qapp, tmp_path):
    (tmp_path / "file").write_text("in the way")
    kept = Preferences(tmp_path / "file" / "preferences.ini")
    kept.put("shop", "x")
    kept.save()
    assert kept.text("shop") == "x"


def test_a_number_that_is_none_falls_back(qapp):
    kept = Preferences(None)
    kept.put("width", "wide")
    assert kept.number("width", 7) == 7


def test_a_splitter_gets_its_widths_back(qapp, qtbot):
    kept = Preferences(None)

    def build():
        splitter = QSplitter()
        qtbot.addWidget(splitter)
        splitter.resize(600, 100)
        for _pane in range(2):
            splitter.addWidget(QWidget())
        kept.keep_splitter(splitter, "feedback")
        splitter.show()
        return splitter

    first = build()
    first.setSizes([150, 440])
    first.splitterMoved.emit(150, 1)
    widths = first.sizes()
    assert build().sizes() == widths


def test_columns_get_their_widths_back_and_nonsense_is_ignored(qapp, qtbot):
    kept = Preferences(None)
    table = QTableWidget(1, 3)
    qtbot.addWidget(table)
    kept.keep_columns(table.horizontalHeader(), "feedback")
    table.setColumnWidth(1, 222)
    other = QTableWidget(1, 3)
    qtbot.addWidget(other)
    kept.keep_columns(other.horizontalHeader(), "feedback")
    assert other.columnWidth(1) == 222
    kept.put("feedback/columns", "1,2,wide")
    kept.keep_columns(other.horizontalHeader(), "feedback")
    assert other.columnWidth(1) == 222


# Tray and crash


def test_without_a_tray_the_app_says_so_and_ends_with_its_window(qtbot, monkeypatch):
    monkeypatch.setattr(
        "desktop.tray.QSystemTrayIcon.isSystemTrayAvailable", staticmethod(lambda: False)
    )
    window = QWidget()
    qtbot.addWidget(window)
    sign = Tray(window)
    assert not sign.available
    assert sign.notify("1 check-in is due", "Call Jana") is False


def test_the_crash_report_names_places_but_no_people():
    try:
        try:
            raise ValueError("Jana Nováková, +420 777 123 456")
        except ValueError as error:
            raise RuntimeError("Jana again") from error
    except RuntimeError as error:
        text = crash.report(error)
    assert "Jana" not in text
    assert "777" not in text
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_ground.py" in text
    assert "/" not in text.split("test_ground.py")[0].splitlines()[-1]


def test_an_error_that_nobody_caught_is_told(monkeypatch):
    told = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(crash, "tell", told.append)
    crash.install()
    error = ZeroDivisionError()
    sys.excepthook(ZeroDivisionError, error, None)
    assert told == [error]


def test_a_bug_opens_one_dialog_whose_details_can_be_copied(qapp, qtbot):
    for _time in range(3):
        crash.tell(ZeroDivisionError("Jana"))
    qtbot.waitUntil(lambda: qapp.activeModalWidget() is not None)
    dialog = qapp.activeModalWidget()
    details = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ZeroDivisionError" in details
    assert "Jana" not in details
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    assert qapp.clipboard().text() == details
    dialog.accept()
    qtbot.waitUntil(lambda: not crash._shown)
    assert qapp.activeModalWidget() is None
