"""Topics: the shop's own list, guessed from words in three languages."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from core.errors import KnownError, Missing, RefusedInput
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import faq, feedback, starters, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback


def guessed(workspace: Workspace, text: str) -> str:
    topic = topics.guess(topics.find(workspace), text)
    return topic.name if topic else ""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I waited for half an hour", "Waiting and punctuality"),
        ("Čekala jsem čtyřicet minut", "Waiting and punctuality"),
        ("Gaidīju četrdesmit minūtes", "Waiting and punctuality"),
        ("It has become rather expensive", "Price"),
        ("Ceny už jsou moc drahé", "Price"),
        ("Cena ir par dārgu", "Price"),
        ("Obsluha byla příjemná", "Staff and manner"),
        ("Meistare bija ļoti laipna", "Staff and manner"),
        ("The colour faded after a week", "Result"),
        ("Barva po týdnu vybledla", "Result"),
        ("Krāsa nomazgājās pēc nedēļas", "Result"),
        ("Nejde se objednat přes web", "Booking"),
        ("Nevar pierakstīties internetā", "Booking"),
        ("The music is too loud and it is cold", "The place"),
        ("Byla tam zima a hluk", "The place"),
        ("Please offer oat milk", ""),
        ("Kolik to stojí?", ""),
        ("What a kind of magic", ""),
    ],
)
def test_the_first_topics_of_a_hair_salon_know_three_languages(
    workspace: Workspace, text: str, topic: str
) -> None:
    starters.add_topics(workspace)
    assert guessed(workspace, text) == topic


@pytest.mark.parametrize("trade", [value for value, _label in settings.SHOP_KIND.choices])
def test_every_trade_has_its_first_topics_once(workspace: Workspace, trade: str) -> None:
    settings.put(workspace, settings.SHOP_KIND, trade)
    starters.add_topics(workspace)
    first = topics.find(workspace)
    assert len(first) >= 6
    starters.add_topics(workspace)
    assert topics.find(workspace) == first


def test_most_words_win_and_the_earlier_topic_wins_a_draw(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price", ("cen", "drah"))
    waiting = topics.add(workspace, "Waiting", ("ček",))
    known = topics.find(workspace)
    assert topics.guess(known, "Drahá cena a čekání") == price
    assert topics.guess(known, "Čekání a cena") == price
    assert topics.guess(known, "Čekání") == waiting


def test_a_topic_without_words_is_never_guessed(workspace: Workspace) -> None:
    topics.add(workspace, "Anything")
    assert guessed(workspace, "anything at all") == ""


def test_a_hidden_topic_is_neither_listed_nor_guessed(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price", ("cen",))
    topics.archive(workspace, price.id)
    assert topics.find(workspace) == []
    assert guessed(workspace, "cena") == ""


def test_a_topic_needs_a_name(workspace: Workspace) -> None:
    with pytest.raises(RefusedInput):
        topics.add(workspace, " ")
    topic = topics.add(workspace, "Price")
    with pytest.raises(RefusedInput):
        topics.change(workspace, topic.id, "", ())
    topics.change(workspace, topic.id, "Prices", ("Drahý",))
    assert topics.find(workspace)[0].words == ("drahy",)


def test_a_name_that_another_topic_has_is_refused(workspace: Workspace) -> None:
    price = topics.add(workspace, "Price")
    other = topics.add(workspace, "Opening hours")
    for name in ("  ", "PRICE"):
        with pytest.raises(RefusedInput):
            topics.rename(workspace, other.id, name)
    with pytest.raises(RefusedInput):
        topics.change(workspace, other.id, "price", ())
    assert topics.rename(workspace, price.id, " Prices\n").name == "Prices"
    assert topics.rename(workspace, price.id, "prices").name == "prices", "its own name is free"


def test_all_that_was_about_a_topic_follows_it_into_another(workspace: Workspace) -> None:
    late = topics.add(workspace, "Late", ("late", "opož"))
    waiting = topics.add(workspace, "Waiting", ("wait", "late"))
    said = feedback.log(workspace, NewFeedback("complaint", "You were late", topic_id=late.id))
    asked = faq.add(workspace, NewFaq({"en": FaqText("How long?")}, topic_id=late.id))
    with workspace.write("what rests on a topic") as write:
        tell = write.insert(
            "suggestion", title="Tell us", topic_id=late.id, created_at="2026-09-01T08:00:00Z"
        )
        write.insert(
            "outcome", suggestion_id=tell, topic_id=late.id, done_on="2026-09-01",
            complaints=3, feedback=4, visits=90, moods=4, content=0, csat_answers=0,
        )  # fmt: skip
        write.insert(
            "saved_view", page="feedback", name="Late", wanted=json.dumps({"topic_id": late.id}),
            position=0, created_at="2026-09-01T08:00:00Z",
        )  # fmt: skip
    merged = topics.merge(workspace, late.id, waiting.id)
    assert merged.words == ("wait", "late", "opoz")
    assert topics.find(workspace) == [merged]
    assert feedback.get(workspace, said.id).topic_id == waiting.id
    assert faq.get(workspace, asked.id).topic_id == waiting.id
    for noun in ("suggestion", "outcome"):
        assert workspace.value(f"SELECT topic_id FROM {noun}") == waiting.id
    assert json.loads(workspace.value("SELECT wanted FROM saved_view")) == {"topic_id": waiting.id}
    assert topics.named(workspace, "Late") == waiting.id
    journal.undo(workspace)
    assert {each.name for each in topics.find(workspace)} == {"Late", "Waiting"}
    assert feedback.get(workspace, said.id).topic_id == late.id
    assert json.loads(workspace.value("SELECT wanted FROM saved_view")) == {"topic_id": late.id}


def test_a_topic_merged_twice_ends_where_the_last_merge_went(workspace: Workspace) -> None:
    first, second, third = (topics.add(workspace, name).id for name in ("One", "Two", "Three"))
    topics.merge(workspace, first, second)
    topics.merge(workspace, second, third)
    assert topics.named(workspace, "One") == topics.named(workspace, "Two") == third
    assert topics.named(workspace, "Four") is None


def test_a_topic_merges_neither_with_itself_nor_into_a_hidden_one(workspace: Workspace) -> None:
    price, hidden = topics.add(workspace, "Price"), topics.add(workspace, "Old")
    topics.archive(workspace, hidden.id)
    with pytest.raises(KnownError, match="same_topic"):
        topics.merge(workspace, price.id, price.id)
    with pytest.raises(KnownError, match="topic_hidden"):
        topics.merge(workspace, price.id, hidden.id)
    with pytest.raises(Missing):
        topics.merge(workspace, price.id, 99)


def test_topics_say_how_often_and_when_they_were_last_spoken_of(workspace: Workspace) -> None:
    price, place = topics.add(workspace, "Price"), topics.add(workspace, "The place")
    for day in (3, 21):
        # Half past eleven in the evening in Prague: the local day counts.
        at = datetime(2026, 9, day - 1, 22, 30, tzinfo=UTC)
        new = NewFeedback("complaint", "Too much", topic_id=price.id, said_at=at)
        feedback.log(workspace, new)
    uses = {use.topic: (use.feedback, use.last_said_on) for use in topics.with_uses(workspace)}
    assert uses == {price: (2, date(2026, 9, 21)), place: (0, None)}


def test_words_keep_the_diacritics_they_were_typed_with(workspace: Workspace) -> None:
    topic = topics.add(workspace, "Waiting", ("Čekání", "čekání", "CEKANI fronta"))
    assert topic.written == ("čekání", "fronta")
    assert topic.words == ("cekani", "fronta")
    assert topic.shown("cs") == topic.shown("lv") == ("čekání", "fronta")
