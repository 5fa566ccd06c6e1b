"""The kind of feedback is guessed from its words: clear cases in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment import guess_kind
from core.voice.feedback import KINDS

CLEAR = [
    ("cs", "complaint", "Čekala jsem 40 minut a nikdo se ani neomluvil."),
    ("cs", "complaint", "cekala jsem 40 minut a nikdo se neomluvil"),
    ("cs", "complaint", "Barva po týdnu vybledla, jsem zklamaná."),
    ("cs", "question", "Kolik stojí dámský střih?"),
    ("cs", "question", "mate v sobotu otevreno?"),
    ("cs", "suggestion", "Mohli byste mít otevřeno i v neděli."),
    ("cs", "suggestion", "Bylo by fajn, kdyby šlo platit kartou."),
    ("cs", "praise", "Děkuji, všechno bylo naprosto skvělé!"),
    ("lv", "complaint", "Gaidīju 40 minūtes, un neviens neatvainojās."),
    ("lv", "complaint", "gaidiju 40 minutes un neviens neatvainojas"),
    ("lv", "complaint", "Krāsa nomazgājās, esmu vīlusies."),
    ("lv", "question", "Cik maksā matu griezums?"),
    ("lv", "question", "vai sestdien stradajat?"),
    ("lv", "suggestion", "Būtu labi, ja jūs strādātu arī svētdienās."),
    ("lv", "suggestion", "Varētu ieviest maksāšanu ar karti."),
    ("lv", "praise", "Paldies, viss bija lieliski!"),
    ("cs", "complaint", "V salonu byla zase zima."),
    ("cs", "complaint", "U mytí je studená voda."),
    ("lv", "complaint", "Salonā atkal bija ļoti auksti."),
    ("lv", "complaint", "Pie izlietnes ir auksti."),
    ("en", "complaint", "The salon was very cold again."),
    ("en", "complaint", "It is cold at the sink."),
    ("en", "complaint", "It was freezing by the window."),
    ("en", "question", "Can my son have his hair cut here?"),
    ("en", "complaint", "I waited 40 minutes and nobody said sorry."),
    ("en", "complaint", "The colour faded after a week, so disappointed."),
    ("en", "question", "How much is a haircut?"),
    ("en", "question", "are you open on saturday?"),
    ("en", "suggestion", "It would be nice if you opened on Sundays too."),
    ("en", "suggestion", "You could offer card payments."),
    ("en", "praise", "Thank you, everything was absolutely lovely!"),
]


@pytest.mark.parametrize(("language", "kind", "text"), CLEAR)
def test_a_clear_text_has_its_kind(language: str, kind: str, text: str) -> None:
    assert guess_kind(text, language) == kind


@pytest.mark.parametrize(("language", "kind", "text"), CLEAR)
def test_the_language_need_not_be_told(language: str, kind: str, text: str) -> None:
    assert guess_kind(text, default_language=language) == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You should open on Saturday morning"),
        ("en", "Please open on Saturday mornings too"),
        ("cs", "Měli byste otevřít i v sobotu"),
        ("cs", "Otevřete prosím i v sobotu"),
        ("cs", "Zaveďte prosím večerní termíny"),
        ("cs", "zavedte prosim vecerni terminy"),
        ("lv", "Vajadzētu strādāt arī sestdienās"),
        ("lv", "Lūdzu, strādājiet arī sestdienās"),
    ],
)
def test_who_tells_the_shop_what_to_do_suggests_it(language: str, text: str) -> None:
    assert guess_kind(text, language) == "suggestion"


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("en", "other", "Please cancel my Friday appointment"),
        ("en", "other", "Please note I will be ten minutes late"),
        ("en", "question", "Should I come on Saturday morning?"),
        ("en", "complaint", "You should be ashamed"),
        ("en", "complaint", "You should have opened at nine, I stood there for an hour"),
        ("cs", "other", "Zrušte mi prosím termín v pátek"),
        ("cs", "other", "V sobotu přijdu o deset minut později, prosím omluvte mě"),
        ("cs", "question", "Máte prosím v sobotu otevřeno?"),
        ("cs", "complaint", "Měli byste se stydět"),
        ("lv", "other", "Sestdien kavēšu desmit minūtes, lūdzu, pagaidiet"),
        ("lv", "question", "Sakiet, lūdzu, vai sestdien strādājat?"),
    ],
)
def test_asking_scolding_and_ones_own_visit_suggest_nothing(
    language: str, kind: str, text: str
) -> None:
    assert guess_kind(text, language) == kind


def test_the_shops_language_decides_a_short_text() -> None:
    assert guess_kind("Paldies!", default_language="lv") == guess_kind("Paldies!", "lv")
    assert guess_kind("Paldies!", "lv") is not None
    assert guess_kind("Paldies!", default_language="en") is None


@pytest.mark.parametrize("text", ["", " ", "Qwrt zxcv plmk", "12 34", "\0", "Спасибо"])
@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_without_a_known_word_no_kind_is_guessed(language: str, text: str) -> None:
    assert guess_kind(text, language) is None


def test_a_language_that_nobody_reads_has_no_kinds() -> None:
    assert guess_kind("Danke, alles war wunderbar", "de") is None


@given(st.text(max_size=300), st.sampled_from([None, "cs", "lv", "en"]))
def test_every_guess_is_a_kind_that_can_be_logged(text: str, language: str | None) -> None:
    assert guess_kind(text, language) in (None, *KINDS)


def test_a_book_has_the_kind_of_its_beginning() -> None:
    beginning = "How much is a haircut? " * 500
    assert guess_kind(beginning + "Awful! " * 100_000, "en") == guess_kind(beginning, "en")
