"""The topic of a text: guessed by words, and by what the owner said of texts like it."""

from __future__ import annotations

import gc
from random import Random

import pytest

from core.measures import likeness
from core.sample import words
from core.sample.shop import TOPIC_WORDS
from core.sample.words import as_said_by
from core.store.workspace import Workspace
from core.voice import feedback, starters, topic_guess, topics, triage
from core.voice.feedback import NewFeedback
from core.voice.topic_guess import Guesser, Learned, Lesson


def guessed(workspace: Workspace, text: str) -> str | None:
    topic_id = topic_guess.guesser(workspace).guess(text)
    return topics.get(workspace, topic_id).name if topic_id else None


def say(workspace: Workspace, text: str, topic_id: int | None) -> int:
    said = feedback.log(workspace, NewFeedback("other", text))
    triage.set_topic(workspace, [said.id], topic_id)
    return said.id


def test_words_guess_a_topic(workspace: Workspace) -> None:
    topics.add(workspace, "Price", ("expens", "price"))
    topics.add(workspace, "Waiting", ("wait",))
    assert guessed(workspace, "An expensive price to pay") == "Price"
    assert guessed(workspace, "It is expensive") == "Price"
    assert guessed(workspace, "Expensive, the price, and I waited") == "Price"
    assert guessed(workspace, "Lovely music") is None


def test_a_correction_teaches_texts_like_it(workspace: Workspace) -> None:
    towels = topics.add(workspace, "Laundry")
    topics.add(workspace, "Price", ("expens",))
    say(workspace, "The towels were damp and grey", towels.id)
    assert guessed(workspace, "I was given a damp grey towel") == "Laundry"
    assert guessed(workspace, "It is an expensive cut") == "Price"
    said = feedback.log(workspace, NewFeedback("complaint", "Damp towels again"))
    assert said.topic == "Laundry"
    assert not said.topic_by_hand


def test_what_was_learned_before_a_correction_takes_no_more_room(workspace: Workspace) -> None:
    towels = topics.add(workspace, "Laundry")
    gc.collect()
    before = alive(Learned)
    for towel in ("damp", "grey", "rough"):
        say(workspace, f"The towels were {towel} and old", towels.id)
        assert guessed(workspace, f"I was given a {towel} old towel") == "Laundry"
    gc.collect()
    assert alive(Learned) <= before + 1


def alive(kind: type) -> int:
    return sum(isinstance(each, kind) for each in gc.get_objects())


def test_of_two_sentences_the_owner_may_have_meant_the_other(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price", ("cards", "vouchers"))
    result = topics.add(workspace, "Result")
    asked = "Do you take cards and sell vouchers?"
    say(workspace, f"{asked} The shade washed out within a week.", result.id)
    assert guessed(workspace, asked) == price.name
    say(workspace, asked, result.id)
    assert guessed(workspace, asked) == result.name, "the same words, said of themselves"


def test_a_word_that_always_meant_one_topic_points_to_it(workspace: Workspace) -> None:
    towels = topics.add(workspace, "Laundry").id
    for text in ("A dirty towel lay there", "My towel smelled", "You ran short of every towel"):
        say(workspace, text, towels)
    assert guessed(workspace, "Please buy thicker towels") == "Laundry"
    say(workspace, "The towel rail wobbles", topics.add(workspace, "Furniture").id)
    assert guessed(workspace, "Please buy thicker towels") is None


def test_texts_like_it_that_disagree_teach_nothing(workspace: Workspace) -> None:
    one, other = topics.add(workspace, "Laundry").id, topics.add(workspace, "Furniture").id
    say(workspace, "The towels were damp and grey", one)
    say(workspace, "Grey damp towels", other)
    assert guessed(workspace, "Damp grey towels again") is None


def test_what_was_learned_goes_with_a_merged_topic_and_is_forgotten_when_taken_back(
    workspace: Workspace,
) -> None:
    towels, place = topics.add(workspace, "Laundry").id, topics.add(workspace, "The place").id
    said = say(workspace, "The towels were damp and grey", towels)
    topics.merge(workspace, towels, place)
    assert guessed(workspace, "Damp grey towels") == "The place"
    feedback.remove(workspace, said)
    assert guessed(workspace, "Damp grey towels") is None


def test_a_hidden_topic_is_not_guessed_by_what_was_learned(workspace: Workspace) -> None:
    towels = topics.add(workspace, "Laundry").id
    say(workspace, "The towels were damp and grey", towels)
    topics.archive(workspace, towels)
    assert guessed(workspace, "Damp grey towels") is None


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_learning_never_spoils_the_guess_for_what_was_not_corrected(
    workspace: Workspace, language: str
) -> None:
    ids, voices = _sample(workspace, language)
    before = Guesser(topics.find(workspace), language, Learned())
    worse = 0
    for seed in range(8):
        mixed = Random(seed).sample(voices, len(voices))
        taught, held_out = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
        after = _taught(workspace, language, [(text, ids[key]) for text, key in taught])
        for text, key in held_out:
            was, now = (_is(each, text, language, ids[key]) for each in (before, after))
            worse += was and not now
    assert worse == 0


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_a_topic_of_the_owners_own_is_learned_without_any_words(
    workspace: Workspace, language: str
) -> None:
    _ids, voices = _sample(workspace, language)
    parking = topics.add(workspace, "Parking").id
    about = [v for v in words.of(language).voices if v.idea == "parking"]
    texts = [as_said_by(voice.sentence, woman=True) for voice in about]
    for held_out in texts:
        after = _taught(workspace, language, [(t, parking) for t in texts if t != held_out])
        assert _is(after, held_out, language, parking)
    before, after = (
        _taught(workspace, language, [(text, parking) for text in taught]) for taught in ([], texts)
    )
    others = [text for text, _key in voices if text not in texts]
    assert all(before.guess(text, language) == after.guess(text, language) for text in others)


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_the_first_topics_know_most_of_what_a_salon_hears(
    workspace: Workspace, language: str
) -> None:
    ids, voices = _sample(workspace, language)
    guesser = Guesser(topics.find(workspace), language, Learned())
    right = sum(_is(guesser, text, language, ids[key]) for text, key in voices)
    assert right / len(voices) >= 0.75


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("en", "I waited 40 minutes although I had an appointment", "waiting"),
        ("en", "I booked an appointment and still waited half an hour", "waiting"),
        ("cs", "Čekala jsem 40 minut, i když jsem byla objednaná", "waiting"),
        ("cs", "Měla jsem rezervovaný termín a čekala půl hodiny", "waiting"),
        ("lv", "Gaidīju 40 minūtes, lai gan biju pierakstījusies", "waiting"),
        ("lv", "Man bija pieraksts, bet gaidīju pusstundu", "waiting"),
        ("en", "How long do I wait for an appointment?", "booking"),
        ("en", "I waited twenty minutes on the phone to book", "booking"),
        ("cs", "Na objednání čekám měsíc", "booking"),
        ("lv", "Pierakstu gaidu mēnesi", "booking"),
        ("en", "Your colour is overpriced", "price"),
        ("en", "The cut and colour are too expensive", "price"),
        ("cs", "Barva je u vás předražená", "price"),
        ("cs", "Melír a střih jsou moc drahé", "price"),
        ("lv", "Krāsošana ir pārāk dārga", "price"),
        ("cs", "Barva mi přestala držet", "result"),
        ("en", "The colour washed out", "result"),
        ("en", "It is cold at the washbasin", "place"),
        ("en", "It was a cold shade of colour", "result"),
        ("cs", "U umyvadla je chladno", "place"),
        ("lv", "Pie izlietnes ir vēsi", "place"),
    ],
)
def test_a_fact_told_outright_outweighs_what_is_mentioned(
    workspace: Workspace, language: str, text: str, key: str
) -> None:
    ids, _voices = _sample(workspace, language)
    assert _is(Guesser(topics.find(workspace), language, Learned()), text, language, ids[key])


def _sample(workspace: Workspace, language: str) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """The first topics of a salon by the keys of the sample, and its sentences with theirs."""
    starters.add_topics(workspace)
    known = topics.find(workspace)
    ids = {key: t.id for key, word in TOPIC_WORDS.items() for t in known if word in t.words}
    voices = words.of(language).voices
    return ids, [(as_said_by(voice.sentence, woman=True), voice.topic) for voice in voices]


def _taught(workspace: Workspace, language: str, said: list[tuple[str, int]]) -> Guesser:
    lessons = [Lesson(likeness.units(text, language), topic_id) for text, topic_id in said]
    return Guesser(topics.find(workspace), language, Learned(lessons))


def _is(guesser: Guesser, text: str, language: str, topic_id: int) -> bool:
    return guesser.guess(text, language) == topic_id
