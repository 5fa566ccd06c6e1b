"""A text taken apart: every piece knows its plain form and the place where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.tokens import Sort, Token, plain, tokens, unstretched


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


def of_sort(text: str, sort: Sort) -> list[str]:
    """The pieces of one sort as they were typed."""
    return [text[token.start : token.end] for token in tokens(text) if token.sort is sort]


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Příliš ŽLUŤOUČKÝ kůň", "prilis zlutoucky kun"),
        ("Ļoti Šķībi, gaŗš Ģērbšanās", "loti skibi, gars gerbsanas"),
        ("Don’t, don\u00b4t, don\u02bct, don`t", "don't, don't, don't, don't"),
        ("İSTANBUL", "istanbul"),
        ("ĂÂÊÔƠƯ ếộ", "aaeoou eo"),
    ],
)
def test_letters_lose_their_diacritics_and_size(typed: str, letters: str) -> None:
    assert plain(typed) == letters


@pytest.mark.parametrize(
    "typed", ["İİİ!", "ŉ ǆ ﬁ ß ẞ", "e\u0301 c\u030c", "ΑΊ Ω", "\ud800x", "½ ①"]
)
def test_every_character_keeps_its_place(typed: str) -> None:
    assert len(plain(typed)) == len(typed)


@given(st.text(max_size=200))
def test_any_text_keeps_its_places(typed: str) -> None:
    assert len(plain(typed)) == len(typed)


@given(st.text(alphabet="abcčďéěŗšūžĀĶŅ ’!?.,:)(D123@\n😍\ufe0f", max_size=120))
def test_pieces_cover_all_that_is_said_in_its_order(text: str) -> None:
    found = tokens(text)
    assert [(token.start, token.end) for token in found] == sorted(
        (token.start, token.end) for token in found
    )
    said, reached = [], 0
    for token in found:
        assert token.start >= reached
        assert token.form == plain(text)[token.start : token.end]
        said.append(text[reached : token.start])
        reached = token.end
    left_over = "".join(said) + text[reached:]
    assert not [letter for letter in left_over if letter.isalnum() or letter in "!?.,"]


def test_a_piece_is_found_again_where_it_stands() -> None:
    text = "Děkuji, Žofie!"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "Děkuji",
        ",",
        "Žofie",
        "!",
    ]
    assert tokens(text)[2] == Token("zofie", Sort.WORD, 8, 13)


@pytest.mark.parametrize("typed", ["don't", "don’t", "DON\u00b4T", "don\u02bct"])
def test_an_apostrophe_within_a_word_belongs_to_it(typed: str) -> None:
    assert tokens(typed) == [Token("don't", Sort.WORD, 0, 5)]


def test_quotes_around_a_word_do_not_belong_to_it() -> None:
    assert forms("‘lovely’ 'great'") == ["‘", "lovely", "'", "'", "great", "'"]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/skvele?x=1",
        "http://example.org",
        "www.example.org/hruza",
        "jana.novakova@example.org",
    ],
)
def test_a_link_is_one_piece_whatever_words_it_holds(link: str) -> None:
    assert of_sort(f"see {link} please", Sort.LINK) == [link]
    assert of_sort(f"see {link} please", Sort.WORD) == ["see", "please"]


def test_a_mention_is_a_name_not_a_word() -> None:
    assert of_sort("thanks @lovely_hair!", Sort.NAME) == ["@lovely_hair"]
    assert of_sort("thanks @lovely_hair!", Sort.WORD) == ["thanks"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("super:)", [":)"]),
        ("super :-) a ještě :D", [":-)", ":D"]),
        ("bod:Dobře", []),
        ("Do:Dne", []),
        ("XDalší", []),
        ("haha xD", ["xD"]),
        ("skvělé😍😍", ["😍", "😍"]),
        ("krása❤", ["❤"]),
        ("škoda:(", [":("]),
    ],
)
def test_an_emoticon_is_seen_beside_a_word_but_not_inside_one(text: str, signs: list[str]) -> None:
    assert of_sort(text, Sort.SIGN) == signs


def test_an_emoji_is_the_same_with_and_without_the_variation_sign() -> None:
    coloured = tokens("dík ❤\ufe0f moc")
    assert [token.form for token in coloured] == ["dik", "❤", "moc"]
    assert [token.sort for token in coloured] == [Sort.WORD, Sort.SIGN, Sort.WORD]
    assert coloured[1].end - coloured[1].start == 1


def test_an_emoji_that_nobody_weighed_is_a_sign_all_the_same() -> None:
    assert of_sort("🪒 cut", Sort.SIGN) == ["🪒"]


@pytest.mark.parametrize("number", ["40", "1,5", "3.50", "14:30", "10.000,50"])
def test_a_number_is_one_piece(number: str) -> None:
    assert of_sort(f"za {number} eur", Sort.NUMBER) == [number]


def test_a_figure_and_its_unit_are_two_pieces() -> None:
    assert [(token.form, token.sort) for token in tokens("40min")] == [
        ("40", Sort.NUMBER),
        ("min", Sort.WORD),
    ]


@pytest.mark.parametrize("end", ["!", "?", "...", "…", "?!", "!!!!", "\n"])
def test_a_sentence_ends_once_however_loudly(end: str) -> None:
    assert of_sort(f"one{end}two", Sort.END) == [end]


def test_a_comma_does_not_end_a_sentence() -> None:
    assert of_sort("one, two; three – four", Sort.END) == []
    assert of_sort("one, two; three – four", Sort.MARK) == [",", ";", "–"]


@pytest.mark.parametrize(
    ("stretched", "word"),
    [
        ("suuuper", "super"),
        ("goooood", "good"),
        ("sooo", "so"),
        ("mooooc", "moc"),
        ("ļotiiii".replace("ļ", "l"), "loti"),
        ("aaaanddd", "and"),
    ],
)
def test_a_stretched_word_stands_for_the_usual_one(stretched: str, word: str) -> None:
    assert word in unstretched(stretched)


@pytest.mark.parametrize("word", ["good", "vyšší", "book", "", "ne", "2000", "!!!"])
def test_a_word_with_two_like_letters_is_not_stretched(word: str) -> None:
    assert unstretched(word) == ()


@pytest.mark.parametrize("text", ["", " \t ", "\0", "\u200b"])
def test_of_nothing_said_no_word_is_found(text: str) -> None:
    assert of_sort(text, Sort.WORD) == []
