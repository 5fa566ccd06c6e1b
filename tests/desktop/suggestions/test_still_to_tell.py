"""Beside a suggestion stands who has no answer about it yet, and the way to it."""

from __future__ import annotations

import pytest

from core.voice import replies, suggestions


@pytest.fixture
def planned(desk, say, suggest) -> int:
    """A suggestion on the plan, whose one supporter was told so."""
    made = suggest("Booking on the web", say("Book on the web", "Jana"))
    suggestions.decide(desk.workspace, made, "planned", "Many of you asked.")
    (draft,) = replies.find(desk.workspace, status="draft")
    replies.mark_sent(desk.workspace, draft.id)
    return made


@pytest.fixture
def detail(desk, page):
    """The detail beside a suggestion."""

    def detail(suggestion_id: int):
        shown = page()
        shown.show_target(suggestion_id)
        desk.tasks.wait_idle()
        return shown.detail

    return detail


def test_everyone_has_an_answer_only_when_nobody_is_left(desk, planned, detail, words_in):
    assert "Everyone by name has their answer." in words_in(detail(planned))


def test_who_joined_while_it_is_being_done_is_told_of_and_can_be_drafted_for(
    desk, planned, say, detail, words_in, button
):
    suggestions.decide(desk.workspace, planned, "in_progress", "The page is being made.")
    for name in ("Emma", "Ilze"):
        suggestions.link(desk.workspace, planned, say("Book from the phone", name))
    pane = detail(planned)
    words = words_in(pane)
    assert "Everyone by name has their answer." not in words
    assert "2 people have no answer about this yet." in words
    button(pane, "Draft their answers").click()
    desk.tasks.wait_idle()
    assert "2 answers are drafted and wait to be sent." in words_in(pane)
    drafted = replies.find(desk.workspace, status="draft", suggestion_id=planned)
    assert sorted(each.customer for each in drafted) == ["Emma", "Ilze"]


def test_beside_drafts_stands_who_has_none_even_where_nothing_can_be_told(
    desk, planned, say, detail, words_in, button
):
    suggestions.decide(desk.workspace, planned, "open", "We think again.")
    suggestions.link(desk.workspace, planned, say("Book from the phone", "Emma"))
    pane = detail(planned)
    assert "1 person has no answer about this yet." in words_in(pane)
    assert not any(each.isVisible() for each in [button(pane, "Draft their answers")])
