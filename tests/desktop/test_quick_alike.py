"""What sounds alike: beside the quick log while one types, and in the detail of the inbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from core.people.customers import Customer
from core.store import journal
from core.voice import faq, feedback, offers, replies, suggestions
from core.voice.faq import Faq, FaqText, NewFaq
from core.voice.feedback import Feedback
from core.voice.suggestions import NewSuggestion
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.feedback.logged_with import Wishes
from desktop.feedback.quick_log import QuickLog
from tests.desktop.inbox import Say, bodies, here, likes
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

Page = Callable[[], FeedbackPage]
PARKING = "Where can I park my car in the afternoon?"


@pytest.fixture
def parking(desk: Desk) -> Faq:
    """A question that is asked often."""
    text = FaqText("Where can I park my car?", "Behind the shop, one hour free.")
    return faq.add(desk.workspace, NewFaq({"en": text, "cs": FaqText("Kde se dá zaparkovat?")}))


@pytest.fixture
def opened(qtbot, desk: Desk) -> Callable[..., QuickLog]:
    def open_log(words: str = "", **given: object) -> QuickLog:
        dialog = QuickLog(desk, **given)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.body.setPlainText(words)
        dialog.alike.look()
        desk.tasks.wait_idle()
        return dialog

    return open_log


def saved(desk: Desk, dialog: QuickLog) -> Feedback:
    dialog.save()
    desk.tasks.wait_idle()
    return feedback.find(desk.workspace)[0]


def test_nothing_stands_beside_words_that_nothing_sounds_like(opened) -> None:
    assert not opened("Thank you!").alike.isVisible()
    assert not opened("").alike.isVisible()


def test_who_said_the_same_is_shown_while_one_types(
    opened, say: Say, words_in, jana: Customer
) -> None:
    say("The tea in the waiting room was cold.", jana.id)
    dialog = opened("Cold tea in the waiting room again")
    assert dialog.alike.isVisible()
    assert "Others said something alike:" in words_in(dialog.alike)
    assert "The tea in the waiting room was cold." in words_in(dialog.alike)


def test_the_same_customer_is_not_counted_as_others(
    opened, say: Say, words_in, jana: Customer
) -> None:
    say("The tea in the waiting room was cold.", jana.id, days=3)
    say("The tea in the waiting room is still cold.", jana.id)
    dialog = opened("Cold tea in the waiting room", customer_id=jana.id, customer=jana.name)
    shown = words_in(dialog.alike)
    assert "The same customer said something alike:" in shown
    assert "The tea in the waiting room was cold." in shown
    assert "The tea in the waiting room is still cold." not in shown, "said today, one voice"
    assert "Others said something alike:" not in shown


def test_naming_the_customer_looks_again(opened, say: Say, words_in, jana: Customer, qtbot) -> None:
    say("The tea in the waiting room was cold.", jana.id)
    dialog = opened("Cold tea in the waiting room")
    assert "Others said something alike:" in words_in(dialog.alike)
    dialog.who.picker.set_customer(jana.id, jana.name)
    dialog.who.picker.chosen.emit(jana.id)
    qtbot.waitUntil(lambda: not dialog.alike.isVisible())
    assert not dialog.alike._pause.isActive(), "showing does not look again for ever"


def test_typing_alone_looks_for_it_after_a_pause(opened, say: Say, desk: Desk, qtbot) -> None:
    say("The tea in the waiting room was cold.")
    dialog = opened()
    dialog.body.setPlainText("Cold tea in the waiting room")
    assert not dialog.alike.isVisible()
    qtbot.waitUntil(lambda: dialog.alike.isVisible())


def test_a_suggestion_is_linked_in_the_same_step_as_the_words_are_saved(
    opened, say: Say, desk: Desk
) -> None:
    mirror = suggestions.suggest(desk.workspace, NewSuggestion("A mirror in the changing room"))
    dialog = opened("Please put a mirror in the changing room.")
    (chip,) = dialog.alike.links
    assert chip.accessibleName() == "Link to “A mirror in the changing room”"
    chip.click()
    dialog.body.setPlainText("Please, a mirror.")  # what was chosen stays chosen
    dialog.alike.look()
    desk.tasks.wait_idle()
    assert dialog.alike.wishes == Wishes((mirror.id,))
    said = saved(desk, dialog)
    assert said.suggestion_ids == (mirror.id,)
    journal.undo(desk.workspace)
    assert feedback.count(desk.workspace) == 0


def test_an_answer_that_was_read_out_is_counted_and_leaves_nobody_waiting(
    opened, desk: Desk, parking: Faq, words_in, jana: Customer
) -> None:
    dialog = opened(PARKING, customer_id=jana.id, customer=jana.name)
    assert "Behind the shop, one hour free." in words_in(dialog.alike)
    dialog.alike.told.click()
    said = saved(desk, dialog)
    assert (said.kind, said.answered, said.none_needed) == ("question", True, False)
    (told,) = replies.find(desk.workspace, feedback_id=said.id)
    assert (told.status, told.body) == ("sent", "Behind the shop, one hour free.")
    assert faq.get(desk.workspace, parking.id).uses == 1
    assert [asked.id for asked in faq.answering(desk.workspace, said.id)] == [parking.id]
    journal.undo(desk.workspace)
    assert feedback.count(desk.workspace) == 0
    assert replies.find(desk.workspace) == []


def test_an_answer_can_be_drafted_for_whoever_has_a_name(
    opened, desk: Desk, parking: Faq, jana: Customer
) -> None:
    dialog = opened(PARKING, customer_id=jana.id, customer=jana.name)
    dialog.alike.told.click()
    dialog.alike.draft.click()
    assert not dialog.alike.told.isChecked()
    said = saved(desk, dialog)
    (draft,) = replies.find(desk.workspace, feedback_id=said.id)
    assert (draft.status, said.waiting) == ("draft", True)
    assert "Behind the shop, one hour free." in draft.body


def test_a_walk_in_cannot_be_written_to_but_told(opened, desk: Desk, parking: Faq) -> None:
    dialog = opened(PARKING)
    assert not dialog.alike.draft.isVisible()
    dialog.alike.told.click()
    said = saved(desk, dialog)
    assert said.customer_id is None
    assert faq.get(desk.workspace, parking.id).uses == 1


def test_a_long_answer_leaves_the_dialog_as_tall_as_it_was(
    opened, desk: Desk, parking: Faq
) -> None:
    dialog = opened()
    before = dialog.height()
    long = FaqText("Where can I park my car?", "Behind the shop. " * 100)
    faq.change(desk.workspace, parking.id, NewFaq({"en": long}))
    dialog.body.setPlainText(PARKING)
    dialog.alike.look()
    desk.tasks.wait_idle()
    assert dialog.alike.isVisible()
    assert dialog.height() == before


def test_the_detail_shows_who_said_the_same_and_leads_there(
    page: Page, say: Say, desk: Desk, words_in, button
) -> None:
    older = say("The tea in the waiting room was cold.", days=3)
    say("Cold tea in the waiting room again!")
    shown = page()
    likes(shown)
    assert "The tea in the waiting room was cold." in words_in(shown.detail.alike)
    button(shown.detail.alike, "Open this feedback").click()
    assert desk.navigation.here == ("feedback", older.id)


def test_an_answer_at_hand_becomes_the_draft(
    page: Page, say: Say, desk: Desk, parking: Faq, words_in, button, jana: Customer
) -> None:
    said = say(PARKING, jana.id, kind="question")
    shown = page()
    likes(shown)
    assert "Behind the shop, one hour free." in words_in(shown.detail.alike)
    button(shown.detail.alike, "Answer with this").click()
    desk.tasks.wait_idle()
    (draft,) = replies.find(desk.workspace, feedback_id=said.id)
    assert "Behind the shop, one hour free." in draft.body
    assert "Behind the shop, one hour free." in shown.detail.answers.editor.words.toPlainText()


def test_three_alike_offer_a_suggestion_which_is_taken_or_turned_down(
    page: Page, say: Say, desk: Desk, words_in, add_customer
) -> None:
    for number, who in enumerate(("Jana", "Ilze", "Petra")):
        say("The tea in the waiting room was cold.", add_customer(who).id, days=number)
    shown = page()
    likes(shown)
    assert "3 people said something alike in the last 60 days." in words_in(shown.detail.offer)
    shown.detail.offer.take.click()
    place, target = desk.navigation.here
    assert (place, target[0]) == ("suggestions", "offer")
    assert sorted(target[1]) == [1, 2, 3]
    shown.detail.offer.no.click()
    desk.tasks.wait_idle()
    assert offers.open(desk.workspace) == []
    assert not shown.detail.offer.isVisible()
    journal.undo(desk.workspace)
    assert len(offers.open(desk.workspace)) == 1


def test_three_like_questions_offer_an_answer_for_all(
    page: Page, say: Say, desk: Desk, words_in, add_customer
) -> None:
    for number, who in enumerate(("Jana", "Ilze", "Petra")):
        say(PARKING, add_customer(who).id, kind="question", days=number)
    shown = page()
    likes(shown)
    assert shown.detail.offer.take.text() == "Write an answer for all of them"
    shown.detail.offer.take.click()
    assert desk.navigation.here[0] == "faq"


def test_walking_on_shows_nothing_of_the_voice_before(
    page: Page, say: Say, desk: Desk, jana: Customer
) -> None:
    say("Cold tea in the waiting room.")
    say("Cold tea in the waiting room again.", days=1)
    say("A lovely cut.", kind="praise", days=2)
    shown = page()
    likes(shown)
    assert shown.detail.alike.isVisible()
    shown.table._view.go_to(2)
    assert here(shown) == "A lovely cut."
    assert not shown.detail.alike.isVisible()
    assert len(bodies(shown)) == 3


def test_beside_a_question_stands_no_praise_until_it_is_one(
    say: Say, opened, words_in, desk: Desk, qtbot
) -> None:
    say("My son loves his new hair cut.", kind="praise")
    dialog = opened("Can my son have his hair cut here?")
    assert not dialog.alike.isVisible()
    dialog.kind.chips.choose("praise")
    dialog.kind.chips.chosen.emit("praise")
    qtbot.waitUntil(lambda: dialog.alike.isVisible())
    assert "My son loves his new hair cut." in words_in(dialog.alike)
