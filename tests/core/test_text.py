"""Text as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean, first_name, fold, one_line, search_expression, shorten, sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "cs",
            [
                "Cibulka",
                "Čapek",
                "Dvořák",
                "Ehrlich",
                "Hora",
                "Chalupa",
                "Ivan",
                "Řezníček",
                "Sova",
                "Šach",
                "Zeman",
                "Žák",
            ],
        ),
        (
            "lv",
            [
                "Celms",
                "Čakste",
                "Gailis",
                "Ģēģeris",
                "Kalns",
                "Ķēniņš",
                "Lācis",
                "Ļaudis",
                "Nags",
                "Ņikitins",
                "Siliņš",
                "Šmits",
                "Zīle",
                "Žagars",
            ],
        ),
        ("en", ["Adams", "Čapek", "Chalupa", "Cooper", "Zimmer"]),
    ],
)
def test_names_sort_as_in_the_dictionary_of_the_language(language: str, words: list[str]) -> None:
    by_code_point = sorted(words)
    assert sorted(by_code_point, key=lambda word: sort_key(word, language)) == words


def test_diacritics_that_are_no_letters_of_their_own_only_break_ties() -> None:
    assert sorted(["Novák B", "Nová", "Nova"], key=lambda w: sort_key(w, "cs")) == [
        "Nova",
        "Nová",
        "Novák B",
    ]


def test_folding_forgives_case_and_diacritics() -> None:
    assert fold("Ķirsona ŽLUŤOUČKÝ") == "kirsona zlutoucky"


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    assert cleaned == cleaned.strip()


def test_cleaning_keeps_emoji_whole_and_drops_what_hides() -> None:
    family = "👩\u200d👧"
    assert clean(f" \x00\u202e{family}\u200b ") == family


def test_text_that_no_file_can_hold_is_mended() -> None:
    clean("half a pair: \ud83d").encode("utf-8")


@given(st.text())
def test_a_search_for_any_text_is_a_valid_expression(text: str) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body)")
    expression = search_expression(text)
    if expression:
        connection.execute("SELECT * FROM words WHERE words MATCH ?", [expression]).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("name", "given_name"),
    [
        ("Jana Nováková", "Jana"),
        ("Nováková, Jana", "Jana"),
        ("Jana", "Jana"),
        ("", ""),
        ("Ing. Jana Nováková", "Jana"),
        ("paní Jana Nováková, Ph.D.", "Jana"),
        ("J. Nováková", "J."),
        ("Dr.", "Dr."),
        ("+420 777 100 200", ""),
        ("jana@example.cz", ""),
    ],
)
def test_the_given_name_is_found_in_either_order(name: str, given_name: str) -> None:
    assert first_name(name) == given_name


@given(st.text(min_size=1), st.integers(min_value=2, max_value=80))
def test_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n\n b\tc ") == "a b c"
