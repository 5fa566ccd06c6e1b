"""Whom Today asks to get in touch with, what is put off, and what is for a quiet hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.insight import health_scores, quarterly_review, today
from core.people import checkins, customers, goals, snoozes, touchpoints, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.voice import feedback, suggestions, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from desktop.formats import day_said
from desktop.today.today_page import LATER_MS, TodayPage
from desktop.widgets.badge import Badge
from desktop.widgets.checkin_dialog import CheckinDialog
from desktop.widgets.undo_bar import UndoBar
from desktop.widgets.until_dialog import UntilDialog

DONE = "Done: note what came of it"


def test_a_check_in_is_noted_in_two_presses_and_leaves_the_list(
    workspace, clock, desk, page, button, qtbot, words_in
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    made = page()
    qtbot.mouseClick(button(made, DONE), Qt.MouseButton.LeftButton)
    dialog = made.findChild(CheckinDialog)
    qtbot.mouseClick(dialog.results["happy"], Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    (contact,) = touchpoints.of_customer(workspace, jana.id)
    assert (contact.channel, contact.reason, contact.result) == ("phone", "checkin", "happy")
    assert "No check-in is due today." in words_in(made)


def test_a_check_in_can_rest_for_a_week(workspace, clock, desk, page, button, qtbot):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    qtbot.mouseClick(button(page(), "Put off for a week"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=7)
    assert desk.messages.spoken[-1].text.endswith(f"{day_said(clock.today() + timedelta(7))}.")
    assert desk.messages.spoken[-1].undo
    journal.undo(workspace)
    assert checkins.get(workspace, jana.id).due_on == clock.today() - timedelta(days=2)


def first_visit(workspace, clock, days_ago):
    """A customer who came a single time, so many days ago, as the snapshots know it."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    on = clock.today() - timedelta(days=days_ago)
    visits.record(workspace, NewVisit(jana.id, on, "Cut", 65000))
    health_scores.refresh(workspace)
    return jana


def test_a_first_visit_asks_for_a_call_a_week_later_with_its_because_and_goals(
    workspace, clock, desk, page, button, qtbot, words_in
):
    jana = first_visit(workspace, clock, 8)
    goals.set_goal(workspace, jana.id, "Hair to the shoulders")
    made = page()
    words = words_in(made)
    assert "New customer" in [badge.accessibleName() for badge in made.findChildren(Badge)]
    assert "The first visit was some days ago: ask how it went." in words
    assert "1 goal to ask about." in words
    assert "1 customer waits to hear from you." in words
    qtbot.mouseClick(button(made, DONE), Qt.MouseButton.LeftButton)
    dialog = made.findChild(CheckinDialog)
    assert "The first visit was some days ago: ask how it went." in words_in(dialog)
    qtbot.mouseClick(dialog.results["happy"], Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert "No check-in is due today." in words_in(made)
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert button(made, DONE).isVisible()


def test_the_list_leads_to_how_care_is_planned(workspace, desk, page, button):
    customers.add(workspace, NewCustomer("Jana Nováková"))
    button(page(), "When to be in touch").click()
    assert desk.navigation.here == ("settings", "care")


def test_a_task_of_care_is_put_off_for_a_week(workspace, clock, desk, page, button, qtbot):
    first_visit(workspace, clock, 8)
    made = page()
    qtbot.mouseClick(button(made, "Put off for a week"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert today.gather(workspace).care == []
    with pytest.raises(StopIteration):
        button(made, DONE)
    clock.move_to(clock.now() + timedelta(days=7))
    health_scores.refresh(workspace)
    made.reload()
    desk.tasks.wait_idle()
    assert button(made, DONE).isVisible()


def test_whoever_was_lost_lately_has_one_line_with_the_likely_reason(
    workspace, clock, page, words_in
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    for weeks in (24, 20, 16, 12):
        on = clock.today() - timedelta(weeks=weeks)
        visits.record(workspace, NewVisit(jana.id, on, "Cut", 65000))
    health_scores.refresh(workspace)
    words = words_in(page())
    assert "Has stopped coming: ask why, and ask back." in words
    assert "Likely reason: Nothing on record says why." in words
    assert "Nobody is newly late." in words


@pytest.fixture
def quiet_hour(desk, page, qtbot):
    """The page once it has looked back over quarters."""

    def build() -> TodayPage:
        made = page()
        qtbot.wait(LATER_MS + 50)
        desk.tasks.wait_idle()
        return made

    return build


def test_a_quiet_hour_is_offered_for_the_review_that_is_due(
    workspace, clock, desk, quiet_hour, button, words_in
):
    first_visit(workspace, clock, 40)
    clock.move_to(clock.now() + timedelta(days=30))
    due = quarterly_review.due(workspace)
    made = quiet_hour()
    assert "For a quiet hour" in words_in(made)
    assert "One hour that ends in three promises at most." in words_in(made)
    button(made, "Go to the review").click()
    assert desk.navigation.here == ("review", due.quarter)


def test_a_review_that_was_begun_is_to_be_gone_on_with(
    workspace, clock, quiet_hour, button, words_in
):
    first_visit(workspace, clock, 200)
    quarterly_review.start(workspace, "2026-Q2")
    made = quiet_hour()
    assert button(made, "Quarterly review: Quarter 2, 2026").isVisible()
    assert "Begun and not closed yet: go on where you left it." in words_in(made)


def test_what_a_finished_suggestion_changed_is_told_once_its_ninety_days_are_over(
    workspace, clock, desk, quiet_hour, button, words_in
):
    wait = topics.add(workspace, "Waiting", ("wait",))
    idea = suggestions.suggest(workspace, NewSuggestion("A second dryer"))
    for number in range(6):
        who = customers.add(workspace, NewCustomer(f"Customer {number}"))
        new = NewFeedback("complaint", "The wait was long.", who.id, topic_id=wait.id)
        suggestions.link(workspace, idea.id, feedback.log(workspace, new).id)
    suggestions.decide(workspace, idea.id, "done", "We bought one.")
    clock.move_to(clock.now() + timedelta(days=91))
    made = quiet_hour()
    assert "Complaints about “Waiting”" in words_in(made)
    button(made, "See what it changed").click()
    assert desk.navigation.here == ("suggestions", idea.id)


def test_a_shop_of_today_has_nothing_for_a_quiet_hour(workspace, quiet_hour, words_in):
    customers.add(workspace, NewCustomer("Jana Nováková"))
    assert "For a quiet hour" not in words_in(quiet_hour())


def test_someone_past_her_usual_visit_appears_and_can_rest(
    workspace, clock, desk, page, button, qtbot, words_in
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    for weeks in (18, 14, 10, 6):
        on = clock.today() - timedelta(weeks=weeks)
        visits.record(workspace, NewVisit(jana.id, on, "Cut", 65000))
    health_scores.refresh(workspace)
    made = page()
    assert "Usually comes every 28 days; last here 6 weeks ago." in words_in(made)
    qtbot.mouseClick(button(made, "Put off for a week"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert snoozes.resting(workspace, "visit", clock.today()) == {jana.id}
    assert desk.messages.spoken[-1].text.startswith("Put off; Jana Nováková comes back on ")


def test_a_task_put_off_may_rest_until_another_day_and_one_undo_brings_it_back(
    workspace, clock, desk, page, button, shown, words_in
):
    bar = shown(UndoBar(desk), 800, 60)
    first_visit(workspace, clock, 8)
    button(page(), "Put off for a week").click()
    desk.tasks.wait_idle()
    button(bar, "Another day…").click()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, UntilDialog))
    assert dialog.until.day() == clock.today() + timedelta(days=7)
    dialog.until.set_day(clock.today())
    dialog.save()
    assert "Please choose a day that is still to come." in words_in(dialog)
    assert today.gather(workspace).care == [], "nothing is taken back for a day that cannot be"
    later = clock.today() + timedelta(days=30)
    dialog.until.set_day(later)
    dialog.save()
    desk.tasks.wait_idle()
    assert bar.accessibleDescription().endswith(f"comes back on {day_said(later)}.")
    assert snoozes.resting(workspace, "care", later - timedelta(days=1))
    button(bar, "Undo").click()
    desk.tasks.wait_idle()
    assert len(today.gather(workspace).care) == 1
