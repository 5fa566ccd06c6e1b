"""Corrections: a topic put right, a walk-in who turned out to be somebody."""

from __future__ import annotations

import pytest

from core.errors import KnownError, Missing
from core.people import customers, touchpoints
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import corrections, feedback, replies, topics
from core.voice.feedback import NewFeedback


def test_a_wrongly_guessed_topic_can_be_taken_away(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price", ("price",))
    said = feedback.log(workspace, NewFeedback("praise", "What a prize, priceless!"))
    assert said.topic_id == price.id
    assert corrections.file_under(workspace, said.id, None).topic == ""
    assert corrections.file_under(workspace, said.id, price.id).topic == "Price"


def test_a_walk_in_who_is_named_waits_for_an_answer(workspace: Workspace) -> None:
    said = feedback.log(workspace, NewFeedback("complaint", "The tea was cold."))
    assert not said.waiting
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    named = corrections.name_customer(workspace, said.id, jana.id)
    assert named.waiting
    assert [each.customer for each in replies.waiting(workspace)] == ["Jana Nováková"]
    assert touchpoints.last_on(workspace, jana.id) == workspace.clock.today()
    journal.undo(workspace)
    assert feedback.get(workspace, said.id).customer_id is None
    assert touchpoints.of_customer(workspace, jana.id) == []


def test_words_are_not_moved_from_one_customer_to_another(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    ilze = customers.add(workspace, NewCustomer("Ilze"))
    said = feedback.log(workspace, NewFeedback("praise", "Lovely.", jana.id))
    with pytest.raises(KnownError, match="has_customer"):
        corrections.name_customer(workspace, said.id, ilze.id)


def test_a_topic_or_customer_that_is_gone_is_refused(workspace: Workspace) -> None:
    said = feedback.log(workspace, NewFeedback("praise", "Lovely."))
    with pytest.raises(Missing):
        corrections.file_under(workspace, said.id, 99)
    with pytest.raises(Missing):
        corrections.name_customer(workspace, said.id, 99)


def test_sent_answers_come_in_slices_and_are_counted(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    for number in range(3):
        said = feedback.log(workspace, NewFeedback("question", f"Question {number}?", jana.id))
        replies.mark_sent(workspace, replies.draft(workspace, said.id).id, sure=True)
    assert replies.count(workspace, "sent") == 3
    assert replies.count(workspace, "sent", 1) == 0
    first = replies.find(workspace, status="sent", limit=2)
    rest = replies.find(workspace, status="sent", limit=2, offset=2)
    assert len({reply.id for reply in [*first, *rest]}) == 3
