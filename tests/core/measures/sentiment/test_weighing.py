"""What words weigh where they stand: negations, degrees, contrast, concessions, wishes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.tokens import tokens
from core.measures.sentiment.weighing import Hit, Weighed, weigh

LANGUAGES = ("cs", "lv", "en")


def on_scales(language: str, text: str) -> Weighed:
    return weigh(tokens(text), lexicon(language))


def score(language: str, text: str) -> float:
    return on_scales(language, text).score


def only(language: str, text: str) -> Hit:
    (hit,) = on_scales(language, text).hits
    return hit


# Negation


@pytest.mark.parametrize(
    ("language", "said", "negated"),
    [
        ("cs", "Byla ochotná.", "Nebyla ochotná."),
        ("cs", "Jsem spokojená.", "Nejsem vůbec spokojená."),
        ("cs", "Je to hezké.", "Není to hezké."),
        ("cs", "Je to hezké.", "Neni to hezke."),
        ("lv", "Meistare bija laipna.", "Meistare nebija laipna."),
        ("lv", "Esmu apmierināta.", "Neesmu apmierināta."),
        ("lv", "Griezums ir skaists.", "Griezums nav skaists."),
        ("lv", "Griezums ir skaists.", "griezums nav skaists"),
        ("en", "She was polite.", "She was not polite."),
        ("en", "She was polite.", "She wasn’t polite."),
        ("en", "She was polite.", "She was hardly polite."),
        ("en", "I am happy.", "I am not really happy."),
    ],
)
def test_a_negation_turns_a_praise(language: str, said: str, negated: str) -> None:
    assert score(language, said) > 0 > score(language, negated)
    assert abs(score(language, negated)) < score(language, said)


@pytest.mark.parametrize(
    ("language", "said", "negated"),
    [
        ("cs", "Byla protivná.", "Nebyla protivná."),
        ("lv", "Viņa bija rupja.", "Viņa nebija rupja."),
        ("en", "She was rude.", "She was not rude."),
    ],
)
def test_a_negated_complaint_is_a_faint_praise(language: str, said: str, negated: str) -> None:
    assert score(language, said) < 0 < score(language, negated)
    assert score(language, negated) < abs(score(language, said)) / 1.5


@pytest.mark.parametrize(
    ("language", "said", "negated"),
    [
        ("cs", "U okna je zima.", "U okna není zima."),
        ("lv", "Pie loga ir auksti.", "Pie loga nekad nav auksti."),
        ("en", "The salon was very cold.", "The salon was not very cold."),
        ("en", "The food was cold.", "The food was never cold."),
    ],
)
def test_a_negation_in_the_gap_of_a_fact_turns_it(language: str, said: str, negated: str) -> None:
    assert only(language, said).source == "fact"
    assert score(language, said) < 0 < score(language, negated)
    assert only(language, negated).negated


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "V salonu není vzduch."),
        ("lv", "Apkure salonā nestrādā."),
        ("en", "The heating did not work."),
    ],
)
def test_a_negation_that_a_fact_spells_is_part_of_it(language: str, text: str) -> None:
    hit = only(language, text)
    assert (hit.source, hit.negated) == ("fact", False)
    assert hit.weight < 0


@pytest.mark.parametrize(
    ("language", "near", "far"),
    [
        ("cs", "nebyla ochotná", "nebyla včera ráno zde ona ochotná"),
        ("lv", "nebija laipna", "nebija vakar rītā šeit viņa laipna"),
        ("en", "not polite", "not yesterday morning here she polite"),
    ],
)
def test_a_negation_reaches_only_so_far(language: str, near: str, far: str) -> None:
    assert score(language, near) < 0 < score(language, far)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Nebyla tam fronta, obsluha ochotná."),
        ("cs", "Nebyla tam. Obsluha ochotná."),
        ("lv", "Nebija rindas, apkalpošana laipna."),
        ("lv", "Nebija rindas. Apkalpošana laipna."),
        ("en", "It was not Monday, she was polite."),
        ("en", "I was not there. She was polite."),
    ],
)
def test_a_negation_ends_at_a_comma_and_at_the_end_of_a_sentence(language: str, text: str) -> None:
    assert score(language, text) > 0


@pytest.mark.parametrize(
    ("language", "text"),
    [("cs", "Nebyla milá ani ochotná"), ("lv", "Nebija laipna"), ("en", "not polite")],
)
def test_a_turned_word_says_that_it_was_negated(language: str, text: str) -> None:
    hits = on_scales(language, text).hits
    assert hits
    assert all(hit.negated and hit.weight < 0 for hit in hits)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Nikdy nebyla nespokojená."),
        ("cs", "Nikdo nebyl nepříjemný."),
        ("lv", "Nekad nebija neapmierināta."),
    ],
)
def test_where_negations_go_together_a_negative_word_is_not_praised_twice(
    language: str, text: str
) -> None:
    """In Czech and Latvian "never" beside "is not" is still one negation."""
    twice = on_scales(language, text)
    assert all(abs(hit.weight) <= 1 for hit in twice.hits)
    assert twice.known


@pytest.mark.parametrize(
    ("language", "once", "twice"),
    [
        ("cs", "není ochotná", "nikdy není ochotná"),
        ("cs", "nebyla příjemná", "nikdy nikomu nebyla příjemná"),
        ("lv", "nav laipna", "nekad nav laipna"),
        ("lv", "nebija laipna", "neviens nebija laipna"),
    ],
)
def test_two_negations_are_one_in_czech_and_latvian(language: str, once: str, twice: str) -> None:
    assert score(language, once) < 0
    assert score(language, twice) < 0


@pytest.mark.parametrize(
    ("once", "twice"),
    [
        ("not polite", "never not polite"),
        ("she isn’t kind", "nobody isn’t kind"),
    ],
)
def test_two_negations_undo_each_other_in_english(once: str, twice: str) -> None:
    assert score("en", once) < 0 < score("en", twice)


@pytest.mark.parametrize(
    ("language", "text"),
    [("cs", "Ochotná nebyla."), ("cs", "Hezké to není."), ("lv", "Laipna nebija.")],
)
def test_a_negation_after_the_word_turns_it_too(language: str, text: str) -> None:
    assert score(language, text) < 0


def test_in_english_a_negation_after_the_word_does_not_turn_it() -> None:
    assert score("en", "She was polite not slow") > 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Nikdy jsem neviděla lepší"),
        ("cs", "Nikdy mě neostříhal nikdo tak hezky"),
        ("lv", "Nekad neesmu redzējusi labāku"),
        ("lv", "Nekad neesmu bijusi tik apmierināta"),
        ("en", "I’ve never had a better cut"),
        ("en", "Never felt so happy"),
    ],
)
def test_never_so_and_never_better_make_it_stronger(language: str, text: str) -> None:
    assert score(language, text) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_never_better_is_more_than_better(language: str) -> None:
    word, never = {
        "cs": ("hezčí", "nikdy hezčí"),
        "lv": ("skaistāks", "nekad skaistāks"),
        "en": ("nicer", "never nicer"),
    }[language]
    assert score(language, never) > score(language, word) > 0


# Degrees


@pytest.mark.parametrize(
    ("language", "softer", "word", "stronger"),
    [
        ("cs", "trochu ochotná", "ochotná", "velmi ochotná"),
        ("cs", "trochu protivná", "protivná", "hodně protivná"),
        ("lv", "nedaudz laipna", "laipna", "ļoti laipna"),
        ("lv", "mazliet rupja", "rupja", "ļoti rupja"),
        ("en", "slightly polite", "polite", "extremely polite"),
        ("en", "slightly rude", "rude", "incredibly rude"),
    ],
)
def test_a_degree_moves_what_follows(language: str, softer: str, word: str, stronger: str) -> None:
    weights = [abs(score(language, text)) for text in (softer, word, stronger)]
    assert 0 < weights[0] < weights[1] < weights[2]
    assert len({score(language, text) > 0 for text in (softer, word, stronger)}) == 1


@pytest.mark.parametrize(
    ("language", "strengthens", "alone"),
    [("cs", "strašně hezké", "strašné"), ("en", "awfully nice", "awful")],
)
def test_a_bad_word_that_strengthens_a_good_one_is_no_complaint(
    language: str, strengthens: str, alone: str
) -> None:
    assert score(language, strengthens) > 0 > score(language, alone)


def test_degrees_do_not_pile_up_for_ever() -> None:
    twice = score("en", "really really polite")
    assert score("en", "polite") < twice
    assert score("en", "really really really really polite") == twice


@pytest.mark.parametrize(
    ("language", "calm", "loud"),
    [
        ("cs", "Byla ochotná.", "Byla ochotná!"),
        ("lv", "Bija laipna.", "Bija laipna!"),
        ("en", "She was polite.", "She was polite!"),
    ],
)
def test_a_cry_is_stronger(language: str, calm: str, loud: str) -> None:
    assert score(language, loud) > score(language, calm) > 0


# Contrast and concession


@pytest.mark.parametrize(
    ("language", "praised_last", "blamed_last"),
    [
        ("cs", "Byla protivná, ale ochotná.", "Byla ochotná, ale protivná."),
        ("cs", "Bylo to drahé, ale hezké.", "Bylo to hezké, ale drahé."),
        ("lv", "Viņa bija rupja, bet laipna.", "Viņa bija laipna, bet rupja."),
        ("en", "She was rude, but polite.", "She was polite, but rude."),
        ("en", "She was rude. However, polite.", "She was polite. However, rude."),
    ],
)
def test_after_but_it_weighs_more(language: str, praised_last: str, blamed_last: str) -> None:
    first, second = on_scales(language, praised_last), on_scales(language, blamed_last)
    assert first.turns
    assert first.good > second.good
    assert second.bad > first.bad


@pytest.mark.parametrize(
    ("language", "text"),
    [("cs", "Ale byla ochotná."), ("lv", "Bet bija laipna."), ("en", "But she was polite.")],
)
def test_a_but_with_nothing_before_it_changes_nothing(language: str, text: str) -> None:
    without = text.split(maxsplit=1)[1]
    assert on_scales(language, text).turns
    assert score(language, text) == score(language, without)


@pytest.mark.parametrize(
    ("language", "conceded", "plain"),
    [
        ("cs", "Přestože byla protivná, barva je hezká.", "Byla protivná, barva je hezká."),
        ("cs", "I když je to drahé, barva je hezká.", "Je to drahé, barva je hezká."),
        ("lv", "Kaut gan viņa bija rupja, krāsa ir skaista.", "Viņa bija rupja, krāsa ir skaista."),
        ("en", "Although she was rude, it looks nice.", "She was rude, it looks nice."),
        ("en", "It looks nice, even though she was rude.", "It looks nice, she was rude."),
    ],
)
def test_what_is_conceded_weighs_less(language: str, conceded: str, plain: str) -> None:
    less, whole = on_scales(language, conceded), on_scales(language, plain)
    assert 0 < less.bad < whole.bad
    assert less.good == pytest.approx(whole.good)


# Wishes and questions


@pytest.mark.parametrize(
    ("language", "wished", "plain"),
    [
        ("cs", "Kéž by byla ochotná", "Byla ochotná"),
        ("lv", "Varētu būt laipna", "Bija laipna"),
        ("en", "I wish she would be polite", "She was polite"),
    ],
)
def test_what_is_wished_for_is_hardly_praise(language: str, wished: str, plain: str) -> None:
    wish = on_scales(language, wished)
    assert wish.wishes
    assert wish.score < score(language, plain)


@pytest.mark.parametrize(
    ("language", "asked", "plain"),
    [
        ("cs", "Je hezká?", "Je hezká."),
        ("lv", "Vai viņa ir laipna?", "Viņa ir laipna."),
        ("en", "Is she polite?", "She is polite."),
    ],
)
def test_what_is_asked_weighs_less(language: str, asked: str, plain: str) -> None:
    question = on_scales(language, asked)
    assert question.asks
    assert not on_scales(language, plain).asks
    assert 0 < question.score < score(language, plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_does_not_soften_the_sentence_beside_it(language: str) -> None:
    praise = {"cs": "Byla ochotná.", "lv": "Bija laipna.", "en": "She was polite."}[language]
    assert score(language, f"{praise} 123?") == score(language, praise)


def test_a_smile_in_a_question_weighs_as_ever() -> None:
    assert score("en", "123 😍?") == score("en", "123 😍") > 0


# The whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_without_mood_words_balances(language: str) -> None:
    weighed = on_scales(language, "Qwrt 123 zxcv, 45.")
    assert (weighed.hits, weighed.score, weighed.known) == ([], 0.0, 0)


@pytest.mark.parametrize(
    ("language", "word"), [("cs", "ochotná"), ("lv", "laipna"), ("en", "polite")]
)
def test_two_praises_are_surer_than_one_but_never_more_than_sure(language: str, word: str) -> None:
    one, two = score(language, word), score(language, f"{word}. {word}")
    many = score(language, f"{word}. " * 200)
    assert one < two < many <= 1


@given(
    st.sampled_from(LANGUAGES),
    st.lists(
        st.sampled_from(
            "not never but although would very polite rude 40 waited minutes ? ! . , 😍 :( "
            "není nikdy ale přestože kéž velmi ochotná protivná čekala minut "
            "nav nekad bet lai gan varētu ļoti laipna rupja gaidīju minūtes".split()
        ),
        max_size=40,
    ),
)
def test_whatever_is_said_weights_stay_in_bounds_and_places_in_order(
    language: str, said: list[str]
) -> None:
    weighed = on_scales(language, " ".join(said))
    assert -1 <= weighed.score <= 1
    assert weighed.good >= 0 <= weighed.bad
    for hit in weighed.hits:
        assert 0 <= hit.first < hit.end <= len(weighed.tokens)
        assert 0 < abs(hit.weight) <= 1
    words = [(hit.first, hit.end) for hit in weighed.hits if hit.source != "sign"]
    assert all(end <= first for (_, end), (first, _) in pairwise(words))


@given(st.sampled_from(LANGUAGES), st.text(max_size=200))
def test_any_text_can_be_weighed(language: str, text: str) -> None:
    assert -1 <= on_scales(language, text).score <= 1
