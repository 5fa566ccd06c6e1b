"""Phrases of a lexicon: words, stems, numbers and gaps, found in a row of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.lexicon import Grammar, Lexicon
from core.measures.sentiment.patterns import GAP, Pattern, PatternBook
from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.tokens import tokens
from core.measures.sentiment.weighing import Hit, weigh


def match(pattern: str, text: str, at: int = 0) -> int:
    """Where a phrase ends among the words of a text; 0 where it does not stand."""
    words = text.split()
    return Pattern(tuple(pattern.split()), "phrase").match(words, [w.isdigit() for w in words], at)


def found(text: str, language: str) -> list[tuple[str, str]]:
    """The phrases and facts found in a text: the words as typed, and the label."""
    weighed = weigh(tokens(text), lexicon(language))

    def typed(hit: Hit) -> str:
        return text[weighed.tokens[hit.first].start : weighed.tokens[hit.end - 1].end]

    return [(typed(hit), hit.label) for hit in weighed.hits if hit.source in ("phrase", "fact")]


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("no complaints", "no complaints here", 2),
        ("no complaints", "no complaint", 0),
        ("no complaints", "no", 0),
        ("cekal*", "cekala dlouho", 1),
        ("cekal* dlouh*", "cekala dlouho", 2),
        ("cekal* dlouh*", "cekala kratce", 0),
        ("waited # minutes", "waited 40 minutes", 3),
        ("waited # minutes", "waited some minutes", 0),
        ("recommend _ enough", "recommend them enough", 3),
        ("recommend _ enough", "recommend enough", 0),
        ("recommend _ enough", "recommend this place enough", 0),
        ("waited ~ hours", "waited hours", 2),
        ("waited ~ hours", "waited there for many hours", 5),
        ("waited ~ hours", "waited there for so many hours", 0),
        ("waited ~ # hours", "waited there for 3 hours", 5),
        ("a ~ b ~ c", "a x x b x c", 6),
    ],
)
def test_a_phrase_ends_where_its_last_part_stands(pattern: str, text: str, end: int) -> None:
    assert match(pattern, text) == end


def test_a_phrase_is_looked_for_where_it_is_asked() -> None:
    assert match("no complaints", "there are no complaints", 2) == 4


@given(st.integers(0, GAP + 3))
def test_a_gap_is_as_wide_as_it_says(between: int) -> None:
    text = " ".join(["waited", *["x"] * between, "hours"])
    assert bool(match("waited ~ hours", text)) is (between <= GAP)


@given(
    st.lists(st.sampled_from(["a", "b*", "#", "_", "~"]), max_size=5),
    st.lists(st.sampled_from(["a", "b", "bb", "7", "c"]), min_size=1, max_size=9),
)
def test_no_phrase_ends_beyond_the_words(parts: list[str], words: list[str]) -> None:
    pattern = Pattern((words[0], *parts), "phrase")
    end = pattern.match(words, [word.isdigit() for word in words], 0)
    firm = len([part for part in parts if part != "~"])
    assert end == 0 or firm < end <= len(words)


def test_only_phrases_that_could_begin_with_a_word_are_tried() -> None:
    told = [("no complaints",), ("no",), ("no ~ problem",), ("not*",), ("never again",)]
    patterns = [Pattern(tuple(parts.split()), "phrase") for (parts,) in told]
    book = PatternBook(patterns)
    assert len(book) == len(told)
    assert book.beginning("yes") is None
    begun = book.beginning("no")
    assert begun is not None
    said = frozenset({"no", "complaints"})
    assert set(begun.possible("complaints", said)) == {patterns[0], patterns[1]}
    assert set(begun.possible("", said | {"problem"})) == {patterns[1], patterns[2]}
    stem = book.beginning("nothing")
    assert stem is not None
    assert set(stem.possible("at", frozenset({"nothing", "at"}))) == {patterns[3]}


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("cs", "Fakt nemám co vytknout.", "nemám co vytknout"),
        ("lv", "Man nav par ko sūdzēties!", "nav par ko sūdzēties"),
        ("en", "I would highly recommend them.", "highly recommend"),
    ],
)
def test_an_idiom_is_found_as_one_piece(language: str, text: str, phrase: str) -> None:
    assert any(phrase in typed for typed, _label in found(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Čekala jsem tam 40 minut"),
        ("cs", "cekala jsem ctyricet minut"),
        ("lv", "Gaidīju 40 minūtes"),
        ("lv", "gaidiju cetrdesmit minutes"),
        ("en", "We waited about 40 minutes"),
        ("en", "we waited forty minutes"),
    ],
)
def test_figures_and_number_words_both_count(language: str, text: str) -> None:
    ((typed, label),) = found(text, language)
    assert label == "waiting"
    assert typed.split()[-1] == text.split()[-1]


@pytest.mark.parametrize(
    ("language", "whole", "torn"),
    [
        ("cs", "Nemám co vytknout", "Nemám. Co vytknout"),
        ("cs", "Čekala jsem 40 minut", "Čekala jsem! 40 minut"),
        ("lv", "Nav par ko sūdzēties", "Nav! Par ko sūdzēties"),
        ("lv", "Gaidīju 40 minūtes", "Gaidīju.\n40 minūtes"),
        ("en", "Couldn't be happier", "Couldn't. Be happier"),
        ("en", "Waited 40 minutes", "Waited. 40 minutes"),
    ],
)
def test_a_phrase_stops_at_the_end_of_a_sentence(language: str, whole: str, torn: str) -> None:
    assert whole in [typed for typed, _label in found(whole, language)]
    assert all(len(typed) < len(whole) for typed, _label in found(torn, language))


class Small(Lexicon):
    """A lexicon of a few phrases and no files, to see which of them wins."""

    def __init__(self, *patterns: Pattern) -> None:
        super().__init__("en", Grammar())
        self.phrases = PatternBook(patterns)


def test_the_longest_phrase_wins() -> None:
    short = Pattern(("zorn", "blip"), "phrase", -0.5)
    long = Pattern(("zorn", "blip", "quux"), "phrase", 0.7)
    for order in ((short, long), (long, short)):
        (hit,) = weigh(tokens("zorn blip quux"), Small(*order)).hits
        assert (hit.first, hit.end, hit.weight) == (0, 3, 0.7)
        (hit,) = weigh(tokens("zorn blip what"), Small(*order)).hits
        assert (hit.end, hit.weight) == (2, -0.5)


def test_of_phrases_that_end_together_the_one_that_says_more_wins() -> None:
    vague = Pattern(("zorn", "~", "quux"), "phrase", -0.5)
    exact = Pattern(("zorn", "blip", "quux"), "phrase", 0.7)
    for order in ((vague, exact), (exact, vague)):
        (hit,) = weigh(tokens("zorn blip quux"), Small(*order)).hits
        assert hit.weight == 0.7


def test_a_phrase_without_weight_hides_the_words_in_it() -> None:
    greeting = Pattern(("good", "morning"), "phrase", 0.0)
    assert weigh(tokens("good morning"), Small(greeting)).hits == []
    assert weigh(tokens("good mornings"), Small(greeting)).hits
