"""The quick log: saved within seconds from the keyboard, and no word is ever lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.people import customers
from core.people.customers import Customer
from core.store import journal
from core.voice import feedback, staff, topics
from core.voice.feedback import Feedback
from desktop.desk import Desk
from desktop.feedback.quick_log import STAFF_KEY, QuickLog

Shown = Callable[..., QWidget]
AddCustomer = Callable[..., Customer]


class Keyboard:
    """Types, and counts every key that is not a letter of what is written down."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.pressed = 0

    def types(self, text: str) -> None:
        for letter in text:
            # QTest types Latin letters only.
            for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)
        self._qtbot.wait(120)  # the pause after which the picker searches
        self._desk.tasks.wait_idle()

    def press(self, key: Qt.Key, control: bool = False, alt: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        if control:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        if alt:
            modifiers |= Qt.KeyboardModifier.AltModifier
        self.pressed += 1
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
        self._qtbot.wait(150)  # Qt shows the button go down before it clicks
        self._desk.tasks.wait_idle()


@pytest.fixture
def keyboard(qtbot, desk: Desk) -> Keyboard:
    return Keyboard(qtbot, desk)


def opened(qtbot, desk: Desk, **given: object) -> QuickLog:
    dialog = QuickLog(desk, **given)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    desk.tasks.wait_idle()
    return dialog


def logged(desk: Desk) -> list[Feedback]:
    return feedback.find(desk.workspace)


def test_a_walk_ins_words_are_saved_with_one_key(qtbot, desk: Desk, keyboard: Keyboard) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("The tea was cold.")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert not dialog.isVisible()
    assert keyboard.pressed == 1
    assert [(said.body, said.customer_id) for said in logged(desk)] == [("The tea was cold.", None)]


def test_kind_and_customer_take_at_most_four_keys_beyond_the_text(
    qtbot, desk: Desk, keyboard: Keyboard, add_customer: AddCustomer
) -> None:
    add_customer("Jana Nováková")
    add_customer("Anna Nováková")
    dialog = opened(qtbot, desk)
    keyboard.types("Could you open on Sundays?")
    keyboard.press(Qt.Key.Key_2, alt=True)
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.types("nov")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert not dialog.isVisible()
    assert keyboard.pressed <= 4
    (said,) = logged(desk)
    assert (said.kind, said.customer, said.waiting) == ("question", "Anna Nováková", True)


def test_three_letters_that_fit_one_customer_are_enough(
    qtbot, desk: Desk, keyboard: Keyboard, add_customer: AddCustomer
) -> None:
    add_customer("Žaneta Dvořáková")
    add_customer("Ilze Bērziņa")
    opened(qtbot, desk)
    keyboard.types("Thank you!")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.types("zan")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert keyboard.pressed == 2
    assert [said.customer for said in logged(desk)] == ["Žaneta Dvořáková"]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_1, "complaint"),
        (Qt.Key.Key_2, "question"),
        (Qt.Key.Key_3, "suggestion"),
        (Qt.Key.Key_4, "praise"),
        (Qt.Key.Key_5, "other"),
    ],
)
def test_each_kind_is_one_key_away_and_the_words_keep_the_focus(
    qtbot, desk: Desk, keyboard: Keyboard, key: Qt.Key, kind: str
) -> None:
    dialog = opened(qtbot, desk)
    keyboard.press(key, alt=True)
    assert dialog.kind.value == kind
    assert dialog.body.hasFocus()
    assert dialog.body.toPlainText() == ""


def test_nothing_written_down_is_refused_beside_the_words(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("   ")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert dialog.isVisible()
    assert "Please write down what the customer said." in words_in(dialog)
    assert logged(desk) == []


def test_a_name_that_fits_several_is_asked_about_and_the_words_stay(
    qtbot, desk: Desk, keyboard: Keyboard, add_customer: AddCustomer, words_in
) -> None:
    add_customer("Jana Nováková")
    add_customer("Anna Nováková")
    dialog = opened(qtbot, desk)
    keyboard.types("My colour faded.")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.types("nov")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert dialog.isVisible()
    assert "Several customers fit “nov”." in words_in(dialog)
    assert dialog.body.toPlainText() == "My colour faded."
    assert logged(desk) == []


def test_a_name_nobody_has_is_not_taken_for_a_walk_in(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("My colour faded.")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.types("Ilze")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert dialog.isVisible()
    assert "Nobody here is called “Ilze”." in words_in(dialog)
    assert logged(desk) == []


def test_a_new_customer_is_added_with_the_feedback_and_taken_back_with_it(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("My colour faded.")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.types("Ilze Bērziņa")
    keyboard.press(Qt.Key.Key_Return)
    assert "Ilze Bērziņa will be added as a new customer." in words_in(dialog)
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert [said.customer for said in logged(desk)] == ["Ilze Bērziņa"]
    journal.undo(desk.workspace)
    assert logged(desk) == []
    assert customers.count(desk.workspace) == 0


def test_a_full_disk_keeps_the_dialog_open_with_every_word(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    workspace = desk.workspace
    with workspace.alone() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    dialog = opened(qtbot, desk)
    long_story = "It was too cold in there. " * 800
    dialog.body.setPlainText(long_story)
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert dialog.isVisible()
    assert "The disk is full. Nothing was changed." in words_in(dialog)
    assert dialog.body.toPlainText() == long_story
    with workspace.alone() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert not dialog.isVisible()
    assert [said.body for said in logged(desk)] == [long_story.strip()]


def test_escape_keeps_the_words_for_the_next_time(
    qtbot, desk: Desk, keyboard: Keyboard, add_customer: AddCustomer, words_in
) -> None:
    jana = add_customer("Jana Nováková")
    first = opened(qtbot, desk)
    keyboard.types("She waited and")
    keyboard.press(Qt.Key.Key_4, alt=True)
    first.who.picker.set_customer(jana.id, jana.name)
    keyboard.press(Qt.Key.Key_Escape)
    assert not first.isVisible()
    again = opened(qtbot, desk)
    assert again.body.toPlainText() == "She waited and"
    assert (again.kind.value, again.who.picker.customer_id) == ("praise", jana.id)
    assert "You began this earlier; it is not saved yet." in words_in(again)
    keyboard.press(Qt.Key.Key_Right)
    keyboard.types(" left.")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert [said.body for said in logged(desk)] == ["She waited and left."]
    assert opened(qtbot, desk).body.toPlainText() == ""


def test_typing_replaces_the_words_that_were_put_away(
    qtbot, desk: Desk, keyboard: Keyboard
) -> None:
    first = opened(qtbot, desk)
    keyboard.types("She waited and")
    first.reject()
    again = opened(qtbot, desk)
    keyboard.types("Cold tea.")
    assert again.body.toPlainText() == "Cold tea."


def test_what_was_begun_can_be_thrown_away(qtbot, desk: Desk, keyboard: Keyboard, button) -> None:
    first = opened(qtbot, desk)
    keyboard.types("Never mind")
    first.reject()
    again = opened(qtbot, desk)
    button(again, "Start anew").click()
    assert again.body.toPlainText() == ""
    again.reject()
    assert opened(qtbot, desk).body.toPlainText() == ""


def test_unsaved_words_of_one_shop_are_not_shown_in_another(qtbot, desk: Desk, clock) -> None:
    from core.store.workspace import Workspace

    first = opened(qtbot, desk)
    first.body.setPlainText("Between us")
    first.reject()
    with_other = Desk.of(Workspace.in_memory(clock=clock))
    assert opened(qtbot, with_other).body.toPlainText() == ""
    with_other.close()
    with_other.workspace.close()


def test_who_writes_is_remembered(qtbot, desk: Desk) -> None:
    staff.add(desk.workspace, "Monika")
    petra = staff.add(desk.workspace, "Petra")
    dialog = opened(qtbot, desk)
    dialog.staff_member.set_value(petra.id)
    dialog.staff_member.chosen.emit(petra.id)
    dialog.reject()
    assert desk.preferences.number(STAFF_KEY) == petra.id
    again = opened(qtbot, desk)
    assert again.staff_member.value() == petra.id
    again.body.setPlainText("Nice.")
    again.save()
    desk.tasks.wait_idle()
    assert [said.staff_member for said in logged(desk)] == ["Petra"]


def test_the_topic_is_guessed_while_one_types_and_can_be_chosen(
    qtbot, desk: Desk, keyboard: Keyboard
) -> None:
    price = topics.add(desk.workspace, "Price", ("expens",))
    topics.add(desk.workspace, "Waiting time", ("wait",))
    dialog = opened(qtbot, desk)
    keyboard.types("I had to wait")
    qtbot.waitUntil(lambda: dialog.topic.currentText() == "Guess: Waiting time")
    dialog.topic.set_value(price.id)
    keyboard.types(" again")
    qtbot.wait(300)
    desk.tasks.wait_idle()
    assert dialog.topic.value() == price.id
    dialog.save()
    desk.tasks.wait_idle()
    assert [said.topic for said in logged(desk)] == ["Price"]


def test_it_opens_for_a_customer_who_is_known_already(
    qtbot, desk: Desk, keyboard: Keyboard, add_customer: AddCustomer
) -> None:
    jana = add_customer("Jana Nováková")
    dialog = opened(qtbot, desk, customer_id=jana.id, customer=jana.name)
    assert dialog.body.hasFocus()
    keyboard.types("Thank you!")
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert [said.customer_id for said in logged(desk)] == [jana.id]


GUESSED = "Guessed from the words; choose another if it is wrong."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("What time do you close on Fridays?", "question"),
        ("Kolik stojí dámský střih?", "question"),
        ("Paldies, viss bija ļoti skaisti!", "praise"),
        ("Bylo by fajn mít věšák u křesla.", "suggestion"),
    ],
)
def test_the_kind_is_guessed_while_one_types_and_saved_as_shown(
    qtbot, desk: Desk, keyboard: Keyboard, words_in, body: str, kind: str
) -> None:
    dialog = opened(qtbot, desk)
    assert dialog.kind.value == "complaint"
    assert GUESSED not in words_in(dialog)
    keyboard.types(body)
    qtbot.waitUntil(lambda: dialog.kind.value == kind)
    assert GUESSED in words_in(dialog)
    keyboard.press(Qt.Key.Key_Return, control=True)
    assert [said.kind for said in logged(desk)] == [kind]


def guess_is_over(qtbot, dialog: QuickLog) -> None:
    qtbot.waitUntil(lambda: not dialog.kind._pause.isActive())
    dialog.desk.tasks.wait_idle()


def test_an_own_choice_ends_the_guessing(qtbot, desk: Desk, keyboard: Keyboard, words_in) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("What time")
    keyboard.press(Qt.Key.Key_5, alt=True)
    keyboard.types(" do you close on Fridays?")
    guess_is_over(qtbot, dialog)
    assert dialog.kind.value == "other"
    assert GUESSED not in words_in(dialog)


def test_agreeing_with_the_guess_is_a_choice_too(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("What time do you close on Fridays?")
    qtbot.waitUntil(lambda: dialog.kind.guessed)
    keyboard.press(Qt.Key.Key_2, alt=True)
    assert GUESSED not in words_in(dialog)
    dialog.body.setPlainText("Thank you so much, wonderful as always!")
    guess_is_over(qtbot, dialog)
    assert dialog.kind.value == "question"


def test_a_click_on_a_chip_is_a_choice(qtbot, desk: Desk, button) -> None:
    dialog = opened(qtbot, desk)
    dialog.body.setPlainText("What time do you close on Fridays?")
    qtbot.waitUntil(lambda: dialog.kind.guessed)
    button(dialog, "Suggestion").click()
    dialog.body.setPlainText("What time do you close on Sundays?")
    guess_is_over(qtbot, dialog)
    assert (dialog.kind.value, dialog.kind.guessed) == ("suggestion", False)


def test_emptied_words_are_guessed_at_anew(qtbot, desk: Desk, keyboard: Keyboard, words_in) -> None:
    dialog = opened(qtbot, desk)
    keyboard.types("Hello")
    keyboard.press(Qt.Key.Key_5, alt=True)
    dialog.body.clear()
    assert dialog.kind.value == "complaint"
    keyboard.types("Thank you, that was wonderful!")
    qtbot.waitUntil(lambda: dialog.kind.value == "praise")
    dialog.body.setPlainText("  ")
    assert dialog.kind.value == "complaint"
    assert GUESSED not in words_in(dialog)


def test_words_that_tell_nothing_keep_the_usual_kind(
    qtbot, desk: Desk, keyboard: Keyboard, words_in
) -> None:
    dialog = opened(qtbot, desk)
    dialog.body.setPlainText("What time do you close on Fridays?")
    qtbot.waitUntil(lambda: dialog.kind.value == "question")
    dialog.body.setPlainText("xyzzy blorp")
    qtbot.waitUntil(lambda: dialog.kind.value == "complaint")
    assert GUESSED not in words_in(dialog)


def test_a_choice_outlives_escape_and_a_guess_goes_on(
    qtbot, desk: Desk, keyboard: Keyboard
) -> None:
    first = opened(qtbot, desk)
    keyboard.types("What time do you close on Fridays?")
    keyboard.press(Qt.Key.Key_1, alt=True)
    first.reject()
    again = opened(qtbot, desk)
    guess_is_over(qtbot, again)
    assert (again.kind.value, again.kind.guessed) == ("complaint", False)
    again.start_anew()
    keyboard.types("What time do you close on Fridays?")
    again.reject()
    third = opened(qtbot, desk)
    qtbot.waitUntil(lambda: third.kind.value == "question")
    assert third.kind.guessed


def test_the_guess_is_made_beside_the_window(qtbot, desk: Desk, monkeypatch) -> None:
    import threading

    from desktop.widgets import kind_choice

    threads = []

    def guess(_workspace: object, _text: str) -> str:
        threads.append(threading.current_thread())
        return "praise"

    monkeypatch.setattr(kind_choice, "_guess", guess)
    dialog = opened(qtbot, desk)
    dialog.body.setPlainText("Anything at all")
    qtbot.waitUntil(lambda: dialog.kind.value == "praise")
    assert threading.main_thread() not in threads
