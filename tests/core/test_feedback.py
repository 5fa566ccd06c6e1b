"""Feedback: written down, read, found, overruled, removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.people import customers, touchpoints
from core.people.customers import Customer, NewCustomer
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, topics, triage
from core.voice.feedback import FeedbackFilter, NewFeedback


@pytest.fixture
def jana(workspace: Workspace) -> Customer:
    return customers.add(workspace, NewCustomer("Jana Nováková"))


def bodies(workspace: Workspace, **wanted: object) -> list[str]:
    found = feedback.find(workspace, FeedbackFilter(**wanted))  # type: ignore[arg-type]
    assert feedback.count(workspace, FeedbackFilter(**wanted)) == len(found)  # type: ignore[arg-type]
    return [each.body for each in found]


@pytest.mark.parametrize("body", ["", " \n ", "\u200b\x00"])
def test_empty_words_are_refused_and_nothing_is_kept(workspace: Workspace, body: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        feedback.log(workspace, NewFeedback("complaint", body))
    assert refused.value.problems[0].field == "body"
    assert workspace.value("SELECT count(*) FROM feedback") == 0


def test_an_unknown_kind_or_channel_is_named_in_the_sentence(workspace: Workspace) -> None:
    for new, word in (
        (NewFeedback("rant", "words"), "rant"),
        (NewFeedback("praise", "words", channel="pigeon"), "pigeon"),
    ):
        with pytest.raises(RefusedInput) as refused:
            feedback.log(workspace, new)
        assert word in refused.value.text()


def test_feedback_of_nobody_known_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        feedback.log(workspace, NewFeedback("complaint", "words", customer_id=99))
    assert workspace.value("SELECT count(*) FROM feedback") == 0


def test_english_is_read_with_the_words_that_decided(workspace: Workspace) -> None:
    said = feedback.log(workspace, NewFeedback("praise", "The new colour is wonderful, thank you!"))
    assert said.polarity == "positive"
    assert said.reading.score > 0
    assert "wonderful" in [word.text for word in said.reading.words]


@pytest.mark.parametrize(
    ("language", "body"),
    [("cs", "Čekala jsem hodinu a nikdo se neomluvil."), ("lv", "Gaidīju stundu, ļoti slikti.")],
)
def test_every_language_is_read_whatever_the_shop_speaks(
    workspace: Workspace, language: str, body: str
) -> None:
    said = feedback.log(workspace, NewFeedback("complaint", body))
    assert (said.polarity, said.reading.language) == ("negative", language)
    assert "waiting" in [word.label for word in said.reading.words]


def test_what_nobody_can_read_is_unread_and_not_neutral(workspace: Workspace) -> None:
    said = feedback.log(workspace, NewFeedback("other", "Всё было отлично, спасибо"))
    assert said.polarity == "unread"


def test_the_owners_word_stands_beside_the_reading_and_can_be_taken_back(
    workspace: Workspace,
) -> None:
    said = feedback.log(workspace, NewFeedback("praise", "The new colour is wonderful!"))
    overruled = feedback.override(workspace, said.id, "negative")
    assert (overruled.polarity, overruled.overruled) == ("negative", True)
    assert overruled.reading.polarity == "positive"
    assert bodies(workspace, polarity="negative") == [said.body]
    assert feedback.override(workspace, said.id, None).polarity == "positive"
    with pytest.raises(RefusedInput):
        feedback.override(workspace, said.id, "unread")


def test_who_spoke_was_in_touch(workspace: Workspace, jana: Customer, clock: FixedClock) -> None:
    said_at = clock.now() - timedelta(days=2)
    new = NewFeedback("question", "Do you open on Sunday?", jana.id, "phone", said_at=said_at)
    feedback.log(workspace, new)
    (contact,) = touchpoints.of_customer(workspace, jana.id)
    assert (contact.at, contact.direction, contact.channel) == (said_at, "in", "phone")


def test_the_topic_is_guessed_from_the_shops_own_words(workspace: Workspace) -> None:
    topics.add(workspace, "Price", ("expens", "dra"))
    waiting = topics.add(workspace, "Waiting", ("wait", "ček", "gaid"))
    for body in ("I was WAITING for ages", "Dlouho jsem čekala", "Ilgi gaidīju"):
        assert feedback.log(workspace, NewFeedback("complaint", body)).topic_id == waiting.id
    assert feedback.log(workspace, NewFeedback("praise", "Lovely")).topic_id is None


def test_who_asks_for_an_answer_and_has_a_name_waits(workspace: Workspace, jana: Customer) -> None:
    asked = feedback.log(workspace, NewFeedback("question", "When?", jana.id))
    feedback.log(workspace, NewFeedback("praise", "Nice", jana.id))
    walk_in = feedback.log(workspace, NewFeedback("complaint", "Cold in here"))
    assert bodies(workspace, state="waiting") == ["When?"]
    assert not walk_in.waiting
    replies.mark_sent(workspace, replies.draft(workspace, asked.id).id)
    assert bodies(workspace, state="waiting") == []
    assert bodies(workspace, state="answered") == ["When?"]


def test_filters_must_all_fit(workspace: Workspace, jana: Customer, clock: FixedClock) -> None:
    for kind, body in (
        ("complaint", "Čekala jsem"),
        ("praise", "Krásné vlasy"),
        ("question", "Kdy?"),
    ):
        feedback.log(workspace, NewFeedback(kind, body, jana.id))
    assert bodies(workspace, text="cekala") == ["Čekala jsem"]
    assert bodies(workspace, text="krasne", kind="praise") == ["Krásné vlasy"]
    assert bodies(workspace, text="krasne", kind="complaint") == []
    assert len(bodies(workspace, customer_id=jana.id)) == 3
    assert bodies(workspace, since=clock.now() + timedelta(seconds=1)) == []
    assert len(bodies(workspace, until=clock.now() + timedelta(seconds=1))) == 3


@pytest.mark.parametrize("sort", feedback.SORTS)
def test_slices_make_up_the_whole_in_every_order(workspace: Workspace, sort: str) -> None:
    for number in range(13):
        kind = feedback.KINDS[number % 5]
        feedback.log(workspace, NewFeedback(kind, f"Words {number % 4}"))
    for descending in (True, False):
        whole = [f.id for f in feedback.find(workspace, sort=sort, descending=descending)]
        slices = [
            f.id
            for offset in range(0, 13, 3)
            for f in feedback.find(
                workspace, sort=sort, descending=descending, offset=offset, limit=3
            )
        ]
        assert slices == whole
        assert len(set(whole)) == 13


def test_what_was_noted_beside_the_words_can_be_corrected(workspace: Workspace) -> None:
    topic = topics.add(workspace, "Price")
    said = feedback.log(workspace, NewFeedback("other", "Words"))
    triage.set_kind(workspace, [said.id], "praise")
    triage.set_topic(workspace, [said.id], topic.id)
    changed = feedback.get(workspace, said.id)
    assert (changed.kind, changed.topic, changed.body) == ("praise", "Price", "Words")
    with pytest.raises(RefusedInput):
        triage.set_kind(workspace, [said.id], "rant")


def test_removed_feedback_is_not_found_and_comes_back_with_undo(workspace: Workspace) -> None:
    said = feedback.log(workspace, NewFeedback("praise", "Unforgettable fringe"))
    feedback.remove(workspace, said.id)
    assert bodies(workspace, text="fringe") == []
    journal.undo(workspace)
    assert bodies(workspace, text="fringe") == ["Unforgettable fringe"]


def test_odd_text_comes_back_as_it_was_written(workspace: Workspace) -> None:
    for body in ("💇‍♀️ ok", "مرحبا", "<b>$_{x}$</b>", "=1+1", "'quoted'; --", "a\nb"):
        assert feedback.log(workspace, NewFeedback("other", body)).body == body


def test_a_short_text_is_taken_for_the_shops_own_language(workspace: Workspace) -> None:
    settings.put(workspace, settings.LANGUAGE, "cs")
    assert feedback.log(workspace, NewFeedback("other", "ok")).reading.language == "cs"
