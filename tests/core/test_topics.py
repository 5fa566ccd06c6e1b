"""Topics: the shop's own list, guessed from words in three languages."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from core import i18n
from core.errors import KnownError, Missing, RefusedInput
from core.store import journal, settings
from core.store.workspace import Workspace
from core.text import fold
from core.voice import faq, feedback, saved_views, starters, topic_words, topics
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback
from core.voice.starter_words import BOOKING, DELIVERY, OF_TRADE, WAITING, Starter


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
        ("Please offer oat milk", "The place"),
        ("Kolik to stojí?", "Price"),
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
            topics.change(workspace, other.id, name, ())
    with pytest.raises(RefusedInput):
        topics.add(workspace, "PRÍCE")
    for typed, name in ((" Prices\n", "Prices"), ("prices", "prices")):
        topics.change(workspace, price.id, typed, ())
        assert topics.get(workspace, price.id).name == name, "its own name is free"


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


def test_a_view_that_nobody_can_read_keeps_no_topics_apart(workspace: Workspace) -> None:
    late, waiting = topics.add(workspace, "Late"), topics.add(workspace, "Waiting")
    view = saved_views.save(workspace, "feedback", "Old", {"topic_id": late.id})
    with workspace.write("mended by hand") as write:
        write.update("saved_view", view.id, wanted='{"topic_id":')
    topics.merge(workspace, late.id, waiting.id)
    assert topics.find(workspace) == [waiting]
    assert saved_views.get(workspace, view.id).wanted == {}


def test_a_topic_merged_twice_ends_where_the_last_merge_went(workspace: Workspace) -> None:
    first, second, third = (topics.add(workspace, name).id for name in ("One", "Two", "Three"))
    topics.merge(workspace, first, second)
    topics.merge(workspace, second, third)
    assert topics.named(workspace, "One") == topics.named(workspace, "TWO ") == third
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


def test_an_owner_reads_the_words_of_a_topic_in_her_own_language(workspace: Workspace) -> None:
    starters.add_topics(workspace)
    place = next(topic for topic in topics.find(workspace) if "parking" in topic.words)
    assert {"parkování", "hudba", "zima"} <= set(place.shown("cs"))
    assert {"stāvvieta", "mūzika", "auksts"} <= set(place.shown("lv"))
    assert {"parking", "music", "cold"} <= set(place.shown("en"))
    for language in ("cs", "lv", "en"):
        others = {other for other in ("cs", "lv", "en") if other != language}
        assert not set(place.shown(language)) & {
            {"cs": "hudba", "lv": "mūzika", "en": "music"}[other] for other in others
        }


def test_changing_the_words_shown_keeps_those_of_other_languages(workspace: Workspace) -> None:
    starters.add_topics(workspace)
    place = next(topic for topic in topics.find(workspace) if "parking" in topic.words)
    shown = [word for word in place.shown("cs") if word != "hudba"]
    topics.change(workspace, place.id, "Místo", (*shown, "Výtah"), "cs")
    changed = topics.get(workspace, place.id)
    assert changed.name == "Místo"
    assert changed.shown("cs") == (*shown, "výtah")
    assert [word for word in changed.shown("lv") if word != "výtah"] == list(place.shown("lv"))
    assert guessed(workspace, "Hudba hrála") == ""
    assert guessed(workspace, "The music played") == "Místo"


def test_words_left_as_they_are_shown_change_nothing(workspace: Workspace) -> None:
    for trade, _label in settings.SHOP_KIND.choices:
        settings.put(workspace, settings.SHOP_KIND, trade)
        starters.add_missing(workspace)
    for topic in topics.find(workspace):
        for language in ("cs", "lv", "en"):
            topics.change(workspace, topic.id, topic.name, topic.shown(language), language)
        assert set(topics.get(workspace, topic.id).words) == set(topic.words)


def test_a_word_of_the_shops_own_is_met_in_all_its_forms(workspace: Workspace) -> None:
    waiting = topics.add(workspace, "Waiting", ("čekání", "gaidīšana"))
    assert topics.guess([waiting], "Čekala jsem dlouho", "cs") == waiting
    assert topics.guess([waiting], "Gaidījām ilgi", "lv") == waiting


def test_words_count_in_texts_of_their_own_language(workspace: Workspace) -> None:
    starters.add_topics(workspace)
    known = topics.find(workspace)
    found = topics.guess(known, "Milý personál", "cs")
    assert found is not None
    assert "staff" in found.words
    assert topics.guess(known, "Milk is dear", "lv") is None


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_first_topics_come_again_without_doubling(workspace: Workspace, language: str) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    first = topics.add_starters(workspace)
    assert len(first) == 7
    topics.change(workspace, first[0].id, "Kdy přijdu na řadu", first[0].written)
    topics.archive(workspace, first[1].id)
    topics.merge(workspace, first[2].id, first[3].id)
    settings.put(workspace, settings.LANGUAGE, "en")
    assert topics.add_starters(workspace) == []
    settings.put(workspace, settings.SHOP_KIND, "cafe")
    assert [topic.name for topic in topics.add_starters(workspace)] == [
        "Coffee and drinks", "Food", "Opening hours",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("trade", "text", "language", "topic"),
    [
        ("barber", "Vousy jsou nerovné", "cs", "Cut and beard"),
        ("barber", "Bārda ir šķība, skuveklis truls", "lv", "Cut and beard"),
        ("barber", "The beard was shaved uneven", "en", "Cut and beard"),
        ("nails", "Gelový lak se po dvou dnech odloupl", "cs", "Skin and nail care"),
        ("nails", "Nagu laka nolobījās", "lv", "Skin and nail care"),
        ("nails", "Nástroje nebyly sterilní", "cs", "Hygiene"),
        ("nails", "The tools were not sterile", "en", "Hygiene"),
        ("beauty", "Pleť mám po ošetření zarudlou", "cs", "Skin and nail care"),
        ("beauty", "Sejas āda pēc procedūras ir sarkana", "lv", "Skin and nail care"),
        ("cafe", "Espresso bylo vlažné", "cs", "Coffee and drinks"),
        ("cafe", "Kūka bija sausa", "lv", "Food"),
        ("cafe", "Are you open on Sunday?", "en", "Opening hours"),
        ("shop", "Moje velikost byla vyprodaná", "cs", "Choice and stock"),
        ("shop", "Prece bija bojāta, slikta kvalitāte", "lv", "Quality of goods"),
        ("shop", "Can I return it and get a refund?", "en", "Returns and complaints"),
        ("shop", "Piegāde kavējās, paka nav atnākusi", "lv", "Orders and delivery"),
    ],
)
def test_every_trade_knows_what_it_is_told(
    workspace: Workspace, trade: str, text: str, language: str, topic: str
) -> None:
    settings.put(workspace, settings.SHOP_KIND, trade)
    found = topics.guess(topics.add_starters(workspace), text, language)
    assert found is not None
    assert found.name == topic


def _words_of(*starters: Starter) -> tuple[str, ...]:
    every = [topic_words.pairs(each, tongue) for each in starters for tongue in i18n.LANGUAGES]
    return tuple(dict.fromkeys(fold(begun) for pairs in every for begun, _word in pairs))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("trade", sorted(OF_TRADE))
def test_a_first_topic_shows_its_own_words_and_none_of_another(trade: str, language: str) -> None:
    for starter in OF_TRADE[trade]:
        own = {word for _begun, word in topic_words.pairs(starter, language)}
        assert set(topic_words.shown(_words_of(starter), language)) <= own


def test_a_word_of_another_topic_and_tongue_points_to_none_of_a_salon() -> None:
    booking, waiting = _words_of(BOOKING), _words_of(WAITING)
    assert "parcel" not in topic_words.meant(booking, "en")
    assert "parcel" in topic_words.meant(booking, "lv")
    assert "kave" not in topic_words.meant(waiting, "cs"), "kávě is coffee, not kavēties"
    assert "parcel" in topic_words.shown(_words_of(BOOKING, DELIVERY), "en"), "merged into one"
    assert "parcel" in topic_words.shown(("parcel", "van"), "en"), "a topic of the shop's own"
