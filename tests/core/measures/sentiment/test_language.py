"""The language of a text, also when it is short or typed without diacritics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment.language import guess

SENTENCES = [
    ("cs", "Čekala jsem čtyřicet minut a nikdo se neomluvil."),
    ("cs", "cekala jsem ctyricet minut a nikdo se neomluvil"),
    ("cs", "Barva po týdnu vybledla"),
    ("cs", "barva po tydnu vybledla"),
    ("cs", "Kolik stojí melír?"),
    ("cs", "Nehty se oloupaly po třech dnech."),
    ("cs", "mohli byste mit delsi oteviraci dobu"),
    ("cs", "Kadeřnice byla milá, ale ceny šly nahoru."),
    ("lv", "Gaidīju četrdesmit minūtes, un neviens neatvainojās."),
    ("lv", "gaidiju cetrdesmit minutes un neviens neatvainojas"),
    ("lv", "Krāsa nomazgājās"),
    ("lv", "loti laba frizetava"),
    ("lv", "Cik maksā matu griezums?"),
    ("lv", "nagi nolupa pec trim dienam"),
    ("lv", "vai var maksat ar karti"),
    ("lv", "Meistare bija jauka, bet cenas augstas."),
    ("en", "I waited forty minutes and nobody said sorry."),
    ("en", "The colour faded after a week"),
    ("en", "couldn’t be happier"),
    ("en", "how much is a manicure"),
    ("en", "My nails chipped in three days."),
    ("en", "NEVER COMING BACK"),
    ("en", "The owner, Žaneta, is lovely and so is her salon"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
@pytest.mark.parametrize("default", ["cs", "lv", "en"])
def test_a_sentence_is_known_whatever_the_shop_speaks(
    language: str, text: str, default: str
) -> None:
    assert guess(text, default=default) == language


@pytest.mark.parametrize("text", ["", "ok", "super", "Děkuji", "Paldies!", "  thanks   "])
def test_under_ten_characters_the_shops_language_wins(text: str) -> None:
    assert [guess(text, default=default) for default in ("cs", "lv", "en")] == ["cs", "lv", "en"]


@pytest.mark.parametrize(
    "text", ["😀" * 20, "!!!!!!!!!!!!!", "Очень хорошо, спасибо", "1234567890 12"]
)
def test_a_text_with_no_hint_is_taken_for_the_shops_language(text: str) -> None:
    assert guess(text, default="lv") == "lv"


def test_only_the_shops_languages_are_considered() -> None:
    assert guess("Čekala jsem čtyřicet minut", ("lv", "en"), default="en") != "cs"
    assert guess("Čekala jsem čtyřicet minut", ("de",), default="de") == "de"


def test_a_book_is_known_by_its_beginning() -> None:
    assert guess("Gaidīju četrdesmit minūtes. " * 40_000, default="en") == "lv"


@given(st.text(max_size=300))
def test_any_text_gets_one_of_the_languages(text: str) -> None:
    assert guess(text, default="cs") in ("cs", "lv", "en")
