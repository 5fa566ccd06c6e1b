"""Today when nothing presses: it tells who stopped coming, and never that all is well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from core.insight import health_scores, today
from core.insight.today import AtRisk
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from desktop.today.sentences import at_risk, heading, stopped
from desktop.today.stopped_dialog import StoppedDialog
from desktop.today.today_page import TodayPage
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.task_row import TaskList, TaskRow


@pytest.fixture
def came(workspace, clock):
    """Adds a customer who came so many days ago, and paid as much each time."""

    def add(name: str, *days_ago: int, paid: int | None = 190_600) -> int:
        number = customers.add(workspace, NewCustomer(name)).id
        for days in days_ago:
            on = clock.today() - timedelta(days=days)
            visits.record(workspace, NewVisit(number, on, "Cut", paid))
        return number

    return add


@pytest.fixture
def page(workspace, desk, shown):
    def build() -> TodayPage:
        health_scores.refresh(workspace)
        made = shown(TodayPage(desk), 1130, 700)
        desk.tasks.wait_idle()
        return made

    return build


def test_a_regular_who_has_been_gone_for_long_is_told_of_and_one_press_away(
    workspace, desk, came, page, words_in, button, qtbot
):
    jana = came("Jana Nováková", *(159 + 46 * number for number in range(13)))
    made = page()
    words = words_in(made)
    told = (
        "1 customer stopped coming within the last year; the usual visit came to about 1,910\xa0Kč."
    )
    assert told in words
    assert "Nobody is newly late." in words
    assert "nobody waits to hear from you." in words
    assert "Enjoy the quiet" not in words
    qtbot.mouseClick(button(made, "Who they are"), Qt.MouseButton.LeftButton)
    dialog = made.findChild(StoppedDialog)
    desk.tasks.wait_idle()
    assert told in words_in(dialog)
    assert dialog.table.current().customer == "Jana Nováková"
    qtbot.mouseClick(dialog.open_customer, Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("customers", jana)


def test_the_line_goes_when_everybody_is_back(workspace, clock, desk, came, page, words_in):
    jana = came("Jana Nováková", 240, 220, 200)
    made = page()
    assert "1 customer stopped coming" in words_in(made)
    assert "Nobody is newly doing worse." in words_in(made)
    visits.record(workspace, NewVisit(jana, clock.today(), "Cut", 190_600))
    desk.tasks.wait_idle()
    assert "stopped coming" not in words_in(made)


def test_the_quiet_is_not_praised_above_people_who_are_overdue(workspace, came, page, words_in):
    came("Jana Nováková", 70, 50, 30)
    words = words_in(page())
    assert "nobody waits to hear from you; 1 customer is overdue." in words
    assert "Enjoy the quiet" not in words


def test_the_quiet_is_not_praised_above_people_who_are_due(workspace, came):
    came("Jana Nováková", 62, 42, 22)
    health_scores.refresh(workspace)
    told = heading(today.gather(workspace))
    assert told.endswith("nobody waits to hear from you.")


def test_a_quiet_day_is_praised_while_everybody_comes(workspace, came):
    came("Jana Nováková", 45, 25, 5)
    health_scores.refresh(workspace)
    assert heading(today.gather(workspace)).endswith("Enjoy the quiet.")


def test_the_money_says_of_whom_it_does_not_speak(workspace, came, page, words_in):
    came("Jana Nováková", 70, 50, 30)
    came("Eva Malá", 70, 50, 30, paid=None)
    came("Iva Nová", 62, 42, 22)
    came("Ida Nová", 62, 42, 22)
    told = (
        "About 1,910\xa0Kč of usual visits is overdue with 1 customer. "
        "Of 1 more no amount is known. 2 more are only due."
    )
    assert told in words_in(page())


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (AtRisk(0, 0, "CZK", 0), ""),
        (AtRisk(2, 0, "CZK", 2), "2 customers stopped coming within the last year."),
        (
            AtRisk(3, 250_000, "CZK", 1),
            "3 customers stopped coming within the last year; "
            "their usual visits come to about 2,500\xa0Kč.",
        ),
    ],
)
def test_who_stopped_coming_is_told_with_what_is_known(found, told):
    assert stopped(found) == told


def test_without_any_amount_nobody_is_counted_beside_it():
    assert at_risk(AtRisk(3, 0, "CZK", 3), 2) == ""


def test_the_lists_of_both_columns_begin_at_one_height(page, workspace) -> None:
    customers.add(workspace, NewCustomer("Jana Nováková"))
    made = page()
    heads = [made._waiting, made._care, made._bookings, made._due, made._drops]
    below = {part.findChild(Card).mapTo(part, QPoint()).y() for part in heads}
    assert len(below) == 1


def test_a_sentence_with_a_note_under_it_is_told_to_its_end(shown) -> None:
    told = "Complaints about “Waiting” fell from 6 in 90 days before to none in 90 days after."
    made = TaskList("For a quiet hour", "")
    made.show_rows([TaskRow("A second dryer", told, lambda: None, note="Done on 3 May.")])
    made.body.addStretch(1)
    shown(made, 320, 300)
    sentence = next(label for label in made.findChildren(Label) if label.text() == told)
    line = sentence.fontMetrics().height()
    assert sentence.fontMetrics().horizontalAdvance(told) > sentence.width()
    assert sentence.wordWrap()
    assert sentence.height() >= max(2 * line, sentence.heightForWidth(sentence.width()))
