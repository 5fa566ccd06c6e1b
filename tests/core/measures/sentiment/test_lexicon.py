"""What a lexicon knows of a word form: its weight, negations within it, degrees, stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.lexicon import Lexicon, Meaning, Stems, turned
from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.tokens import plain


def meaning(language: str, word: str) -> Meaning:
    return lexicon(language).meaning(plain(word))


def weight(language: str, word: str) -> float:
    known = meaning(language, word).weight
    assert known is not None, word
    return known


def test_the_whole_word_comes_before_any_stem_and_the_longest_stem_before_others() -> None:
    stems = Stems([("dobr*", 0.5), ("dobropis*", 0.0), ("dobropisy", -0.1), ("Žlu*", 0.2)])
    assert stems.get("dobra") == 0.5
    assert stems.get("dobropisech") == 0.0
    assert stems.get("dobropisy") == -0.1
    assert stems.get("dobr") == 0.5
    assert stems.get("zlute") == 0.2
    assert stems.get("dob") is None
    assert len(stems) == 4


def test_no_stems_know_no_word() -> None:
    assert Stems([]).get("dobra") is None
    assert Stems([("dobra", 0.5)]).get("dobrak") is None


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.floats(-1, 1), max_size=8))
def test_a_stem_is_found_in_every_word_that_begins_with_it(entries: dict[str, float]) -> None:
    stems = Stems([(f"{entry}*", value) for entry, value in entries.items()])
    for form in [entry + more for entry in entries for more in ("", "a", "cab")]:
        longest = max((entry for entry in entries if form.startswith(entry)), key=len)
        assert stems.get(form) == entries[longest]


def test_the_later_of_two_entries_counts_so_ours_go_over_textblobs() -> None:
    assert Stems([("sick", -0.7), ("sick", 0.2)]).get("sick") == 0.2


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("cs", "spokojená", "nespokojená"),
        ("cs", "ochotný", "neochotný"),
        ("cs", "příjemné", "nepříjemné"),
        ("lv", "apmierināta", "neapmierināta"),
        ("lv", "laipna", "nelaipna"),
        ("lv", "patīkami", "nepatīkami"),
        ("en", "happy", "unhappy"),
    ],
)
def test_a_negation_inside_the_word_turns_it(language: str, good: str, bad: str) -> None:
    assert weight(language, good) > 0 > weight(language, bad)


def test_a_negation_inside_a_word_is_told_where_the_word_itself_is_not_listed() -> None:
    words = [("spokojen*", 0.6), ("hruz*", -0.8), ("nevrl*", -0.5)]
    own = _with_words("cs", words)
    assert own.meaning("nespokojena") == _meaning(own, "nespokojena", turned(0.6), negated=True)
    assert own.meaning("nehruza") == _meaning(own, "nehruza", turned(-0.8), negated=True)
    assert own.meaning("nevrla") == _meaning(own, "nevrla", -0.5, negated=False)
    assert _with_words("en", words).meaning("nespokojena").weight is None


def test_too_short_a_rest_is_no_negated_word() -> None:
    own = _with_words("cs", [("bo", 0.5), ("rad", 0.5)])
    assert own.meaning("nebo").weight is None
    assert own.meaning("nerad").negated


@pytest.mark.parametrize("form", [0.1, 0.5, 1.0])
def test_a_negated_word_is_weaker_and_on_the_other_side(form: float) -> None:
    assert -form < turned(form) < 0 < turned(-form) < form
    assert abs(turned(form)) > turned(-form)


@pytest.mark.parametrize(
    ("language", "plain_form", "superlative"),
    [("cs", "milejsi", "nejmilejsi"), ("lv", "skaistak", "visskaistak")],
)
def test_a_superlative_is_stronger(language: str, plain_form: str, superlative: str) -> None:
    own = _with_words(language, [(plain_form, 0.5)])
    assert own.meaning(superlative).weight == pytest.approx(0.625)
    sure = _with_words(language, [(plain_form, -1.0)])
    assert sure.meaning(superlative).weight == -1.0
    assert _with_words("en", [(plain_form, 0.5)]).meaning(superlative).weight is None


@pytest.mark.parametrize(
    ("language", "word", "best"),
    [("cs", "lepší", "nejlepší"), ("lv", "labāka", "vislabākā"), ("en", "better", "best")],
)
def test_the_best_is_better_than_the_better(language: str, word: str, best: str) -> None:
    assert weight(language, best) > weight(language, word) > 0


@pytest.mark.parametrize(
    ("language", "innocent", "guilty"),
    [("cs", "dobropis", "dobrá"), ("cs", "dobrovolník", "dobrý")],
)
def test_an_innocent_word_weighs_nothing_whatever_it_begins_with(
    language: str, innocent: str, guilty: str
) -> None:
    assert weight(language, innocent) == 0
    assert meaning(language, innocent).known
    assert weight(language, guilty) > 0


def test_an_innocent_word_is_not_negated_into_a_mood() -> None:
    own = _with_words("cs", [("dobr*", 0.5), ("dobropis*", 0.0)])
    assert own.meaning("nedobropis").weight is None
    assert own.meaning("nedobry").weight == turned(0.5)


@pytest.mark.parametrize(
    ("language", "stretched", "word"),
    [("cs", "suuuuper", "super"), ("lv", "supeeeer", "super"), ("en", "goooood", "good")],
)
def test_a_stretched_word_means_what_the_usual_one_does(
    language: str, stretched: str, word: str
) -> None:
    assert weight(language, stretched) == weight(language, word)


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_a_word_that_nobody_listed_is_not_known(language: str) -> None:
    assert not meaning(language, "qwrtzxcv").known
    assert meaning(language, "qwrtzxcv").weight is None


def test_words_from_elsewhere_are_known_but_our_own_come_first() -> None:
    own = Lexicon("en", lexicon("en").grammar, {"qwrtzxcv": 0.3, "amazing": -1.0})
    assert own.meaning("qwrtzxcv").weight == 0.3
    assert (own.meaning("amazing").weight or 0) > 0


def _with_words(language: str, words: list[tuple[str, float]]) -> Lexicon:
    """The lexicon of a language with only these mood words."""
    own = Lexicon(language, lexicon(language).grammar)
    own._words = Stems(words)
    return own


def _meaning(own: Lexicon, form: str, weight: float, *, negated: bool) -> Meaning:
    told = own.meaning(form)
    return Meaning(weight, negated, told.degree, told.negates, told.contrasts, told.patterns)
