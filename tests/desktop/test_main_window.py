"""The frame: pages by key, the quick log from anywhere, undo, and closing."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from core.people import customers
from core.people.customers import NewCustomer
from desktop import theme
from desktop.main_window import MainWindow, Place
from desktop.widgets.page import Page
from desktop.widgets.progress_bar import ProgressBar

CONTROL = Qt.KeyboardModifier.ControlModifier


class Plain(Page):
    """A page that remembers what it was asked to show."""

    def __init__(self, desk, title: str) -> None:
        super().__init__(desk, title)
        self.asked: list[object] = []
        self.set_primary("New", "add", lambda: None)

    def show_target(self, target: object) -> None:
        self.asked.append(target)


@pytest.fixture
def logs() -> list[object]:
    return []


@pytest.fixture
def window(desk, shown, logs):
    places = [
        Place("today", "Today", "today", lambda desk: Plain(desk, "Today")),
        Place("customers", "Customers", "customers", lambda desk: Plain(desk, "Customers")),
        Place("replies", "Answers", "replies", lambda desk: Plain(desk, "Answers"), where=""),
        Place("settings", "Settings", "settings", lambda desk: Plain(desk, "S"), where="foot"),
    ]
    made = MainWindow(desk, "Salon Eva", places, logs.append)
    desk.navigation.open("today")
    return shown(made, 1366, 768)


def title(window: MainWindow) -> str:
    assert window.page is not None
    return window.page.accessibleName()


def test_a_page_is_opened_by_its_key_and_alt_left_goes_back(window, press_keys):
    press_keys(window, Qt.Key.Key_2, CONTROL)
    assert title(window) == "Customers"
    press_keys(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert title(window) == "Today"


def test_a_page_without_a_place_in_the_list_is_reached_by_name(window, desk):
    desk.navigation.open("replies", 7)
    assert title(window) == "Answers"
    assert window.page.asked == [7]


def test_a_page_is_made_once(window, desk):
    first = window.page
    desk.navigation.open("customers")
    desk.navigation.open("today")
    assert window.page is first


def test_ctrl_n_logs_feedback_from_any_page(window, desk, press_keys, logs):
    desk.navigation.open("customers")
    press_keys(window, Qt.Key.Key_N, CONTROL)
    assert logs == [window]


def test_a_change_can_be_taken_back_with_ctrl_z_and_done_again(window, desk, press_keys):
    desk.tasks.write(lambda: customers.add(desk.workspace, NewCustomer("Jana Nováková")))
    desk.tasks.wait_idle()
    assert window.undo_bar.isVisible()
    press_keys(window, Qt.Key.Key_Z, CONTROL)
    assert customers.count(desk.workspace) == 0
    press_keys(window, Qt.Key.Key_Z, CONTROL, Qt.KeyboardModifier.ShiftModifier)
    assert customers.count(desk.workspace) == 1
    press_keys(window, Qt.Key.Key_Z, CONTROL)
    press_keys(window, Qt.Key.Key_Y, CONTROL)
    assert customers.count(desk.workspace) == 1


@pytest.fixture
def foot(window):
    """A button at the very foot of the page, where the bar comes."""
    button = QPushButton("Mark as sent")
    window.page.body.addStretch(1)
    window.page.body.addWidget(button)
    return button


def place(part, window) -> QRect:
    QApplication.processEvents()
    return QRect(part.mapTo(window, QPoint()), part.size())


def bars_in_turn(desk, window):
    """A short note, then one of several lines, then none; gives the bar each time."""
    for text in ("Copied.", "A long story of what went wrong. " * 12):
        desk.messages.say(text)
        yield place(window.undo_bar, window)
    desk.messages.hush()
    yield None


@pytest.mark.parametrize("size", [(1366, 768), (960, 600)])
def test_nothing_in_a_page_moves_when_the_bar_comes_or_goes(window, desk, foot, size) -> None:
    window.resize(*size)
    before = place(foot, window), place(window.page, window)
    for bar in bars_in_turn(desk, window):
        assert (place(foot, window), place(window.page, window)) == before
        if bar is not None:
            assert bar.bottom() == window.rect().bottom()
            # On the first word of the note, where a page of more lines would lie.
            over = window.childAt(bar.topLeft() + QPoint(theme.GRID * 3, theme.GRID * 2))
            assert over is not None
            assert window.undo_bar.isAncestorOf(over)


def test_a_bar_of_one_line_covers_nothing_of_a_page(window, desk, foot) -> None:
    desk.messages.say("Copied.")
    bar = place(window.undo_bar, window)
    assert not bar.intersects(place(foot, window))
    desk.messages.hush()
    desk.tasks.write(lambda: customers.add(desk.workspace, NewCustomer("Jana Nováková")))
    desk.tasks.wait_idle()
    assert window.undo_bar.isVisible()
    assert not place(window.undo_bar, window).intersects(place(foot, window))


def test_the_foot_of_a_page_can_be_pressed_once_the_bar_is_gone(window, desk, foot) -> None:
    desk.messages.say("A long story of what went wrong. " * 12)
    QApplication.processEvents()
    desk.messages.hush()
    QApplication.processEvents()
    assert window.childAt(place(foot, window).center()) is foot


def test_nothing_in_a_page_moves_while_a_long_task_shows_how_far_it_is(window, desk, foot) -> None:
    before, goes_on = place(foot, window), threading.Event()
    desk.tasks.long("Reading feedback again", lambda progress: goes_on.wait(5))
    QApplication.processEvents()
    bar = window.findChild(ProgressBar)
    assert bar.isVisible()
    assert place(foot, window) == before
    assert not place(bar, window).intersects(before)
    goes_on.set()
    desk.tasks.wait_idle()
    assert not bar.isVisible()
    assert place(foot, window) == before


def test_closing_ends_the_session_unless_the_owner_wants_it_to_stay(window, qtbot):
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.keeps_alive = lambda: True
    window.close()
    assert not window.isVisible()
    assert closed == []
    window.raise_up()
    assert window.isVisible()
    window.keeps_alive = lambda: False
    window.close()
    assert closed == [True]


def test_an_unknown_page_leaves_the_window_as_it_is(window, desk):
    window.show_page("nowhere")
    assert title(window) == "Today"


def test_a_page_seen_for_the_first_time_has_no_button_under_enter(window, desk, in_front) -> None:
    in_front(window)
    desk.navigation.open("customers")
    desk.tasks.wait_idle()
    assert window.focusWidget() is window.page


def test_a_page_one_comes_back_to_has_the_focus_where_it_was(window, desk, in_front) -> None:
    in_front(window)
    button = window.page.findChild(QPushButton)
    button.setFocus()
    desk.navigation.open("customers")
    desk.navigation.open("today")
    assert window.focusWidget() is button
