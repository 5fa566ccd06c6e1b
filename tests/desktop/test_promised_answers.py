"""Coming back to somebody: chosen with the answer, shown until its day, waiting from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.clock import FixedClock
from core.store import journal
from core.voice import replies, suggestions
from core.voice.suggestions import NewSuggestion
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.today.today_page import TodayPage
from desktop.widgets.answer_dialogs import NoAnswerNeeded
from desktop.widgets.answers_shown import gather
from desktop.widgets.come_back import NEVER, OWN_DAY, SOON, WEEK
from tests.desktop.answers import Ask
from tests.desktop.answers import ask as ask
from tests.desktop.answers import jana as jana
from tests.desktop.answers import page as page

WEEK_ON = date(2026, 9, 28)


@pytest.fixture
def later(clock: FixedClock) -> Callable[[date], None]:
    return lambda day: clock.move_to(f"{day}T08:00:00Z")


def promised(desk: Desk) -> date | None:
    (draft,) = replies.find(desk.workspace, status="draft")
    return draft.come_back_on


def drafted(page, ask: Ask, desk: Desk, body: str = ""):
    """The page with one draft in its editor."""
    replies.draft(desk.workspace, ask("It was cold.").id, body)
    shown = page()
    desk.tasks.wait_idle()
    return shown


def test_the_words_that_promise_choose_a_week_until_the_owner_chooses(
    page, ask: Ask, desk: Desk
) -> None:
    editor = drafted(page, ask, desk).detail.answers.editor
    assert editor.come_back.choice.value() == WEEK
    assert editor.come_back.told.note.text() == (
        "Your words promise it, so you will be reminded on 28 Sept 2026."
    )
    editor.words.setPlainText("Dear Jana, we are sorry.")
    assert editor.come_back.choice.value() == NEVER
    assert not editor.come_back.told.note.isVisible()
    editor.come_back.choice.setFocus()
    QTest.keyClick(editor.come_back.choice, Qt.Key.Key_Down)
    assert editor.come_back.choice.value() == SOON
    editor.words.setPlainText("We will look into it and come back to you.")
    assert editor.come_back.choice.value() == SOON
    assert editor.come_back.told.note.text() == "You will be reminded on 24 Sept 2026."


def test_an_answer_is_marked_and_promised_from_the_keyboard_alone(
    page, ask: Ask, desk: Desk, press_keys
) -> None:
    shown = drafted(page, ask, desk, "Dear Jana, we are sorry.")
    editor = shown.detail.answers.editor
    press_keys(shown, Qt.Key.Key_R)
    assert editor.words.hasFocus()
    for _step in ("Mark as sent", "Come back"):
        press_keys(shown, Qt.Key.Key_Tab)
    assert editor.come_back.choice.hasFocus()
    QTest.keyClick(editor.window().focusWidget(), Qt.Key.Key_Down)
    assert editor.come_back.choice.value() == SOON
    press_keys(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert promised(desk) == date(2026, 9, 24)
    assert replies.waiting(desk.workspace) == []


def test_nothing_is_promised_where_nothing_was_chosen(page, ask: Ask, desk: Desk, button) -> None:
    editor = drafted(page, ask, desk, "Dear Jana, we are sorry.").detail.answers.editor
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert replies.find(desk.workspace, status="draft") == []


def test_on_every_voice_behind_a_decision_its_draft_stands_in_place_of_the_promise(
    ask: Ask, desk: Desk
) -> None:
    first, second = ask("It was cold."), ask("Still cold.")
    sent = replies.draft(desk.workspace, first.id)
    replies.mark_sent(desk.workspace, sent.id, come_back_on=WEEK_ON)
    voices = (first.id, second.id)
    heat = suggestions.suggest(desk.workspace, NewSuggestion("Heat more", "", voices))
    assert promised(desk) == WEEK_ON
    suggestions.decide(desk.workspace, heat.id, "done", "The landlord agreed.")
    for voice in voices:
        draft = gather(desk.workspace, voice).draft
        assert draft is not None
        assert draft.suggestion_id == heat.id


def test_a_day_of_ones_own_is_asked_for_and_one_gone_by_keeps_the_answer_here(
    page, ask: Ask, desk: Desk, button, words_in
) -> None:
    editor = drafted(page, ask, desk).detail.answers.editor
    editor.come_back.choice.setFocus()
    QTest.keyClick(editor.come_back.choice, Qt.Key.Key_End)
    assert editor.come_back.choice.value() == OWN_DAY
    assert editor.come_back.on.hasFocus()
    assert editor.come_back.on.day() == date(2026, 10, 5)
    editor.come_back.on.set_day(date(2026, 9, 20))
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert "Please choose a day that is still to come." in words_in(editor)
    assert replies.count(desk.workspace, "sent") == 0
    editor.come_back.on.set_day(date(2026, 9, 30))
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert promised(desk) == date(2026, 9, 30)


def test_the_choice_stays_while_the_same_wording_is_asked_about(
    page, ask: Ask, desk: Desk, button
) -> None:
    first = replies.draft(desk.workspace, ask("Loud.", days=3).id)
    replies.mark_sent(desk.workspace, first.id)
    editor = drafted(page, ask, desk).detail.answers.editor
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    button(editor, "Send it all the same").click()
    desk.tasks.wait_idle()
    assert promised(desk) == WEEK_ON


def test_until_its_day_the_promise_is_told_and_may_be_kept_early(
    ask: Ask, desk: Desk, shown, words_in, press_keys, button
) -> None:
    said = ask("It was cold.")
    sent = replies.draft(desk.workspace, said.id)
    replies.mark_sent(desk.workspace, sent.id, come_back_on=WEEK_ON)
    inbox = FeedbackPage(desk)
    shown(inbox, 1158, 768)
    inbox.show_target(said.id)
    desk.tasks.wait_idle()
    answers = inbox.detail.answers
    assert "You promised to come back on 28 Sept 2026." in words_in(answers)
    assert not answers.editor.isVisible()
    assert inbox.detail.head.state.look.text == "Promised for 28 Sept"
    button(answers, "Write it now").click()
    desk.tasks.wait_idle()
    assert answers.editor.words.hasFocus()
    assert "We promised to come back to you." in answers.editor.words.toPlainText()
    press_keys(inbox, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert replies.count(desk.workspace, "sent") == 2
    assert replies.find(desk.workspace, status="draft") == []


def test_on_its_day_it_waits_on_today_in_answers_and_in_the_inbox(
    page, ask: Ask, desk: Desk, shown, words_in, later
) -> None:
    said = ask("It was cold.")
    sent = replies.draft(desk.workspace, said.id)
    replies.mark_sent(desk.workspace, sent.id, come_back_on=WEEK_ON)
    later(WEEK_ON)
    today = TodayPage(desk)
    shown(today, 1158, 768)
    desk.tasks.wait_idle()
    assert "You promised to come back today." in words_in(today)
    answers = page()
    desk.tasks.wait_idle()
    assert answers.table.current().promised_on == WEEK_ON
    assert answers.detail.answers.editor.isVisible()
    assert "You promised to come back on 28 Sept 2026." in words_in(answers.detail)
    inbox = FeedbackPage(desk)
    shown(inbox, 1158, 768)
    inbox.show_target("waiting")
    desk.tasks.wait_idle()
    assert inbox.table.count() == 1


def test_the_draft_of_a_decision_stands_in_place_of_the_promise(
    page, ask: Ask, desk: Desk, words_in, later
) -> None:
    said = ask("It was cold.")
    sent = replies.draft(desk.workspace, said.id)
    replies.mark_sent(desk.workspace, sent.id, come_back_on=WEEK_ON)
    later(WEEK_ON)
    heat = suggestions.suggest(desk.workspace, NewSuggestion("Heat more", "", (said.id,)))
    suggestions.decide(desk.workspace, heat.id, "done", "The landlord agreed.")
    answers = page()
    desk.tasks.wait_idle()
    assert answers.table.count() == 1
    told = words_in(answers.detail)
    assert "This tells what became of “Heat more”" in told
    assert "You promised to come back" not in told


def test_a_promise_taken_back_asks_for_the_reason_and_one_undo_brings_all_back(
    page, ask: Ask, desk: Desk, button, later, qapp
) -> None:
    said = ask("It was cold.")
    sent = replies.draft(desk.workspace, said.id)
    replies.mark_sent(desk.workspace, sent.id, come_back_on=WEEK_ON)
    later(WEEK_ON)
    shown = page()
    desk.tasks.wait_idle()
    button(shown.detail, "Take this draft back").click()
    desk.tasks.wait_idle()
    dialog: QWidget = next(
        each for each in qapp.topLevelWidgets() if isinstance(each, NoAnswerNeeded)
    )
    dialog.because.setText("We talked at the counter")
    dialog.save()
    desk.tasks.wait_idle()
    assert replies.waiting(desk.workspace) == []
    journal.undo(desk.workspace)
    assert promised(desk) == WEEK_ON
    journal.undo(desk.workspace)
    (waits,) = replies.waiting(desk.workspace)
    assert (waits.draft_id, waits.promised_on) == (sent.id, None)
