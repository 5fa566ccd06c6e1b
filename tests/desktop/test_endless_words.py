"""A word of forty letters breaks where its room ends, and pushes nothing aside."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane

ENDLESS = "Wolfeschlegelsteinhausenbergerdorffwelch"
NAME = f"Annamarie-Christina {ENDLESS} Maier"


def log(desk: Desk, body: str) -> None:
    who = customers.add(desk.workspace, NewCustomer(NAME))
    feedback.log(desk.workspace, NewFeedback("complaint", body, who.id))


@pytest.mark.parametrize("body", ["I waited. " * 400, f"Cold. {ENDLESS}{ENDLESS}", "Hm."])
def test_a_long_name_leaves_the_pane_as_wide_as_it_is(desk: Desk, shown, body: str) -> None:
    log(desk, body)
    page = FeedbackPage(desk)
    shown(page, 1130, 768)
    pane = page.detail.findChild(ScrollPane)
    inside = pane.widget()
    assert inside.width() <= pane.viewport().width()
    page.detail.answers.start()
    desk.tasks.wait_idle()
    assert inside.width() <= pane.viewport().width()
    assert pane.horizontalScrollBar().value() == 0
    for part in (page.detail.head.customer, page.detail.removed, page.detail.quote):
        right = part.mapTo(pane.viewport(), part.rect().topRight()).x()
        assert right < pane.viewport().width()


def test_an_endless_word_breaks_and_reads_as_it_was_typed(qtbot) -> None:
    label = Label(NAME, "title", wrap=True)
    qtbot.addWidget(label)
    assert label.text() == NAME
    assert label.minimumSizeHint().width() < Label(ENDLESS, "title").sizeHint().width()
    label.setText(ENDLESS)
    assert label.text() == ENDLESS
    assert label.heightForWidth(200) > Label("Hm", "title", wrap=True).heightForWidth(200)


def test_what_can_be_copied_holds_no_hidden_sign(qtbot) -> None:
    for label in (Label(ENDLESS, wrap=True, select=True), Label(f"{ENDLESS}@x.cz", wrap=True)):
        qtbot.addWidget(label)
        assert "\u200b" not in QLabel.text(label)
    assert "\u200b" in QLabel.text(Label(ENDLESS, wrap=True))


def test_a_pane_is_never_wider_than_its_room(qtbot) -> None:
    pane = ScrollPane()
    qtbot.addWidget(pane)
    wide = Label("x")
    wide.setMinimumWidth(900)
    pane.body.addWidget(wide)
    pane.resize(300, 200)
    pane.show()
    assert pane.widget().width() == pane.viewport().width()
