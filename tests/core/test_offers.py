"""Offers: three voices that say the same within 60 days are worth a suggestion or an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import sample
from core.clock import FixedClock
from core.measures.sentiment import guess_kind
from core.people import customers
from core.people.customers import NewCustomer
from core.sample import words
from core.sample.words import as_said_by
from core.store import journal, settings
from core.store.workspace import Workspace
from core.text import fold
from core.voice import faq, feedback, offers, suggestions, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion

TOWELS = ("The towels were damp", "I was given a damp towel again", "Why are the towels so damp")


def hear(
    workspace: Workspace,
    *bodies: str,
    kind: str = "complaint",
    days_ago: int = 1,
    customer_id: int | None = None,
) -> tuple[int, ...]:
    said_at = workspace.clock.now() - timedelta(days=days_ago)
    return tuple(
        feedback.log(
            workspace, NewFeedback(kind, body, customer_id=customer_id, said_at=said_at)
        ).id
        for body in bodies
    )


def test_three_alike_propose_a_suggestion(workspace: Workspace) -> None:
    voices = hear(workspace, *TOWELS)
    hear(workspace, "The coffee was cold", "Too expensive for what it is")
    (offer,) = offers.open(workspace)
    assert (offer.sort, offer.people) == ("suggestion", 3)
    assert set(offer.feedback_ids) == set(voices) == {each.id for each in offer.feedback}
    assert offer.title in TOWELS
    assert offers.of_feedback(workspace, voices[0]) == offer
    assert offers.of_feedback(workspace, voices[-1] + 1) is None


@pytest.mark.parametrize(
    ("language", "bodies"),
    [
        ("cs", ("V salonu byla zase zima.", "U mytí je zima.", "Je u vás zima.")),
        ("lv", ("Salonā atkal bija ļoti auksti.", "Pie izlietnes ir auksti.", "Man bija auksti.")),
        (
            "en",
            (
                "The salon was very cold again.",
                "It is cold at the sink.",
                "It was freezing by the window.",
            ),
        ),
    ],
)
def test_three_who_were_cold_propose_a_suggestion_by_their_guessed_kind(
    workspace: Workspace, language: str, bodies: tuple[str, ...]
) -> None:
    for body in bodies:
        hear(workspace, body, kind=guess_kind(body, language) or "other")
    (offer,) = offers.open(workspace)
    assert (offer.sort, offer.people) == ("suggestion", 3)


def test_three_questions_alike_propose_a_frequent_question(workspace: Workspace) -> None:
    place = topics.add(workspace, "The place", ("park",))
    hear(
        workspace,
        "Where can I park?",
        "Hello. Is there any parking near you?",
        "Can I park in the yard? Thank you!",
        kind="question",
    )
    (offer,) = offers.open(workspace)
    assert (offer.sort, offer.topic_id) == ("faq", place.id)
    assert offer.title.endswith("?")
    assert "Thank you" not in offer.title


@pytest.mark.parametrize(
    ("language", "bodies"),
    [
        ("cs", ("Mokré ručníky", "Dostala jsem mokrý ručník", "Ručníky byly zase mokré")),
        ("cs", ("Kdybyste napsali, že máte zpoždění", "Čekala jsem, stačila by zpráva",
                "Pošlete SMS, když se čeká")),
        ("lv", ("Mitri dvieļi", "Iedeva mitru dvieli", "Dvieļi atkal bija mitri")),
        ("lv", ("Atsūtiet ziņu, ja kavējaties", "Gaidīju, varējāt brīdināt",
                "Ja jāgaida, lūdzu, īsziņu")),
        ("en", ("Open later in the evening", "Could you close at eight", "I work until evening")),
    ],
)  # fmt: skip
def test_what_a_person_calls_alike_is_proposed(
    workspace: Workspace, language: str, bodies: tuple[str, ...]
) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    hear(workspace, *bodies, kind="suggestion")
    assert [offer.people for offer in offers.open(workspace)] == [3]


@pytest.mark.parametrize(
    ("language", "bodies"),
    [
        ("cs", ("Barva po týdnu vybledla", "Cena barvy mě překvapila", "Barvu mi míchal učeň")),
        ("cs", ("Děkuji, ale bylo to špatně", "Díky, ale příště ne", "Prosím, zlepšete se")),
        ("lv", ("Krāsa par dārgu", "Krāsa izbalēja", "Krāsu jauca māceklis")),
        ("en", ("My colour faded", "Your colour is expensive", "The colour chart is old")),
        ("en", ("I waited", "I waited for the bill", "I waited for colour to take")),
    ],
)
def test_what_only_shares_a_word_is_not_proposed(
    workspace: Workspace, language: str, bodies: tuple[str, ...]
) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    hear(workspace, *bodies)
    assert offers.open(workspace) == []


def test_two_voices_praise_and_what_is_older_than_60_days_propose_nothing(
    workspace: Workspace,
) -> None:
    hear(workspace, *TOWELS, kind="praise")
    hear(workspace, *TOWELS[:2])
    hear(workspace, TOWELS[2], days_ago=61)
    assert offers.open(workspace) == []
    hear(workspace, TOWELS[2], days_ago=59)
    assert len(offers.open(workspace)) == 1


def test_one_person_who_repeats_herself_is_one_voice(workspace: Workspace) -> None:
    eva = customers.add(workspace, NewCustomer("Eva Malá")).id
    hear(workspace, *TOWELS, customer_id=eva)
    assert offers.open(workspace) == []
    hear(workspace, "Damp towels")
    assert [(each.people, len(each.feedback_ids)) for each in offers.open(workspace)] == [(2, 4)]


def test_what_stands_behind_a_suggestion_or_question_is_not_proposed_again(
    workspace: Workspace,
) -> None:
    voices = hear(workspace, *TOWELS)
    suggestions.suggest(workspace, NewSuggestion("Buy a dryer", feedback_ids=voices))
    questions = hear(workspace, *(f"{words}?" for words in TOWELS), kind="question")
    assert [each.sort for each in offers.open(workspace)] == ["faq"]
    faq.add(workspace, NewFaq({"en": FaqText("Damp?")}, feedback_ids=questions))
    assert offers.open(workspace) == []


def test_an_offer_turned_down_comes_back_with_three_other_voices_only(
    workspace: Workspace,
) -> None:
    hear(workspace, *TOWELS)
    offers.turn_down(workspace, offers.open(workspace)[0])
    assert offers.open(workspace) == []
    hear(workspace, *TOWELS[:2])
    assert offers.open(workspace) == []
    hear(workspace, TOWELS[2])
    assert [offer.people for offer in offers.open(workspace)] == [3]


def test_turning_down_is_undone(workspace: Workspace) -> None:
    hear(workspace, *TOWELS)
    (offer,) = offers.open(workspace)
    offers.turn_down(workspace, offer)
    offers.turn_down(workspace, offer)
    journal.undo(workspace)
    assert offers.open(workspace) == [offer]


def test_a_voice_of_two_ideas_belongs_to_the_larger_group_alone(workspace: Workspace) -> None:
    both = hear(workspace, "The towels were damp. I could not find any parking.")
    hear(workspace, *TOWELS)
    hear(workspace, "No parking here", "I never find parking")
    (offer,) = offers.open(workspace)
    assert both[0] in offer.feedback_ids
    assert len(offer.feedback_ids) == 4


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_what_a_sample_shop_is_offered_is_nearly_always_one_idea(
    clock: FixedClock, language: str
) -> None:
    workspace = Workspace.in_memory(clock=clock)
    settings.put(workspace, settings.LANGUAGE, language)
    sample.fill(workspace, customers=400, years=2, seed=5)
    with workspace.write("nothing was made of anything yet") as write:
        for noun in ("support", "faq_voice", "turned_down"):
            write.execute(f"DELETE FROM {noun}")
            write.tell(noun)
    ideas = _ideas()
    found = offers.open(workspace)
    assert len(found) >= 2
    voices = [len(each.feedback) for each in found]
    agreeing = [_agreeing([_said(each.body, ideas) for each in o.feedback]) for o in found]
    assert sum(agreeing) / sum(voices) >= 0.9


def _ideas() -> list[tuple[str, str]]:
    """Every sentence of the samples in both its forms, with the idea behind it."""
    return [
        (fold(as_said_by(voice.sentence, woman)), voice.idea or voice.sentence)
        for language in ("cs", "lv", "en")
        for voice in words.of(language).voices
        for woman in (True, False)
    ]


def _said(body: str, ideas: list[tuple[str, str]]) -> set[str]:
    return {idea for sentence, idea in ideas if sentence in fold(body)}


def _agreeing(said: list[set[str]]) -> int:
    return max(sum(idea in each for each in said) for idea in set[str]().union(*said))
