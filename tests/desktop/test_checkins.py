"""A check-in is two presses: open it, press what came of it; the rest follows from that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from core.people import checkins, customers, goals, touchpoints, visits
from core.people.checkins import CheckinResult
from core.store import journal
from core.voice import feedback
from desktop import formats
from desktop.customers.customers_page import CustomersPage
from desktop.feedback import unsaved_words
from desktop.feedback.quick_log import QuickLog
from desktop.widgets.badge import Badge
from desktop.widgets.booking_dialog import BookingDialog
from desktop.widgets.checkin_dialog import CheckinDialog
from desktop.widgets.contact_dialog import CHANNELS
from desktop.widgets.undo_bar import UndoBar


@pytest.fixture
def dialog(desk, shown, jana):
    def build(because="") -> CheckinDialog:
        made = shown(CheckinDialog(desk, jana.id, jana.name, because=because), 520, 600)
        desk.tasks.wait_idle()
        return made

    return build


@pytest.fixture
def press(desk):
    def press(made, result):
        made.results[result].click()
        desk.tasks.wait_idle()

    return press


def contacts(workspace, jana):
    return touchpoints.of_customer(workspace, jana.id)


def test_each_result_is_one_press_and_is_written_down_as_such(workspace, jana, dialog, press):
    for result in touchpoints.RESULTS:
        press(dialog(), result)
    written = [each.result for each in reversed(contacts(workspace, jana))]
    assert written == list(touchpoints.RESULTS)


def test_every_channel_of_the_dialog_is_one_that_is_kept():
    assert {key for key, _text, _icon in CHANNELS} <= set(touchpoints.CHANNELS)


def test_the_reason_to_call_stands_above(dialog, words_in):
    assert "First visit a week ago." in words_in(dialog("First visit a week ago."))


def test_the_channel_is_remembered_for_the_next_one(workspace, jana, dialog, press):
    made = dialog()
    assert made.channel.value == "phone"
    made.channel.choose("whatsapp")
    press(made, "happy")
    assert dialog().channel.value == "whatsapp"
    assert contacts(workspace, jana)[0].channel == "whatsapp"


def test_goals_are_asked_ticked_and_a_new_one_noted_in_one_change(
    workspace, jana, dialog, press, words_in
):
    reached = goals.set_goal(workspace, jana.id, "Hair to the shoulders")
    goals.set_goal(workspace, jana.id, "Less blow-drying")
    made = dialog()
    assert "Ask about this, and tick what was reached" in words_in(made)
    made._ticks[reached.id].setChecked(True)
    made.note.setPlainText("Very glad.")
    made.new_goal.setText("A fringe")
    press(made, "happy")
    known = {goal.body: goal.reached_on for goal in goals.of_customer(workspace, jana.id)}
    assert known["Hair to the shoulders"] == workspace.clock.today()
    assert known["Less blow-drying"] is None
    assert "A fringe" in known
    journal.undo(workspace)
    assert contacts(workspace, jana) == []
    known = {goal.body: goal.reached_on for goal in goals.of_customer(workspace, jana.id)}
    assert known == {"Hair to the shoulders": None, "Less blow-drying": None}


def test_a_reached_goal_is_not_asked_about_again(workspace, jana, dialog, words_in):
    goals.reach(workspace, goals.set_goal(workspace, jana.id, "Hair to the shoulders").id)
    assert "Ask about this" not in words_in(dialog())


def test_a_problem_goes_on_to_the_quick_log_with_what_is_known(desk, jana, dialog, press):
    asked = []
    desk.navigation.log_asked.connect(lambda begun, customer: asked.append((begun, customer)))
    made = dialog()
    made.channel.choose("sms")
    made.note.setPlainText("The colour washed out.")
    press(made, "problem")
    ((begun, customer),) = asked
    assert (begun.kind, begun.body, begun.channel) == ("complaint", "The colour washed out.", "sms")
    assert (begun.customer_id, customer) == (jana.id, "Jana Nováková")


def test_the_quick_log_begins_with_a_problem_and_spares_words_begun_by_hand(
    desk, jana, dialog, press
):
    begun = []
    desk.navigation.log_asked.connect(lambda what, _name: begun.append(what))
    made = dialog()
    made.note.setPlainText("The colour washed out.")
    press(made, "problem")
    earlier = QuickLog(desk)
    earlier.body.setPlainText("Tom likes the new chairs.")
    earlier.reject()
    log = QuickLog(desk, customer="Jana Nováková", begun=begun[0])
    log.show()
    desk.tasks.wait_idle()
    assert log.body.toPlainText() == "The colour washed out."
    assert log.kind.value == "complaint"
    assert log.who.picker.customer_id == jana.id
    log.save()
    desk.tasks.wait_idle()
    (said,) = feedback.find(desk.workspace)
    assert (said.kind, said.customer_id) == ("complaint", jana.id)
    assert unsaved_words.kept(desk.workspace).body == "Tom likes the new chairs."


def test_booked_offers_to_note_the_booking(desk, workspace, jana, shown, qtbot, words_in):
    page = shown(CustomersPage(desk))
    made = CheckinDialog(desk, jana.id, jana.name, page)
    made.open()
    made.results["booked"].click()
    desk.tasks.wait_idle()
    offer = page.findChild(BookingDialog)
    assert "When does Jana Nováková come?" in words_in(offer)
    offer.save()
    assert "Please give the day of the booking." in words_in(offer)
    offer.day.set_day(workspace.clock.today() - timedelta(days=1))
    offer.save()
    assert "Please choose a day that is still to come." in words_in(offer)
    on = workspace.clock.today() + timedelta(days=3)
    offer.day.set_day(on)
    offer.services.setText("Cut")
    offer.save()
    desk.tasks.wait_idle()
    (booking,) = visits.of_customer(workspace, jana.id)
    assert (booking.visited_on, booking.status, booking.services) == (on, "booked", "Cut")


def test_who_was_not_reached_comes_back_and_nothing_restarts(workspace, clock, jana, dialog, press):
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    press(dialog(), "not_reached")
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=2)


def test_not_reached_says_so_and_on_which_day_she_comes_back(
    desk, workspace, clock, jana, dialog, press, shown, button
):
    bar = shown(UndoBar(desk), 700, 60)
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    press(dialog(), "not_reached")
    day = formats.day_said(checkins.get(workspace, jana.id).due_on)
    assert bar.accessibleDescription() == f"Not reached; Jana Nováková comes back on {day}."
    button(bar, "Undo").click()
    desk.tasks.wait_idle()
    assert contacts(workspace, jana) == []
    assert bar.accessibleDescription() == "Taken back: Not reached"


def test_who_nothing_asks_for_is_not_said_to_come_back(desk, dialog, press, shown):
    bar = shown(UndoBar(desk), 700, 60)
    press(dialog(), "not_reached")
    assert bar.accessibleDescription() == "Not reached"


def test_without_a_result_nothing_is_saved_and_the_dialog_says_what_it_waits_for(
    workspace, jana, dialog, words_in, press_keys, press
):
    made = dialog()
    press_keys(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Please press what came of it." in words_in(made)
    assert contacts(workspace, jana) == []
    press(made, "other")
    assert len(contacts(workspace, jana)) == 1


def test_escape_keeps_what_was_typed_for_the_same_customer_until_it_is_noted(
    desk, workspace, jana, dialog, press, press_keys, words_in
):
    reached = goals.set_goal(workspace, jana.id, "Hair to the shoulders")
    made = dialog()
    made.note.setPlainText("Very glad.")
    made.new_goal.setText("A fringe")
    made._ticks[reached.id].setChecked(True)
    press_keys(made, Qt.Key.Key_Escape)
    assert desk.messages.spoken[-1].text == "Nothing is noted yet; what you typed is kept."
    tom = customers.add(workspace, customers.NewCustomer("Tom Bílý"))
    other = CheckinDialog(desk, tom.id, tom.name)
    assert other.note.toPlainText() == ""
    again = dialog()
    assert "You began this before; your words are still here." in words_in(again)
    assert (again.note.toPlainText(), again.new_goal.text()) == ("Very glad.", "A fringe")
    assert again._ticks[reached.id].isChecked()
    press(again, "happy")
    assert dialog().note.toPlainText() == ""
    assert contacts(workspace, jana)[0].note == "Very glad."


def test_a_result_is_reached_by_a_key(workspace, jana, dialog, press_keys):
    press_keys(dialog(), Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert contacts(workspace, jana)[0].result == "not_reached"


def next_stop(part):
    """Where Tab goes from a part of a dialog."""
    after = part.nextInFocusChain()
    while not (after.focusPolicy() & Qt.FocusPolicy.TabFocus):
        after = after.nextInFocusChain()
    return after


def test_tab_goes_from_what_was_said_over_the_new_goal_to_the_results(dialog):
    made = dialog()
    assert next_stop(made.note) is made.new_goal
    assert next_stop(made.new_goal) is made.results["happy"]
    assert next_stop(made.results["other"]) is made.no


def test_someone_erased_in_the_meantime_is_told_in_a_sentence(
    workspace, jana, dialog, press, words_in
):
    from core.exchange import erase

    made = dialog()
    erase.erase_person(workspace, jana.id)
    press(made, "happy")
    assert made.isVisible()
    assert made.results["happy"].isEnabled()


def test_the_customer_page_notes_a_check_in_at_any_time(desk, workspace, jana, shown, button):
    page = shown(CustomersPage(desk), 1130, 700)
    page.show_target(jana.id)
    desk.tasks.wait_idle()
    button(page, "Note a check-in").click()
    page.findChild(CheckinDialog).results["happy"].click()
    desk.tasks.wait_idle()
    assert contacts(workspace, jana)[0].reason == "checkin"
    assert customers.get(workspace, jana.id).name == "Jana Nováková"


def test_the_story_tells_what_came_of_a_check_in(desk, workspace, jana, shown, words_in):
    for result in ("happy", "not_reached"):
        checkins.finish(workspace, jana.id, CheckinResult("phone", result))
    page = shown(CustomersPage(desk), 1130, 700)
    page.show_target(jana.id)
    desk.tasks.wait_idle()
    shows = [badge.accessibleName() for badge in page.findChildren(Badge)]
    assert "Happy" in shows
    assert "Not reached" in shows
    words = words_in(page)
    assert "Checked in" in words
    assert "Tried to get in touch" in words
