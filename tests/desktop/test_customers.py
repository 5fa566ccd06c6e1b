"""The list of customers, and one of them in detail."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.errors import KnownError
from core.exchange import erase
from core.exchange.erase import Erased
from core.people import consents, customers, goals, merging, touchpoints, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import connections
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.customers import for_good
from desktop.customers.customers_page import CustomersPage
from desktop.customers.folded_note import folded
from desktop.customers.same_person import SamePersonDialog
from desktop.desk import Desk
from desktop.widgets.badge import Badge
from desktop.widgets.form import FormDialog


@pytest.fixture
def jana(workspace):
    return customers.add(workspace, NewCustomer("Jana Nováková", phone="+420 777 123 456"))


@pytest.fixture
def page(desk, shown):
    def build(target: int | None = None) -> CustomersPage:
        made = shown(CustomersPage(desk), 1130, 800)
        if target is not None:
            made.show_target(target)
        desk.tasks.wait_idle()
        return made

    return build


@pytest.fixture
def press(qtbot, button):
    return lambda widget, name: qtbot.mouseClick(button(widget, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def save(press_keys):
    def save(page: CustomersPage) -> None:
        dialog = next(d for d in page.findChildren(FormDialog) if d.isVisible())
        press_keys(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return save


def test_an_empty_list_says_how_to_begin(page, words_in):
    assert "bring in the list from your booking system" in words_in(page())


def test_a_customer_is_shown_with_what_happened(workspace, jana, page, words_in):
    visits.record(workspace, NewVisit(jana.id, workspace.clock.today(), "Cut", 65000))
    feedback.log(workspace, NewFeedback("praise", "I love the fringe", jana.id))
    words = words_in(page(jana.id))
    for part in ("Jana Nováková", "+420\xa0777\xa0123\xa0456", "Cut", "I love the fringe"):
        assert part in words
    assert "1 visit, on 21 Sept 2026, for 650" in words


def test_the_head_says_that_two_visits_on_a_day_count_as_one(workspace, jana, page, words_in):
    told, today = "Visits on one day count as one.", workspace.clock.today()
    for on in (today - timedelta(days=30), today):
        visits.record(workspace, NewVisit(jana.id, on, "Cut", 65000))
    assert told not in words_in(page(jana.id))
    visits.record(workspace, NewVisit(jana.id, today, "Colour", 90000))
    words = words_in(page(jana.id))
    assert "2 visits since" in words
    assert told in words


def test_a_long_note_is_folded_until_it_is_opened(
    workspace, desk, jana, page, words_in, button, press
):
    note = "\n".join(f"line {n}" for n in range(1, 10))
    customers.with_note(workspace, jana.id, note)
    short = customers.add(workspace, NewCustomer("Petra Malá", note="Tea\nMilk"))
    made = page(jana.id)
    assert "line 6 …" in words_in(made._detail)
    assert "line 7" not in words_in(made._detail)
    press(made._detail, "Show all")
    assert note in words_in(made._detail)
    for who, more_is_shown in ((short, False), (jana, True)):
        made.show_target(who.id)
        desk.tasks.wait_idle()
        assert made._detail._head.note.more.isVisible() == more_is_shown
    assert note in words_in(made._detail)
    press(made._detail, "Show less")
    assert "line 7" not in words_in(made._detail)


def test_one_line_without_an_end_is_folded_as_well():
    assert folded("word " * 300).endswith("word…")
    assert len(folded("x" * 5000)) <= 6 * 70 + 1
    assert folded("a\nb\nc\nd\ne\nf") == "a\nb\nc\nd\ne\nf"


def test_a_booking_is_to_come_until_its_day_is_over(workspace, jana, page):
    for day in (21, 20):
        visits.record(workspace, NewVisit(jana.id, date(2026, 9, day), "Cut", status="booked"))
    badges = page(jana.id)._detail._timeline.findChildren(Badge)
    assert [each.accessibleName() for each in badges] == ["To come", "Was booked"]


def test_a_new_customer_is_typed_saved_and_shown(
    workspace, desk, page, press, save, words_in, qtbot
):
    made = page()
    desk.navigation.requested.connect(lambda _page, target: made.show_target(target))
    press(made, "New customer")
    qtbot.keyClicks(made.findChild(FormDialog).findChild(QLineEdit), "Petra Mala")
    save(made)
    desk.tasks.wait_idle()
    assert [c.name for c in customers.matching(workspace, "petra")] == ["Petra Mala"]
    assert "Petra Mala" in words_in(made)


def test_a_customer_without_a_name_is_refused_beside_the_field(
    workspace, page, press, save, words_in
):
    made = page()
    press(made, "New customer")
    save(made)
    assert "A customer needs a name." in words_in(made.findChild(FormDialog))
    assert customers.count(workspace) == 0


def test_a_visit_is_noted_with_its_amount(workspace, jana, page, press, save, qtbot):
    made = page(jana.id)
    press(made, "Visit")
    dialog = made.findChild(FormDialog)
    qtbot.keyClicks(dialog.form.field("services"), "Cut and colour")
    qtbot.keyClicks(dialog.form.field("amount_minor"), "1 250,50")
    save(made)
    (visit,) = visits.of_customer(workspace, jana.id)
    assert (visit.services, visit.amount_minor) == ("Cut and colour", 125050)


def test_an_amount_that_is_no_number_is_refused_beside_the_field(
    workspace, jana, page, press, save, qtbot, words_in
):
    made = page(jana.id)
    press(made, "Visit")
    dialog = made.findChild(FormDialog)
    qtbot.keyClicks(dialog.form.field("amount_minor"), "a lot")
    save(made)
    assert "“a lot”" in words_in(dialog)
    assert visits.of_customer(workspace, jana.id) == []


def test_a_goal_is_set_and_reached(workspace, desk, jana, page, press, save, qtbot):
    made = page(jana.id)
    press(made, "Add a goal")
    qtbot.keyClicks(made.findChild(FormDialog).form.field("body"), "Long hair")
    save(made)
    press(made, "Reached: Long hair")
    desk.tasks.wait_idle()
    (goal,) = goals.of_customer(workspace, jana.id)
    assert goal.reached_on == workspace.clock.today()


def test_a_contact_is_noted(workspace, jana, page, press, save):
    made = page(jana.id)
    press(made, "Contact")
    save(made)
    assert len(touchpoints.of_customer(workspace, jana.id)) == 1


def test_a_yes_without_its_source_is_refused(workspace, jana, page, press, save, words_in):
    made = page(jana.id)
    press(made, "Note a consent")
    dialog = made.findChild(FormDialog)
    dialog.form.field("state").set_value("yes")
    save(made)
    assert "where the customer agreed" in words_in(dialog)
    assert consents.current(workspace, jana.id)["email"].state == "unknown"


def test_the_owners_feeling_is_one_press(workspace, desk, jana, page, press):
    made = page(jana.id)
    press(made, "Worried")
    desk.tasks.wait_idle()
    assert customers.get(workspace, jana.id).pulse == 1


def test_search_forgives_diacritics(workspace, desk, jana, page, qtbot):
    customers.add(workspace, NewCustomer("Petra Malá"))
    made = page()
    qtbot.keyClick(made, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(made.focusWidget(), "novak")
    qtbot.wait(200)
    desk.tasks.wait_idle()
    assert made._table.count() == 1


def test_a_customer_is_hidden_and_shown_again(workspace, desk, jana, page, press):
    made = page(jana.id)
    press(made, "Hide")
    desk.tasks.wait_idle()
    assert customers.get(workspace, jana.id).archived
    press(made, "Show again")
    desk.tasks.wait_idle()
    assert not customers.get(workspace, jana.id).archived


# What is done seldom: beside the name, in the menu of three dots


@pytest.fixture
def choose(desk):
    def choose(page: CustomersPage, text: str) -> None:
        actions = page._detail.more.menu_below.actions()
        next(action for action in actions if action.text() == text).trigger()
        desk.tasks.wait_idle()

    return choose


def test_the_menu_opens_by_keyboard_with_its_first_entry_ready(jana, page, qtbot):
    more = page(jana.id)._detail.more
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert more.menu_below.isVisible()
    assert more.menu_below.activeAction().text() == "Look for a twin"
    more.menu_below.close()


def test_former_names_of_a_customer_are_told_once(workspace, desk, jana, page, words_in):
    made = page(jana.id)
    assert "Also known as" not in words_in(made)
    twin = customers.add(workspace, NewCustomer("Jana Stará", phone="777 123 456"))
    now = merging.merge(workspace, jana.id, twin.id)
    desk.tasks.wait_idle()
    assert words_in(made._detail).count("Jana Stará") == 1
    assert "Also known as" not in words_in(made)
    forgotten = replace(customers.as_new(now), note="")
    customers.change(workspace, jana.id, forgotten)
    desk.tasks.wait_idle()
    assert "Also known as Jana Stará." in words_in(made)


def test_a_twin_is_looked_for_from_her_page(desk, jana, page, choose):
    went = []
    desk.navigation.requested.connect(lambda *place: went.append(place))
    choose(page(jana.id), "Look for a twin")
    assert went == [("twins", jana.id)]


def test_the_owner_says_who_she_is_as_well_and_compares_both(
    workspace, desk, jana, page, choose, save, words_in
):
    other = customers.add(workspace, NewCustomer("Jana Stará", phone="602 333 444"))
    made = page(jana.id)
    went = []
    desk.navigation.requested.connect(lambda *place: went.append(place))
    choose(made, "Same person as…")
    dialog = made.findChild(SamePersonDialog)
    save(made)
    assert "Please choose a customer from the list." in words_in(dialog)
    dialog.picker.set_customer(jana.id, jana.name)
    save(made)
    assert "These are one and the same customer already." in words_in(dialog)
    dialog.picker.set_customer(other.id, other.name)
    save(made)
    assert went == [("twins", (jana.id, other.id))]


@pytest.mark.parametrize(("ending", "begin"), [(".pdf", b"%PDF"), (".json", b"{")])
def test_a_persons_record_is_saved_as_the_ending_says(
    desk, jana, page, choose, tmp_path, ending, begin
):
    path = tmp_path / f"jana{ending}"
    desk.messages.prepared.append(path)
    choose(page(jana.id), "Save this record…")
    assert path.read_bytes().startswith(begin)
    said = desk.messages.spoken[-1]
    assert (said.text, said.action) == (f"“jana{ending}” is saved.", "Show the file")


def test_the_file_of_a_record_is_named_after_the_person(desk, jana, page, choose, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.messages, "save_file", lambda *words: asked.append(words))
    choose(page(jana.id), "Save this record…")
    assert asked[0][1] == "Jana Nováková 2026-09-21.pdf"


def test_a_person_is_erased_after_one_more_question(workspace, desk, jana, page, choose, words_in):
    other = customers.add(workspace, NewCustomer("Petra Malá", note="Friend of Jana Nováková"))
    made = page(jana.id)
    desk.messages.prepared.append(True)
    choose(made, "Erase for ever…")
    assert [line.id for line in customers.find(workspace)] == [other.id]
    asked, said = desk.messages.spoken[0], desk.messages.spoken[-1]
    assert asked.text == "Erase Jana Nováková for ever?"
    assert "1 text about others still has the name in it." in said.text
    assert said.stays
    assert "Choose a customer" in words_in(made)


def test_whoever_is_kept_after_all_stays(workspace, desk, jana, page, choose):
    made = page(jana.id)
    desk.messages.prepared.append(False)
    choose(made, "Erase for ever…")
    assert customers.count(workspace) == 1
    assert made._detail._portrait is not None


def test_the_question_names_what_goes_and_what_stays(desk, jana, page, choose, monkeypatch):
    asked = []
    monkeypatch.setattr(
        desk.messages, "ask", lambda question, **words: asked.append(words) or False
    )
    choose(page(jana.id), "Erase for ever…")
    details = asked[0]["details"]
    assert all(part in details for part in ("cannot be undone", "What stays", "older backups"))


def test_an_erasure_that_fails_is_told_and_the_person_is_still_there(
    workspace, desk, jana, page, choose, words_in, monkeypatch
):
    def refuse(*_who) -> None:
        raise KnownError("backup_failed", "The backup could not be made.")

    monkeypatch.setattr(erase, "erase_person", refuse)
    made = page(jana.id)
    desk.messages.prepared.append(True)
    choose(made, "Erase for ever…")
    assert desk.messages.spoken[-1].text == "The backup could not be made."
    assert "+420\xa0777\xa0123\xa0456" in words_in(made)


def test_what_an_erasure_leaves_is_counted_in_words():
    assert for_good.told(Erased(1, 0, 0)) == "The person is erased."
    assert "2 texts about others" in for_good.told(Erased(1, 2, 0))
    assert "3 older backups still hold the person" in for_good.told(Erased(1, 0, 3))


def test_a_shop_that_is_written_elsewhere_does_not_stop_the_window(
    qapp, clock, tmp_path, monkeypatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    shop = Workspace.open(tmp_path / "shop.regulars", create=True, clock=clock)
    customers.add(shop, NewCustomer("Jana Nováková"))
    desk = Desk.of(shop)
    page = CustomersPage(desk)
    let_go = threading.Event()
    desk.tasks.long("Import", lambda _progress: let_go.wait(10))
    stranger = sqlite3.connect(tmp_path / "shop.regulars")
    stranger.execute("BEGIN EXCLUSIVE")
    page.reload()
    stranger.rollback()
    stranger.close()
    let_go.set()
    desk.tasks.wait_idle()
    assert page._table.count() == 1
    desk.close()
    shop.close()


def test_nobody_else_stays_marked_beside_a_hidden_customer(workspace, desk, jana, page):
    made = page(jana.id)
    assert made._table.current().id == jana.id
    hidden = customers.add(workspace, NewCustomer("Petra Malá"))
    customers.archive(workspace, hidden.id)
    desk.tasks.wait_idle()
    made.show_target(hidden.id)
    desk.tasks.wait_idle()
    assert made._detail._portrait.customer.id == hidden.id
    assert [line.id for line in made._table.selection()] == [hidden.id]
