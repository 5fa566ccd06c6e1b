"""The answers page: who waits, the words of the draft, and the ways out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from core.people import customers
from core.people.customers import Customer, NewCustomer
from core.store import journal, settings
from core.voice import replies, reply_links, suggestions
from core.voice.suggestions import NewSuggestion
from desktop import app
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.replies.replies_page import RepliesPage
from desktop.widgets import outgoing
from desktop.widgets.record_model import UNDER
from tests.desktop.answers import Ask
from tests.desktop.answers import ask as ask
from tests.desktop.answers import jana as jana
from tests.desktop.answers import opened as opened
from tests.desktop.answers import page as page


def said_in(page: RepliesPage) -> list[str]:
    page.desk.tasks.wait_idle()
    rows = [record for _row, record in page.table._model.known()]
    return [getattr(row, "said", "") or row.body for row in rows]


def test_when_nobody_waits_the_page_says_so(page, words_in) -> None:
    assert "Nobody waits for an answer." in words_in(page())


def test_the_longest_waiting_voice_stands_first_and_is_at_hand(page, ask: Ask) -> None:
    ask("New.", days=1)
    ask("Old.", days=8)
    shown = page()
    assert said_in(shown) == ["Old.", "New."]
    assert shown.detail.quote.text() == "Old."
    assert shown.which._group.button(0).text() == "Who still waits 2"


def test_after_an_answer_the_next_voice_is_at_hand(page, ask: Ask, desk: Desk, button) -> None:
    ask("First.", days=3)
    ask("Second.", days=2)
    shown = page()
    button(shown.detail, "Write an answer").click()
    desk.tasks.wait_idle()
    button(shown.detail, "Mark as sent").click()
    assert said_in(shown) == ["Second."]
    assert shown.detail.quote.text() == "Second."
    shown.show_target("sent")
    assert said_in(shown) == ["First."]


def test_a_decision_leads_to_its_drafts_only(page, ask: Ask, desk: Desk, words_in) -> None:
    late = suggestions.suggest(desk.workspace, NewSuggestion("Text us", "", (ask("Late!").id,)))
    replies.draft(desk.workspace, ask("Another thing.").id)
    suggestions.decide(desk.workspace, late.id, "done", "We bought a bundle.")
    shown = page()
    shown.show_target(("suggestion", late.id))
    assert said_in(shown) == ["Late!"]
    assert "This tells what became of “Text us”, because: We bought a bundle." in words_in(
        shown.detail
    )
    shown.everyone.click()
    assert sorted(said_in(shown)) == ["Another thing.", "Late!"]


def test_a_decision_taken_back_leads_from_its_drafts_to_all_of_them(
    page, ask: Ask, desk: Desk, words_in
) -> None:
    late = suggestions.suggest(desk.workspace, NewSuggestion("Text us", "", (ask("Late!").id,)))
    replies.draft(desk.workspace, ask("Another thing.").id)
    suggestions.decide(desk.workspace, late.id, "done", "We bought a bundle.")
    shown = page()
    shown.show_target(("suggestion", late.id))
    assert said_in(shown) == ["Late!"]
    journal.undo(desk.workspace)
    shown.reload()
    assert said_in(shown) == ["Another thing."]
    assert not shown.everyone.isVisible()
    assert "Everyone by name has their answer." not in words_in(shown)


def test_what_is_typed_is_kept_when_one_goes_to_another_voice(
    page, ask: Ask, desk: Desk, jana: Customer
) -> None:
    first, second = ask("First.", days=2), ask("Second.", days=1)
    for said in (first, second):
        replies.draft(desk.workspace, said.id)
    shown = page()
    shown.show_target("draft")
    desk.tasks.wait_idle()
    shown.detail.answers.editor.words.setPlainText("Half an answ")
    shown.table.select(replies.find(desk.workspace, feedback_id=second.id)[0].id)
    desk.tasks.wait_idle()
    assert replies.find(desk.workspace, feedback_id=first.id)[0].body == "Half an answ"
    assert "Second." in shown.detail.answers.editor.words.toPlainText()


def test_an_emptied_answer_is_refused_and_what_is_typed_next_is_not_lost(
    page, ask: Ask, desk: Desk, words_in, button
) -> None:
    said = ask("First.")
    replies.draft(desk.workspace, said.id)
    shown = page()
    editor = shown.detail.answers.editor
    editor.words.setPlainText("  ")
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    assert "An answer cannot be empty." in words_in(editor)
    assert replies.find(desk.workspace, feedback_id=said.id)[0].status == "draft"
    editor.words.setPlainText("We are sorry.")
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    (sent,) = replies.find(desk.workspace, feedback_id=said.id)
    assert (sent.status, sent.body) == ("sent", "We are sorry.")


def test_a_full_disk_leaves_the_typed_answer_on_the_screen(
    page, ask: Ask, desk: Desk, words_in
) -> None:
    draft = replies.draft(desk.workspace, ask("First.").id)
    shown = page()
    with desk.workspace.alone() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    editor = shown.detail.answers.editor
    long_answer = "We are very sorry. " * 1000
    editor.words.setPlainText(long_answer)
    editor.keep()
    desk.tasks.wait_idle()
    assert "The disk is full. Nothing was changed." in words_in(editor)
    shown.reload()
    desk.tasks.wait_idle()
    assert editor.words.toPlainText() == long_answer
    with desk.workspace.alone() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    editor.keep()
    desk.tasks.wait_idle()
    assert replies.get(desk.workspace, draft.id).body == long_answer.strip()


def test_the_answer_goes_to_the_clipboard(page, ask: Ask, desk: Desk, button) -> None:
    replies.draft(desk.workspace, ask("First.").id, "Dear Jana, we are sorry.")
    button(page().detail, "Copy the answer").click()
    assert QGuiApplication.clipboard().text() == "Dear Jana, we are sorry."
    assert desk.messages.spoken[-1].text == "The answer is on the clipboard."


@pytest.mark.parametrize(
    ("channel", "name", "link"),
    [
        (
            "email",
            "Open in mail",
            "mailto:jana@example.cz?subject=Salon%20%C5%BDaneta&body=Sorry%20%26%20thanks",
        ),
        ("sms", "Open as SMS", "sms:+420603111222?body=Sorry%20%26%20thanks"),
        ("whatsapp", "Open in WhatsApp", "https://wa.me/420603111222?text=Sorry%20%26%20thanks"),
        ("phone", "Call", "tel:+420603111222"),
    ],
)
def test_each_way_out_opens_its_program_with_the_words(
    page, ask: Ask, desk: Desk, button, opened: list[QUrl], channel: str, name: str, link: str
) -> None:
    settings.put(desk.workspace, settings.SHOP_NAME, "Salon Žaneta")
    said = ask("First.", channel=channel)
    replies.draft(desk.workspace, said.id, "Sorry & thanks")
    shown = page()
    assert opened == []
    button(shown.detail, name).click()
    desk.tasks.wait_idle()
    assert [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in opened] == [link]
    assert replies.find(desk.workspace, feedback_id=said.id)[0].status == "draft"


def test_lines_of_a_letter_survive_the_way_to_the_mail_program() -> None:
    url = outgoing.link("email", "a@b.cz", "Hi", "Dear Jana,\n\n100 % <b> + ?", "CZ")
    assert url is not None
    encoded = url.toEncoded().data().decode()
    assert encoded.endswith("body=Dear%20Jana%2C%0D%0A%0D%0A100%20%25%20%3Cb%3E%20%2B%20%3F")


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("603 111 222", "CZ", "+420603111222"),
        ("+371 2123 4567", "CZ", "+37121234567"),
        ("21234567", "LV", "+37121234567"),
        ("603-111-222", "other", "603111222"),
        ("ask at the desk", "CZ", ""),
    ],
)
def test_a_number_gets_its_country_code(typed: str, country: str, number: str) -> None:
    assert reply_links.international(typed, country) == number


def test_a_channel_without_an_address_says_so_and_opens_nothing(
    page, ask: Ask, desk: Desk, words_in, button
) -> None:
    ilze = customers.add(desk.workspace, NewCustomer("Ilze Bērziņa"))
    said = ask("First.", who=ilze.id)
    replies.draft(desk.workspace, said.id)
    shown = page()
    assert "No e-mail address is noted for this customer." in words_in(shown.detail)
    assert not button(shown.detail, "Open in mail").isEnabled()
    assert button(shown.detail, "Mark as sent").isEnabled()


def test_an_answer_needs_no_consent_but_advertising_does(
    page, ask: Ask, desk: Desk, words_in, button
) -> None:
    draft = replies.draft(desk.workspace, ask("First.").id)
    shown = page()
    assert "is service, so it needs no consent" in words_in(shown.detail)
    with desk.workspace.write("Purpose changed") as write:
        write.update("reply", draft.id, purpose="commercial")
    desk.tasks.wait_idle()
    assert "only once the customer has agreed" in words_in(shown.detail)
    assert not button(shown.detail, "Mark as sent").isEnabled()
    assert not button(shown.detail, "Open in mail").isEnabled()
    from core.people import consents
    from core.people.consents import NewConsent

    given = NewConsent(draft.customer_id or 0, "email", "yes", "form", "I want news.")
    consents.record(desk.workspace, given)
    desk.tasks.wait_idle()
    assert "the customer agreed to get it" in words_in(shown.detail)
    assert button(shown.detail, "Mark as sent").isEnabled()


def test_what_needs_no_answer_is_kept_with_its_reason(page, ask: Ask, desk: Desk) -> None:
    replies.none_needed(desk.workspace, ask("First.").id, "Settled at the counter")
    shown = page()
    shown.show_target("none")
    assert said_in(shown) == ["First."]
    assert shown.table.current().because == "Settled at the counter"


def test_a_voice_from_today_is_shown_ready_to_be_answered(page, ask: Ask, desk: Desk) -> None:
    ask("Old.", days=9)
    wanted = ask("This one.", days=1)
    shown = page()
    shown.show_target("sent")
    shown.show_target(wanted.id)
    desk.tasks.wait_idle()
    assert shown.which.value == "waiting"
    assert shown.detail.quote.text() == "This one."
    assert shown.table.current().feedback_id == wanted.id


def test_in_a_narrow_list_the_words_keep_their_room_and_the_name_stands_under_them(
    page, ask: Ask, desk: Desk
) -> None:
    ask("I waited forty minutes.")
    shown = page()
    desk.tasks.wait_idle()
    shown.resize(820, 640)
    QGuiApplication.processEvents()
    view = shown.table.findChild(QTableView)
    words = next(
        number
        for number, column in enumerate(shown.table.shown().columns)
        if column.title == "What was said"
    )
    assert view.horizontalScrollBar().maximum() == 0
    assert view.columnWidth(words) > view.width() / 2
    assert view.model().index(0, words).data(UNDER) == "Jana Nováková"


def test_an_answer_can_still_be_marked_as_sent_while_the_bar_tells_of_a_change(
    ask: Ask, desk: Desk, shown, button
) -> None:
    ask("I waited forty minutes and nobody told me why. " * 6)
    window = MainWindow(desk, "Salon", app.places(), lambda _parent: None)
    desk.navigation.open("replies")
    shown(window, 1366, 728)
    desk.messages.hush()
    button(window.page, "Write an answer").click()
    desk.tasks.wait_idle()
    QGuiApplication.processEvents()
    assert window.undo_bar.isVisible()
    sent = button(window.page, "Mark as sent")
    place = sent.mapTo(window, sent.rect().center())
    assert sent.visibleRegion().boundingRect() == sent.rect()
    assert window.childAt(place) is sent
    desk.messages.hush()
    QGuiApplication.processEvents()
    assert sent.mapTo(window, sent.rect().center()) == place
