"""The deciding words: found where they stand, weighed in the tip, never taken for markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtGui import QTextDocument

from core.measures import sentiment
from core.measures.sentiment import Word
from core.text import clean
from desktop import theme
from desktop.widgets.deciding_words import MarkedQuote, marks


def marked(text: str, *words: Word) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(text, words)]


def test_a_word_is_found_whatever_its_case_and_accents() -> None:
    assert marked("SKVĚLÉ, opravdu skvělé!", Word("skvele", 0.8)) == ["SKVĚLÉ"]


def test_the_same_word_twice_is_marked_in_both_places() -> None:
    word = Word("rude", -0.3)
    text = "Rude. Very rude."
    assert [(mark.start, mark.end) for mark in marks(text, [word, word])] == [(0, 4), (11, 15)]


def test_a_not_that_the_reader_took_apart_is_marked_whole() -> None:
    assert marked("It isn’t great at all.", Word("not great", -0.4, True)) == ["isn’t great"]
    assert marked("It is not great.", Word("not great", -0.4, True)) == ["not great"]


def test_a_sign_that_counted_is_marked_with_its_word() -> None:
    assert marked("Terrible!", Word("terrible !", -1.0)) == ["Terrible!"]


def test_a_word_inside_another_is_left_alone() -> None:
    assert marked("The latest colour came late.", Word("late", -0.3)) == ["late"]


def test_a_word_that_weighs_nothing_decided_nothing() -> None:
    assert marked("I was booked for ten.", Word("ten", 0.0)) == []


def test_what_the_reader_found_can_be_marked_in_its_own_text() -> None:
    text = "It isn't great, the staff were rude, but the cut was absolutely wonderful 👍 terrible"
    reading = sentiment.read(text, "en")
    found = [text[mark.start : mark.end] for mark in marks(text, reading.words)]
    assert found == ["isn't great", "rude", "absolutely wonderful", "terrible"]


def shown_text(quote: MarkedQuote) -> str:
    page = QTextDocument()
    page.setHtml(quote.markup())
    return page.toPlainText()


def test_markup_in_the_words_is_shown_as_it_was_typed(qtbot) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    text = "A <b>terrible</b> wait & “no” <img src='x'> sorry</div>"
    quote.show_words(text, [Word("terrible", -1.0)])
    assert shown_text(quote) == text
    assert "<b>" not in quote.markup()


@given(text=some.text(alphabet="ab <>&\"'/;#\n👍ěř", max_size=60))
def test_any_words_are_shown_letter_by_letter(qapp, text: str) -> None:
    text = clean(text)
    quote = MarkedQuote()
    quote.show_words(text, [Word("a", 0.5), Word("b", -0.5), Word("<", 0.1)])
    assert shown_text(quote) == text
    quote.deleteLater()


def test_the_tip_of_a_mark_tells_weight_and_negation(qtbot) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    quote.show_words("Not great, but kind.", [Word("not great", -0.4, True), Word("kind", 0.6)])
    assert quote.tip("#0") == ("Weighs −0.4: it sounds dissatisfied. A “not” turned it round.")
    assert quote.tip("#1") == "Weighs +0.6: it sounds satisfied."
    assert quote.tip("#7") == ""


def test_marks_follow_the_theme(qtbot, qapp) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    quote.show_words("Rude.", [Word("rude", -0.3)])
    assert theme.LIGHT.negative.lower() in quote.markup()
    theme.apply(qapp, "dark")
    assert theme.DARK.negative.lower() in quote._text.text()
    theme.apply(qapp, "light")
