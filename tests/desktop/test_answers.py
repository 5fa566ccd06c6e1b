"""Writing answers: the wording, the language, the rules, the question before the same again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from core.clock import FixedClock
from core.people import consents, customers
from core.people.consents import NewConsent
from core.people.customers import Customer, NewCustomer
from core.store import journal, settings
from core.voice import feedback, replies, suggestions, wording, wordings
from core.voice.suggestions import NewSuggestion
from core.voice.wordings import NewWording
from desktop.desk import Desk
from desktop.replies.replies_page import RepliesPage
from desktop.replies.wording_editor import AnotherWording
from desktop.widgets.answer_dialogs import CustomerAnswered, NoAnswerNeeded
from desktop.widgets.place_count import PlaceCount
from desktop.widgets.reply_editor import ReplyEditor
from desktop.widgets.side_bar import SideBar
from tests.desktop.answers import Ask
from tests.desktop.answers import ask as ask
from tests.desktop.answers import jana as jana
from tests.desktop.answers import opened as opened
from tests.desktop.answers import page as page


@pytest.fixture
def dialog_of(desk: Desk) -> Callable[..., QWidget]:
    """The open dialog of a class."""

    def find(kind: type) -> QWidget:
        desk.tasks.wait_idle()
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind))

    return find


def draft_shown(page: RepliesPage, body: str = "") -> replies.Reply:
    """The draft to the one voice there is, in the editor."""
    (waiting,) = replies.waiting(page.desk.workspace)
    draft = replies.draft(page.desk.workspace, waiting.feedback_id, body)
    page.desk.tasks.wait_idle()
    return draft


def pick(field, value: object) -> None:
    """Choose an entry of a menu as a person does."""
    field.set_value(value)
    field.chosen.emit(field.value())


def test_the_editor_comes_with_the_first_draft_and_tab_goes_through_it_in_its_place(
    page, ask: Ask
) -> None:
    ask("First.")
    shown = page()
    answers = shown.detail.answers
    assert not answers.findChildren(ReplyEditor)
    draft_shown(shown)
    stops, at = [], answers.none.previousInFocusChain()
    while at is not answers.none:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.insert(0, at)
        at = at.previousInFocusChain()
    first, last = answers.editor.wording.wording, answers.editor.discard
    assert stops[-1] is last
    assert stops[stops.index(first) - 1].accessibleName() == "Open this feedback"


# Wording and language


def test_another_wording_replaces_the_words_and_undo_brings_back_what_was_typed(
    page, ask: Ask, desk: Desk
) -> None:
    short = wordings.save(desk.workspace, NewWording("complaint", "en", "Sorry!", name="Short"))
    ask("First.")
    shown = page()
    draft = draft_shown(shown)
    editor = shown.detail.answers.editor
    editor.words.setPlainText("My own words")
    pick(editor.wording.wording, short.key)
    desk.tasks.wait_idle()
    editor.replace.click()
    desk.tasks.wait_idle()
    assert "Sorry!" in editor.words.toPlainText()
    journal.undo(desk.workspace)
    assert replies.get(desk.workspace, draft.id).body == "My own words"
    desk.tasks.wait_idle()
    assert editor.words.toPlainText() == "My own words"


def test_an_answer_can_be_drafted_in_another_language(page, ask: Ask, desk: Desk) -> None:
    wordings.save(desk.workspace, NewWording("complaint", "lv", "Piedodiet! {words}"))
    ask("First.")
    shown = page()
    draft_shown(shown)
    editor = shown.detail.answers.editor
    assert editor.wording.language.value() == "en"
    pick(editor.wording.language, "lv")
    desk.tasks.wait_idle()
    assert "Piedodiet! First." in editor.words.toPlainText()
    assert editor.wording.wording.value() == "complaint.lv"
    assert editor.wording.language.value() == "lv"


def test_words_changed_by_hand_are_replaced_only_when_the_owner_says_so(
    page, ask: Ask, desk: Desk
) -> None:
    ask("First.")
    shown = page()
    draft = draft_shown(shown)
    editor = shown.detail.answers.editor
    editor.words.setPlainText(editor.words.toPlainText() + "\nSee you on Monday!")
    pick(editor.wording.language, "lv")
    desk.tasks.wait_idle()
    assert "See you on Monday!" in replies.get(desk.workspace, draft.id).body
    assert "See you on Monday!" in editor.words.toPlainText()
    assert (editor.wording.language.value(), editor.wording.wording.value()) == (
        "en",
        "complaint.en",
    )
    assert editor.loss.text == "Your own words stand here. Another wording would replace them."
    editor.replace.click()
    desk.tasks.wait_idle()
    assert "See you on Monday!" not in editor.words.toPlainText()
    assert editor.wording.language.value() == "lv"
    assert editor.loss.text == ""


def test_the_menu_begins_with_the_kind_of_the_voice_and_knows_own_words(
    page, ask: Ask, desk: Desk
) -> None:
    ask("Do you open on Sundays?", kind="question")
    shown = page()
    draft_shown(shown, "Yes, we do.")
    menu = shown.detail.answers.editor.wording.wording
    assert [menu.itemText(row) for row in range(3)] == [
        "Your own words",
        "After a question",
        "After a complaint",
    ]


def test_an_answer_to_a_decision_is_drafted_from_the_wordings_of_that_decision(
    page, ask: Ask, desk: Desk
) -> None:
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Text us", "", (ask("Late!").id,)))
    suggestions.decide(desk.workspace, idea.id, "done", "We bought a bundle.")
    shown = page()
    menu = shown.detail.answers.editor.wording.wording
    assert [menu.itemText(row) for row in range(menu.count())] == ["A suggestion is done"]


# Purpose


def test_advertising_gets_the_way_out_of_it_at_once_and_needs_consent(
    page, ask: Ask, desk: Desk, jana: Customer, words_in, button
) -> None:
    ask("First.")
    shown = page()
    draft = draft_shown(shown, "Come again!")
    editor = shown.detail.answers.editor
    pick(editor.way.purpose, "commercial")
    desk.tasks.wait_idle()
    assert wording.opt_out("en") in editor.words.toPlainText()
    assert not button(editor, "Mark as sent").isEnabled()
    assert "only once the customer has agreed" in words_in(editor)
    consents.record(desk.workspace, NewConsent(jana.id, "email", "yes", "form", "I want news"))
    desk.tasks.wait_idle()
    assert "the customer agreed to get it (form)" in words_in(editor)
    editor.words.setPlainText("Come again, please!")
    button(editor, "Copy the answer").click()
    assert wording.opt_out("en") in QGuiApplication.clipboard().text()
    desk.tasks.wait_idle()
    pick(editor.way.purpose, "service")
    desk.tasks.wait_idle()
    assert editor.words.toPlainText() == "Come again, please!"
    assert replies.get(desk.workspace, draft.id).purpose == "service"


# Sending


def test_the_same_wording_again_is_asked_about_where_the_answer_stands(
    page, ask: Ask, desk: Desk, words_in, button
) -> None:
    first = replies.draft(desk.workspace, ask("Cold.", days=3).id)
    replies.mark_sent(desk.workspace, first.id)
    ask("Loud.", days=1)
    shown = page()
    second = draft_shown(shown)
    editor = shown.detail.answers.editor
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert "Jana Nováková got an answer in the same wording on 21 Sept 2026." in words_in(editor)
    assert replies.get(desk.workspace, second.id).status == "draft"
    button(editor, "Send it all the same").click()
    desk.tasks.wait_idle()
    assert replies.get(desk.workspace, second.id).status == "sent"
    assert replies.waiting(desk.workspace) == []


def test_two_voices_are_answered_from_the_keyboard_alone(
    page, ask: Ask, desk: Desk, press_keys
) -> None:
    ilze = customers.add(desk.workspace, NewCustomer("Ilze", language="en"))
    ask("First.", days=3)
    ask("Second.", days=2, who=ilze.id)
    shown = page()
    for body in ("First.", "Second."):
        assert shown.detail.quote.text() == body
        assert shown.table.isAncestorOf(shown.window().focusWidget() or shown)
        press_keys(shown, Qt.Key.Key_R)
        assert shown.detail.answers.editor.words.hasFocus()
        press_keys(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert replies.count(desk.workspace, "sent") == 2
    assert replies.waiting(desk.workspace) == []


def test_a_draft_taken_back_leaves_the_voice_waiting(page, ask: Ask, desk: Desk, button) -> None:
    ask("First.")
    shown = page()
    draft_shown(shown)
    button(shown.detail, "Take this draft back").click()
    desk.tasks.wait_idle()
    (waiting,) = replies.waiting(desk.workspace)
    assert waiting.draft_id is None
    assert button(shown.detail, "Write an answer").isVisibleTo(shown)


def test_a_draft_about_a_closed_suggestion_goes_only_for_a_reason(
    page, ask: Ask, desk: Desk, button, dialog_of
) -> None:
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Text us", "", (ask("Late!").id,)))
    suggestions.decide(desk.workspace, idea.id, "declined", "Too dear.")
    shown = page()
    button(shown.detail, "Take this draft back").click()
    dialog = dialog_of(NoAnswerNeeded)
    dialog.because.setText("Told her at the till")
    dialog.save()
    desk.tasks.wait_idle()
    (closed,) = replies.find(desk.workspace)
    assert (closed.status, closed.because) == ("none", "Told her at the till")


def test_what_the_customer_said_to_an_answer_is_kept_with_the_talk(
    page, ask: Ask, desk: Desk, button, dialog_of, words_in
) -> None:
    said = ask("First.")
    sent = replies.draft(desk.workspace, said.id, "Sorry!")
    replies.mark_sent(desk.workspace, sent.id)
    shown = page()
    shown.show_target("sent")
    desk.tasks.wait_idle()
    button(shown.detail, "The customer answered…").click()
    dialog = dialog_of(CustomerAnswered)
    dialog.said.setPlainText("And when will it be warm?")
    dialog.kind.chips._group.button(1).click()
    dialog.save()
    desk.tasks.wait_idle()
    (waiting,) = replies.waiting(desk.workspace)
    assert waiting.body == "And when will it be warm?"
    assert feedback.get(desk.workspace, waiting.feedback_id).channel == "email"
    shown.show_target(waiting.feedback_id)
    desk.tasks.wait_idle()
    assert shown.detail.quote.text() == "And when will it be warm?"
    assert "Sorry!" in words_in(shown.detail.answers)


def test_the_kind_of_what_the_customer_said_to_an_answer_is_guessed_from_the_words(
    qtbot, page, ask: Ask, desk: Desk, button, dialog_of
) -> None:
    draft = replies.draft(desk.workspace, ask("First.").id, "Sorry!")
    replies.mark_sent(desk.workspace, draft.id, "sms")
    shown = page()
    shown.show_target("sent")
    desk.tasks.wait_idle()
    button(shown.detail, "The customer answered…").click()
    dialog = dialog_of(CustomerAnswered)
    assert (dialog.kind.value, dialog.kind.guessed) == ("other", False)
    dialog.said.setPlainText("Thanks, but could it be from eight o’clock?")
    qtbot.waitUntil(lambda: dialog.kind.value == "question")
    assert dialog.kind.guessed
    dialog.save()
    desk.tasks.wait_idle()
    (waiting,) = replies.waiting(desk.workspace)
    kept = feedback.get(desk.workspace, waiting.feedback_id)
    assert (kept.kind, kept.channel) == ("question", "sms")


def test_a_supporter_who_knows_nothing_of_a_decision_waits_and_is_drafted_to(
    page, ask: Ask, desk: Desk, button
) -> None:
    said = ask("Lovely, and text us.", kind="praise")
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Text us", "", (said.id,)))
    suggestions.decide(desk.workspace, idea.id, "planned", "Soon.")
    with desk.workspace.write("Draft lost") as write:
        write.delete("reply", replies.find(desk.workspace)[0].id)
    shown = page()
    assert shown.table.current().suggestion == "Text us"
    button(shown.detail, "Write an answer").click()
    desk.tasks.wait_idle()
    (draft,) = replies.find(desk.workspace)
    assert draft.suggestion == "Text us"
    assert "Soon." in shown.detail.answers.editor.words.toPlainText()


# The ways out


def test_an_answer_too_long_for_a_link_goes_by_the_clipboard(
    page, ask: Ask, desk: Desk, button, opened: list[QUrl]
) -> None:
    ask("First.")
    shown = page()
    long = "We are very sorry. " * 2000
    draft_shown(shown, long)
    button(shown.detail, "Open in mail").click()
    assert [url.toString() for url in opened] == ["mailto:jana@example.cz"]
    assert QGuiApplication.clipboard().text() == long.strip()
    assert desk.messages.spoken[-1].text.startswith("The answer is too long to bring along")


def test_whatsapp_without_a_country_code_says_what_is_missing(
    page, ask: Ask, desk: Desk, words_in, button
) -> None:
    settings.put(desk.workspace, settings.COUNTRY, "other")
    ask("First.")
    shown = page()
    draft_shown(shown)
    pick(shown.detail.answers.editor.way.channel, "whatsapp")
    assert "WhatsApp needs the number with its country code" in words_in(shown.detail)
    assert not button(shown.detail, "Open in WhatsApp").isEnabled()


def test_an_answer_is_saved_as_a_letter_in_the_words_that_stand_there(
    page, ask: Ask, desk: Desk, tmp_path: Path, button
) -> None:
    ask("First.")
    shown = page()
    draft = draft_shown(shown)
    shown.detail.answers.editor.words.setPlainText("Dear Jana, by post.")
    pick(shown.detail.answers.editor.way.channel, "letter")
    desk.messages.prepared.append(tmp_path / "letter")
    button(shown.detail, "Save to print…").click()
    desk.tasks.wait_idle()
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert replies.get(desk.workspace, draft.id).body == "Dear Jana, by post."
    assert desk.messages.spoken[-1].text == "“letter.pdf” is saved."


# Targets, months, the side bar


def test_a_single_answer_is_found_in_the_list_where_it_stands(page, ask: Ask, desk: Desk) -> None:
    ask("Old.", days=4)
    sent = replies.draft(desk.workspace, ask("First.").id)
    replies.mark_sent(desk.workspace, sent.id)
    shown = page()
    shown.show_target(("reply", sent.id))
    desk.tasks.wait_idle()
    assert shown.which.value == "sent"
    assert shown.table.current().id == sent.id


def test_the_months_are_told_in_words_and_bars(page, ask: Ask, desk: Desk, words_in) -> None:
    shown = page()
    assert shown.strip.isHidden()
    draft = replies.draft(desk.workspace, ask("First.", days=1).id)
    replies.mark_sent(desk.workspace, draft.id)
    ask("Second.")
    desk.tasks.wait_idle()
    sentence = "September 2026: 50% of 2 answered, half of them within 24 h."
    assert sentence in words_in(shown.strip)
    assert shown.strip.bars.accessibleName() == sentence
    shown.show_target("wordings")
    assert not shown.strip.isVisible()


def test_the_side_bar_says_how_many_wait(desk: Desk, ask: Ask, shown, clock: FixedClock) -> None:
    bar = SideBar("Salon")
    bar.add("replies", "Answers", "replies")
    shown(bar, 220, 300)
    PlaceCount(desk, bar, "replies", replies.count_waiting)
    said = ask("First.")
    ask("Second.")
    desk.tasks.wait_idle()
    place = bar._places["replies"]
    assert place.accessibleDescription() == "2"
    replies.none_needed(desk.workspace, said.id, "Told her")
    desk.tasks.wait_idle()
    assert place.accessibleDescription() == "1"


# Wordings


@pytest.fixture
def view(page, desk: Desk):
    """The wordings on their page."""
    settings.put(desk.workspace, settings.SHOP_NAME, "Salon Eva")
    shown = page()
    shown.show_target("wordings")
    desk.tasks.wait_idle()
    return shown.wordings


def test_a_wording_is_seen_as_it_will_read_while_it_is_typed(view, words_in) -> None:
    editor = view.editor
    editor.words.setPlainText("We heard you: {words} {because}")
    assert words_in(editor.preview) == (
        "Dear Anna,\n\nWe heard you: I had to wait for half an hour. "
        "Waiting without knowing is what annoys people most.\n\nWarm regards\nSalon Eva"
    )
    editor.words.setPlainText("{first_nam}")
    assert not editor.save_it.isEnabled()
    assert "“{first_nam}” is not a placeholder." in editor._trouble.text()


def test_a_saved_wording_is_the_shops_own_until_it_is_taken_back(
    view, desk: Desk, button, words_in
) -> None:
    view.table.select("complaint.en")
    desk.tasks.wait_idle()
    view.editor.words.setPlainText("We are sorry.")
    button(view, "Save wording").click()
    desk.tasks.wait_idle()
    assert wordings.choice(desk.workspace, "complaint", "en").body == "We are sorry."
    assert view.table.current().is_own
    button(view, "Back to the built-in words").click()
    desk.tasks.wait_idle()
    assert not wordings.choice(desk.workspace, "complaint", "en").is_own
    assert view.editor.words.toPlainText() == wording.built_in("complaint", "en")


def test_another_wording_is_added_beside_and_put_away(
    view, desk: Desk, button, dialog_of, words_in
) -> None:
    button(view, "Add another beside it…").click()
    dialog = dialog_of(AnotherWording)
    dialog.save()
    assert "Please give it a name." in words_in(dialog)
    dialog.name.setText("Review")
    dialog.purpose.set_value("commercial")
    dialog.save()
    desk.tasks.wait_idle()
    (made,) = [w for w in wordings.find(desk.workspace) if w.is_own]
    assert (made.name, made.purpose, made.language) == ("Review", "commercial", "en")
    view.table.select(made.key)
    desk.tasks.wait_idle()
    assert wording.opt_out("en") in words_in(view.editor.preview)
    button(view, "Put away").click()
    desk.tasks.wait_idle()
    assert not any(w.is_own for w in wordings.find(desk.workspace))


def test_each_language_has_its_own_words_and_preview(view, desk: Desk, words_in) -> None:
    wordings.save(desk.workspace, NewWording("praise", "lv", "Paldies, {first_name}!"))
    view.spoken.choose("lv")
    view.reload()
    view.table.select("praise.lv")
    desk.tasks.wait_idle()
    assert words_in(view.editor.preview).startswith("Paldies, Jāni!")


def test_a_placeholder_is_put_where_the_cursor_stands(view, desk: Desk, button) -> None:
    view.table.select("complaint.en")
    desk.tasks.wait_idle()
    assert not button(view, "{title}").isVisibleTo(view)
    view.editor.words.setPlainText("")
    button(view, "{words}").click()
    assert view.editor.words.toPlainText() == "{words}"


def test_words_typed_and_not_saved_wait_while_another_wording_is_looked_at(
    view, desk: Desk
) -> None:
    view.table.select("complaint.en")
    desk.tasks.wait_idle()
    view.editor.words.setPlainText("Half a wor")
    view.table.select("praise.en")
    desk.tasks.wait_idle()
    assert view.editor.words.toPlainText() == wording.built_in("praise", "en")
    view.table.select("complaint.en")
    desk.tasks.wait_idle()
    assert view.editor.words.toPlainText() == "Half a wor"
    assert not wordings.choice(desk.workspace, "complaint", "en").is_own
