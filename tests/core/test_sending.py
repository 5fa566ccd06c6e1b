"""Sending answers: once, with consent, not in the same words again, and what she says to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import erase
from core.people import consents, customers, merging, touchpoints, visits
from core.people.consents import NewConsent
from core.people.customers import Customer, NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, topics, triage, wording
from core.voice.feedback import NewFeedback
from tests.core.test_replies import said, suggested


@pytest.fixture
def jana(workspace: Workspace) -> Customer:
    return customers.add(workspace, NewCustomer("Jana", email="jana@example.cz", language="en"))


def complain(workspace: Workspace, who: Customer, words: str = "It was cold.") -> int:
    return feedback.log(workspace, NewFeedback("complaint", words, who.id, "email")).id


def refusal(act) -> KnownError:
    with pytest.raises(KnownError) as refused:
        act()
    return refused.value


# The same wording


def test_the_same_wording_to_the_same_person_within_a_month_is_asked_about(
    workspace: Workspace, jana: Customer
) -> None:
    replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, jana)).id)
    second = replies.draft(workspace, complain(workspace, jana, "And loud."))
    told = refusal(lambda: replies.mark_sent(workspace, second.id))
    assert told.code == "same_wording"
    assert told.text() == "Jana got an answer in the same wording on 21 Sept 2026."
    assert replies.get(workspace, second.id).status == "draft"
    assert replies.mark_sent(workspace, second.id, sure=True).status == "sent"


def test_after_thirty_days_the_same_wording_may_go_out_again(
    workspace: Workspace, jana: Customer, clock: FixedClock
) -> None:
    replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, jana)).id)
    second = replies.draft(workspace, complain(workspace, jana, "And loud."))
    clock.move_to(clock.now() + timedelta(days=30))
    assert replies.same_wording(workspace, second) is not None
    clock.move_to(clock.now() + timedelta(seconds=1))
    assert replies.mark_sent(workspace, second.id).status == "sent"


def test_another_person_or_another_wording_is_not_asked_about(
    workspace: Workspace, jana: Customer
) -> None:
    replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, jana)).id)
    thanks = replies.draft(workspace, complain(workspace, jana, "Loud."), wording="other.en")
    replies.mark_sent(workspace, thanks.id)
    ilze = customers.add(workspace, NewCustomer("Ilze", language="en"))
    replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, ilze)).id)
    assert replies.count(workspace, "sent") == 3


def test_the_same_words_of_the_owner_are_asked_about_too(
    workspace: Workspace, jana: Customer
) -> None:
    for words in ("Cold.", "Loud."):
        replies.draft(workspace, complain(workspace, jana, words), "We are sorry.")
    first, second = replies.find(workspace)
    replies.mark_sent(workspace, first.id)
    assert refusal(lambda: replies.mark_sent(workspace, second.id)).code == "same_wording"
    replies.edit(workspace, second.id, "We are sorry again.")
    assert replies.mark_sent(workspace, second.id).status == "sent"


# Consent


@pytest.mark.parametrize(
    ("country", "came", "channel", "agreed", "allowed"),
    [
        ("CZ", True, "email", "yes", True),
        ("CZ", True, "email", "unknown", False),
        ("CZ", True, "email", "no", False),
        ("CZ", True, "sms", "unknown", False),
        ("CZ", True, "social", "unknown", False),
        ("CZ", False, "in_person", "unknown", True),
        ("LV", True, "email", "unknown", True),
        ("LV", False, "email", "unknown", False),
        ("LV", True, "email", "no", False),
        ("LV", True, "sms", "unknown", False),
        ("LV", True, "whatsapp", "unknown", False),
        ("LV", True, "sms", "yes", True),
    ],
)
def test_advertising_needs_a_yes_but_for_e_mail_to_own_customers_in_latvia(
    workspace: Workspace,
    jana: Customer,
    country: str,
    came: bool,
    channel: str,
    agreed: str,
    allowed: bool,
) -> None:
    settings.put(workspace, settings.COUNTRY, country)
    if came:
        visits.record(workspace, NewVisit(jana.id, workspace.clock.today(), "Cut"))
    if agreed != "unknown":
        given = NewConsent(jana.id, channel, agreed, "a form", "I want news.")
        consents.record(workspace, given)
    draft = replies.draft(workspace, complain(workspace, jana))
    advert = replies.edit(workspace, draft.id, "Come again!", channel, "commercial")
    rule = replies.permission("commercial", channel, replies.grounds(workspace, jana.id))
    assert rule.allowed is allowed
    assert rule.text().startswith("This is advertising")
    if allowed:
        assert replies.mark_sent(workspace, advert.id).status == "sent"
    else:
        assert refusal(lambda: replies.mark_sent(workspace, advert.id)).code == "no_consent"
        assert replies.get(workspace, advert.id).status == "draft"


def test_an_answer_to_her_own_words_needs_no_consent_even_after_a_no(
    workspace: Workspace, jana: Customer
) -> None:
    consents.record(workspace, NewConsent(jana.id, "email", "no", "a form"))
    draft = replies.draft(workspace, complain(workspace, jana))
    rule = replies.permission("service", "email", replies.grounds(workspace, jana.id))
    assert rule.allowed
    assert "does not want messages this way" in rule.text()
    assert replies.mark_sent(workspace, draft.id).status == "sent"


def test_a_yes_allows_advertising_only_with_its_words(workspace: Workspace, jana: Customer) -> None:
    consents.record(workspace, NewConsent(jana.id, "sms", "yes", "card at the counter"))
    draft = replies.draft(workspace, complain(workspace, jana))
    advert = replies.edit(workspace, draft.id, "Come again!", "sms", "commercial")
    refused = refusal(lambda: replies.mark_sent(workspace, advert.id))
    assert refused.code == "no_consent"
    assert "nobody noted in which words" in refused.text()
    spelled = NewConsent(jana.id, "sms", "yes", "card at the counter", "I want news.")
    consents.record(workspace, spelled)
    known = replies.grounds(workspace, jana.id)
    assert "(card at the counter)" in replies.permission("commercial", "sms", known).text()
    assert replies.mark_sent(workspace, advert.id).status == "sent"


def test_in_latvia_a_yes_without_words_is_no_worse_than_silence(
    workspace: Workspace, jana: Customer
) -> None:
    settings.put(workspace, settings.COUNTRY, "LV")
    visits.record(workspace, NewVisit(jana.id, workspace.clock.today(), "Cut"))
    consents.record(workspace, NewConsent(jana.id, "email", "yes", "card at the counter"))
    assert replies.permission("commercial", "email", replies.grounds(workspace, jana.id)).allowed


def test_advertising_always_carries_the_way_out_of_it(workspace: Workspace, jana: Customer) -> None:
    draft = replies.draft(workspace, complain(workspace, jana))
    advert = replies.edit(workspace, draft.id, "Come again!", purpose="commercial")
    assert advert.body == f"Come again!\n\n{wording.opt_out('en')}"
    again = replies.edit(workspace, draft.id, advert.body)
    assert again.body == advert.body
    assert replies.edit(workspace, draft.id, again.body, purpose="service").body == "Come again!"


def test_advertising_whose_way_out_was_lost_is_not_sent(
    workspace: Workspace, jana: Customer
) -> None:
    draft = replies.draft(workspace, complain(workspace, jana), "Come again!")
    with workspace.write("Purpose changed") as write:
        write.update("reply", draft.id, purpose="commercial", channel="in_person")
    assert refusal(lambda: replies.mark_sent(workspace, draft.id)).code == "no_opt_out"


# Nobody twice


def test_two_records_made_one_are_told_of_a_decision_once(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"), said(workspace, "Janča"))
    suggestions.decide(workspace, suggestion, "done", "You asked")
    first, second = replies.find(workspace, status="draft")
    assert first.customer_id is not None
    assert second.customer_id is not None
    merging.merge(workspace, first.customer_id, second.customer_id)
    drafts = replies.find(workspace, status="draft")
    replies.mark_sent(workspace, drafts[0].id)
    assert replies.find(workspace, status="draft") == []
    assert replies.waiting(workspace) == []


def test_an_answer_to_a_decision_is_not_marked_as_sent_twice(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, "done", "You asked")
    (draft,) = replies.find(workspace)
    with workspace.write("A twin") as write:
        twin = write.insert(
            "reply",
            feedback_id=draft.feedback_id,
            suggestion_id=suggestion,
            customer_id=draft.customer_id,
            channel="email",
            body="Done",
            status="draft",
            drafted_at="2026-09-21T08:00:00Z",
        )
        write.update("reply", draft.id, status="sent", sent_at="2026-09-21T08:00:00Z")
    assert refusal(lambda: replies.mark_sent(workspace, twin)).code == "reply_sent"
    assert replies.discard(workspace, twin) is None


def test_an_answer_taken_back_by_undo_can_be_sent_again(
    workspace: Workspace, jana: Customer
) -> None:
    draft = replies.draft(workspace, complain(workspace, jana))
    replies.mark_sent(workspace, draft.id)
    journal.undo(workspace)
    assert touchpoints.of_customer(workspace, jana.id)[0].direction == "in"
    assert replies.mark_sent(workspace, draft.id).status == "sent"


# Taking back


def test_a_draft_taken_back_leaves_the_voice_waiting(workspace: Workspace, jana: Customer) -> None:
    draft = replies.draft(workspace, complain(workspace, jana))
    assert replies.discard(workspace, draft.id) is None
    (waiting,) = replies.waiting(workspace)
    assert waiting.draft_id is None
    journal.undo(workspace)
    assert replies.get(workspace, draft.id) == draft
    with pytest.raises(Missing):
        replies.discard(workspace, 99)


@pytest.mark.parametrize("status", ["done", "declined"])
def test_a_draft_about_a_closed_suggestion_is_taken_back_only_for_a_reason(
    workspace: Workspace, status: str
) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, suggestion, status, "We thought about it")
    (draft,) = replies.find(workspace)
    with pytest.raises(RefusedInput):
        replies.discard(workspace, draft.id, "  ")
    closed = replies.discard(workspace, draft.id, "Told her at the till")
    assert closed is not None
    assert (closed.status, closed.because) == (
        "none",
        "Told her at the till",
    )
    assert replies.waiting(workspace) == []
    assert refusal(lambda: replies.discard(workspace, draft.id, "Again")).code == "reply_sent"


@pytest.mark.parametrize(
    ("channel", "purpose", "body", "sentence"),
    [
        ("pigeon", None, "Yes", "“pigeon” is not a channel."),
        (None, "spam", "Yes", "“spam” is not a purpose."),
        (None, None, " \u200b\n", "An answer cannot be empty."),
        (None, None, "x" * 40_001, "This answer is too long to keep."),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(
    workspace: Workspace, jana: Customer, channel, purpose, body: str, sentence: str
) -> None:
    draft = replies.draft(workspace, complain(workspace, jana))
    with pytest.raises(RefusedInput) as refused:
        replies.edit(workspace, draft.id, body, channel, purpose)
    assert refused.value.text() == sentence
    assert replies.get(workspace, draft.id) == draft


# Following up


def test_what_she_says_to_an_answer_continues_the_talk_and_waits_where_it_asks(
    workspace: Workspace, jana: Customer, clock: FixedClock
) -> None:
    first = complain(workspace, jana)
    clock.move_to("2026-09-22T08:00:00Z")
    sent = replies.mark_sent(workspace, replies.draft(workspace, first, "Sorry!").id, "sms")
    clock.move_to("2026-09-23T08:00:00Z")
    thanks = replies.follow_up(workspace, sent.id, "Thank you.")
    assert (thanks.customer_id, thanks.channel, thanks.waiting) == (jana.id, "sms", False)
    assert replies.waiting(workspace) == []
    clock.move_to("2026-09-24T08:00:00Z")
    asked = replies.follow_up(workspace, sent.id, "And when?", "email", "question")
    assert [each.feedback_id for each in replies.waiting(workspace)] == [asked.id]
    draft = replies.draft(workspace, asked.id, "On Monday.")
    talk = [("in", "It was cold.", ""), ("out", "Sorry!", "sent"), ("in", "Thank you.", "")]
    talk += [("in", "And when?", ""), ("out", "On Monday.", "draft")]
    for part in (first, thanks.id, asked.id):
        lines = replies.thread(workspace, part)
        assert [(line.direction, line.body, line.status) for line in lines] == talk
    assert lines[-1].reply_id == draft.id
    with pytest.raises(Missing):
        replies.thread(workspace, 99)


@pytest.mark.parametrize(
    ("body", "waits"),
    [
        ("Thanks, but could it be from eight o’clock?", True),
        ("Thank you so much, this is wonderful! How did you know?", True),
        ("Paldies, bet vai varētu no astoņiem?", True),
        ("Děkuji, ale šlo by to od osmi?", True),
        ("Thank you.", False),
    ],
)
def test_whatever_she_asks_about_an_answer_waits_though_nobody_chose_its_kind(
    workspace: Workspace, jana: Customer, body: str, waits: bool
) -> None:
    sent = replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, jana)).id)
    assert replies.follow_up(workspace, sent.id, body).waiting is waits


def test_what_she_says_to_an_answer_is_about_the_same_and_teaches_nothing(
    workspace: Workspace, jana: Customer
) -> None:
    water = topics.add(workspace, "Water", ("cold",)).id
    sent = replies.mark_sent(workspace, replies.draft(workspace, complain(workspace, jana)).id)
    back = replies.follow_up(workspace, sent.id, "Thank you.")
    assert back.topic_id == water
    assert workspace.value("SELECT count(*) FROM feedback WHERE topic_set_at IS NOT NULL") == 0


def test_an_answer_about_a_suggestion_belongs_to_the_talk_of_all_her_words(
    workspace: Workspace,
) -> None:
    first, second = said(workspace, "Jana"), said(workspace, "Jana")
    suggestion = suggested(workspace, first, second)
    suggestions.decide(workspace, suggestion, "done", "You asked")
    replies.mark_sent(workspace, replies.find(workspace)[0].id)
    assert [line.direction for line in replies.thread(workspace, first)] == ["in", "out"]


def test_only_what_was_sent_can_be_answered_and_only_by_somebody_known(
    workspace: Workspace, jana: Customer
) -> None:
    draft = replies.draft(workspace, complain(workspace, jana))
    assert refusal(lambda: replies.follow_up(workspace, draft.id, "Oh!")).code == "not_sent"
    replies.mark_sent(workspace, draft.id)
    with pytest.raises(RefusedInput):
        replies.follow_up(workspace, draft.id, "   ")
    erase.erase_person(workspace, jana.id)
    assert refusal(lambda: replies.follow_up(workspace, draft.id, "Oh!")).code == "walk_in_reply"
    assert replies.count_waiting(workspace) == 0


# Who still waits


def test_supporters_who_know_nothing_of_a_decision_and_unsent_drafts_still_wait(
    workspace: Workspace, jana: Customer, clock: FixedClock
) -> None:
    praise = feedback.log(workspace, NewFeedback("praise", "Lovely.", jana.id)).id
    suggestion = suggested(workspace, praise)
    clock.move_to("2026-09-22T08:00:00Z")
    suggestions.decide(workspace, suggestion, "planned", "Soon")
    (waiting,) = replies.waiting(workspace)
    assert waiting.suggestion == "Open later"
    assert waiting.draft_id is not None
    assert waiting.since == clock.now()
    assert waiting.said_at < waiting.since
    with workspace.write("Draft lost") as write:
        write.delete("reply", waiting.draft_id)
    (waiting,) = replies.waiting(workspace)
    assert (waiting.customer, waiting.draft_id) == ("Jana", None)
    assert replies.count_waiting(workspace) == 1
    made = replies.drafts_for(workspace, suggestion)
    replies.mark_sent(workspace, made[0].id)
    assert replies.waiting(workspace) == []


def test_one_draft_about_a_decision_stands_beside_all_that_its_reader_said(
    workspace: Workspace,
) -> None:
    first, second = said(workspace, "Jana"), said(workspace, "Jana")
    suggestion = suggested(workspace, first, second)
    suggestions.decide(workspace, suggestion, "done", "You asked")
    (draft,) = replies.find(workspace, status="draft")
    found = replies.waiting(workspace)
    assert [(one.feedback_id, one.draft_id) for one in found] == [
        (first, draft.id),
        (second, draft.id),
    ]
    replies.mark_sent(workspace, draft.id)
    assert replies.waiting(workspace) == []


def test_a_voice_put_off_waits_again_on_its_day(
    workspace: Workspace, jana: Customer, clock: FixedClock
) -> None:
    spoken = complain(workspace, jana)
    triage.snooze(workspace, [spoken], clock.today() + timedelta(days=2))
    assert replies.waiting(workspace) == []
    assert replies.count_waiting(workspace) == 0
    clock.move_to("2026-09-23T08:00:00Z")
    assert [each.feedback_id for each in replies.waiting(workspace)] == [spoken]
    assert replies.count_waiting(workspace) == 1


def test_who_was_answered_in_person_after_the_decision_waits_no_more(
    workspace: Workspace, jana: Customer
) -> None:
    suggestion = suggested(workspace, said(workspace, "Ilze"))
    suggestions.decide(workspace, suggestion, "planned", "Soon")
    for draft in replies.find(workspace, status="draft"):
        replies.none_needed(workspace, draft.feedback_id, "Told her", suggestion)
    assert replies.waiting(workspace) == []


def test_an_erased_customer_waits_for_nothing(workspace: Workspace, jana: Customer) -> None:
    replies.draft(workspace, complain(workspace, jana))
    erase.erase_person(workspace, jana.id)
    assert replies.waiting(workspace) == []
    assert replies.count_waiting(workspace) == 0


def test_the_way_out_of_advertising_speaks_the_language_of_its_wording(
    workspace: Workspace, jana: Customer
) -> None:
    draft = replies.draft(workspace, complain(workspace, jana), wording="complaint.cs")
    advert = replies.edit(workspace, draft.id, draft.body, purpose="commercial")
    assert advert.body.endswith(wording.opt_out("cs"))


def test_a_draft_too_long_to_keep_is_refused_and_the_voice_waits(
    workspace: Workspace, jana: Customer
) -> None:
    spoken = complain(workspace, jana)
    with pytest.raises(RefusedInput):
        replies.draft(workspace, spoken, "x" * 40_001)
    assert replies.find(workspace) == []
    assert len(replies.draft(workspace, spoken, "x" * 40_000).body) == 40_000
