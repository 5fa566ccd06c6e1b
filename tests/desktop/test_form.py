"""Forms, dialogs and the customer picker, as a hand at the keyboard meets them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.errors import KnownError, Problem, RefusedInput
from core.people import customers
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.form import Form, FormDialog

KEY = Qt.Key


# Forms


@pytest.fixture
def form(shown):
    made = Form()
    made.add_text("name", "Name", required=True)
    made.add_day("visited_on", "Day")
    made.add_money("amount", "Amount", "CZK")
    made.add_number("effort", "Effort", low=0.5, high=100)
    made.add_choice("channel", "Channel", [("shop", "In the shop"), ("phone", "Phone")])
    return shown(made)


def test_a_problem_is_shown_beside_its_field_and_the_field_takes_the_focus(form, qtbot, words_in):
    form.window().activateWindow()
    left = form.show_problems(
        [Problem("amount", "“{value}” is not an amount.", {"value": "x"}), Problem("shop", "No.")]
    )
    assert "“x” is not an amount." in words_in(form)
    assert form.field("amount").accessibleDescription() == "“x” is not an amount."
    qtbot.waitUntil(form.field("amount").hasFocus)
    assert [problem.field for problem in left] == ["shop"]
    form.clear_problems()
    assert "not an amount" not in words_in(form)


@pytest.mark.parametrize(
    ("field", "edit"),
    [
        ("name", lambda box: box.setText("J")),
        ("visited_on", lambda box: box.set_day(date(2026, 9, 20))),
        ("amount", lambda box: box.setText("5")),
        ("channel", lambda box: box.chosen.emit("phone")),
        ("note", lambda box: box.setPlainText("x")),
        ("often", lambda box: box.setChecked(True)),
    ],
)
def test_a_problem_goes_away_as_soon_as_its_field_is_edited(form, words_in, field, edit):
    form.add_text("note", "Note", lines=2)
    form.add_flag("often", "Often")
    form.show_problems([Problem("effort", "Too much."), Problem(field, "Not so.")])
    edit(form.field(field))
    assert "Not so." not in words_in(form)
    assert "Too much." in words_in(form)
    assert form.field(field).accessibleDescription() == ""


def test_a_day_that_is_only_written_in_other_signs_was_not_edited(form):
    field = form.field("visited_on")
    field.setText("20.9.26")
    edited = []
    form.edited.connect(edited.append)
    field.editingFinished.emit()
    assert (field.text(), edited) == ("20/09/2026", [])


def test_a_day_typed_without_its_year_gets_the_year_nearest_to_today(form):
    field = form.field("visited_on")
    field.near = date(2026, 9, 21)
    field.setText("16.7.")
    field.editingFinished.emit()
    assert field.text() == "16/07/2026"
    field.near = None
    field.setText("16.7.")
    with pytest.raises(KnownError):
        field.day()


def test_fields_give_what_was_typed_in_the_types_of_the_shop(form):
    form.field("visited_on").setText("20.9.2026")
    form.field("amount").setText("1 234,50")
    form.field("effort").setText("2,5")
    assert form.field("visited_on").day() == date(2026, 9, 20)
    assert form.field("amount").minor() == 123450
    assert form.field("effort").number() == 2.5
    form.field("channel").set_value("phone")
    assert form.field("channel").value() == "phone"


def test_empty_fields_are_none_and_nonsense_is_refused(form):
    assert form.field("visited_on").day() is None
    assert form.field("amount").minor() is None
    assert form.field("effort").number() is None
    form.field("effort").setText("0")
    with pytest.raises(KnownError) as refused:
        form.field("effort").number()
    assert refused.value.code == "out_of_range"


def test_every_field_is_named_by_its_label(form):
    names = [form.field(name).accessibleName() for name in ("name", "visited_on", "channel")]
    assert names == ["Name", "Day", "Channel"]


def dialog_for(desk, work, qtbot):
    made = FormDialog(desk, "Add a customer", lambda: work)
    made.form.add_text("name", "Name", required=True)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.form.field("name").hasFocus)
    return made


def test_a_form_dialog_saves_with_control_enter_and_closes(desk, qtbot, add_customer):
    made = dialog_for(desk, lambda: add_customer(), qtbot)
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert customers.count(desk.workspace) == 1


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_in_a_line_saves_once_and_in_a_paragraph_begins_a_line(
    desk, qtbot, add_customer, key
):
    made = dialog_for(desk, lambda: add_customer(), qtbot)
    note = made.form.add_text("note", "Note", lines=2)
    qtbot.keyClick(note, key)
    desk.tasks.wait_idle()
    assert note.toPlainText() == "\n"
    assert customers.count(desk.workspace) == 0
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made.form.field("name"), key)
        qtbot.keyClick(made.form.field("name"), key)
    assert customers.count(desk.workspace) == 1


def test_enter_does_not_save_what_the_button_would_not(desk, qtbot, add_customer):
    made = dialog_for(desk, lambda: add_customer(), qtbot)
    made.yes.setEnabled(False)
    qtbot.keyClick(made.form.field("name"), KEY.Key_Return)
    desk.tasks.wait_idle()
    assert made.isVisible()
    assert customers.count(desk.workspace) == 0


def test_the_tab_key_walks_the_fields_from_the_top_and_then_the_buttons(desk, qtbot):
    made = FormDialog(desk, "Add", lambda: lambda: None)
    fields = [made.form.add_text("name", "Name"), made.form.add_text("note", "Note", lines=3)]
    made.open()
    made.activateWindow()
    qtbot.waitUntil(fields[0].hasFocus)
    for after in (fields[1], made.no, made.yes):
        qtbot.keyClick(made.focusWidget(), KEY.Key_Tab)
        assert made.focusWidget() is after
    made.reject()


def test_what_is_refused_stays_open_with_the_reason_beside_the_field(desk, qtbot, add_customer):
    made = dialog_for(desk, lambda: add_customer(""), qtbot)
    made.save()
    desk.tasks.wait_idle()
    assert made.isVisible()
    assert made.form.field("name").accessibleDescription()
    assert made.yes.isEnabled()
    made.reject()


def test_a_refusal_without_a_field_is_told_above_the_buttons(desk, qtbot, words_in):
    def full():
        raise KnownError("full", "The disk is full.")

    made = dialog_for(desk, full, qtbot)
    made.save()
    desk.tasks.wait_idle()
    assert "The disk is full." in words_in(made)
    made.form.field("name").setText("J")
    assert "The disk is full." not in words_in(made)
    made.reject()


def test_a_refusal_while_reading_the_fields_is_shown_too(desk, qtbot, words_in):
    def refuse():
        raise RefusedInput([Problem("name", "Please write a name.")])

    made = FormDialog(desk, "Add", refuse)
    made.form.add_text("name", "Name")
    made.open()
    made.save()
    assert "Please write a name." in words_in(made)
    made.reject()


# Customer picker


@pytest.fixture
def picker(desk, shown, qtbot, add_customer):
    for name in ("Žaneta Dvořáková", "Zdeněk Dvořák", "Ilze Bērziņa"):
        add_customer(name)
    made = CustomerPicker(desk, allow_new=True)
    shown(made, 400, 60)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: made.findChild(QLineEdit).hasFocus())
    return made


def offers(picker, desk, qtbot, text):
    field = picker.findChild(QLineEdit)
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: not picker._pause.isActive())
    desk.tasks.wait_idle()
    return [picker._offers.item(row).text() for row in range(picker._offers.count())]


def test_three_letters_without_diacritics_find_a_customer(picker, desk, qtbot):
    found = offers(picker, desk, qtbot, "zan")
    assert found[0] == "Žaneta Dvořáková"
    assert len(found) == 3


def test_arrows_and_enter_choose(picker, desk, qtbot):
    told = []
    picker.chosen.connect(told.append)
    offers(picker, desk, qtbot, "dvo")
    field = picker.findChild(QLineEdit)
    qtbot.keyClick(field, KEY.Key_Down)
    qtbot.keyClick(field, KEY.Key_Return)
    assert picker.customer_id == told[0]
    assert picker.typed() in ("Žaneta Dvořáková", "Zdeněk Dvořák")
    assert not picker._offers.isVisible()


def test_typing_on_after_a_choice_takes_the_choice_back(picker, desk, qtbot):
    picker.set_customer(1, "Ilze Bērziņa")
    qtbot.keyClicks(picker.findChild(QLineEdit), "x")
    assert picker.customer_id is None


def test_a_walk_in_has_no_customer(picker, desk, qtbot):
    told = []
    picker.chosen.connect(told.append)
    found = offers(picker, desk, qtbot, "ilz")
    picker._take(picker._offers.item(found.index("Walk-in, no name")))
    assert told == [None]
    assert picker.typed() == ""


def test_an_unknown_name_can_become_a_new_customer(picker, desk, qtbot):
    asked = []
    picker.new_asked.connect(asked.append)
    offers(picker, desk, qtbot, "Petra Mala")
    qtbot.keyClick(picker.findChild(QLineEdit), KEY.Key_Return)
    assert asked == ["Petra Mala"]


def test_escape_puts_the_offers_away_and_keeps_the_words(picker, desk, qtbot):
    offers(picker, desk, qtbot, "dvo")
    qtbot.keyClick(picker.findChild(QLineEdit), KEY.Key_Escape)
    assert not picker._offers.isVisible()
    assert picker.typed() == "dvo"
