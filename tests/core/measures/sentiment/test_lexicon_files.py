"""The files that the lexicons are read from: one entry a line, weighed, told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from core.measures.sentiment.lexicon_files import lines, weighted
from core.measures.sentiment.patterns import ROLES
from core.measures.sentiment.readers import lexicon
from core.measures.sentiment.reading import FACTS
from core.measures.sentiment.signs import SIGNS
from core.measures.sentiment.tokens import plain

LANGUAGES = ("cs", "lv", "en")
WEIGHTED = ("words", "phrases", "facts")
LISTS = ("numbers", *ROLES)
FEWEST_WORDS = 3_000
WIDEST_DEGREE = 2.0

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def numbered(name: str, language: str) -> Iterator[tuple[int, str]]:
    return enumerate(lines(name, language), 1)


@pytest.mark.parametrize("name", ["words", "phrases"])
@in_every_language
def test_a_weight_lies_between_minus_one_and_one(language: str, name: str) -> None:
    faults = []
    for place, line in numbered(name, language):
        _entry, *rest = line.split("\t")
        if len(rest) != 1 or not -1 <= float(rest[0]) <= 1:
            faults.append((place, line))
    assert faults == []


@in_every_language
def test_a_fact_has_a_weight_and_says_what_it_is_about(language: str) -> None:
    faults = []
    for place, line in numbered("facts", language):
        _entry, *rest = line.split("\t")
        if len(rest) != 2 or not -1 <= float(rest[0]) <= 1 or rest[1] not in FACTS:
            faults.append((place, line))
    assert faults == []


@in_every_language
def test_facts_tell_good_and_bad_and_of_waiting_and_lasting(language: str) -> None:
    told = [weighted(line) for line in lines("facts", language)]
    assert {label for _entry, _weight, label in told} >= {"waiting", "lasting", "rudeness", "price"}
    assert {weight > 0 for _entry, weight, _label in told if weight} == {True, False}


@in_every_language
def test_a_degree_strengthens_or_softens_but_never_turns(language: str) -> None:
    faults = []
    for place, line in numbered("degrees", language):
        _entry, *rest = line.split("\t")
        if len(rest) != 1 or not 0 < float(rest[0]) <= WIDEST_DEGREE:
            faults.append((place, line))
    assert faults == []


@pytest.mark.parametrize("name", LISTS)
@in_every_language
def test_a_list_of_words_has_no_weights(language: str, name: str) -> None:
    assert list(lines(name, language))
    assert [line for line in lines(name, language) if "\t" in line] == []


@pytest.mark.parametrize("name", [*WEIGHTED, "degrees", *ROLES])
@in_every_language
def test_no_entry_stands_twice_in_a_file(language: str, name: str) -> None:
    """With or without diacritics an entry is the same; the second would be the one that counts."""
    written = Counter(
        " ".join(plain(line.split("\t")[0]).replace(",", " ").split())
        for line in lines(name, language)
    )
    assert {entry: times for entry, times in written.items() if times > 1} == {}


@in_every_language
def test_each_language_has_words_enough(language: str) -> None:
    assert len(list(lines("words", language))) >= FEWEST_WORDS
    assert len(lexicon(language)) >= FEWEST_WORDS


def test_every_sign_has_a_weight_between_minus_one_and_one() -> None:
    told = [weighted(line) for line in lines("signs")]
    assert [sign for sign, weight, _label in told if not -1 <= weight <= 1] == []
    assert [sign for sign in SIGNS if "\ufe0f" in sign] == []


def test_comments_and_empty_lines_are_no_entries() -> None:
    assert not [line for line in lines("words", "cs") if line.startswith("#") or not line.strip()]


@in_every_language
def test_a_phrase_begins_with_a_word_or_a_stem(language: str) -> None:
    """Phrases are looked up by their first word, so a gap or a number there is never found."""
    names = ("phrases", "facts", *ROLES)
    begun = [(name, line) for name in names for line in lines(name, language)]
    assert [
        (name, line)
        for name, line in begun
        if not line.split("\t")[0].split() or line.split()[0] in ("~", "_", "#", "*")
    ] == []
