"""Topics: the shop's own list, guessed from words in three languages."""

from __future__ import annotations

import pytest

from core.errors import RefusedInput
from core.store import settings
from core.store.workspace import Workspace
from core.voice import starters, topics


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
