"""The page of frequent questions: written once, told in every language, printed for the counter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from core.store import journal, settings
from core.voice import faq, feedback, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback
from desktop.faq.faq_dialog import FaqDialog
from desktop.faq.faq_page import FaqPage
from desktop.faq.offers_bar import OffersBar
from desktop.faq.sheet_dialog import SheetDialog
from desktop.feedback.feedback_page import FeedbackPage
from desktop.replies.replies_page import RepliesPage
from desktop.widgets.label import Label
from desktop.widgets.paper import Quote

CARDS = {
    "en": FaqText("Do you take cards?", "Yes, every card."),
    "cs": FaqText("Berete karty?", "Ano, všechny."),
}
PARKING = {"en": FaqText("Where can I park?", "Behind the house.")}


@pytest.fixture
def page(desk, shown):
    def build() -> FaqPage:
        return shown(FaqPage(desk), 1130, 700)

    return build


@pytest.fixture
def said(workspace, jana):
    def say(body="Can I pay by card?", who=jana):
        return feedback.log(workspace, NewFeedback("question", body, who and who.id))

    return say


def open_dialog(page):
    return page.window().findChild(FaqDialog)


def write(dialog, question, answer):
    dialog.question.setText(question)
    dialog.answer.setPlainText(answer)


def saved(desk, dialog):
    dialog.save()
    desk.tasks.wait_idle()


def test_an_empty_page_says_what_it_is_for_and_how_to_begin(page, words_in, button):
    made = page()
    assert "No question is kept yet." in words_in(made)
    assert not made.print.isEnabled()
    button(made, "New question").click()
    assert open_dialog(made) is not None


def test_a_question_written_in_two_languages_is_shown_in_each(
    desk, workspace, page, words_in, button
):
    made = page()
    button(made, "New question").click()
    dialog = open_dialog(made)
    write(dialog, "Do you take cards?", "Yes, every card.")
    dialog.languages._press(0)
    write(dialog, "Berete karty?", "Ano, všechny.")
    saved(desk, dialog)
    (entry,) = faq.find(workspace)
    assert entry.texts == CARDS
    assert made.detail.entry.id == entry.id
    assert "Yes, every card." in words_in(made.detail)
    made.detail.languages._press(0)
    assert "Ano, všechny." in words_in(made.detail)


def test_a_language_that_is_missing_says_so_and_offers_to_be_written(
    desk, workspace, page, words_in, button
):
    faq.add(workspace, NewFaq(PARKING))
    made = page()
    assert button(made.detail, "Latviešu · missing").isVisible()
    made.detail.languages._press(1)
    assert "There is no answer in this language yet: Latviešu." in words_in(made.detail)
    assert made.detail.copy.isHidden()
    made.detail.write.click()
    dialog = open_dialog(made)
    assert dialog.languages.value == "lv"
    write(dialog, "Kur novietot auto?", "Aiz mājas.")
    saved(desk, dialog)
    assert faq.find(workspace)[0].texts["lv"].answer == "Aiz mājas."
    assert "Aiz mājas." in words_in(made.detail)


def test_an_answer_without_its_question_is_refused_where_it_is_missing(
    desk, workspace, page, words_in, button
):
    made = page()
    button(made, "New question").click()
    dialog = open_dialog(made)
    dialog.languages._press(0)
    write(dialog, "", "Ano, všechny.")
    dialog.languages._press(2)
    write(dialog, "Do you take cards?", "Yes.")
    saved(desk, dialog)
    assert dialog.languages.value == "cs"
    assert "This answer has no question in its language." in words_in(dialog)
    assert faq.find(workspace) == []


def test_the_words_of_customers_stand_behind_the_answer_and_lead_to_them(
    desk, workspace, page, said, words_in, button
):
    voice = said()
    faq.add(workspace, NewFaq(CARDS, feedback_ids=(voice.id,)))
    made = page()
    assert "Can I pay by card?" in words_in(made.detail)
    button(made.detail, "See what Jana Nováková said").click()
    assert desk.navigation.here == ("feedback", voice.id)
    button(made.detail, "This was another question").click()
    desk.tasks.wait_idle()
    assert "No customer’s words are linked yet." in words_in(made.detail)
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert "Can I pay by card?" in words_in(made.detail)


def test_copying_an_answer_counts_as_a_use(desk, workspace, page, words_in):
    faq.add(workspace, NewFaq(CARDS))
    made = page()
    assert "Not used yet." in words_in(made.detail)
    made.detail.copy.click()
    desk.tasks.wait_idle()
    assert QGuiApplication.clipboard().text() == "Yes, every card."
    assert "Used 1 time, last on 21 Sept 2026." in words_in(made.detail)


def test_a_hidden_question_leaves_the_list_and_comes_back(desk, workspace, page, button):
    entry = faq.add(workspace, NewFaq(CARDS))
    made = page()
    made.detail.archive.click()
    desk.tasks.wait_idle()
    assert made.table.count() == 0
    made.shown.set_value(True)
    made.shown.chosen.emit(True)
    desk.tasks.wait_idle()
    assert made.table.current().id == entry.id
    assert made.detail.archive.accessibleName() == "Show again"
    made.detail.archive.click()
    desk.tasks.wait_idle()
    assert [each.id for each in faq.find(workspace)] == [entry.id]


def test_search_and_topic_narrow_the_list_together(desk, workspace, page, words_in):
    price = topics.add(workspace, "Price")
    faq.add(workspace, NewFaq(CARDS, price.id))
    faq.add(workspace, NewFaq(PARKING))
    made = page()
    assert made.table.count() == 2
    made.topic.set_value(price.id)
    made.reload()
    desk.tasks.wait_idle()
    assert made.table.current().texts == CARDS
    made.search.setText("park")
    made.reload()
    desk.tasks.wait_idle()
    assert made.table.count() == 0
    assert "No question has these words." in words_in(made)


def test_the_page_opens_at_an_entry_also_at_a_hidden_one(desk, workspace, page):
    faq.add(workspace, NewFaq(PARKING))
    entry = faq.add(workspace, NewFaq(CARDS))
    faq.archive(workspace, entry.id)
    made = page()
    made.show_target(entry.id)
    desk.tasks.wait_idle()
    assert made.detail.entry.id == entry.id
    assert made.table.current().id == entry.id
    assert made.shown.value() is True


def test_an_entry_is_begun_from_what_was_said_without_copying_the_words(
    desk, workspace, page, said
):
    price = topics.add(workspace, "Price", ("card",))
    voice = said()
    made = page()
    made.show_target(("feedback", voice.id))
    desk.tasks.wait_idle()
    dialog = open_dialog(made)
    assert [quote._text.text() for quote in dialog.findChildren(Quote)] == ["Can I pay by card?"]
    assert dialog.question.text() == ""
    assert dialog.topic.value() == price.id
    write(dialog, "Do you take cards?", "Yes, every card.")
    saved(desk, dialog)
    (entry,) = faq.find(workspace)
    assert [each.id for each in faq.voices(workspace, entry.id)] == [voice.id]


def test_a_voice_that_has_its_entry_leads_to_it(desk, workspace, page, said):
    voice = said()
    faq.add(workspace, NewFaq(PARKING))
    entry = faq.add(workspace, NewFaq(CARDS, feedback_ids=(voice.id,)))
    made = page()
    made.show_target(("feedback", voice.id))
    desk.tasks.wait_idle()
    assert made.detail.entry.id == entry.id
    assert open_dialog(made) is None


def test_what_was_erased_in_the_meantime_opens_nothing(desk, page):
    made = page()
    for target in (77, ("feedback", 77), "nonsense", None):
        made.show_target(target)
        desk.tasks.wait_idle()
    assert open_dialog(made) is None


def test_three_who_ask_alike_are_offered_one_answer(
    desk, workspace, page, said, add_customer, words_in, button
):
    for name in ("Jana Nováková", "Ilze Ozola", "Tom Bērziņš"):
        said("Is it possible to pay by credit card here?", add_customer(name))
    made = page()
    assert "3 customers asked alike." in words_in(made.offers)
    button(made.offers, "Write an answer for all").click()
    dialog = open_dialog(made)
    write(dialog, "Do you take cards?", "Yes, every card.")
    saved(desk, dialog)
    (entry,) = faq.find(workspace)
    assert entry.voices == 3
    assert made.offers.isHidden()


def test_an_offer_that_is_not_needed_stays_away_until_that_is_undone(
    desk, workspace, page, said, add_customer, button
):
    for name in ("Jana Nováková", "Ilze Ozola", "Tom Bērziņš"):
        said("Is it possible to pay by credit card here?", add_customer(name))
    made = page()
    button(made.offers, "Not needed").click()
    desk.tasks.wait_idle()
    assert made.offers.isHidden()
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert made.findChild(OffersBar).isVisible()


def test_the_sheet_is_printed_in_one_language_with_what_is_ticked(desk, workspace, page, tmp_path):
    faq.add(workspace, NewFaq(CARDS))
    faq.add(workspace, NewFaq(PARKING))
    made = page()
    made.print.click()
    desk.tasks.wait_idle()
    sheet = made.window().findChild(SheetDialog)
    assert len(sheet.chosen()) == 2
    sheet.language.set_value("cs")
    sheet.language.chosen.emit("cs")
    assert [box.text() for box in sheet.boxes.values()] == ["Berete karty?"]
    desk.messages.prepared.append(tmp_path / "sheet.pdf")
    sheet.save()
    desk.tasks.wait_idle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "“sheet.pdf” is saved." in desk.messages.spoken[-1].text


def test_a_sheet_tells_how_many_questions_did_not_fit(desk, workspace, page, tmp_path):
    for number in range(60):
        text = FaqText(f"Where is room {number}?", "Behind the third door. " * 20)
        faq.add(workspace, NewFaq({"en": text}))
    made = page()
    made.print.click()
    desk.tasks.wait_idle()
    desk.messages.prepared.append(tmp_path / "sheet.pdf")
    made.window().findChild(SheetDialog).save()
    desk.tasks.wait_idle()
    assert "questions did not fit on the page." in desk.messages.spoken[-1].text


def test_a_sheet_with_nothing_ticked_is_refused_in_a_sentence(desk, workspace, page, words_in):
    faq.add(workspace, NewFaq(CARDS))
    made = page()
    made.print.click()
    desk.tasks.wait_idle()
    sheet = made.window().findChild(SheetDialog)
    sheet.findChild(QCheckBox).setChecked(False)
    sheet.save()
    assert "Tick at least one question for the sheet." in words_in(sheet)


def test_enter_opens_an_entry_for_a_change_in_the_language_in_view(workspace, page, qtbot):
    settings.put(workspace, settings.LANGUAGE, "cs")
    faq.add(workspace, NewFaq(CARDS))
    made = page()
    qtbot.keyClick(made.table.focusProxy(), Qt.Key.Key_Return)
    assert open_dialog(made).question.text() == "Berete karty?"


def test_the_list_is_saved_with_its_answers(desk, workspace, page, tmp_path, button):
    faq.add(workspace, NewFaq(CARDS))
    made = page()
    desk.messages.prepared.append(tmp_path / "questions.csv")
    button(made, "Save this list…").click()
    desk.tasks.wait_idle()
    told = (tmp_path / "questions.csv").read_text(encoding="utf-8-sig")
    assert "Do you take cards?" in told
    assert "Yes, every card." in told


@pytest.mark.parametrize("door", [FeedbackPage, RepliesPage])
def test_feedback_and_answers_lead_to_the_page(desk, shown, button, door):
    button(shown(door(desk), 1130, 700), "Frequent questions").click()
    assert desk.navigation.here[0] == "faq"


def test_what_an_empty_list_says_is_cut_in_no_window(page, words_in):
    made = page()
    made.resize(700, 500)
    sentence = next(
        label
        for label in made.table.findChildren(Label)
        if label.text().startswith("No question is kept yet.")
    )
    assert made.table.rect().contains(sentence.mapTo(made.table, sentence.rect().bottomRight()))
    assert sentence.heightForWidth(sentence.width()) <= sentence.height()


@pytest.mark.parametrize("leave", ["escape", "close"])
def test_a_question_that_was_begun_and_left_is_there_again(
    desk, workspace, page, qtbot, words_in, leave
):
    price = topics.add(workspace, "Price", ("card",))
    made = page()
    made.add_entry()
    dialog = open_dialog(made)
    desk.tasks.wait_idle()
    dialog.languages.choose("cs")
    dialog._turn("cs")
    write(dialog, "Berete karty?", "Ano.")
    dialog.topic.set_value(price.id)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape) if leave == "escape" else dialog.close()
    assert desk.messages.spoken[-1].text == "The question is not saved yet; what you typed is kept."
    again = opened_anew(desk, made)
    assert "You began this before" in words_in(again)
    assert (again.question.text(), again.answer.toPlainText()) == ("Berete karty?", "Ano.")
    assert again.languages.value == "cs"
    assert again.topic.value() == price.id
    saved(desk, again)
    assert faq.find(workspace)[0].topic_id == price.id
    assert opened_anew(desk, made).question.text() == "", "what was saved is begun no more"


def opened_anew(desk, made) -> FaqDialog:
    made.add_entry()
    desk.tasks.wait_idle()
    return made.window().findChildren(FaqDialog)[-1]


def test_a_change_that_was_begun_and_left_belongs_to_its_own_question(desk, workspace, page, qtbot):
    entry = faq.add(workspace, NewFaq(CARDS))
    made = page()
    made.show_target(entry.id)
    desk.tasks.wait_idle()
    made._change("en")
    dialog = open_dialog(made)
    dialog.answer.setPlainText("Yes, and phones.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert faq.get(workspace, entry.id).text("en").answer == "Yes, every card."
    assert opened_anew(desk, made).question.text() == ""
    made._change("en")
    assert made.window().findChildren(FaqDialog)[-1].answer.toPlainText() == "Yes, and phones."


def test_a_question_that_was_not_begun_is_left_without_a_word(desk, page, qtbot):
    made = page()
    made.add_entry()
    qtbot.keyClick(open_dialog(made), Qt.Key.Key_Escape)
    assert desk.messages.spoken == []
