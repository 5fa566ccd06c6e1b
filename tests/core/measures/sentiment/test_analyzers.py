"""Reading texts: English through TextBlob, the others unread until someone reads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures import sentiment
from core.measures.sentiment.analyzers import READ_CHARACTERS, analyzer, read, read_with
from core.measures.sentiment.form import NEGATED, Assessed

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The staff were lovely and my hair looks great.", "positive"),
        ("Terrible service, rude staff.", "negative"),
        ("It isn't great.", "negative"),
        ("It isn’t great.", "negative"),
        ("Not bad at all.", "positive"),
        ("Great colour, but an awful, rude receptionist.", "mixed"),
        ("Can I book for Saturday?", "unread"),
    ],
)
def test_english_is_read(text: str, expected: str) -> None:
    assert read(text, "en").polarity == expected


def test_the_words_that_decided_are_shown_with_their_negation() -> None:
    (word,) = read("The coffee was not great.", "en").words
    assert (word.text, word.negated) == ("not great", True)
    assert word.weight < 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Děkuji, všechno bylo skvělé a super."),
        ("lv", "Paldies, viss bija lieliski un super."),
        ("ru", "Спасибо, всё отлично"),
    ],
)
def test_a_language_that_nobody_reads_yet_is_unread_never_neutral(language: str, text: str) -> None:
    reading = read(text, language)
    assert (reading.polarity, reading.reader) == ("unread", "")
    assert analyzer(language) is None


def test_the_language_is_guessed_when_it_is_not_given() -> None:
    assert read("Čekala jsem čtyřicet minut.").language == "cs"
    assert read("The colour is lovely.", default_language="cs").language == "en"
    assert read("lovely", default_language="cs").language == "cs"


def test_an_analyzer_of_ones_own_needs_only_textblobs_form() -> None:
    class Czech:
        name = "cs-test"

        def analyze(self, text: str, keep_assessments: bool = False) -> Assessed:
            return Assessed(-0.6, 1.0, [(["není", "dobré"], -0.6, 1.0, NEGATED)])

    reading = read_with(Czech(), "Není to dobré.", "cs")
    assert (reading.polarity, reading.score, reading.reader) == ("negative", -0.6, "cs-test")
    assert reading.words[0].negated


def test_the_english_analyzer_works_inside_textblob_too() -> None:
    from textblob import TextBlob
    from textblob.base import BaseSentimentAnalyzer

    from core.measures.sentiment.english import EnglishAnalyzer

    assert issubclass(EnglishAnalyzer, BaseSentimentAnalyzer)
    blob = TextBlob("It isn't great.", analyzer=EnglishAnalyzer())
    assert blob.sentiment.polarity < 0
    assert blob.sentiment_assessments.assessments


def test_textblob_is_loaded_only_when_something_is_read() -> None:
    program = (
        "import sys; from core.measures import sentiment; "
        "sentiment.read('Čekala jsem čtyřicet minut.'); assert 'textblob' not in sys.modules; "
        "sentiment.read('The colour is lovely.'); assert 'textblob' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "😀🎉" * 50,
        "!!!!",
        "Отлично, спасибо большое",
        "\ud800 half a letter",
        ":)" * 99,
    ],
)
def test_strange_texts_get_an_answer(text: str) -> None:
    for language in (None, "en", "cs"):
        assert read(text, language).polarity in sentiment.POLARITIES


def test_a_nul_does_not_hide_the_words_beside_it() -> None:
    assert read("\0great\0 service", "en").polarity == "positive"


def test_a_wall_of_capitals_is_read() -> None:
    assert read("AWFUL AWFUL AWFUL", "en").polarity == "negative"


def test_of_a_pasted_book_only_the_beginning_is_read() -> None:
    book = "a chair by the window " * (READ_CHARACTERS // 22 + 1) + "awful " * 100_000
    assert read("lovely! " + book, "en").polarity == "positive"


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    reading = read(text, "en")
    assert -1 <= reading.score <= 1
    assert (reading.polarity == "unread") == (not reading.words)
