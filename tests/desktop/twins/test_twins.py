"""Twins: likely pairs are shown side by side, made one or told apart, and parted by undo."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.errors import Cancelled
from core.people import consents, customers, duplicates, merging, visits
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.app import places
from desktop.main_window import MainWindow
from desktop.twins import words
from desktop.twins.reading import key_of, strictest
from desktop.twins.twins_page import TwinsPage
from desktop.twins.value import Value
from desktop.widgets.timeline import Timeline
from tests.desktop.twins.listed import pairs

KEY = Qt.Key
LEFT, RIGHT = 0, 1


@pytest.fixture
def jana(workspace):
    """Who has been here for years."""
    made = customers.add(
        workspace,
        NewCustomer("Jana Nováková", phone="+420 777 123 456", email="jana@example.com"),
    )
    for day in (3, 17):
        visits.record(workspace, NewVisit(made.id, date(2026, 8, day), "Cut", 65000))
    return made


@pytest.fixture
def twin(workspace):
    """The same person, written down once more at the telephone."""
    made = customers.add(
        workspace,
        NewCustomer("Novakova Jana", phone="777123456", born_on=date(1984, 5, 12)),
    )
    feedback.log(workspace, NewFeedback("praise", "I love the fringe", made.id))
    return made


@pytest.fixture
def petras(workspace):
    """Another pair."""
    return [
        customers.add(workspace, NewCustomer(name, phone="+420 602 333 444", email=mail))
        for name, mail in (("Petra Malá", "petra.mala@example.com"), ("Mala Petra", ""))
    ]


def tick(page: TwinsPage, qtbot, field: str, side: int) -> None:
    box = page.detail.particulars.boxes(field)[side]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)


# Finding and showing


def test_without_twins_it_says_so(jana, page, words_in):
    assert "No twins found." in words_in(page())


def test_a_pair_is_shown_with_how_likely_it_is_and_why(jana, twin, page, words_in):
    made = page()
    assert pairs(made) == ["Jana Nováková · Novakova Jana"]
    said = made.table._model.columns[0].under(made.table.current())
    assert said.startswith("Very likely · ")
    assert "The same phone number." in said
    assert "The same phone number." in words_in(made.detail)


def test_both_people_stand_side_by_side_with_their_stories(jana, twin, page, words_in):
    made = page()
    shown = words_in(made.detail)
    assert "2 visits, 1,300\xa0Kč, last on 17 Aug 2026." in shown
    assert "No visit is noted yet." in shown
    first, second = made.detail.findChildren(Timeline)
    assert words_in(first).count("Cut") == 2
    assert "I love the fringe" in words_in(second)


def test_the_one_with_the_longer_story_stays_whoever_came_first(workspace, page):
    late = customers.add(workspace, NewCustomer("Eva Dlouhá", phone="+420 608 111 222"))
    early = customers.add(workspace, NewCustomer("Dlouha Eva", phone="608111222"))
    visits.record(workspace, NewVisit(early.id, date(2026, 9, 1), "Cut"))
    assert page().detail.pair.kept.customer.id == early.id != late.id


@pytest.mark.parametrize(
    ("share", "word"), [(0.99, "Very likely"), (0.75, "Likely"), (0.5, "Perhaps")]
)
def test_likeness_is_said_in_words(share, word):
    assert words.likeness(share).text == word


def test_what_is_the_same_or_known_of_one_is_read_and_what_differs_is_chosen(
    workspace, jana, twin, page
):
    customers.change(workspace, twin.id, NewCustomer("Novakova Jana", phone="+420 777 123 456"))
    grid = page().detail.particulars
    (phone,) = grid.boxes("phone")
    assert not phone.isCheckable()
    assert "the same for both" in phone.accessibleName()
    assert [box.isCheckable() for box in grid.boxes("email")] == [False, False]
    assert [box.isCheckable() for box in grid.boxes("name")] == [True, True]
    assert [box.isChecked() for box in grid.boxes("name")] == [True, False]


def test_every_box_says_what_it_is(jana, twin, page):
    grid = page().detail.particulars
    assert (
        grid.boxes("name")[RIGHT].accessibleName() == "Whole name of Novakova Jana: Novakova Jana"
    )
    boxes = page().detail.findChildren(Value)
    assert boxes
    assert all(box.accessibleName() for box in boxes)


def test_the_strictest_consent_holds_for_both(workspace, jana, twin, page, words_in):
    consents.record(workspace, NewConsent(jana.id, "email", "yes", "card at the counter"))
    consents.record(workspace, NewConsent(twin.id, "email", "no", "on the phone"))
    assert "Together: Refused" in words_in(page().detail)
    merging.merge(workspace, jana.id, twin.id)
    assert consents.current(workspace, jana.id)["email"].state == "no"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [("yes", "no", "no"), ("unknown", "yes", "yes"), ("unknown", "unknown", "unknown")],
)
def test_a_no_beats_everything_and_a_yes_beats_silence(one, other, both):
    assert strictest(one, other) == strictest(other, one) == both


# Deciding


def test_one_person_is_made_of_two_and_undo_parts_them(workspace, desk, jana, twin, page, press):
    made = page()
    press(made, "They are one person")
    assert [line.id for line in customers.find(workspace)] == [jana.id]
    assert customers.get(workspace, jana.id).born_on == date(1984, 5, 12)
    assert len(visits.of_customer(workspace, jana.id)) == 2
    assert made.table.count() == 0
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert customers.get(workspace, twin.id).name == "Novakova Jana"
    assert pairs(made) == ["Jana Nováková · Novakova Jana"]


def test_what_was_clicked_is_what_the_record_says(workspace, jana, twin, page, press, qtbot):
    made = page()
    tick(made, qtbot, "name", RIGHT)
    assert [box.isChecked() for box in made.detail.particulars.boxes("name")] == [False, True]
    assert "Novakova Jana" in made.detail._together.text()
    press(made, "They are one person")
    assert customers.get(workspace, jana.id).name == "Novakova Jana"
    assert merging.also_known(workspace, jana.id)


def test_a_second_click_goes_back_to_what_was_proposed(desk, jana, twin, page, qtbot):
    made = page()
    proposed = made.detail.particulars.merged
    for _time in range(2):
        tick(made, qtbot, "name", RIGHT)
        desk.tasks.wait_idle()
    assert made.detail.particulars.merged == proposed


def test_the_name_that_was_not_chosen_goes_to_the_note_and_no_other(
    workspace, desk, jana, twin, page, press, qtbot
):
    made = page()
    tick(made, qtbot, "name", RIGHT)
    desk.tasks.wait_idle()
    shown = made.detail.particulars.merged
    assert shown.note == "Also known: Jana Nováková"
    press(made, "They are one person")
    assert customers.as_new(customers.get(workspace, jana.id)) == shown


def test_notes_of_both_are_kept_and_shown(workspace, desk, jana, twin, page, words_in, qtbot):
    for one, note in ((jana, "Likes the chair at the window."), (twin, "Allergic to ammonia.")):
        customers.with_note(workspace, one.id, note)
    made = page()
    both = made.detail.particulars.boxes("note")
    assert [box.isChecked() for box in both] == [True, True]
    assert "Likes the chair at the window.\nAllergic to ammonia." in words_in(made.detail)
    tick(made, qtbot, "note", LEFT)
    desk.tasks.wait_idle()
    assert [box.isChecked() for box in both] == [True, False]
    note = made.detail.particulars.merged.note
    assert note == "Likes the chair at the window.\nAlso known: Novakova Jana"


def test_a_note_keeps_its_lines(qtbot):
    one, two = Value("Dock, Portland", ""), Value("Dock,\n\nPortland", "")
    qtbot.addWidget(one)
    qtbot.addWidget(two)
    assert one.heightForWidth(900) < two.heightForWidth(900)


def test_the_other_record_can_stay_instead(workspace, jana, twin, page, press):
    made = page()
    press(made, "Swap")
    assert made.detail.pair.kept.customer.id == twin.id
    press(made, "They are one person")
    assert [line.id for line in customers.find(workspace)] == [twin.id]


def test_two_people_are_told_apart_for_good_and_undo_asks_again(
    workspace, desk, jana, twin, page, press
):
    made = page()
    press(made, "Two different people")
    assert made.table.count() == 0
    assert customers.count(workspace) == 2
    assert duplicates.find(workspace) == []
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert pairs(made) == ["Jana Nováková · Novakova Jana"]
    journal.redo(workspace)
    desk.tasks.wait_idle()
    assert made.table.count() == 0


def test_after_a_decision_the_next_pair_comes_into_view(jana, twin, petras, page, press, words_in):
    made = page()
    assert made.table.count() == 2
    first = made.table.current()
    press(made, "Two different people")
    assert made.table.count() == 1
    assert key_of(made.table.current()) != key_of(first)
    assert made.table.current().one.name in words_in(made.detail)


def test_what_is_in_the_way_is_said_and_nothing_is_lost(
    workspace, desk, jana, twin, page, press, monkeypatch
):
    made = page()

    def refuse(*_who) -> None:
        customers.get(workspace, 4711)

    monkeypatch.setattr(merging, "merge", refuse)
    press(made, "They are one person")
    assert "4711" in desk.messages.spoken[-1].text
    assert made.detail.merge.isEnabled()
    assert made.table.count() == 1


# By keyboard


def test_everything_is_done_by_keyboard(workspace, desk, jana, twin, petras, page, in_front, qtbot):
    made = page()
    in_front(made)
    made.setFocus()
    first = made.table.current()
    for key, wanted in ((KEY.Key_J, False), (KEY.Key_K, True)):
        qtbot.keyClick(made.focusWidget(), key)
        assert (key_of(made.table.current()) == key_of(first)) is wanted
    desk.tasks.wait_idle()
    kept = made.detail.pair.kept.customer.id
    qtbot.keyClick(made.focusWidget(), KEY.Key_S)
    desk.tasks.wait_idle()
    assert made.detail.pair.kept.customer.id != kept
    qtbot.keyClick(made.focusWidget(), KEY.Key_1)
    desk.tasks.wait_idle()
    assert customers.count(workspace) == 3
    qtbot.keyClick(made.focusWidget(), KEY.Key_2)
    desk.tasks.wait_idle()
    assert made.table.count() == 0
    assert customers.count(workspace) == 3


def test_a_value_is_chosen_by_arrows_and_the_space_bar(jana, twin, page, in_front, qtbot):
    made = page()
    in_front(made)
    left, right = made.detail.particulars.boxes("name")
    left.setFocus()
    qtbot.keyClick(left, KEY.Key_Right)
    assert right.hasFocus()
    qtbot.keyClick(right, KEY.Key_Space)
    assert made.detail.particulars.merged.name == "Novakova Jana"
    qtbot.keyClick(right, KEY.Key_Left)
    qtbot.keyClick(left, KEY.Key_Return)
    assert made.detail.particulars.merged.name == "Jana Nováková"


def test_tab_goes_through_the_values_before_it_comes_to_the_decision(jana, twin, page):
    made = page()
    order = [made.detail.swap]
    while order[-1] is not made.detail.apart:
        order.append(order[-1].nextInFocusChain())
    parts = [*made.detail.particulars.boxes("name"), *made.detail.particulars.boxes("phone")]
    places = [order.index(part) for part in (*parts, made.detail.merge)]
    assert places == sorted(places)


# The search


def test_the_search_can_be_stopped_and_begun_again(
    desk, jana, twin, shown, press, words_in, monkeypatch, qtbot
):
    begun, find = threading.Event(), duplicates.find

    def slow(_workspace, progress):
        begun.set()
        while not progress.cancelled:
            pass
        raise Cancelled

    monkeypatch.setattr(duplicates, "find", slow)
    made = TwinsPage(desk)
    qtbot.addWidget(made)
    made.resize(1130, 800)
    made.show()
    qtbot.waitUntil(begun.is_set)
    assert "Looking for people who are here twice…" in words_in(made)
    press(made, "Stop")
    assert "The search was stopped" in words_in(made)
    monkeypatch.setattr(duplicates, "find", find)
    press(made, "Look again")
    assert made.table.count() == 1


def test_what_was_found_is_kept_until_people_change(
    workspace, desk, jana, twin, petras, page, press, monkeypatch
):
    looked, find = [], duplicates.find
    monkeypatch.setattr(duplicates, "find", lambda *wanted: looked.append(1) or find(*wanted))
    made = page()
    press(made, "They are one person")
    press(made, "Two different people")
    journal.undo_entry(workspace, _merge_entry(workspace))
    desk.tasks.wait_idle()
    visits.record(workspace, NewVisit(jana.id, date(2026, 9, 1), "Cut"))
    desk.tasks.wait_idle()
    assert len(looked) == 1
    assert made.table.count() == 1
    customers.add(workspace, NewCustomer("Jana Novákova", phone="777 123 456"))
    desk.tasks.wait_idle()
    assert len(looked) == 2
    assert made.table.count() == 3


def test_somebody_added_while_one_looks_elsewhere_is_found_on_coming_back(
    workspace, desk, jana, page, shown, monkeypatch, qtbot
):
    goes_on, find = threading.Event(), duplicates.find

    def slow(*wanted):
        found = find(*wanted)
        goes_on.wait(5)
        return found

    monkeypatch.setattr(duplicates, "find", slow)
    made = TwinsPage(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made._task is not None)
    made.hide()
    customers.add(workspace, NewCustomer("Novakova Jana", phone="777 123 456"))
    goes_on.set()
    desk.tasks.wait_idle()
    made.show()
    desk.tasks.wait_idle()
    assert made.table.count() == 1


def _merge_entry(workspace) -> int:
    number = 1
    while journal.get(workspace, number).label != "Customers merged":
        number += 1
    return number


def test_only_the_twins_of_one_person_are_shown_when_asked_for(
    desk, jana, twin, petras, page, press, words_in
):
    made = page(petras[0].id)
    assert pairs(made) == ["Petra Malá · Mala Petra"]
    assert "Who may be Petra Malá once more." in words_in(made)
    press(made, "Show all pairs")
    assert made.table.count() == 2


def test_whoever_has_no_twin_is_named(workspace, jana, twin, page, words_in):
    ilze = customers.add(workspace, NewCustomer("Ilze Bērziņa"))
    assert "No twin of Ilze Bērziņa was found." in words_in(page(ilze.id))


def test_whoever_comes_back_without_naming_anybody_sees_all(desk, jana, twin, petras, page):
    made = page(petras[0].id)
    made.hide()
    made.show()
    desk.tasks.wait_idle()
    assert made.table.count() == 2


# In the window


def test_the_page_is_reached_from_the_customers(desk, jana, twin, shown, button, qtbot):
    window = MainWindow(desk, "Salon", places(), lambda _parent: None)
    desk.navigation.open("customers")
    shown(window, 1200, 800)
    qtbot.mouseClick(button(window.page, "Look for twins"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert isinstance(window.page, TwinsPage)
    assert window.page.table.count() == 1
    # So that j, k, 1 and 2 are heard at once.
    assert window.focusWidget() is window.page.table.focusProxy()


@pytest.mark.parametrize("width", [700, 1130])
def test_nothing_is_cut_off_at_either_width(desk, jana, twin, shown, width):
    made = shown(TwinsPage(desk), width, 600)
    desk.tasks.wait_idle()
    pane = made.detail._scroll
    assert pane.widget().width() <= pane.viewport().width()
    assert all(box.width() > 100 for box in made.detail.particulars.boxes("name"))
    for action in (made.detail.merge, made.detail.apart):
        assert action.width() >= action.sizeHint().width()
