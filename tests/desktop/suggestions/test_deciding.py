"""Deciding: who gets an answer, what it will say, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from core.exchange import erase
from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from desktop.widgets import told_list
from desktop.widgets.decide_dialog import DecideDialog


@pytest.fixture
def deciding(desk, opened):
    """Opens the dialog on a suggestion."""

    def deciding(suggestion_id: int, **given) -> DecideDialog:
        suggestion = suggestions.get(desk.workspace, suggestion_id)
        return opened(lambda desk, parent: DecideDialog(desk, suggestion, parent, **given))

    return deciding


def choose(dialog: DecideDialog, status: str) -> None:
    dialog.status.choose(status)
    dialog.status.chosen.emit(status)


def tick_of(dialog: DecideDialog, name: str) -> QCheckBox:
    return next(tick for tick in dialog.findChildren(QCheckBox) if tick.text() == name)


def reason_of(dialog: DecideDialog, name: str) -> QLineEdit:
    wanted = f"Why {name} gets no answer"
    return next(box for box in dialog.findChildren(QLineEdit) if box.accessibleName() == wanted)


def save(desk, dialog: DecideDialog) -> None:
    dialog.then.setChecked(False)
    dialog.save()
    desk.tasks.wait_idle()


def test_everybody_is_listed_once_with_an_answer_or_the_reason_for_none(
    desk, deciding, say, suggest, words_in
):
    jana = say("No mirror", "Jana")
    customer_id = feedback.get(desk.workspace, jana).customer_id
    again = feedback.log(desk.workspace, NewFeedback("complaint", "No mirror yet", customer_id))
    gone = say("A mirror please", "Ilze")
    wished = suggest("A mirror", jana, again.id, gone, say("Where is the mirror?"))
    erase.erase_person(desk.workspace, feedback.get(desk.workspace, gone).customer_id)
    dialog = deciding(wished)
    choose(dialog, "done")
    words = words_in(dialog)
    assert [tick.text() for tick in dialog.people.findChildren(QCheckBox)] == ["Jana"]
    assert "A walk-in | A walk-in left no name to write to." in words
    assert "Somebody who was erased | This person was erased" in words
    assert "1 answer will be drafted. 2 get none, for a reason." in words


def test_the_answer_is_shown_before_saving_in_the_language_of_who_gets_it(
    desk, deciding, suggest, words_in
):
    new = NewCustomer("Ilze Kalniņa", language="lv")
    ilze = customers.add(desk.workspace, new).id
    said = feedback.log(desk.workspace, NewFeedback("suggestion", "Kur ir spogulis?", ilze))
    wished = suggest("A mirror", said.id)
    dialog = deciding(wished)
    choose(dialog, "done")
    dialog.because.setPlainText("Spogulis jau karājas.")
    dialog._foretell()
    desk.tasks.wait_idle()
    assert "What Ilze Kalniņa will read (Latviešu)" in words_in(dialog)
    shown = dialog.answer.words.toPlainText()
    assert "“Kur ir spogulis?”" in shown.replace("„", "“").replace("”", "”")
    assert "Spogulis jau karājas." in shown
    assert replies.find(desk.workspace) == [], "nothing is written by looking"
    save(desk, dialog)
    assert [reply.body for reply in replies.find(desk.workspace)] == [shown]


def test_somebody_left_out_needs_a_reason_and_gets_no_draft(desk, deciding, say, suggest, words_in):
    wished = suggest("A mirror", say("No mirror", "Jana"), say("A mirror!", "Ilze"))
    dialog = deciding(wished)
    choose(dialog, "declined")
    dialog.because.setPlainText("There is no wall for it.")
    tick_of(dialog, "Jana").setChecked(False)
    assert "1 answer will be drafted. 1 voice gets none, for a reason." in words_in(dialog)
    save(desk, dialog)
    assert dialog.isVisible()
    assert "Please note why somebody gets no answer" in words_in(dialog)
    assert suggestions.get(desk.workspace, wished).status == "open"
    tick_of(dialog, "Jana").setChecked(True)
    assert "Please note why somebody gets no answer" not in words_in(dialog)
    tick_of(dialog, "Jana").setChecked(False)
    reason_of(dialog, "Jana").setText("told in person")
    save(desk, dialog)
    settled = {reply.customer: reply for reply in replies.find(desk.workspace)}
    assert (settled["Jana"].status, settled["Jana"].because) == ("none", "told in person")
    assert settled["Ilze"].status == "draft"


def test_a_because_of_spaces_is_refused(desk, deciding, suggest, words_in):
    wished = suggest("A mirror")
    dialog = deciding(wished)
    dialog.because.setPlainText(" \n ")
    save(desk, dialog)
    assert "Please say why: customers will read it." in words_in(dialog)


def test_escape_keeps_what_was_typed_for_the_next_time(
    desk, deciding, say, suggest, qtbot, words_in
):
    wished = suggest("A mirror", say("No mirror", "Jana"))
    dialog = deciding(wished)
    choose(dialog, "declined")
    dialog.because.setPlainText("There is no wall for it.")
    tick_of(dialog, "Jana").setChecked(False)
    reason_of(dialog, "Jana").setText("told in person")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.messages.spoken[-1].text == "Nothing is decided yet; what you typed is kept."
    again = deciding(wished)
    assert again.because.toPlainText() == "There is no wall for it."
    assert again.status.value == "declined"
    assert reason_of(again, "Jana").text() == "told in person"
    assert "You began this before" in words_in(again)
    save(desk, again)
    suggestions.decide(desk.workspace, wished, "open", "We think again.")
    assert deciding(wished).because.toPlainText() == "", "what was decided is begun no more"


def test_escape_without_a_word_says_nothing(desk, deciding, suggest, qtbot):
    dialog = deciding(suggest("A mirror"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.messages.spoken == []


def test_what_was_begun_for_one_suggestion_is_not_offered_for_another(
    desk, deciding, suggest, qtbot
):
    first, second = suggest("A mirror"), suggest("A clock")
    dialog = deciding(first)
    dialog.because.setPlainText("There is no wall for it.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert deciding(second).because.toPlainText() == ""


def test_work_in_progress_lists_nobody_for_an_answer(desk, deciding, say, suggest, words_in):
    dialog = deciding(suggest("A mirror", say("No mirror", "Jana")))
    choose(dialog, "in_progress")
    words = words_in(dialog)
    assert "Nobody is written to for this" in words
    assert "Gets an answer" not in words
    assert not dialog.answer.words.isVisible()


def test_the_status_a_card_was_carried_to_is_chosen_already(deciding, suggest):
    assert deciding(suggest("A mirror"), status="declined").status.value == "declined"


def test_of_many_supporters_the_first_are_shown_and_all_are_counted(
    desk, deciding, say, suggest, words_in, button
):
    with desk.workspace.write("Many"):
        many = [say("No mirror", f"Customer {number}") for number in range(told_list.SLICE + 9)]
        wished = suggest("A mirror", *many)
    dialog = deciding(wished)
    ticks = dialog.people.findChildren(QCheckBox)
    assert len(ticks) == told_list.SLICE
    assert f"{len(many)} answers will be drafted." in words_in(dialog)
    button(dialog.people, "Show more (9 more)").click()
    assert len(dialog.people.findChildren(QCheckBox)) == len(many)


def test_a_supporter_erased_while_one_decides_is_no_trouble(desk, deciding, say, suggest):
    asked = say("No mirror", "Jana")
    wished = suggest("A mirror", asked)
    dialog = deciding(wished)
    choose(dialog, "done")
    dialog.because.setPlainText("It hangs there now.")
    erase.erase_person(desk.workspace, feedback.get(desk.workspace, asked).customer_id)
    save(desk, dialog)
    assert suggestions.get(desk.workspace, wished).status == "done"
    assert [reply.status for reply in replies.find(desk.workspace)] == ["none"]


def test_tab_goes_from_the_because_over_the_letter_and_the_people_to_the_decision(
    deciding, say, suggest
):
    dialog = deciding(suggest("A mirror", say("No mirror", "Jana"), say("A mirror!", "Ilze")))
    stops, at = [], dialog.because
    for _step in range(40):
        stops.append(at)
        at = at.nextInFocusChain()
    wanted = [
        dialog.because,
        dialog.answer.words,
        tick_of(dialog, "Ilze"),
        tick_of(dialog, "Jana"),
        dialog.no,
        dialog.yes,
    ]
    assert [stop for stop in stops if stop in wanted][:6] == wanted
