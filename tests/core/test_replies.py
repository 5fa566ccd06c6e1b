"""Replies: nobody is forgotten and nobody is answered twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError, RefusedInput
from core.insight import today
from core.people import customers, touchpoints
from core.people.customers import NewCustomer
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.address import vocative
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion


def said(workspace: Workspace, name: str, language: str = "en", channel: str = "in_person") -> int:
    customer = customers.find_named(workspace, name) or customers.add(
        workspace, NewCustomer(name, language=language)
    )
    new = NewFeedback("suggestion", "Please open later.", customer.id, channel)
    return feedback.log(workspace, new).id


def suggested(workspace: Workspace, *feedback_ids: int) -> int:
    return suggestions.suggest(workspace, NewSuggestion("Open later", "", feedback_ids)).id


def test_a_person_who_spoke_twice_gets_one_answer(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"), said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "done", "Because you asked")
    (draft,) = replies.find(workspace)
    replies.mark_sent(workspace, draft.id)
    assert replies.waiting(workspace) == []


def test_drafting_again_adds_nothing(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "done", "Because you asked")
    assert replies.drafts_for(workspace, suggestion) == []
    replies.mark_sent(workspace, replies.find(workspace)[0].id)
    assert replies.drafts_for(workspace, suggestion) == []


def test_a_new_decision_replaces_unsent_drafts_and_tells_those_already_told(
    workspace: Workspace, clock: FixedClock
) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"), said(workspace, "Ilze"))
    suggestions.decide(workspace, suggestion, "planned", "Soon")
    first, _second = replies.find(workspace, status="draft")
    replies.mark_sent(workspace, first.id)
    clock.move_to("2026-10-01T08:00:00Z")
    suggestions.decide(workspace, suggestion, "done", "Now")
    drafts = replies.find(workspace, status="draft")
    assert sorted(draft.customer for draft in drafts) == ["Ilze", "Jana"]
    assert all("Now" in draft.body and "Soon" not in draft.body for draft in drafts)


def test_in_progress_is_told_to_nobody(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "in_progress", "We have begun")
    assert replies.find(workspace) == []


def test_a_walk_in_cannot_be_written_to(workspace: Workspace) -> None:
    walk_in = feedback.log(workspace, NewFeedback("complaint", "Cold in here")).id
    suggestion = suggested(workspace, walk_in, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "done", "New heating")
    assert [reply.customer for reply in replies.find(workspace, status="draft")] == ["Jana"]
    with pytest.raises(KnownError) as refused:
        replies.draft(workspace, walk_in)
    assert refused.value.code == "walk_in_reply"


def test_a_reply_speaks_the_customers_words_reason_and_signature(workspace: Workspace) -> None:
    settings.put(workspace, settings.OWNER_NAME, "Eva")
    settings.put(workspace, settings.SHOP_NAME, "Salon Eva")
    suggestion = suggested(workspace, said(workspace, "Jana Nováková"))
    suggestions.decide(workspace, suggestion, "declined", "the landlord closes at eight")
    body = replies.find(workspace)[0].body
    for part in ("Jana", "Please open later.", "the landlord closes at eight.", "Eva\nSalon Eva"):
        assert part in body


def test_marking_sent_notes_the_contact_and_closes_the_reply(workspace: Workspace) -> None:
    draft = replies.draft(workspace, said(workspace, "Jana"))
    sent = replies.mark_sent(workspace, draft.id, "sms")
    assert (sent.status, sent.channel) == ("sent", "sms")
    assert sent.sent_at == workspace.clock.now()
    assert sent.customer_id is not None
    contact = touchpoints.of_customer(workspace, sent.customer_id)[0]
    assert (contact.direction, contact.reason, contact.channel) == ("out", "reply", "sms")
    for change in (
        lambda: replies.mark_sent(workspace, draft.id),
        lambda: replies.edit(workspace, draft.id, "Other words"),
    ):
        with pytest.raises(KnownError) as refused:
            change()
        assert refused.value.code == "reply_sent"


def test_an_unknown_channel_is_refused_and_the_draft_stays(workspace: Workspace) -> None:
    draft = replies.draft(workspace, said(workspace, "Jana"))
    with pytest.raises(RefusedInput):
        replies.mark_sent(workspace, draft.id, "pigeon")
    assert replies.get(workspace, draft.id).status == "draft"


def test_no_answer_needs_a_reason(workspace: Workspace) -> None:
    spoken = said(workspace, "Jana")
    with pytest.raises(RefusedInput):
        replies.none_needed(workspace, spoken, " ")
    assert len(replies.waiting(workspace)) == 1
    replies.none_needed(workspace, spoken, "Told her in person")
    assert replies.waiting(workspace) == []


def test_a_voice_that_needs_no_answer_waited_until_that_was_said(
    workspace: Workspace, clock: FixedClock
) -> None:
    spoken = said(workspace, "Jana")
    replies.draft(workspace, spoken)
    drafted_on = clock.today()
    clock.move_to(clock.now() + timedelta(days=3))
    replies.none_needed(workspace, spoken, "Told her in person")
    assert len(today.gather(workspace, drafted_on).waiting) == 1
    assert today.gather(workspace).waiting == []


def test_an_edited_draft_keeps_the_owners_words(workspace: Workspace) -> None:
    draft = replies.draft(workspace, said(workspace, "Jana"))
    assert replies.edit(workspace, draft.id, "Dear Jana, yes!", "email").body == "Dear Jana, yes!"
    with pytest.raises(RefusedInput):
        replies.edit(workspace, draft.id, "  ")


def test_who_waits_longest_comes_first_with_the_draft_there_is(
    workspace: Workspace, clock: FixedClock
) -> None:
    said(workspace, "Jana")
    clock.move_to("2026-09-25T08:00:00Z")
    draft = replies.draft(workspace, said(workspace, "Ilze"))
    waiting = replies.waiting(workspace)
    assert [(each.customer, each.draft_id) for each in waiting] == [
        ("Jana", None),
        ("Ilze", draft.id),
    ]
    assert replies.count_waiting(workspace) == 2


@pytest.mark.parametrize(
    ("name", "language", "called"),
    [
        ("Jana", "cs", "Jano"),
        ("Marie", "cs", "Marie"),
        ("Lucie", "cs", "Lucie"),
        ("Petr", "cs", "Petře"),
        ("Tomáš", "cs", "Tomáši"),
        ("Marek", "cs", "Marku"),
        ("Pavel", "cs", "Pavle"),
        ("Daniel", "cs", "Danieli"),
        ("Jiří", "cs", "Jiří"),
        ("Jan", "cs", "Jane"),
        ("Ondřej", "cs", "Ondřeji"),
        ("Zdeněk", "cs", "Zdeňku"),
        ("Luděk", "cs", "Luďku"),
        ("Alois", "cs", "Aloisi"),
        ("Noel", "cs", "Noeli"),
        ("Alexandr", "cs", "Alexandře"),
        ("Felix", "cs", "Felixi"),
        ("Iris", "cs", "Iris"),
        ("Dagmar", "cs", "Dagmar"),
        ("Ester", "cs", "Ester"),
        ("Karin", "cs", "Karin"),
        ("Jānis", "lv", "Jāni"),
        ("Andris", "lv", "Andri"),
        ("Edgars", "lv", "Edgar"),
        ("Anna", "lv", "Anna"),
        ("Ilze", "lv", "Ilze"),
        ("Kārlis", "lv", "Kārli"),
        ("Mārtiņš", "lv", "Mārtiņ"),
        ("Agnes", "lv", "Agnes"),
        ("Jana", "en", "Jana"),
    ],
)
def test_a_name_is_called_as_the_language_calls_it(name: str, language: str, called: str) -> None:
    assert vocative(name, language) == called


@given(st.text(max_size=20), st.sampled_from(["cs", "lv", "en"]))
def test_any_name_can_be_called(name: str, language: str) -> None:
    assert isinstance(vocative(name, language), str)


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
