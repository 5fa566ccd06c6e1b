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


UNDIACRITISED = [
    ("cs", "dekuji, vse bylo skvele"),
    ("cs", "ucesy mate nadherne"),
    ("cs", "vlasy spalene, hruza"),
    ("cs", "prijdu zase v utery"),
    ("cs", "obsluha neprijemna"),
    ("lv", "paldies, viss bija lieliski"),
    ("lv", "loti ilgi jagaida"),
    ("lv", "mati sabojati, briesmigi"),
    ("lv", "naksu atkal otrdien"),
    ("lv", "apkalposana nelaipna"),
    ("en", "thanks everything was lovely"),
    ("en", "hair ruined, horrible"),
    ("en", "see you on tuesday"),
    ("en", "waited way too long"),
]


@pytest.mark.parametrize(("language", "text"), UNDIACRITISED)
@pytest.mark.parametrize("default", ["cs", "lv", "en"])
def test_a_short_text_without_diacritics_is_known(language: str, text: str, default: str) -> None:
    assert guess(text, default=default) == language


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_capitals_links_and_mentions_do_not_hide_the_language(language: str, text: str) -> None:
    other = {"cs": "en", "lv": "en", "en": "cs"}[language]
    link = "https://example.org/the/best/and/nicest/hair @the_best_hair_of_all"
    if other == "cs":
        link = "https://example.org/nejlepsi/kadernictvi/ve/meste @nase_kadernictvi"
    assert guess(f"{text.upper()} {link}", default=other) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Paní Ilze Bērziņa mě ostříhala moc hezky, děkuji."),
        ("lv", "Pie Žanetas Novákové biju trīs reizes, ļoti patika."),
        ("en", "Kateřina was so kind to me today, thank you."),
    ],
)
def test_a_foreign_name_does_not_change_the_language(language: str, text: str) -> None:
    assert guess(text, default="cs") == guess(text, default="lv") == language


@pytest.mark.parametrize("word", ["Paldies!", "Děkuji", "thx", "super", "ok, jo"])
def test_spaces_around_a_short_text_do_not_make_it_longer(word: str) -> None:
    assert guess(f"   {word} \n\n ", default="lv") == "lv"
    assert guess(f"   {word} \n\n ", default="en") == "en"


def test_the_longer_part_of_a_mixed_text_wins() -> None:
    czech = "Čekala jsem čtyřicet minut a barva po týdnu vybledla, nikdo se mi ani neomluvil."
    assert guess(f"{czech} Never again.", default="en") == "cs"


def test_without_shop_languages_there_is_only_the_default() -> None:
    assert guess("Čekala jsem čtyřicet minut", (), default="lv") == "lv"


@given(st.text(max_size=9), st.sampled_from(["cs", "lv", "en"]))
def test_below_ten_characters_it_is_always_the_shops(text: str, default: str) -> None:
    assert guess(text, default=default) == default


@given(st.sampled_from(SENTENCES), st.sampled_from(["  ", "\n", " \t "]))
def test_white_space_makes_no_difference(sentence: tuple[str, str], white: str) -> None:
    _language, text = sentence
    assert guess(white + text.replace(" ", white) + white, default="en") == guess(
        text, default="en"
    )
