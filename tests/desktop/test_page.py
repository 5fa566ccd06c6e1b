"""Pages reload themselves; the bars at the foot tell what happened."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from core.errors import KnownError
from core.people import customers
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.keys_sheet import KeysSheet
from desktop.widgets.page import Page
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.undo_bar import UndoBar

KEY = Qt.Key


# Pages


class VoicePage(Page):
    nouns = frozenset({"customer"})

    def __init__(self, desk) -> None:
        super().__init__(desk, "Customers", "Everyone who comes.")
        self.loads = 0

    def reload(self) -> None:
        self.loads += 1


def test_a_page_reads_itself_when_first_shown_and_not_again(desk, shown):
    page = VoicePage(desk)
    assert page.loads == 0
    shown(page)
    page.hide()
    page.show()
    assert page.loads == 1


def test_a_page_in_view_reloads_once_when_its_nouns_change(desk, shown, add_customer):
    page = shown(VoicePage(desk))
    add_customer()
    add_customer("Ilze Bērziņa")
    desk.tasks.wait_idle()
    assert page.loads == 2


def test_tab_comes_to_the_search_before_the_part_that_leads(desk, shown, in_front, qtbot):
    window = QWidget()
    before, page, rows = QPushButton("before"), VoicePage(desk), QLineEdit()
    row = QHBoxLayout(window)
    row.addWidget(before)
    row.addWidget(page)
    search = page.add_search("Search", lambda _text: None)
    page.body.addWidget(rows)
    page.lead_focus_to(rows)
    shown(window)
    page.setFocus()
    in_front(window)
    assert rows.hasFocus()
    before.setFocus()
    qtbot.keyClick(before, KEY.Key_Tab)
    assert search.hasFocus()


def test_a_hidden_page_reloads_when_it_is_shown_next(desk, shown, add_customer):
    page = shown(VoicePage(desk))
    page.hide()
    add_customer()
    desk.tasks.wait_idle()
    assert page.loads == 1
    page.show()
    desk.tasks.wait_idle()
    assert page.loads == 2


def test_other_nouns_leave_a_page_alone(desk, shown, add_customer):
    page = VoicePage(desk)
    page.nouns = frozenset({"survey"})
    shown(page)
    add_customer()
    desk.tasks.wait_idle()
    assert page.loads == 1


def test_the_primary_action_stands_at_the_far_right(desk, shown):
    page = VoicePage(desk)
    first = page.set_primary("Add customer", "add", lambda: None)
    second = page.add_action("Import", "import", lambda: None)
    shown(page)
    assert second.geometry().right() < first.geometry().left()


def test_the_search_field_tells_once_typing_pauses_and_forgets_with_escape(desk, shown, qtbot):
    told = []
    page = VoicePage(desk)
    field = page.add_search("Search", told.append)
    shown(page)
    qtbot.keyClicks(field, "jan")
    assert told == []
    qtbot.waitUntil(lambda: told == ["jan"])
    qtbot.keyClick(field, KEY.Key_Escape)
    assert told == ["jan", ""]


def test_control_f_goes_to_the_search_field(desk, shown, qtbot):
    page = VoicePage(desk)
    field = page.add_search("Search", lambda text: None)
    shown(page)
    page.activateWindow()
    qtbot.keyClick(page, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(field.hasFocus)


# Undo bar and progress


def test_a_change_is_told_with_a_way_back_and_undo_takes_it(
    desk, shown, qtbot, words_in, button, add_customer
):
    bar = UndoBar(desk)
    shown(bar)
    add_customer()
    desk.tasks.wait_idle()
    assert bar.isVisible()
    assert "Customer added" in words_in(bar)
    qtbot.mouseClick(button(bar, "Undo"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert "Taken back: Customer added" in words_in(bar)
    qtbot.mouseClick(button(bar, "Redo"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 1


def test_control_z_undoes_from_anywhere_in_the_window(desk, shown, qtbot, add_customer):
    window = QWidget()
    bar = UndoBar(desk, window)
    bar.add_shortcuts(window)
    shown(window)
    window.activateWindow()
    add_customer()
    qtbot.keyClick(window, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0


def test_with_nothing_to_undo_it_says_so(desk, shown, words_in):
    bar = shown(UndoBar(desk))
    bar.undo()
    desk.tasks.wait_idle()
    assert "There is nothing to undo." in words_in(bar)


def test_a_note_goes_away_by_itself_and_a_problem_stays(desk, shown):
    bar = shown(UndoBar(desk))
    desk.messages.say("Copied.")
    assert bar._timer.isActive()
    desk.messages.problem(KnownError("full", "The disk is full."))
    assert not bar._timer.isActive()
    assert bar.isVisible()


def test_a_passing_note_is_hushed_and_a_problem_is_not(desk, shown):
    bar = shown(UndoBar(desk))
    desk.messages.say("Copied.")
    desk.messages.hush()
    assert not bar.isVisible()
    desk.messages.problem(KnownError("full", "The disk is full."))
    desk.messages.hush()
    assert bar.isVisible()


def test_a_note_may_offer_something_to_do_and_stay(desk, shown, qtbot, button):
    bar, done = shown(UndoBar(desk)), []
    desk.messages.say("Saved.", action="Show the file", act=lambda: done.append(1), stays=True)
    assert not bar._timer.isActive()
    qtbot.mouseClick(button(bar, "Show the file"), Qt.MouseButton.LeftButton)
    assert done == [1]
    desk.messages.say("Copied.")
    assert bar._timer.isActive()
    assert not bar._act.isVisible()


def test_a_long_task_shows_how_far_it_is_and_can_be_stopped(desk, shown, qtbot, words_in, button):
    bar = ProgressBar(desk.tasks)
    shown(bar)
    bar.hide()
    moved, goes_on = threading.Event(), threading.Event()

    def work(progress):
        progress.step(1, 2, "row 1 of 2")
        moved.set()
        goes_on.wait(5)
        progress.step(2, 2)

    desk.tasks.long("Importing visits", work)
    assert moved.wait(5)
    qtbot.waitUntil(lambda: "row 1 of 2" in words_in(bar))
    assert bar.isVisible()
    qtbot.mouseClick(button(bar, "Stop"), Qt.MouseButton.LeftButton)
    goes_on.set()
    desk.tasks.wait_idle()
    assert not bar.isVisible()
    assert desk.messages.spoken[-1].text == "Stopped. Nothing was changed."


# Keys


@pytest.mark.parametrize("key", [KEY.Key_F1, KEY.Key_Question])
def test_every_page_tells_its_own_keys_and_those_of_all_pages(
    desk, shown, qtbot, in_front, words_in, key
):
    page = VoicePage(desk)
    page.set_primary("New customer", "add", lambda: None, "Ctrl+Shift+N")
    page.add_filter(Chips([Choice("all", "All", shortcut="Alt+1"), Choice("few", "Few")], "Which"))
    shown(page)
    in_front(page)
    qtbot.keyClick(page, key)
    (sheet,) = page.findChildren(KeysSheet)
    words = words_in(sheet)
    assert "Customers | Alt+1 | All | Ctrl+Shift+N | New customer" in words
    assert "Everywhere | Ctrl+N | Log feedback" in words
    qtbot.keyClick(sheet, key)
    assert not sheet.isVisible()


def test_a_question_mark_in_a_field_is_typed(desk, shown, qtbot, in_front):
    page = VoicePage(desk)
    search = page.add_search("Search", lambda _text: None)
    shown(page)
    in_front(page)
    search.setFocus()
    qtbot.keyClick(search, "?")
    assert search.text() == "?"
    assert not page.findChildren(KeysSheet)


# Parts


def test_a_part_stays_where_it_was_brought_while_what_is_above_it_is_filled(desk, shown, qtbot):
    page = Page(desk, "Settings", scroll=True)
    above, part, below = QWidget(), QWidget(), QWidget()
    for each, height in ((above, 201), (part, 100), (below, 3_000)):
        each.setFixedHeight(height)
        page.body.addWidget(each)
    shown(page, 600, 400)
    qtbot.waitUntil(lambda: part.y() > 200)
    page.show_part(part)
    bar = page.findChild(QScrollArea).verticalScrollBar()
    beneath_the_edge = part.y() - bar.value()
    above.setFixedHeight(900)
    qtbot.waitUntil(lambda: part.y() > 900)
    qtbot.waitUntil(lambda: part.y() - bar.value() == beneath_the_edge)
