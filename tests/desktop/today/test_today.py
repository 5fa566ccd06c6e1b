"""The page of the morning: who needs the owner, and what a press does about it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from core import formats, i18n
from core.insight import bookings, health_scores, today
from core.insight.today import AtRisk, Drop
from core.measures.points import whole
from core.people import checkins, closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.formats import day_said, money_about
from desktop.today.sentences import at_risk, fallen_for
from desktop.widgets.button import Button
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.notice import Notice


def test_an_empty_shop_says_how_to_begin(desk, page, words_in, button, qtbot):
    made = page()
    assert "Nobody is in the notebook yet." in words_in(made)
    assert "Everyone has an answer." not in words_in(made)
    qtbot.mouseClick(button(made, "Import a file"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here[0] == "exchange"


def test_where_nothing_is_to_scroll_no_handle_is_painted(desk, page):
    made = page()
    area = made.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    ground = area.grab().toImage().pixelColor(area.width() - 30, 200)
    assert area.grab().toImage().pixelColor(area.width() - 5, 200) == ground
    made.resize(1130, 300)
    desk.tasks.wait_idle()
    assert bar.maximum() > 0
    assert area.grab().toImage().pixelColor(area.width() - 5, 20) != ground


def test_a_quiet_day_says_so_kindly(workspace, page, words_in):
    customers.add(workspace, NewCustomer("Jana Nováková"))
    words = words_in(page())
    assert "nobody waits for you" in words
    assert "Everyone has an answer." in words


def test_a_voice_that_waits_is_named_with_its_words_and_its_age(
    workspace, clock, page, words_in, button
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    feedback.log(workspace, NewFeedback("question", "Do you open on Sunday?", jana.id))
    clock.move_to(clock.now() + timedelta(days=6))
    made = page()
    assert "Do you open on Sunday?" in words_in(made)
    assert "1 customer waits to hear from you." in words_in(made)
    assert button(made, "Jana Nováková").isVisible()


def test_a_press_opens_the_answer_or_the_feedback(workspace, desk, page, button, qtbot):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    said = feedback.log(workspace, NewFeedback("question", "When?", jana.id))
    made = page()
    qtbot.mouseClick(button(made, "Write an answer"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("replies", said.id)
    qtbot.mouseClick(button(made, "Jana Nováková"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("feedback", said.id)


def test_a_press_anywhere_on_a_line_opens_it_but_on_a_button_does_that(
    workspace, desk, page, button, qtbot
):
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    said = feedback.log(workspace, NewFeedback("question", "When do you open?", jana.id))
    made = page()
    line = button(made, "Jana Nováková").parentWidget()
    words = next(w for w in line.findChildren(ElidedLabel) if w.text() == "When do you open?")
    for part, at in ((words, words.rect().center()), (line, line.rect().topRight() / 2)):
        desk.navigation.open("today")
        qtbot.mouseClick(part, Qt.MouseButton.RightButton, pos=at)
        assert desk.navigation.here == ("today", None)
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=at)
        assert desk.navigation.here == ("feedback", said.id)
    qtbot.mouseClick(button(line, "Write an answer"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("replies", said.id)


def test_a_long_list_shows_its_first_lines_and_all_on_request(
    workspace, clock, desk, page, button, qtbot
):
    for number in range(9):
        customer = customers.add(workspace, NewCustomer(f"Customer {number}"))
        feedback.log(workspace, NewFeedback("question", "When?", customer.id))
        clock.move_to(clock.now() + timedelta(minutes=1))
    made = page()
    with pytest.raises(StopIteration):
        button(made, "Customer 8")
    qtbot.mouseClick(button(made, "Show all"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert button(made, "Customer 8").isVisible()


@pytest.fixture
def came(workspace, clock):
    """Adds a customer who came so many weeks ago, and paid as much each time."""

    def add(name: str, *weeks_ago: int, paid: int | None = 65_000) -> int:
        number = customers.add(workspace, NewCustomer(name)).id
        for weeks in weeks_ago:
            on = clock.today() - timedelta(weeks=weeks)
            visits.record(workspace, NewVisit(number, on, "Cut", paid))
        return number

    return add


def test_one_visit_is_never_called_a_rhythm(workspace, came, page, words_in):
    came("Jana Nováková", 24, 20, 16, 12, 8, 4)
    came("Petr Malý", 6)
    health_scores.refresh(workspace)
    made = page()
    words = words_in(made)
    assert "Most customers come again after about 28 days; last here 6 weeks ago." in words
    assert "Usually comes every 28 days; last here 4 weeks ago." in words


def test_the_money_at_risk_is_one_line_over_those_who_are_late(workspace, came, page, words_in):
    came("Jana Nováková", 24, 20, 16, 12, 8, paid=124_300)
    came("Eva Malá", 24, 20, 16, 12, 8, paid=100_000)
    came("Petr Malý", 24, 20, 16, 12, 8, paid=None)
    came("Ida Nová", 12, 8, 4, paid=100_000)
    health_scores.refresh(workspace)
    made = page()
    assert "About 2,240\xa0Kč of usual visits is overdue with 2 customers." in words_in(made)


@pytest.mark.parametrize(
    "found",
    [AtRisk(0, 0, "CZK", 0), AtRisk(3, 0, "CZK", 3), AtRisk(2, -500, "CZK", 0)],
)
def test_without_any_amount_no_money_is_told(found):
    assert at_risk(found) == ""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("currency", ["CZK", "EUR", "GBP", "USD"])
@pytest.mark.parametrize("whole", [0, 7, 999, 1230, 12_400, 1_230_000])
def test_an_estimate_is_written_as_any_other_amount(language, currency, whole):
    before = i18n.language()
    i18n.use(language)
    try:
        assert money_about(whole * 100, currency) == formats.money(whole * 100, currency)
    finally:
        i18n.use(before)


@pytest.mark.parametrize(
    ("minor", "told"),
    [(1_243_712, "12,400"), (123_449, "1,230"), (99_960, "1,000"), (4_250, "42"), (65_000, "650")],
)
def test_an_estimate_is_told_to_three_digits(minor, told):
    assert money_about(minor, "CZK") == f"{told}\xa0Kč"


@pytest.fixture
def booked_yesterday(workspace, clock):
    """Jana was booked for the day that has just gone by."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    on = clock.today() + timedelta(days=1)
    visit = visits.record(workspace, NewVisit(jana.id, on, "Cut", 65_000))
    clock.move_to(clock.now() + timedelta(days=2))
    return visit


@pytest.mark.parametrize(
    ("press", "status"),
    [
        ("Jana Nováková came", "done"),
        ("Jana Nováková did not come", "no_show"),
        ("Jana Nováková cancelled", "cancelled"),
    ],
)
def test_a_booking_gone_by_is_settled_in_one_press_and_undone(
    workspace, desk, booked_yesterday, page, button, qtbot, words_in, press, status
):
    made = page()
    assert "Did Jana Nováková come?" in [b.accessibleName() for b in made.findChildren(Button)]
    assert "Tuesday 22 September: Cut" in words_in(made)
    qtbot.mouseClick(button(made, press), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert visits.get(workspace, booked_yesterday.id).status == status
    assert "Tuesday 22 September: Cut" not in words_in(made)
    assert "Booked days gone by" not in words_in(made)
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert visits.get(workspace, booked_yesterday.id).status == "booked"
    assert "Tuesday 22 September: Cut" in words_in(made)


def test_a_notebook_that_lags_says_so_and_opens_the_import(
    workspace, desk, came, page, button, qtbot, words_in, clock
):
    came("Jana Nováková", 20, 16, 12, 8)
    clock.move_to(clock.now() + timedelta(weeks=9))
    made = page()
    last = day_said(clock.today() - timedelta(weeks=17))
    assert f"The last visit was written down on {last}: the list may be behind." in words_in(made)
    notice = made.findChild(Notice)
    qtbot.mouseClick(button(notice, "Import a file"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here[0] == "exchange"
    came("Petr Malý", 0)
    desk.tasks.wait_idle()
    assert "the list may be behind" not in words_in(made)


@pytest.fixture
def fallen(workspace, came, clock):
    """Jana came every four weeks, and then stayed away."""
    number = came("Jana Nováková", *range(12, 60, 4))
    clock.move_to(clock.now() - timedelta(weeks=4))
    health_scores.refresh(workspace)
    return number


def test_a_fall_says_why_and_since_when_and_is_done_in_one_press(
    workspace, desk, fallen, page, button, qtbot, words_in
):
    made = page()
    (drop,) = today.gather(workspace).drops
    days = (workspace.clock.today() - drop.since_on).days
    assert days > 1
    note = f"For {days} days now; {whole(drop.before)} points a month ago."
    assert f"{drop.why} | {note}" in words_in(made)
    qtbot.mouseClick(button(made, "Taken care of"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert "Nobody is newly doing worse." in words_in(made)
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert note in words_in(made)


def test_a_fall_of_today_says_so():
    on = date(2026, 9, 21)
    drop = Drop(1, "Jana", 48.2, 71.9, "at_risk", "watch", "[]", on)
    assert fallen_for(drop, on) == "Since today; 71 points a month ago."
    assert fallen_for(drop, on + timedelta(days=1)) == "For 1 day now; 71 points a month ago."


def test_many_bookings_gone_by_are_settled_at_once_and_undone_at_once(
    workspace, clock, desk, page, button, qtbot, words_in
):
    on = clock.today() + timedelta(days=1)
    for number in range(7):
        customer = customers.add(workspace, NewCustomer(f"Customer {number}"))
        visits.record(workspace, NewVisit(customer.id, on, "Cut"))
    clock.move_to(clock.now() + timedelta(days=2))
    made = page()
    qtbot.mouseClick(button(made, "All 7 came"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert bookings.passed(workspace) == []
    assert "Booked days gone by" not in words_in(made)
    journal.undo(workspace)
    desk.tasks.wait_idle()
    assert len(bookings.passed(workspace)) == 7


def test_few_bookings_gone_by_are_asked_about_one_by_one(booked_yesterday, page, button):
    made = page()
    assert not button(made, "1 came").isVisible()


def test_a_very_long_list_comes_a_portion_at_a_time(workspace, desk, page, button, qtbot):
    for number in range(30):
        customer = customers.add(workspace, NewCustomer(f"Customer {number:02}"))
        feedback.log(workspace, NewFeedback("question", "When?", customer.id))
    made = page()
    qtbot.mouseClick(button(made, "Show 20 more"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert button(made, "Customer 25").isVisible()
    with pytest.raises(StopIteration):
        button(made, "Customer 26")
    qtbot.mouseClick(button(made, "Show all"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert button(made, "Customer 29").isVisible()


def test_a_closure_explains_why_nothing_was_written_down(workspace, desk, came, page, words_in):
    came("Jana Nováková", 24, 20, 16, 12)
    made = page()
    assert "the list may be behind" not in words_in(made)
    today_is = workspace.clock.today()
    workspace.clock.move_to(workspace.clock.now() + timedelta(days=30))
    made.reload()
    desk.tasks.wait_idle()
    assert "the list may be behind" in words_in(made)
    closures.add(workspace, NewClosure(today_is, today_is + timedelta(days=40)))
    desk.tasks.wait_idle()
    assert "the list may be behind" not in words_in(made)


def test_whoever_wonders_about_health_is_one_press_from_its_explanation(
    workspace, desk, page, button, qtbot
):
    customers.add(workspace, NewCustomer("Jana Nováková"))
    made = page()
    qtbot.mouseClick(button(made, "How health works"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here[0] == "health"


def test_tab_goes_through_the_morning_as_it_is_read(workspace, add_customer, page):
    jana = add_customer()
    feedback.log(workspace, NewFeedback("complaint", "I waited", jana.id))
    checkins.set_interval(workspace, jana.id, 1)
    made = page()
    stops, at = [], made.nextInFocusChain()
    while at is not made:
        stops.append(at.accessibleName())
        at = at.nextInFocusChain()
    order = ["Write an answer", "How health works"]
    assert [name for name in stops if name in order] == order
