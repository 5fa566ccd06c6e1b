"""Whoever comes to stand behind a suggestion late is counted and told everywhere alike."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import Missing
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion


def said(workspace: Workspace, name: str, *, asks: bool = True) -> int:
    who = customers.add(workspace, NewCustomer(name)).id
    new = NewFeedback("suggestion", "Book on the web", who, asks_reply=asks)
    return feedback.log(workspace, new).id


@pytest.fixture
def planned(workspace) -> int:
    """A suggestion on the plan, whose one supporter was told so."""
    new = NewSuggestion("Booking on the web", feedback_ids=(said(workspace, "Jana"),))
    made = suggestions.suggest(workspace, new).id
    suggestions.decide(workspace, made, "planned", "Many of you asked.")
    send_all(workspace, made)
    return made


def send_all(workspace: Workspace, suggestion_id: int) -> None:
    for draft in replies.find(workspace, status="draft", suggestion_id=suggestion_id):
        replies.mark_sent(workspace, draft.id, sure=True)


def waiting(workspace: Workspace) -> list[str]:
    return [each.customer for each in replies.waiting(workspace)]


def test_who_joins_while_it_is_being_done_is_counted_and_can_be_told_of_the_plan(
    workspace, planned
):
    suggestions.decide(workspace, planned, "in_progress", "The page is being made.")
    suggestions.link(workspace, planned, said(workspace, "Emma"))
    assert waiting(workspace) == ["Emma"]
    assert suggestions.get(workspace, planned).waiting == 1
    assert suggestions.can_tell(workspace, planned)
    assert suggestions.tell(workspace, planned) == 1
    (draft,) = replies.find(workspace, status="draft", suggestion_id=planned)
    assert draft.customer == "Emma"
    assert "on our plan. Many of you asked." in draft.body
    assert suggestions.tell(workspace, planned) == 0, "nobody is drafted a second answer"
    send_all(workspace, planned)
    assert waiting(workspace) == []
    assert suggestions.get(workspace, planned).waiting == 0


@pytest.mark.parametrize("status", suggestions.ANSWERED_DECISIONS)
def test_who_joins_once_it_is_decided_has_her_draft_at_once(workspace, planned, status):
    suggestions.decide(workspace, planned, status, "So it is.")
    suggestions.link(workspace, planned, said(workspace, "Emma", asks=False))
    assert sorted(waiting(workspace)) == ["Emma", "Jana"]
    assert suggestions.get(workspace, planned).waiting == 2
    assert suggestions.can_tell(workspace, planned)
    assert suggestions.tell(workspace, planned) == 0
    send_all(workspace, planned)
    assert waiting(workspace) == []
    assert suggestions.get(workspace, planned).waiting == 0


def test_a_draft_taken_back_can_be_had_again(workspace, planned):
    suggestions.link(workspace, planned, said(workspace, "Emma", asks=False))
    (draft,) = replies.find(workspace, status="draft", suggestion_id=planned)
    replies.discard(workspace, draft.id)
    assert waiting(workspace) == ["Emma"]
    assert suggestions.tell(workspace, planned) == 1


def test_of_an_end_taken_back_nobody_is_told(workspace, planned):
    suggestions.decide(workspace, planned, "declined", "No room.")
    send_all(workspace, planned)
    for status in ("open", "in_progress"):
        suggestions.decide(workspace, planned, status, "We think again.")
        assert not suggestions.can_tell(workspace, planned)
        with pytest.raises(Missing):
            suggestions.tell(workspace, planned)


def test_who_was_written_to_directly_since_the_decision_waits_nowhere(workspace, planned):
    suggestions.decide(workspace, planned, "planned", "In March.")
    (draft,) = replies.find(workspace, status="draft", suggestion_id=planned)
    replies.discard(workspace, draft.id)
    assert waiting(workspace) == ["Jana"]
    assert suggestions.get(workspace, planned).waiting == 1
    workspace.clock.move_to(workspace.clock.now() + timedelta(hours=1))
    own = replies.draft(workspace, draft.feedback_id, "We told you at the till: in March.")
    replies.mark_sent(workspace, own.id)
    assert waiting(workspace) == []
    assert suggestions.get(workspace, planned).waiting == 0
