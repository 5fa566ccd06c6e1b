"""Frequent questions: what customers ask, what the shop answers, and who asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.insight import answering
from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import faq, faq_answer, feedback, replies, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback

PARKING = {
    "en": FaqText("Where can I park?", "Behind the shop, an hour for free."),
    "cs": FaqText("Kde se dá zaparkovat?", "Za obchodem, hodinu zdarma."),
}


def asked_by(workspace: Workspace, name: str, language: str, words: str = "Where to park?") -> int:
    who = customers.add(workspace, NewCustomer(name, language=language))
    return feedback.log(workspace, NewFeedback("question", words, customer_id=who.id)).id


def test_a_question_is_kept_with_its_answer_in_each_language(workspace: Workspace) -> None:
    place = topics.add(workspace, "The place")
    known = faq.add(workspace, NewFaq(PARKING, topic_id=place.id))
    assert known.topic == "The place"
    assert known.text("cs") == PARKING["cs"]
    assert known.text("lv") == PARKING["en"], "the shop's language stands in for one that lacks"
    assert (known.voices, known.uses, known.last_used_at, known.archived_at) == (0, 0, None, None)
    assert faq.find(workspace) == [known]


def test_a_language_without_an_answer_borrows_one_that_is_there(workspace: Workspace) -> None:
    settings.put(workspace, settings.LANGUAGE, "cs")
    only_asked = {"cs": FaqText("Kde zaparkuji?"), "lv": FaqText("Kur novietot auto?", "Pagalmā.")}
    known = faq.add(workspace, NewFaq(only_asked))
    assert list(known.texts) == ["cs", "lv"]
    assert known.text("cs").answer == "Pagalmā."
    unanswered = faq.add(workspace, NewFaq({"en": FaqText("And on Sunday?")}))
    assert unanswered.text("cs") == FaqText("And on Sunday?")


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({}, "question"),
        ({"en": FaqText("  ", " \n")}, "question"),
        ({"en": FaqText("", "Behind the shop.")}, "question"),
        ({"de": FaqText("Wo?", "Hier.")}, "language"),
        ({"en": FaqText("Where? " * 40)}, "question"),
        ({"en": FaqText("Where?", "Here. " * 400)}, "answer"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused(
    workspace: Workspace, texts: dict[str, FaqText], field: str
) -> None:
    with pytest.raises(RefusedInput) as refused:
        faq.add(workspace, NewFaq(texts))
    assert refused.value.problems[0].field == field
    assert faq.find(workspace) == []


def test_changing_a_question_takes_languages_away_and_adds_others(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    texts = {"lv": FaqText("Kur novietot auto?", "Pagalmā."), "en": FaqText("Parking?", "Behind.")}
    changed = faq.change(workspace, known.id, NewFaq(texts))
    assert changed.texts == texts
    journal.undo(workspace)
    assert faq.get(workspace, known.id).texts == PARKING


def test_a_hidden_question_comes_back(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    faq.archive(workspace, known.id)
    assert faq.find(workspace) == []
    assert [each.id for each in faq.find(workspace, archived=True)] == [known.id]
    faq.bring_back(workspace, known.id)
    assert faq.find(workspace) == [known]


def test_questions_are_found_by_their_words_in_any_language_and_by_topic(
    workspace: Workspace,
) -> None:
    place = topics.add(workspace, "The place")
    parking = faq.add(workspace, NewFaq(PARKING, topic_id=place.id))
    card = faq.add(workspace, NewFaq({"en": FaqText("May I pay by card?", "Yes.")}))
    assert [each.id for each in faq.find(workspace, "ZAPARKOVAT obchodem")] == [parking.id]
    assert [each.id for each in faq.find(workspace, "card")] == [card.id]
    assert faq.find(workspace, "card park") == []
    assert [each.id for each in faq.find(workspace, topic_id=place.id)] == [parking.id]


def test_the_most_used_question_stands_first(workspace: Workspace) -> None:
    rarely = faq.add(workspace, NewFaq({"en": FaqText("Are dogs welcome?", "Yes.")}))
    often = faq.add(workspace, NewFaq(PARKING))
    faq.use(workspace, often.id)
    faq.use(workspace, often.id)
    faq.use(workspace, rarely.id)
    found = faq.find(workspace)
    assert [(each.id, each.uses) for each in found] == [(often.id, 2), (rarely.id, 1)]


def test_a_voice_stands_behind_a_question_once(workspace: Workspace) -> None:
    voice = asked_by(workspace, "Eva Malá", "en", "Where do I leave the car?")
    known = faq.add(workspace, NewFaq(PARKING, feedback_ids=(voice, voice)))
    faq.link(workspace, known.id, voice)
    assert faq.get(workspace, known.id).voices == 1
    assert [each.body for each in faq.voices(workspace, known.id)] == ["Where do I leave the car?"]
    assert [each.id for each in faq.answering(workspace, voice)] == [known.id]
    faq.unlink(workspace, known.id, voice)
    assert faq.voices(workspace, known.id) == []
    with pytest.raises(Missing):
        faq.unlink(workspace, known.id, voice)


def test_an_unknown_voice_topic_or_question_is_missing_and_nothing_is_kept(
    workspace: Workspace,
) -> None:
    with pytest.raises(Missing):
        faq.add(workspace, NewFaq(PARKING, feedback_ids=(99,)))
    with pytest.raises(Missing):
        faq.add(workspace, NewFaq(PARKING, topic_id=99))
    assert faq.find(workspace) == []
    for verb in (faq.get, faq.archive, faq.bring_back, faq.voices, faq.use):
        with pytest.raises(Missing):
            verb(workspace, 99)


def test_the_answer_is_drafted_in_the_customers_language_and_counted(
    workspace: Workspace, clock: FixedClock
) -> None:
    settings.put(workspace, settings.OWNER_NAME, "Marie")
    known = faq.add(workspace, NewFaq(PARKING))
    voice = asked_by(workspace, "Eva Malá", "cs", "Kde u vás zaparkuji?")
    reply = faq.answer_with(workspace, known.id, voice)
    paragraphs = reply.body.split("\n\n")
    assert PARKING["cs"].answer in paragraphs
    assert paragraphs[-1].endswith("Marie"), "the farewell stays below"
    assert reply.status == "draft"
    used = faq.get(workspace, known.id)
    assert (used.voices, used.uses, used.last_used_at) == (1, 1, clock.now())
    journal.undo(workspace)
    undone = faq.get(workspace, known.id)
    assert (undone.voices, undone.uses) == (0, 0)
    assert replies.find(workspace) == []


def test_an_answer_goes_into_the_draft_that_is_there_and_only_once(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    voice = asked_by(workspace, "Eva Malá", "en")
    begun = replies.draft(workspace, voice)
    replies.edit(workspace, begun.id, "Dear Eva,\n\nwhat a good question!\n\nMarie")
    for _again in range(2):
        reply = faq.answer_with(workspace, known.id, voice)
    assert reply.id == begun.id
    assert reply.body.split("\n\n") == [
        "Dear Eva,", "what a good question!", PARKING["en"].answer, "Marie",
    ]  # fmt: skip
    assert faq.get(workspace, known.id).uses == 1


def test_nobody_without_a_name_and_nobody_twice_is_answered_from_the_list(
    workspace: Workspace,
) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    walk_in = feedback.log(workspace, NewFeedback("question", "Where to park?")).id
    with pytest.raises(KnownError, match="walk_in_reply"):
        faq.answer_with(workspace, known.id, walk_in)
    voice = asked_by(workspace, "Eva Malá", "en")
    replies.mark_sent(workspace, faq.answer_with(workspace, known.id, voice).id)
    with pytest.raises(KnownError, match="reply_sent"):
        faq.answer_with(workspace, known.id, voice)
    assert faq.get(workspace, known.id).uses == 1, "what was refused is not counted"


def test_a_question_without_an_answer_cannot_answer(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq({"en": FaqText("Open on Sunday?")}))
    with pytest.raises(KnownError, match="faq_unanswered"):
        faq.answer_with(workspace, known.id, asked_by(workspace, "Eva Malá", "en"))


def test_an_answer_given_while_she_asked_counts_as_sent_in_the_words_she_heard(
    workspace: Workspace, clock: FixedClock
) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    who = customers.add(workspace, NewCustomer("Eva Malá"))
    new = NewFeedback("question", "Kde u vás zaparkuji?", customer_id=who.id, channel="phone")
    voice = feedback.log(workspace, new).id
    reply = faq_answer.told(workspace, known.id, voice)
    assert reply is not None
    assert (reply.status, reply.channel, reply.body) == ("sent", "phone", PARKING["cs"].answer)
    said = feedback.get(workspace, voice)
    assert (said.answered, said.none_needed, said.waiting) == (True, False, False)
    today = clock.today()
    share, hours = answering.gather(workspace, today, today, today)
    assert (share.numerator, share.denominator, hours.value) == (1, 1, 0)
    used = faq.get(workspace, known.id)
    assert (used.voices, used.uses) == (1, 1)
    journal.undo(workspace)
    assert feedback.get(workspace, voice).waiting
    assert replies.find(workspace) == []
    assert faq.get(workspace, known.id) == known


def test_asking_twice_in_a_month_is_told_twice_but_one_voice_only_once(
    workspace: Workspace,
) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    who = customers.add(workspace, NewCustomer("Eva Malá")).id
    for _again in range(2):
        new = NewFeedback("question", "Where to park?", customer_id=who)
        voice = feedback.log(workspace, new).id
        faq_answer.told(workspace, known.id, voice)
    assert faq_answer.told(workspace, known.id, voice) is None, "it has its answer"
    assert replies.count(workspace, "sent") == 2
    assert faq.get(workspace, known.id).uses == 2


def test_a_draft_that_was_begun_gives_way_to_what_she_was_told(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    voice = asked_by(workspace, "Eva Malá", "en")
    begun = replies.draft(workspace, voice)
    reply = faq_answer.told(workspace, known.id, voice)
    assert reply is not None
    assert (reply.id, reply.body) == (begun.id, PARKING["en"].answer)
    assert replies.count(workspace, "draft") == 0


def test_whoever_left_no_name_was_told_but_has_no_answer_to_keep(workspace: Workspace) -> None:
    known = faq.add(workspace, NewFaq(PARKING))
    walk_in = feedback.log(workspace, NewFeedback("question", "Where to park?")).id
    assert faq_answer.told(workspace, known.id, walk_in) is None
    assert faq.get(workspace, known.id).uses == 1


@given(
    paragraphs=st.lists(st.text("ab ", min_size=1), min_size=1, max_size=5),
    answer=st.text("xy", min_size=1),
)
def test_a_letter_loses_nothing_to_an_answer(paragraphs: list[str], answer: str) -> None:
    letter = "\n\n".join(paragraphs)
    told = faq_answer.with_answer(letter, answer).split("\n\n")
    told.remove(answer)
    assert "\n\n".join(told) == letter
