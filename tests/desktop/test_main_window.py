"""The frame: pages by key, the quick log from anywhere, undo, and closing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.people import customers
from core.people.customers import NewCustomer
from desktop.main_window import MainWindow, Place
from desktop.widgets.page import Page

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
