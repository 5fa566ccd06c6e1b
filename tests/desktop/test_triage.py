"""Triage: one key for each step, the next voice after it, and many voices at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import KnownError
from core.people.customers import Customer
from core.store import journal
from core.voice import feedback, replies, suggestions, topics, triage
from core.voice.feedback import Feedback, FeedbackFilter
from core.voice.suggestions import NewSuggestion
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.feedback.link_dialog import LinkDialog
from desktop.feedback.none_needed import NoneNeeded
from desktop.feedback.put_off import PutOffDialog, days_to_choose
from desktop.widgets.keys_sheet import KeysSheet
from tests.desktop.inbox import Key, Say, bodies, dialog_of, here, turn_to
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

Page = Callable[[], FeedbackPage]


@pytest.fixture
def press(qtbot, desk: Desk) -> Callable[..., None]:
    """Presses keys in the list, or in the palette while it is open."""

    def press(page: FeedbackPage, *keys: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            open_palette = page.triage.palette
            palette_shown = False
            if open_palette is not None:
                try:
                    palette_shown = open_palette.isVisible()
                except RuntimeError:
                    palette_shown = False
            target: QWidget = open_palette if palette_shown else page.table._view
            qtbot.keyClick(target, key, held)
            desk.tasks.wait_idle()

    return press


def kept(desk: Desk, said: Feedback) -> Feedback:
    return feedback.get(desk.workspace, said.id)


def new(desk: Desk) -> int:
    return feedback.counts(desk.workspace).new


def test_looked_through_leaves_the_new_ones_and_the_next_is_chosen(
    page: Page, say: Say, desk: Desk, press
) -> None:
    for days, words in enumerate(("First.", "Second.", "Third.")):
        say(words, days=days)
    shown = page()
    turn_to(shown, "new")
    press(shown, Key.Key_E)
    assert bodies(shown) == ["Second.", "Third."]
    assert here(shown) == "Second."
    assert shown.detail.feedback.body == "Second."
    press(shown, Key.Key_J, Key.Key_E)
    assert bodies(shown) == ["Second."]
    assert here(shown) == "Second."
    press(shown, Key.Key_E)
    assert bodies(shown) == []
    journal.undo(desk.workspace)
    assert bodies(shown) == ["Second."]


def test_an_inbox_that_is_done_says_so(page: Page, say: Say, desk: Desk, press, words_in) -> None:
    say("Cold tea.")
    shown = page()
    turn_to(shown, "new")
    press(shown, Key.Key_E)
    assert bodies(shown) == []
    assert "Everything is looked through." in words_in(shown.table)
    turn_to(shown, "snoozed")
    assert "Nothing is put off." in words_in(shown.table)


def test_enter_takes_the_best_guess_of_the_topic(page: Page, say: Say, desk: Desk, press) -> None:
    topics.add(desk.workspace, "Cleanliness", ("dirt",))
    price = topics.add(desk.workspace, "Price", ("price",))
    said = say("What a price!")
    say("Cold tea.", days=1)
    shown = page()
    assert not kept(desk, said).topic_by_hand
    press(shown, Key.Key_T)
    palette = shown.triage.palette
    assert [line.text for line in palette.lines] == ["Price", "Cleanliness", "No topic"]
    assert (palette.marked.text, palette.marked.note) == ("Price", "best guess")
    press(shown, Key.Key_Return)
    assert (kept(desk, said).topic_id, kept(desk, said).topic_by_hand) == (price.id, True)
    assert here(shown) == "Cold tea."


def clean_or_dear(desk: Desk, say: Say) -> tuple[int, Feedback]:
    """The topic of cleanliness, and a voice that is about the price."""
    clean = topics.add(desk.workspace, "Cleanliness", ("dirt",)).id
    topics.add(desk.workspace, "Price", ("price",))
    return clean, say("What a price!")


def test_one_key_corrects_the_topic_and_another_takes_it_away(
    page: Page, say: Say, desk: Desk, press
) -> None:
    clean, said = clean_or_dear(desk, say)
    shown = page()
    press(shown, Key.Key_T, Key.Key_2)
    assert kept(desk, said).topic_id == clean
    press(shown, Key.Key_T)
    assert shown.triage.palette.marked.note == "as you said"
    press(shown, Key.Key_Minus)
    assert kept(desk, said).topic_id is None
    press(shown, Key.Key_T, Key.Key_Escape)
    assert kept(desk, said).topic_id is None


def test_the_digits_of_a_czech_keyboard_need_no_shift(
    page: Page, say: Say, desk: Desk, press
) -> None:
    clean, said = clean_or_dear(desk, say)
    shown = page()
    press(shown, Key.Key_T)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(shown.triage.palette, QKeyEvent(QEvent.Type.KeyPress, 0x11A, plain, "ě"))
    desk.tasks.wait_idle()
    assert kept(desk, said).topic_id == clean


def test_a_guessed_topic_says_so_in_the_detail_and_is_confirmed_with_one_press(
    page: Page, say: Say, desk: Desk, words_in
) -> None:
    topics.add(desk.workspace, "Price", ("price",))
    said = say("What a price!")
    shown = page()
    assert "Topic (guessed)" in words_in(shown.detail)
    shown.detail.topic.yes.click()
    desk.tasks.wait_idle()
    assert kept(desk, said).topic_by_hand
    assert "Topic (guessed)" not in words_in(shown.detail)
    assert not shown.detail.topic.yes.isVisible()


def test_a_voice_is_put_off_until_tomorrow_and_taken_up_again(
    page: Page, say: Say, desk: Desk, press, jana: Customer
) -> None:
    said = say("I waited.", jana.id)
    say("Cold tea.", days=1)
    shown = page()
    press(shown, Key.Key_Z, Key.Key_Return)
    assert kept(desk, said).snoozed_until == date(2026, 9, 22)
    assert here(shown) == "Cold tea."
    turn_to(shown, "waiting")
    assert bodies(shown) == []
    turn_to(shown, "snoozed")
    assert bodies(shown) == ["I waited."]
    column = shown.table._model.columns[-1]
    assert column.look(kept(desk, said)).icon == "snooze"
    press(shown, Key.Key_Z, Key.Key_5)
    assert kept(desk, said).waiting


def test_a_day_of_ones_own_must_be_still_to_come(
    page: Page, say: Say, desk: Desk, press, words_in
) -> None:
    said = say("I waited.")
    shown = page()
    press(shown, Key.Key_Z, Key.Key_4)
    dialog = dialog_of(shown, PutOffDialog)
    for wrong in (None, desk.workspace.clock.today()):
        dialog.until.set_day(wrong)
        dialog.save()
        desk.tasks.wait_idle()
        assert "Please choose a day that is still to come." in words_in(dialog)
    dialog.until.set_day(date(2026, 10, 5))
    dialog.save()
    desk.tasks.wait_idle()
    assert kept(desk, said).snoozed_until == date(2026, 10, 5)


def test_a_day_that_is_none_is_marked_where_it_was_typed(page: Page, say: Say, press) -> None:
    say("I waited.")
    shown = page()
    press(shown, Key.Key_Z, Key.Key_4)
    dialog = dialog_of(shown, PutOffDialog)
    dialog.until.setText("someday")
    dialog.save()
    assert dialog.until.property("wrong") == "true"


@pytest.mark.parametrize("day", range(14, 28))
def test_no_day_is_offered_twice(day: int) -> None:
    today = date(2026, 9, day)
    days = [on for _text, on in days_to_choose(today)]
    assert days == sorted(set(days))
    assert all(on > today for on in days)
    assert {date(2026, 9, 21), date(2026, 9, 28)} & set(days)


def test_what_sounds_alike_is_linked_with_enter(page: Page, say: Say, desk: Desk, press) -> None:
    suggestions.suggest(desk.workspace, NewSuggestion("Softer towels"))
    mirror = suggestions.suggest(desk.workspace, NewSuggestion("A mirror in the changing room"))
    said = say("Please put a mirror in the changing room.", kind="suggestion")
    say("Cold tea.", days=1)
    shown = page()
    press(shown, Key.Key_L)
    dialog = dialog_of(shown, LinkDialog)
    assert dialog.table.current().suggestion.title == "A mirror in the changing room"
    dialog.save()
    desk.tasks.wait_idle()
    assert kept(desk, said).suggestion_ids == (mirror.id,)
    assert here(shown) == "Cold tea."


def test_enter_links_what_the_search_found_and_nothing_found_before_it(
    page: Page, say: Say, desk: Desk, press, qtbot
) -> None:
    towels = suggestions.suggest(desk.workspace, NewSuggestion("Softer towels"))
    suggestions.suggest(desk.workspace, NewSuggestion("A mirror in the changing room"))
    said = say("Please put a mirror in the changing room.", kind="suggestion")
    shown = page()
    press(shown, Key.Key_L)
    dialog = dialog_of(shown, LinkDialog)
    dialog.search.setText("towels")
    qtbot.keyClick(dialog.search, Key.Key_Return)  # what it finds is still on its way
    assert dialog.isVisible()
    desk.tasks.wait_idle()
    assert kept(desk, said).suggestion_ids == ()
    qtbot.keyClick(dialog.search, Key.Key_Return)
    desk.tasks.wait_idle()
    assert kept(desk, said).suggestion_ids == (towels.id,)


def test_after_a_reason_for_no_answer_the_next_is_chosen(
    page: Page, say: Say, desk: Desk, press, jana: Customer
) -> None:
    said = say("I waited.", jana.id)
    say("Cold tea.", jana.id, days=1)
    shown = page()
    turn_to(shown, "waiting")
    press(shown, Key.Key_N)
    dialog = dialog_of(shown, NoneNeeded)
    dialog.because.setText("Answered at the counter")
    dialog.save()
    desk.tasks.wait_idle()
    assert kept(desk, said).answered
    assert bodies(shown) == ["Cold tea."]
    assert here(shown) == "Cold tea."


def test_an_answered_voice_asks_for_no_reason(
    page: Page, say: Say, desk: Desk, press, jana: Customer
) -> None:
    said = say("I waited.", jana.id)
    replies.none_needed(desk.workspace, said.id, "Told her")
    shown = page()
    press(shown, Key.Key_N)
    assert desk.messages.spoken[-1].text == "This voice has its answer already."


def test_once_an_answer_is_sent_the_list_has_the_focus_and_the_next_is_chosen(
    page: Page, say: Say, desk: Desk, press, button, jana: Customer, in_front
) -> None:
    said = say("I waited.", jana.id)
    say("Cold tea.", jana.id, days=1)
    shown = in_front(page())
    turn_to(shown, "waiting")
    press(shown, Key.Key_R)
    editor = shown.detail.answers.editor
    editor.words.setPlainText("Dear Jana, we are sorry.")
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert kept(desk, said).answered
    assert bodies(shown) == ["Cold tea."]
    assert here(shown) == "Cold tea."
    assert shown.table._view.hasFocus()


def test_what_is_changed_in_the_detail_stays_there_when_the_list_lets_it_go(
    page: Page, say: Say, desk: Desk, press
) -> None:
    say("First.")
    say("Second.", days=1)
    say("Third.", days=2)
    shown = page()
    turn_to(shown, "new")
    press(shown, Key.Key_J)
    shown.detail.mood.face("neutral").click()
    assert bodies(shown) == ["First.", "Third."]
    assert shown.detail.feedback.body == "Second."
    assert here(shown) == ""
    press(shown, Key.Key_J)
    assert here(shown) == "Third."


def test_x_chooses_several_which_are_done_in_one_step(
    page: Page, say: Say, desk: Desk, press, words_in
) -> None:
    for days, words in enumerate(("First.", "Second.", "Third.", "Fourth.")):
        say(words, days=days)
    shown = page()
    turn_to(shown, "new")
    assert not shown.bulk.isVisible()
    press(shown, Key.Key_X, Key.Key_J, Key.Key_X)
    assert "2 voices chosen" in words_in(shown.bulk)
    assert here(shown) == "Fourth."
    press(shown, Key.Key_E)
    assert bodies(shown) == ["Second.", "Fourth."]
    assert here(shown) == "Fourth."
    assert not shown.bulk.isVisible()
    journal.undo(desk.workspace)
    assert bodies(shown) == ["First.", "Second.", "Third.", "Fourth."]


def test_escape_chooses_only_one_again(page: Page, say: Say, press) -> None:
    say("First.")
    say("Second.", days=1)
    shown = page()
    press(shown, Key.Key_X, Key.Key_X)
    assert shown.table.rows.count() == 2
    press(shown, Key.Key_Escape)
    assert (shown.table.rows.count(), here(shown)) == (1, "Second.")
    assert not shown.bulk.isVisible()


def test_there_is_no_bar_for_no_voice(page: Page, say: Say, press) -> None:
    say("First.")
    say("Second.", days=1)
    shown = page()
    press(shown, Key.Key_X)
    assert shown.bulk.isVisible()
    press(shown, Key.Key_K, Key.Key_X)
    assert not shown.bulk.isVisible()
    assert here(shown) == "Second."


def test_a_whole_list_is_chosen_also_where_it_was_not_read_yet(
    page: Page, say: Say, desk: Desk, press, button
) -> None:
    for number in range(230):
        say(f"Words {number}.", kind="other")
    shown = page()
    press(shown, Key.Key_X)
    button(shown.bulk, "Choose all 230 in this list").click()
    assert shown.table.rows.count() == 230
    press(shown, Key.Key_E)
    assert new(desk) == 0
    journal.undo(desk.workspace)
    assert new(desk) == 230


def test_one_topic_kind_link_and_reason_for_many(
    page: Page, say: Say, desk: Desk, press, button, jana: Customer
) -> None:
    tea = topics.add(desk.workspace, "Tea", ("tea",))
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Warm tea"))
    for number in range(3):
        say(f"Cold tea {number}.", jana.id, days=number)
    shown = page()
    press(shown, Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    button(shown.bulk, "Topic").click()
    desk.tasks.wait_idle()
    press(shown, Key.Key_Return)
    press(shown, Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    button(shown.bulk, "Kind").click()
    press(shown, Key.Key_3)
    press(shown, Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    button(shown.bulk, "Link").click()
    linking = dialog_of(shown, LinkDialog)
    linking.table.select_first()
    linking.save()
    desk.tasks.wait_idle()
    press(shown, Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    button(shown.bulk, "No answer").click()
    dialog = dialog_of(shown, NoneNeeded)
    dialog.because.setText("Told everybody at the counter")
    dialog.save()
    desk.tasks.wait_idle()
    done = {
        (said.topic_id, said.topic_by_hand, said.kind, said.suggestion_ids, said.answered)
        for said in feedback.find(desk.workspace)
    }
    assert done == {(tea.id, True, "suggestion", (idea.id,), True)}


def test_far_down_a_long_list_a_step_stays_where_one_is(
    page: Page, say: Say, desk: Desk, press
) -> None:
    for number in range(230):
        say(f"Words {number:03}.", kind="other", days=number)
    shown = page()
    turn_to(shown, "new")
    shown.table._view.go_to(200)
    shown.table._view.grab()
    assert here(shown) == "Words 200."
    press(shown, Key.Key_E)
    assert here(shown) == "Words 201."
    assert shown.table.count() == 229
    press(shown, Key.Key_J)
    assert here(shown) == "Words 202."


def test_a_step_that_is_refused_says_so_and_leads_back(page: Page, say: Say, desk: Desk) -> None:
    say("First.")
    say("Second.", days=1)
    shown = page()

    def refuse(_workspace: object, _ids: object) -> None:
        raise KnownError("no", "This cannot be done now.")

    shown.triage._do(refuse)
    desk.tasks.wait_idle()
    assert desk.messages.spoken[-1].text == "This cannot be done now."
    assert here(shown) == "First."


def test_a_voice_taken_away_meanwhile_is_refused_in_words(
    page: Page, say: Say, desk: Desk, press
) -> None:
    said = say("First.")
    shown = page()
    shown.hide()
    feedback.remove(desk.workspace, said.id)
    shown.triage._do(triage.look_through)
    desk.tasks.wait_idle()
    assert desk.messages.spoken[-1].tone == "negative"


@pytest.mark.parametrize("key", [Key.Key_F1, Key.Key_Question])
def test_the_keys_are_shown_on_a_sheet(page: Page, say: Say, press, words_in, key) -> None:
    say("First.")
    shown = page()
    press(shown, key)
    sheet = dialog_of(shown, KeysSheet)
    words = words_in(sheet)
    assert "E | Looked through, nothing to do" in words
    assert "1 | Negative" in words
    assert "X | Choose this one as well, then walk on" in words
    sheet.close()


def test_a_voice_that_is_only_in_the_detail_is_triaged_too(
    page: Page, say: Say, desk: Desk, press
) -> None:
    said = say("Cold tea.")
    say("A lovely cut.", kind="praise")
    shown = page()
    shown.show_target(FeedbackFilter(kind="praise"))
    shown.show_target(said.id)
    desk.tasks.wait_idle()
    press(shown, Key.Key_E)
    assert not kept(desk, said).is_new
