"""Promises of a review: written, left, taken up again and changed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.insight import quarterly_review
from core.insight.quarterly_review.pages import NewPromise
from core.voice import suggestions
from core.voice.suggestions import NewRating, NewSuggestion
from desktop.review.promise_dialog import PromiseDialog
from desktop.widgets.button import IconButton
from desktop.widgets.card import Card

Q3 = "2026-Q3"
TEXTING = NewPromise("Text when we run late", "Eva", date(2026, 12, 31))


@pytest.fixture
def mirror(workspace):
    """A rated suggestion."""
    made = suggestions.suggest(workspace, NewSuggestion("A mirror"))
    suggestions.rate(workspace, made.id, NewRating(impact=1, confidence=1, effort_days=1))
    return made.id


def promising(page, ranked=None) -> PromiseDialog:
    """The dialog of a new promise, fresh from step 6."""
    page.walk.go(5)
    page.walk.step_at(5).add(ranked)
    return page.findChildren(PromiseDialog)[-1]


@pytest.mark.parametrize("typed", ["1.1.2020", "21.9.2026"])
def test_a_promise_for_a_day_that_is_over_is_refused_beside_the_field(
    walked, desk, words_in, typed
):
    dialog = promising(walked)
    dialog.body.setPlainText("Text when late")
    dialog.owner.setText("Eva")
    dialog.due.setText(typed)
    dialog.save()
    desk.tasks.wait_idle()
    assert dialog.due.property("wrong") == "true"
    assert "A promise lies ahead; please choose a day after today." in words_in(dialog)
    assert quarterly_review.get(desk.workspace, Q3).promises == ()


def test_the_day_offered_for_a_promise_lies_ahead_also_in_an_old_review(page, desk, workspace):
    quarterly_review.start(workspace, "2025-Q4")
    dialog = promising(page())
    assert dialog.due.day() == date(2026, 9, 30)


@pytest.mark.parametrize("leave", ["escape", "close"])
def test_a_promise_that_was_begun_and_left_is_there_again(walked, desk, qtbot, words_in, leave):
    dialog = promising(walked)
    dialog.body.setPlainText("Text when late")
    dialog.owner.setText("Eva")
    dialog.due.setText("soon")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape) if leave == "escape" else dialog.close()
    assert desk.messages.spoken[-1].text == "Nothing is promised yet; what you typed is kept."
    again = promising(walked)
    assert (again.body.toPlainText(), again.owner.text()) == ("Text when late", "Eva")
    assert again.due.text() == "soon"
    assert "You began this before" in words_in(again)
    again.due.setText("1.12.2026")
    again.save()
    desk.tasks.wait_idle()
    assert promising(walked).body.toPlainText() == "", "what was promised is begun no more"


def test_a_promise_that_was_not_begun_is_left_without_a_word(walked, desk, qtbot):
    qtbot.keyClick(promising(walked), Qt.Key.Key_Escape)
    assert desk.messages.spoken == []


def promise_card(page, number=0) -> Card:
    return [each for each in page.walk.step_at(5).findChildren(Card) if each.isVisible()][number]


@pytest.mark.parametrize("way", ["enter", "click", "pencil"])
def test_a_promise_is_changed_from_its_card(walked, desk, qtbot, words_in, way):
    given = quarterly_review.promise(desk.workspace, Q3, TEXTING)
    walked.walk.go(5)
    desk.tasks.wait_idle()
    card = promise_card(walked)
    if way == "enter":
        card.setFocus()
        qtbot.keyClick(card, Qt.Key.Key_Return)
    elif way == "click":
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    else:
        signs = card.findChildren(IconButton)
        next(each for each in signs if each.accessibleName() == "Change this promise").click()
    dialog = walked.findChildren(PromiseDialog)[-1]
    assert dialog.body.toPlainText() == TEXTING.body
    assert dialog.body.textCursor().atEnd(), "what is typed goes on after what is there"
    qtbot.keyClicks(dialog.body, " or ill")
    dialog.save()
    desk.tasks.wait_idle()
    (changed,) = quarterly_review.get(desk.workspace, Q3).promises
    assert (changed.id, changed.body) == (given.id, "Text when we run late or ill")
    assert "Text when we run late or ill" in words_in(walked)


def test_a_promise_keeps_its_suggestion_also_when_that_is_done(walked, desk, mirror):
    new = NewPromise("Buy it", "Eva", date(2026, 12, 31), mirror)
    quarterly_review.promise(desk.workspace, Q3, new)
    suggestions.decide(desk.workspace, mirror, "done", "It hangs there.")
    desk.tasks.wait_idle()
    walked.walk.go(5)
    promise_card(walked).clicked.emit()
    dialog = walked.findChildren(PromiseDialog)[-1]
    dialog.owner.setText("Tess")
    dialog.save()
    desk.tasks.wait_idle()
    (changed,) = quarterly_review.get(desk.workspace, Q3).promises
    assert (changed.suggestion_id, changed.owner) == (mirror, "Tess")


def test_a_suggestion_made_a_promise_is_written_on_at_its_end(walked, desk, mirror, button):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    button(walked, "Make it a promise").click()
    dialog = walked.findChild(PromiseDialog)
    assert dialog.body.textCursor().atEnd()
