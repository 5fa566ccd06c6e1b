"""The deciding words: found where they stand, weighed in the tip, never taken for markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget

from core.measures import sentiment
from core.measures.sentiment import Word
from core.measures.sentiment.lexicon_files import lines, weighted
from core.measures.sentiment.reading import FACTS
from core.text import clean
from desktop import theme
from desktop.widgets.deciding_words import MarkedQuote, marks
from desktop.widgets.long_words import LongWords


def marked(text: str, *words: Word) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(text, words)]


def test_a_reading_of_long_ago_is_found_whatever_its_case_and_accents() -> None:
    assert marked("SKVĚLÉ, opravdu skvělé!", Word("skvele", 0.8)) == ["SKVĚLÉ"]


def test_the_same_word_twice_is_marked_in_both_places() -> None:
    text = "So rude. Very rude."
    word = Word("rude", -0.3)
    assert [(mark.start, mark.end) for mark in marks(text, [word, word])] == [(3, 7), (14, 18)]


def test_words_that_look_alike_are_told_apart_by_their_place() -> None:
    words = [Word("Je", 0.2), Word("ja", 0.3), Word("je", -0.3)]
    assert [mark.start for mark in marks("Je to tak, ja vím, že je.", words)] == [0, 11, 22]


def test_a_phrase_is_marked_with_the_commas_and_lines_within_it() -> None:
    text = "I waited,\nand waited: forty minutes."
    assert marked(text, Word("waited,\nand waited: forty minutes", -0.6, label="waiting")) == [
        "waited,\nand waited: forty minutes"
    ]


def test_signs_and_emoji_are_marked_where_they_stand() -> None:
    text = "Moc děkuju 🙏🏽❤️ :D"
    assert marked(text, Word("🙏🏽", 0.6), Word("❤️", 0.8), Word(":D", 0.5)) == [
        "🙏🏽",
        "❤️",
        ":D",
    ]


def test_a_word_inside_another_is_left_alone() -> None:
    assert marked("The latest colour came late.", Word("late", -0.3)) == ["late"]


def test_a_word_that_weighs_nothing_decided_nothing() -> None:
    assert marked("I was booked for ten.", Word("ten", 0.0)) == []


def test_a_word_that_stands_nowhere_hides_none_that_does() -> None:
    words = [Word("rude", -0.4), Word("gone", -0.4), Word("kind", 0.4)]
    assert marked("Rude, later kind.", *words) == ["Rude", "kind"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("cs", "Čekala jsem 40 minut, a pak ta paní byla protivná.", "Čekala jsem 40 minut"),
        ("lv", "Gaidīju četrdesmit minūtes! Ļoti nepatīkami 😡", "Gaidīju četrdesmit minūtes"),
        ("en", "I waited forty minutes - it isn’t great, guys.", "waited forty minutes"),
    ],
)
def test_all_that_a_reader_found_is_marked_in_its_own_text(
    language: str, text: str, phrase: str
) -> None:
    reading = sentiment.read(text, language)
    found = marks(text, reading.words)
    assert [text[mark.start : mark.end] for mark in found] == [w.text for w in reading.words]
    assert phrase in [text[mark.start : mark.end] for mark in found]


def test_every_fact_of_the_lexicons_can_be_told_in_words() -> None:
    labels = {
        weighted(line)[2] for language in ("cs", "lv", "en") for line in lines("facts", language)
    }
    assert labels - {""} == set(FACTS)


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
    quote.show_words("Not great, but kind.", [Word("Not great", -0.4, True), Word("kind", 0.6)])
    assert quote.tip("#0") == ("Weighs −0.4: it sounds dissatisfied. A “not” turned it round.")
    assert quote.tip("#1") == "Weighs +0.6: it sounds satisfied."
    assert quote.tip("#7") == ""


def test_the_tip_of_a_fact_says_what_it_is_about(qtbot) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    words = [
        Word("Čekala jsem 40 minut", -0.5, label="waiting"),
        Word("chodím sem roky", 0.6, label="loyalty"),
        Word("ale", -0.1, label="a label of tomorrow"),
    ]
    quote.show_words("Čekala jsem 40 minut a chodím sem roky, ale", words)
    assert quote.tip("#0") == "A fact that hurts: waiting. Weighs −0.5."
    assert quote.tip("#1") == "A fact that pleases: coming back. Weighs +0.6."
    assert quote.tip("#2") == "Weighs −0.1: it sounds dissatisfied."


def test_the_arrows_go_from_word_to_word_and_say_each(qtbot, in_front) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, quote = QPushButton("Before"), MarkedQuote()
    column.addWidget(before)
    column.addWidget(quote)
    quote.show_words("Rude, but kind.", [Word("Rude", -0.3), Word("kind", 0.6)])
    qtbot.addWidget(window)
    window.show()
    before.setFocus()
    in_front(window)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert quote.hasFocus()
    assert quote.accessibleDescription() == "“Rude”: Weighs −0.3: it sounds dissatisfied."
    qtbot.keyClick(quote, Qt.Key.Key_Right)
    assert quote.accessibleDescription() == "“kind”: Weighs +0.6: it sounds satisfied."
    assert QToolTip.text() == "Weighs +0.6: it sounds satisfied."
    qtbot.keyClick(quote, Qt.Key.Key_Right)
    qtbot.keyClick(quote, Qt.Key.Key_Left)
    assert quote.accessibleDescription().startswith("“Rude”")
    look = f"background-color: {theme.ink_of('negative').name()}"
    assert look in quote.markup()
    qtbot.keyClick(quote, Qt.Key.Key_Tab)
    assert look not in quote.markup()


def test_without_a_marked_word_the_quotation_takes_no_focus(qtbot) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    quote.show_words("Rude.", [Word("Rude", -0.3)])
    assert quote.focusPolicy() == Qt.FocusPolicy.TabFocus
    quote.show_words("Ten o’clock.")
    assert quote.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_marks_follow_the_theme(qtbot, qapp) -> None:
    quote = MarkedQuote()
    qtbot.addWidget(quote)
    quote.show_words("Rude.", [Word("Rude", -0.3)])
    assert theme.LIGHT.negative.lower() in quote.markup()
    theme.apply(qapp, "dark")
    assert theme.DARK.negative.lower() in quote._text.text()
    theme.apply(qapp, "light")


@pytest.mark.parametrize("text", ["Rude. " * 7_000, "x" * 40_000])
def test_pages_of_words_are_read_in_a_box_that_scrolls_and_short_ones_again_with_marks(
    shown, text: str
) -> None:
    quote = shown(MarkedQuote(), 300, 400)
    quote.show_words(text, [Word("Rude", -0.5)])
    (box,) = quote.findChildren(LongWords)
    assert box.isVisible()
    assert box.toPlainText() == text == quote.text()
    assert all(label.text() != text for label in quote.findChildren(QLabel) if label.isVisible())
    quote.show_words("Rude.", [Word("Rude", -0.5)])
    assert not box.isVisible()
    assert "underline" in quote.findChildren(QLabel)[0].text()
