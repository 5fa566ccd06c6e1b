"""A draft whose reason is in another language than its reader's says so, in its list and beside."""

from __future__ import annotations

import pytest

from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, replies, suggestions
from core.voice.decided import Said
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from desktop.widgets.record_model import UNDER
from tests.desktop.answers import page as page

STILL = "The reason is still in English."


@pytest.fixture
def corner(workspace) -> int:
    """A suggestion of an English and a Czech reader."""
    voices = []
    for name, spoken in (("Sarah West", "en"), ("Pavel Pešek", "cs")):
        who = customers.add(workspace, NewCustomer(name, language=spoken)).id
        voices.append(feedback.log(workspace, NewFeedback("suggestion", "Toys", who)).id)
    return suggestions.suggest(workspace, NewSuggestion("A corner", feedback_ids=voices)).id


def draft_of(workspace, name: str) -> replies.Reply:
    found = replies.find(workspace, status="draft")
    return next(each for each in found if each.customer == name)


def look_at(desk, page, name: str):
    shown = page()
    shown.show_target(("reply", draft_of(desk.workspace, name).id))
    desk.tasks.wait_idle()
    return shown


def under_names(shown) -> list[str]:
    model = shown.table._model
    return [model.index(row, 0).data(UNDER) or "" for row in range(model.rowCount())]


def test_the_czech_draft_is_marked_until_the_reason_is_rewritten(desk, corner, page, words_in):
    suggestions.decide(desk.workspace, corner, "declined", "we have no room for it")
    shown = look_at(desk, page, "Pavel Pešek")
    assert STILL in words_in(shown.detail)
    assert sorted(under_names(shown)) == ["", "Reason in English"]
    shown.detail.answers.editor.words.setPlainText("Nemáme na to místo.")
    shown.detail.answers.editor.keep()
    desk.tasks.wait_idle()
    shown.reload()
    desk.tasks.wait_idle()
    assert STILL not in words_in(shown.detail)
    assert under_names(shown) == ["", ""]


def test_the_english_draft_and_a_reason_in_czech_are_not_marked(desk, corner, page, words_in):
    also = {"cs": Said("Nemáme na to místo.")}
    suggestions.decide(desk.workspace, corner, "declined", "we have no room for it", also=also)
    shown = look_at(desk, page, "Sarah West")
    assert STILL not in words_in(shown.detail)
    assert under_names(shown) == ["", ""]


def test_a_draft_of_the_plan_offers_the_wordings_of_the_plan(desk, corner, page):
    suggestions.decide(desk.workspace, corner, "planned", "many asked")
    for each in replies.find(desk.workspace, status="draft"):
        replies.discard(desk.workspace, each.id)
    suggestions.decide(desk.workspace, corner, "in_progress", "it is being built")
    suggestions.tell(desk.workspace, corner)
    shown = look_at(desk, page, "Sarah West")
    choice = shown.detail.answers.editor.wording.wording
    assert choice.currentText() == "A suggestion is planned"
