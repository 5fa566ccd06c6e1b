"""The filters of the inbox: counted, combined, seen at all times, kept as views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.insight import health_scores
from core.people.customers import Customer
from core.store import journal
from core.voice import feedback, replies, saved_views, staff, suggestions, topics, triage
from core.voice.feedback import FeedbackFilter
from core.voice.suggestions import NewSuggestion
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.feedback.inbox_shelf import MOST_VIEWS, NameView
from tests.desktop.inbox import Key, Say, bodies, choose, dialog_of, here, turn_to
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

Page = Callable[[], FeedbackPage]


def chips(page: FeedbackPage) -> list[str]:
    return [chip.text() for chip in page.shelf.part_chips]


def views(page: FeedbackPage) -> list[str]:
    page.desk.tasks.wait_idle()
    return [chip.text() for chip in page.shelf.view_chips]


def states(page: FeedbackPage) -> list[str]:
    return [button.text() for button in page.filters.state._group.buttons()]


def test_each_state_says_how_many_are_in_it(
    page: Page, say: Say, desk: Desk, jana: Customer
) -> None:
    answered = say("Answered.", jana.id)
    replies.none_needed(desk.workspace, answered.id, "Told her")
    asleep = say("Asleep.", jana.id)
    triage.snooze(desk.workspace, [asleep.id], desk.workspace.clock.today() + timedelta(days=2))
    say("Waits.", jana.id)
    say("New.", kind="praise")
    shown = page()
    counts = feedback.counts(desk.workspace)
    assert (counts.waiting, counts.answered, counts.snoozed, counts.all) == (1, 1, 1, 4)
    assert states(shown) == [
        f"New {counts.new}", "Waiting 1", "Answered 1", "Put off 1", "All 4",
    ]  # fmt: skip
    turn_to(shown, "snoozed")
    assert bodies(shown) == ["Asleep."]
    turn_to(shown, "answered")
    assert bodies(shown) == ["Answered."]


def test_every_filter_narrows_and_stands_there_as_a_chip_that_takes_it_away(
    page: Page, say: Say, desk: Desk, jana: Customer
) -> None:
    tea = topics.add(desk.workspace, "Tea", ("tea",))
    eva = staff.add(desk.workspace, "Eva")
    wanted = say(
        "Terrible cold tea.", jana.id, channel="phone", staff_member_id=eva.id, topic_id=tea.id
    )
    say("A lovely cut.", kind="praise", days=200)
    health_scores.refresh(desk.workspace)
    stage = health_scores.of_customer(desk.workspace, jana.id).stage
    shown = page()
    for field, value in (
        ("kind", "complaint"),
        ("polarity", feedback.get(desk.workspace, wanted.id).polarity),
        ("topic_id", tea.id),
        ("channel", "phone"),
        ("staff_member_id", eva.id),
        ("stage", stage),
    ):
        choose(shown, field, value)
        assert bodies(shown) == ["Terrible cold tea."]
    shown.filters.popover.period.chosen.emit("30")
    assert bodies(shown) == ["Terrible cold tea."]
    assert len(chips(shown)) == 7
    assert {"Complaint", "Tea", "Phone", "Eva", "Last 30 days"} <= set(chips(shown))
    assert "7" in shown.filters.open.text()
    for left in range(6, -1, -1):
        shown.shelf.part_chips[0].click()
        desk.tasks.wait_idle()
        assert len(chips(shown)) == left
    assert shown.wanted == FeedbackFilter()
    assert not shown.shelf.isVisible()


def test_a_state_alone_is_told_by_its_chip(page: Page, say: Say) -> None:
    say("Cold tea.")
    shown = page()
    turn_to(shown, "waiting")
    assert bodies(shown) == []
    assert not shown.shelf.isVisible()
    turn_to(shown, "all")
    assert bodies(shown) == ["Cold tea."]


def test_feedback_without_a_topic_can_be_asked_for(page: Page, say: Say, desk: Desk) -> None:
    topics.add(desk.workspace, "Tea", ("tea",))
    say("Cold tea.")
    say("A lovely cut.")
    shown = page()
    choose(shown, "topic_id", 0)
    assert bodies(shown) == ["A lovely cut."]
    assert chips(shown) == ["No topic"]


def test_own_days_hold_in_whichever_order_they_are_typed(page: Page, say: Say, desk: Desk) -> None:
    say("Today.")
    say("Last week.", days=7)
    say("Last month.", days=30)
    shown = page()
    popover, today = shown.filters.popover, desk.workspace.clock.today()
    popover.period.choose("own")
    popover.period.chosen.emit("own")
    popover.since.set_day(today - timedelta(days=1))
    popover.until.set_day(today - timedelta(days=10))
    popover.since.editingFinished.emit()
    assert bodies(shown) == ["Last week."]
    popover.since.setText("the day before")
    popover.since.editingFinished.emit()
    assert popover.since.property("wrong") == "true"
    assert bodies(shown) == ["Last week."]
    popover.since.set_day(None)
    popover.since.editingFinished.emit()
    assert bodies(shown) == ["Last week.", "Last month."]
    assert chips(shown)[0].startswith("Until ")


def test_one_press_shows_everything_whatever_narrowed_it(
    page: Page, say: Say, desk: Desk, qtbot
) -> None:
    say("Cold tea.")
    say("A lovely cut.", kind="praise", days=3)
    shown = page()
    choose(shown, "kind", "praise")
    turn_to(shown, "new")
    shown.search.setText("lovely")
    qtbot.waitUntil(lambda: bodies(shown) == ["A lovely cut."])
    assert shown.shelf.everything.isVisible()
    shown.shelf.everything.click()
    assert bodies(shown) == ["Cold tea.", "A lovely cut."]
    assert (shown.search.text(), shown.wanted) == ("", FeedbackFilter())
    turn_to(shown, "new")
    shown.search.setText("tea")
    qtbot.waitUntil(lambda: bodies(shown) == ["Cold tea."])
    turn_to(shown, "all")
    assert shown.search.text() == "tea"
    shown.filters.popover.clear.click()
    assert (shown.search.text(), shown.wanted) == ("", FeedbackFilter())


def test_the_filters_open_under_their_button_and_give_the_focus_back(
    page: Page, say: Say, in_front, press_keys
) -> None:
    say("Cold tea.")
    shown = in_front(page())
    shown.filters.open.setFocus()
    shown.filters.open.click()
    assert shown.filters.popover.isVisible()
    press_keys(shown.filters.popover, Key.Key_Escape)
    assert not shown.filters.popover.isVisible()


def test_after_a_click_on_a_state_a_view_or_a_filter_the_list_hears_the_keys(
    page: Page, say: Say, desk: Desk, in_front, qtbot
) -> None:
    for words in ("Cold tea.", "Cold water.", "Cold rooms."):
        say(words)
    saved_views.save(desk.workspace, "feedback", "Grumbles", {"kind": "complaint"})
    shown = in_front(page())
    view = shown.shelf.view_chips[0]
    for pressed in (*shown.filters.state.findChildren(QPushButton), view):
        shown.search.setFocus()
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
        desk.tasks.wait_idle()
        assert shown.table._view.hasFocus()
    assert shown.wanted.kind == "complaint"
    qtbot.mouseClick(shown.shelf.part_chips[0], Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert shown.table._view.hasFocus()
    before = here(shown)
    qtbot.keyClick(shown.window().focusWidget(), Key.Key_J)
    assert here(shown) != before


def test_arrows_walk_along_the_states_without_leaving_them(
    page: Page, say: Say, desk: Desk, in_front, qtbot
) -> None:
    say("Cold tea.")
    shown = in_front(page())
    first = shown.filters.state.findChildren(QPushButton)[0]
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Right)
    desk.tasks.wait_idle()
    assert not shown.table._view.hasFocus()


def test_with_a_filter_or_a_search_the_list_says_how_many_of_all_it_shows(
    page: Page, say: Say, desk: Desk, qtbot
) -> None:
    for words in ("Cold tea.", "Cold water."):
        say(words)
    say("A lovely cut.", kind="praise")
    shown = page()
    told = shown.shelf.told
    turn_to(shown, "new")
    assert not told.isVisible()
    choose(shown, "kind", "complaint")
    assert (told.isVisible(), told.text()) == (True, "2 of 3 voices")
    triage.look_through(desk.workspace, [shown.table.current().id])
    desk.tasks.wait_idle()
    assert told.text() == "1 of 2 voices"
    turn_to(shown, "all")
    assert told.text() == "2 of 3 voices"
    shown.shelf.everything.click()
    desk.tasks.wait_idle()
    assert not told.isVisible()
    shown.search.setText("lovely")
    qtbot.waitUntil(lambda: told.text() == "1 of 3 voices")


def test_a_view_is_saved_shown_renamed_replaced_and_removed(
    page: Page, say: Say, desk: Desk, words_in
) -> None:
    say("Cold tea.")
    say("A lovely cut.", kind="praise", days=3)
    shown = page()
    assert views(shown) == []
    choose(shown, "kind", "praise")
    shown.shelf.save.click()
    dialog = dialog_of(shown, NameView)
    dialog.name.setText("   ")
    dialog.save()
    desk.tasks.wait_idle()
    assert "A view needs a name." in words_in(dialog)
    dialog.name.setText("Kind words")
    dialog.save()
    assert views(shown) == ["Kind words"]
    assert shown.shelf.view_chips[0].isChecked()
    assert not shown.shelf.save.isVisible()
    shown.shelf.everything.click()
    desk.tasks.wait_idle()
    assert not shown.shelf.view_chips[0].isChecked()
    shown.shelf.view_chips[0].click()
    assert bodies(shown) == ["A lovely cut."]
    rename, remove = shown.shelf.view_chips[0].menu_of_view.actions()
    rename.trigger()
    dialog = dialog_of(shown, NameView)
    dialog.name.setText("Praise")
    dialog.save()
    assert views(shown) == ["Praise"]
    remove = shown.shelf.view_chips[0].menu_of_view.actions()[1]
    remove.trigger()
    assert views(shown) == []
    journal.undo(desk.workspace)
    assert views(shown) == ["Praise"]


def test_a_name_that_is_taken_is_refused_when_renaming(
    page: Page, say: Say, desk: Desk, words_in
) -> None:
    for name, kind in (("Praise", "praise"), ("Complaints", "complaint")):
        saved_views.save(desk.workspace, "feedback", name, {"kind": kind})
    say("Cold tea.")
    shown = page()
    shown.shelf.view_chips[1].menu_of_view.actions()[0].trigger()
    dialog = dialog_of(shown, NameView)
    dialog.name.setText("praise")
    dialog.save()
    desk.tasks.wait_idle()
    assert "There is a view called “Praise” already." in words_in(dialog)


def test_more_views_than_fit_stand_in_a_menu(page: Page, say: Say, desk: Desk) -> None:
    for number in range(MOST_VIEWS + 2):
        saved_views.save(desk.workspace, "feedback", f"View {number}", {"text": f"t{number}"})
    say("Cold tea.")
    shown = page()
    assert len(views(shown)) == MOST_VIEWS
    hidden = [action.text() for action in shown.shelf.more.menu_below.actions()]
    assert hidden == [f"View {MOST_VIEWS}", f"View {MOST_VIEWS + 1}"]
    shown.shelf.more.menu_below.actions()[0].trigger()
    desk.tasks.wait_idle()
    assert shown.search.text() == f"t{MOST_VIEWS}"


def test_what_is_no_view_to_come_back_to_is_not_offered_as_one(
    page: Page, say: Say, desk: Desk, jana: Customer
) -> None:
    say("I waited.", jana.id)
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Text when we run late"))
    shown = page()
    shown.show_target(FeedbackFilter(customer_id=jana.id))
    desk.tasks.wait_idle()
    assert chips(shown) == ["Jana Nováková"]
    assert not shown.shelf.save.isVisible()
    shown.show_target(("suggestion", idea.id))
    desk.tasks.wait_idle()
    assert chips(shown) == ["Text when we run late"]
    shown.show_target(FeedbackFilter(ids=(1, 2, 3)))
    desk.tasks.wait_idle()
    assert chips(shown) == ["3 chosen voices"]


def test_a_name_that_is_gone_is_no_reason_to_fail(page: Page, say: Say, desk: Desk) -> None:
    say("I waited.")
    shown = page()
    shown.show_target(FeedbackFilter(customer_id=999, suggestion_id=999, topic_id=999))
    desk.tasks.wait_idle()
    assert bodies(shown) == []
    assert chips(shown) == ["…", "One customer", "One suggestion"]


@pytest.mark.parametrize("width", [1024, 1366])
def test_the_state_the_filters_and_the_search_fit_in_one_row(
    page: Page, say: Say, desk: Desk, width: int
) -> None:
    say("Cold tea.")
    shown = page()
    shown.resize(width - 208, 768)
    desk.tasks.wait_idle()
    row = shown.filters.open.parentWidget()
    assert row.height() < 2 * shown.search.height()


def test_a_narrow_list_says_who_it_was_under_the_words(
    page: Page, say: Say, desk: Desk, jana: Customer
) -> None:
    said = say("I waited.", jana.id)
    shown = page()
    words = shown.table._model.columns[1]
    assert words.under(said) == ""
    shown.resize(800, 700)
    desk.tasks.wait_idle()
    assert shown.table._view.isColumnHidden(2)
    assert words.under(said) == "Jana Nováková"
    assert words.under(replace(said, topic="Tea")) == "Jana Nováková · Tea"


def test_in_the_smallest_window_the_words_have_most_of_the_list(
    desk: Desk, say: Say, jana: Customer, shown
) -> None:
    say("I had to pay for a blow-dry I never asked for.", jana.id)
    page = FeedbackPage(desk)
    shown(page, 960 - 216, 600)
    header, titles = page.table._view.horizontalHeader(), page.table._model.columns
    widths = {column.title: header.sectionSize(at) for at, column in enumerate(titles)}
    assert widths["What was said"] > 0.55 * page.table.width()
    assert (widths["Mood"], widths["Customer"]) == (0, 0)
    shown(page, 1130, 768)
    assert header.sectionSize(0) == 84
