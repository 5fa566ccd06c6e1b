"""Alike: what was said before that a text says again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures import likeness, stems
from core.people import customers
from core.people.customers import NewCustomer
from core.store import settings
from core.store.workspace import Workspace
from core.voice import alike, faq, feedback, suggestions
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion


def hear(workspace: Workspace, *bodies: str) -> list[int]:
    return [feedback.log(workspace, NewFeedback("other", body)).id for body in bodies]


def found(workspace: Workspace, text: str) -> list[str]:
    return [each.feedback.body for each in alike.to(workspace, text).feedback]


@pytest.mark.parametrize(
    ("language", "said", "again"),
    [
        ("cs", "Kolegyně z recepce se chovala hrozně", "Chování kolegyň na recepci"),
        ("cs", "Ručníky byly mokré", "Dostala jsem mokrý ručník"),
        ("cs", "Vybledla mi barva", "barva za týden vybledne"),
        ("cs", "Kde se dá zaparkovat auto?", "Parkování u vás je hrozné"),
        ("cs", "Čekala jsem a nikdo mi nenapsal zprávu", "Pošlete SMS, když se čeká"),
        ("cs", "Prosim zasouvaci dvere u kabinky", "zásuvné dveře do kabinky"),
        ("lv", "Dvieļi bija mitri", "Iedeva mitru dvieli"),
        ("lv", "Kur var novietot mašīnu?", "Autostāvvieta vienmēr ir pilna"),
        ("lv", "Gaidīju un neviens neatsūtīja ziņu", "Atsūtiet īsziņu, ja jāgaida"),
        ("lv", "Pieraksts internetā būtu ērts", "Vai var pierakstīties mājaslapā?"),
        ("cs", "Dá se u vás platit kartou?", "Berete karty?"),
        ("lv", "Vai var maksāt ar karti?", "Vai pieņemat kartes?"),
        ("en", "Can I pay by card?", "Do you take cards?"),
        ("en", "The towels were damp", "I was given a damp towel"),
        ("en", "Nobody sent a message that I would wait", "Send us messages when there is a delay"),
        ("en", "Please offer appointments online", "Could we book on your website?"),
        ("en", "Could you gift wrap presents?", "Gift wrapping would be nice"),
        ("en", "The mirrors are greasy", "Greasy mirror again"),
    ],
)
def test_other_forms_and_other_words_for_the_same_meet(
    workspace: Workspace, language: str, said: str, again: str
) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    hear(workspace, said)
    assert [each.feedback.body for each in alike.to(workspace, again, language=language).feedback]


@pytest.mark.parametrize(
    ("language", "said", "other"),
    [
        ("cs", "Čekala jsem půl hodiny", "Čekala bych víc"),
        ("cs", "Děkuji, jste skvělí", "Děkuji, bylo to skvělé"),
        ("cs", "Barva po týdnu vybledla", "Obsluha byla po celou dobu milá"),
        ("cs", "Hezký den, kde zaparkuji?", "Hezký den, kde vás najdu?"),
        ("lv", "Paldies par visu, jauku dienu", "Paldies, jauka diena"),
        ("lv", "Krāsa pēc nedēļas izbalēja", "Pēc nedēļas nākšu vēlreiz"),
        ("cs", "Dá se u vás platit kartou?", "Berete dárkové karty?"),
        ("lv", "Vai var maksāt ar karti?", "Vai pieņemat dāvanu kartes?"),
        ("lv", "Vai pieņemat bez pieraksta?", "Vai jums ir piens?"),
        ("en", "Can I pay by card?", "Do you take gift cards?"),
        ("en", "Can I pay by card?", "I lost my card"),
        ("en", "Thank you, I will come again", "Thank you, see you again"),
        ("en", "I waited for half an hour", "The treatment took half an hour"),
    ],
)
def test_courtesies_and_chance_words_are_not_alike(
    workspace: Workspace, language: str, said: str, other: str
) -> None:
    settings.put(workspace, settings.LANGUAGE, language)
    hear(workspace, said)
    assert alike.to(workspace, other, language=language).feedback == ()


def test_voices_in_another_language_are_found(workspace: Workspace) -> None:
    hear(workspace, "Ke kávě bych chtěla ovesné mléko", "Objednávání přes web by bylo super")
    assert found(workspace, "Please offer oat milk") == ["Ke kávě bych chtěla ovesné mléko"]
    assert found(workspace, "I want to book online") == ["Objednávání přes web by bylo super"]


@pytest.mark.parametrize(
    "text", ["", "  ", "super", "?!", "colour", "parking", "thank you so much", "a b c"]
)
def test_nothing_is_like_a_text_that_tells_little(workspace: Workspace, text: str) -> None:
    hear(workspace, text.strip() or "-", "super colour, thank you so much")
    assert alike.to(workspace, text) == alike.Alike()


def test_the_closest_voice_stands_first_and_the_one_asked_about_is_left_out(
    workspace: Workspace,
) -> None:
    near, far, _other = hear(
        workspace,
        "The towels were damp and grey",
        "Damp towels, and also the mirror in the hall was dusty and cracked",
        "The coffee was cold",
    )
    shown = alike.to(workspace, "The towels were damp").feedback
    assert [each.feedback.id for each in shown] == [near, far]
    assert 100 >= shown[0].likeness > shown[1].likeness >= alike.LEAST
    again = alike.to(workspace, "The towels were damp", but=near).feedback
    assert [each.feedback.id for each in again] == [far]


def test_a_sentence_within_a_long_voice_is_enough(workspace: Workspace) -> None:
    hear(workspace, "Lovely cut. My neck hurts from the basin though. See you in May!")
    assert found(workspace, "The basin hurts my neck")


def test_current_suggestions_are_found_by_their_words_and_by_who_stands_behind(
    workspace: Workspace,
) -> None:
    voice = hear(workspace, "The towels were damp")[0]
    dry = suggestions.suggest(workspace, NewSuggestion("Buy a dryer", feedback_ids=(voice,)))
    late = suggestions.suggest(workspace, NewSuggestion("Send a message when we run late"))
    assert alike.to(workspace, "I got a damp towel").suggestions == (dry,)
    told = alike.to(workspace, "I waited long and nobody sent me a message")
    assert [each.id for each in told.suggestions] == [late.id]
    suggestions.decide(workspace, late.id, "declined", "We only have a landline.")
    assert alike.to(workspace, "I waited long and nobody sent me a message").suggestions == ()


def test_suggestions_are_found_whatever_the_order_of_words(workspace: Workspace) -> None:
    later = suggestions.suggest(workspace, NewSuggestion("Open later in the evening"))
    suggestions.suggest(workspace, NewSuggestion("Sell gift cards"))
    assert alike.to(workspace, "could you in the evening be open later").suggestions == (later,)


def test_a_question_typed_again_brings_its_answer(workspace: Workspace) -> None:
    texts = {"en": FaqText("Where can I park?", "Behind."), "cs": FaqText("Kde zaparkuji?", "Za.")}
    parking = faq.add(workspace, NewFaq(texts))
    faq.add(workspace, NewFaq({"en": FaqText("Do you sell gift vouchers?", "Yes.")}))
    for text in ("Is there any parking near you?", "Dá se u vás někde zaparkovat?"):
        assert alike.to(workspace, text).questions == (parking,)
    faq.archive(workspace, parking.id)
    assert alike.to(workspace, "Is there any parking near you?").questions == ()


def test_one_clear_subject_brings_the_answer_to_a_question(workspace: Workspace) -> None:
    texts = {"en": FaqText("Can I pay by card?", "Yes."), "cs": FaqText("Dá se platit kartou?", "")}
    cards = faq.add(workspace, NewFaq(texts))
    for text in ("Do you take cards?", "Berete karty?", "Vai pieņemat kartes?"):
        assert alike.to(workspace, text).questions == (cards,)
    assert alike.to(workspace, "Do you sell gift cards?").questions == ()


def test_what_a_customer_said_twice_on_a_day_is_one_voice(workspace: Workspace) -> None:
    jana, ilze = (customers.add(workspace, NewCustomer(name)).id for name in ("Jana", "Ilze"))
    now = workspace.clock.now()

    def say(who: int | None, days: int) -> int:
        said_at = now - timedelta(days=days)
        told = NewFeedback("complaint", "The towels were damp", who, said_at=said_at)
        return feedback.log(workspace, told).id

    first, again, before, other, walk_in = (
        say(jana, 0), say(jana, 0), say(jana, 3), say(ilze, 0), say(None, 0)
    )  # fmt: skip

    def found_ids(**given: int) -> set[int]:
        return {v.feedback.id for v in alike.to(workspace, "Damp towels", **given).feedback}

    assert found_ids() == {first, again, before, other, walk_in}
    assert found_ids(customer_id=jana) == {before, other, walk_in}
    assert found_ids(but=first) == {before, other, walk_in}
    assert found_ids(but=before) == {first, again, other, walk_in}
    assert found_ids(but=walk_in) == {first, again, before, other}


def test_what_was_written_since_is_found_at_once(workspace: Workspace) -> None:
    assert found(workspace, "damp towels") == []
    voice = hear(workspace, "A damp towel")[0]
    assert found(workspace, "damp towels") == ["A damp towel"]
    feedback.remove(workspace, voice)
    assert found(workspace, "damp towels") == []


@given(st.text(max_size=200), st.sampled_from(["cs", "lv", "en", "xx"]))
def test_any_text_can_be_compared_and_is_like_itself(text: str, language: str) -> None:
    units = likeness.units(text, language)
    assert all(map(likeness.tells, units))
    near = likeness.of_texts(units, units, lambda _told: 1.0)
    assert near == pytest.approx(100.0 if units else 0.0)


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=6), max_size=6),
       st.lists(st.text("abcdefgh", min_size=3, max_size=6), max_size=6))  # fmt: skip
def test_likeness_is_between_nothing_and_everything(first: list[str], second: list[str]) -> None:
    one, other = tuple(dict.fromkeys(first)), tuple(dict.fromkeys(second))
    near = likeness.of_units(one, other, lambda _told: 1.0)
    assert 0.0 <= near <= 100.0
    if len(set(one) & set(other)) >= likeness.FEWEST:
        assert near > 0


@given(st.text("abcdefghijklmnoprstuvz", min_size=1, max_size=14))
def test_a_stem_is_within_its_word_so_that_a_search_by_beginnings_finds_it(word: str) -> None:
    for language in ("cs", "lv", "en"):
        stem = stems.stem(word, language)
        assert len(stem) <= stems.LONGEST
        assert any(word.startswith(begun) for begun in stems.begun(stem))


def test_praise_is_not_alike_to_what_asks_for_something(workspace: Workspace) -> None:
    loved = "My son loves his new hair cut."
    asked = "Can my son have a hair cut too?"
    feedback.log(workspace, NewFeedback("praise", loved))
    feedback.log(workspace, NewFeedback("question", asked))
    text = "Can my son have his hair cut here?"

    def shown(kind: str) -> set[str]:
        return {each.feedback.body for each in alike.to(workspace, text, kind=kind).feedback}

    assert shown("question") == shown("complaint") == shown("suggestion") == {asked}
    assert shown("praise") == {loved}
    assert shown("other") == shown("") == {loved, asked}
