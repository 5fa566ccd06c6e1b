"""The page of the morning: who needs the owner, and what a press does about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from core.people import checkins, customers, snoozes, touchpoints, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.today.today_page import TodayPage
from desktop.widgets.contact_dialog import ContactDialog


@pytest.fixture
def page(desk, shown):
    def build() -> TodayPage:
        made = shown(TodayPage(desk), 1130, 700)
        desk.tasks.wait_idle()
        return made

    return build


def test_an_empty_shop_says_how_to_begin(desk, page, words_in, button, qtbot):
    made = page()
    assert "Nobody is in the notebook yet." in words_in(made)
    assert "Everyone has an answer." not in words_in(made)
    qtbot.mouseClick(button(made, "Import a file"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here[0] == "exchange"


def test_a_quiet_day_says_so_kindly(workspace, page, words_in):
    customers.add(workspace, NewCustomer("Jana Nováková"))
    words = words_in(page())
    assert "nobody waits for you" in words
    assert "Everyone has an answer." in words


def test_a_voice_that_waits_is_named_with_its_words_and_its_age(
    workspace, clock, page, words_in, button
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    feedback.log(workspace, NewFeedback("question", "Do you open on Sunday?", jana.id))
    clock.move_to(clock.now() + timedelta(days=6))
    made = page()
    assert "Do you open on Sunday?" in words_in(made)
    assert "1 customer waits to hear from you." in words_in(made)
    assert button(made, "Jana Nováková").isVisible()


def test_a_press_opens_the_answer_or_the_feedback(workspace, desk, page, button, qtbot):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    said = feedback.log(workspace, NewFeedback("question", "When?", jana.id))
    made = page()
    qtbot.mouseClick(button(made, "Write an answer"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("replies", said.id)
    qtbot.mouseClick(button(made, "Jana Nováková"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("feedback", said.id)


def test_a_check_in_is_noted_in_two_presses_and_leaves_the_list(
    workspace, clock, desk, page, button, qtbot, words_in, press_keys
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    made = page()
    qtbot.mouseClick(button(made, "Done: note the contact"), Qt.MouseButton.LeftButton)
    dialog = made.findChild(ContactDialog)
    press_keys(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (contact,) = touchpoints.of_customer(workspace, jana.id)
    assert (contact.channel, contact.reason) == ("phone", "checkin")
    assert "No check-in is due today." in words_in(made)


def test_a_check_in_can_rest_for_a_week(workspace, clock, desk, page, button, qtbot):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    qtbot.mouseClick(button(page(), "Put off for a week"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=7)


def test_someone_past_her_usual_visit_appears_and_can_rest(
    workspace, clock, desk, page, button, qtbot, words_in
):
    from core.insight import health_scores

    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    for weeks in (24, 20, 16, 12):
        on = clock.today() - timedelta(weeks=weeks)
        visits.record(workspace, NewVisit(jana.id, on, "Cut", 65000))
    health_scores.refresh(workspace)
    made = page()
    assert "Usually comes every 28 days; last here 2 months ago." in words_in(made)
    qtbot.mouseClick(button(made, "Put off for a week"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert snoozes.resting(workspace, "visit", clock.today()) == {jana.id}


def test_a_long_list_shows_its_first_lines_and_all_on_request(
    workspace, clock, desk, page, button, qtbot
):
    for number in range(9):
        customer = customers.add(workspace, NewCustomer(f"Customer {number}"))
        feedback.log(workspace, NewFeedback("question", "When?", customer.id))
        clock.move_to(clock.now() + timedelta(minutes=1))
    made = page()
    with pytest.raises(StopIteration):
        button(made, "Customer 8")
    qtbot.mouseClick(button(made, "Show all"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert button(made, "Customer 8").isVisible()
