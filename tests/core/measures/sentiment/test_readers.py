"""Reading texts: every language, the words that decided, and whatever people may type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures import sentiment
from core.measures.sentiment.readers import READ_CHARACTERS, read, reader

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "Děkuji, všechno bylo skvělé.", "positive"),
        ("cs", "Barva po týdnu vybledla.", "negative"),
        ("cs", "Kolik stojí melír?", "neutral"),
        ("lv", "Paldies, viss bija lieliski.", "positive"),
        ("lv", "Krāsa nomazgājās pēc divām dienām.", "negative"),
        ("lv", "Cik maksā matu griezums?", "neutral"),
        ("en", "The staff were lovely and my hair looks great.", "positive"),
        ("en", "It isn’t great.", "negative"),
        ("en", "Thank you for all your hard work", "positive"),
        ("en", "Can I book for Saturday?", "neutral"),
    ],
)
def test_every_language_is_read(language: str, text: str, expected: str) -> None:
    reading = read(text, language)
    assert (reading.polarity, reading.language) == (expected, language)
    assert reading.reader == sentiment.names()[language]


@pytest.mark.parametrize("text", ["Qwrt zxcv plmk", "xyzzy", "Спасибо, всё отлично", "12 34", "…"])
@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_a_text_without_a_known_word_is_unread_never_neutral(language: str, text: str) -> None:
    reading = read(text, language)
    assert (reading.polarity, reading.score, reading.words) == ("unread", 0.0, ())


def test_a_language_that_nobody_reads_is_unread() -> None:
    reading = read("Danke, alles war wunderbar", "de")
    assert (reading.polarity, reading.reader) == ("unread", "")
    assert reader("de") is None


def test_the_words_that_decided_stand_as_they_were_typed() -> None:
    (word,) = read("Kadeřnice NEBYLA   ochotná.", "cs").words
    assert (word.text, word.negated) == ("ochotná", True)
    assert word.weight < 0
    assert [word.text for word in read("It was NOT   great.", "en").words] == ["NOT   great"]


def test_a_fact_that_hurts_says_what_it_is_about() -> None:
    reading = read("Čekala jsem 40 minut.", "cs")
    assert [word.label for word in reading.words] == ["waiting"]
    assert reading.polarity == "negative"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "V salonu byla zase zima."),
        ("lv", "Salonā atkal bija ļoti auksti."),
        ("en", "The salon was very cold again."),
    ],
)
def test_a_cold_salon_is_a_fact_about_comfort(language: str, text: str) -> None:
    assert {word.label for word in read(text, language).words} == {"comfort"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Prodáváte dárkový poukaz?"),
        ("cs", "Chtěla bych dvě dárkové karty."),
        ("lv", "Vai pārdodat dāvanu karti?"),
        ("lv", "Cik ilgi derīgas dāvanu kartes?"),
        ("en", "Do you sell gift vouchers?"),
        ("en", "I'd like two gift cards, please."),
    ],
)
def test_a_gift_voucher_is_goods_and_no_happy_word(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.polarity == "neutral"
    assert [word for word in reading.words if word.weight > 0] == []


def test_a_neutral_score_is_near_zero_and_others_are_not() -> None:
    assert abs(read("Kolik stojí melír?", "cs").score) < 0.1
    assert read("Naprosto skvělé!", "cs").score > 0.5
    assert read("Hrůza, už nikdy.", "cs").score < -0.5


def test_the_language_is_guessed_when_it_is_not_given() -> None:
    assert read("Čekala jsem čtyřicet minut.").language == "cs"
    assert read("The colour is lovely.", default_language="cs").language == "en"
    assert read("lovely", default_language="cs").language == "cs"


@pytest.mark.parametrize("name", ["CzechAnalyzer", "LatvianAnalyzer", "EnglishAnalyzer"])
def test_the_analyzers_work_inside_textblob(name: str) -> None:
    from textblob import TextBlob
    from textblob.base import BaseSentimentAnalyzer

    from core.measures.sentiment import textblob_form

    analyzer = getattr(textblob_form, name)
    assert issubclass(analyzer, BaseSentimentAnalyzer)
    happy, angry = {
        "CzechAnalyzer": ("Jsem moc spokojená!", "To nebylo dobré."),
        "LatvianAnalyzer": ("Esmu ļoti apmierināta!", "Tas nebija labi."),
        "EnglishAnalyzer": ("I am very pleased!", "It isn't great."),
    }[name]
    assert TextBlob(happy, analyzer=analyzer()).sentiment.polarity > 0
    blob = TextBlob(angry, analyzer=analyzer())
    assert blob.sentiment.polarity < 0
    assert blob.sentiment_assessments.assessments


def test_no_language_needs_textblob_or_nltk_in_memory() -> None:
    program = (
        "import sys; from core.measures import sentiment; "
        "sentiment.read('Čekala jsem čtyřicet minut.'); sentiment.read('The colour is lovely.'); "
        "assert not {'textblob', 'nltk'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_english_words_weigh_what_textblob_itself_gives_them() -> None:
    from textblob.en import sentiment as textblobs

    from core.measures.sentiment.english import FELT, textblob_words

    textblobs.load()
    theirs = {word: senses[None][0] for word, senses in textblobs.items()}
    assert textblob_words() == pytest.approx(
        {word: weight for word, weight in theirs.items() if abs(weight) >= FELT}
    )


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
        "İSTANBUL ŉ ǆ ﬁ",
        "a" * 5_000,
        "ne" * 3_000,
        "not " * 3_000,
        "Děkuji, it was labi 👍",
    ],
)
def test_strange_texts_get_an_answer(text: str) -> None:
    for language in (None, "en", "cs", "lv"):
        reading = read(text, language)
        assert reading.polarity in sentiment.POLARITIES
        assert len(reading.words) <= 60


def test_emoji_alone_are_read() -> None:
    assert read("😍😍", "lv").polarity == "positive"
    assert read("😡", "cs").polarity == "negative"


def test_a_nul_does_not_hide_the_words_beside_it() -> None:
    assert read("\0great\0 service", "en").polarity == "positive"


def test_a_wall_of_capitals_is_read() -> None:
    assert read("AWFUL AWFUL AWFUL", "en").polarity == "negative"


def test_stretched_words_are_read() -> None:
    assert read("suuuuuper", "cs").polarity == "positive"
    assert read("soooo goooood", "en").polarity == "positive"


def test_of_a_pasted_book_only_the_beginning_is_read() -> None:
    book = "a chair by the window " * (READ_CHARACTERS // 22 + 1)
    assert read(book + "awful " * 100_000, "en") == read(book, "en")


@given(st.text(max_size=400), st.sampled_from(["cs", "lv", "en"]))
def test_no_text_raises_and_scores_agree_with_moods(text: str, language: str) -> None:
    reading = read(text, language)
    assert -1 <= reading.score <= 1
    if reading.polarity == "positive":
        assert reading.score >= 0.1
    if reading.polarity == "negative":
        assert reading.score <= -0.1
    if reading.polarity in ("neutral", "unread"):
        assert abs(reading.score) < 0.1
